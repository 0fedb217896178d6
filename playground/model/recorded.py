"""What a recorded run adds to a Result. There may be thousands of pieces: each becomes an object only for whoever looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any, overload

from playground.model.document import Document, Text
from playground.model.place import Place  # noqa: TC001 - pydantic reads it when the class is made
from playground.model.text import dump_json

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class BodyPiece(Document):
    """A piece of the body (offset and length in UTF-16 units), and the part of the template that wrote it."""

    offset: int
    length: int
    where: Text
    start: Place | None
    end: Place | None


class TraceSite(Document):
    """A part of a template: how often it ran, the first values it took, and how often it was undefined."""

    where: Text
    kind: str
    start: Place | None
    end: Place | None
    count: int
    values: list[Text]
    missing: int


class BodyMap(Sequence[BodyPiece]):
    """The pieces of the body, in its order: of each the number of its part, and its length; `places` is where the parts are, as JSON."""

    def __init__(self, places: Sequence[dict[str, Any]], parts: Sequence[int], lengths: Sequence[int]) -> None:
        self._places = places
        self._parts = parts
        self._lengths = lengths
        self._offsets = list(accumulate(lengths, initial=0))

    def __len__(self) -> int:
        return len(self._parts)

    @overload
    def __getitem__(self, index: int) -> BodyPiece: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[BodyPiece]: ...
    def __getitem__(self, index: int | slice) -> BodyPiece | Sequence[BodyPiece]:
        if isinstance(index, slice):
            return [self[at] for at in range(len(self))[index]]
        place = self._places[self._parts[index]]
        return BodyPiece.model_validate({"offset": self._offsets[range(len(self))[index]], "length": self._lengths[index], **place})

    def to_documents(self) -> list[dict[str, Any]]:
        """The pieces as JSON."""
        return [
            {"offset": offset, "length": length, **self._places[part]}
            for offset, length, part in zip(self._offsets, self._lengths, self._parts, strict=False)
        ]

    def dump(self) -> str:
        """The JSON text, each place written once and put after its pieces."""
        tails = [_Tails(_dump_place(place)) for place in self._places]
        pieces = zip(self._offsets, self._lengths, self._parts, strict=False)
        return "[" + ",".join([f'{{"offset":{offset}{tails[part][length]}' for offset, length, part in pieces]) + "]"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In JSON it is a list."""
        return handler.generate_schema(list[BodyPiece])


class Trace(Sequence[TraceSite]):
    """The parts of the templates that were recorded; `documents` is what they are in JSON."""

    def __init__(self, documents: list[dict[str, Any]]) -> None:
        self._documents = documents

    def __len__(self) -> int:
        return len(self._documents)

    @overload
    def __getitem__(self, index: int) -> TraceSite: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[TraceSite]: ...
    def __getitem__(self, index: int | slice) -> TraceSite | Sequence[TraceSite]:
        if isinstance(index, slice):
            return [TraceSite.model_validate(document) for document in self._documents[index]]
        return TraceSite.model_validate(self._documents[index])

    def to_documents(self) -> list[dict[str, Any]]:
        """The parts as JSON."""
        return self._documents

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In JSON it is a list."""
        return handler.generate_schema(list[TraceSite])


class _Tails(dict[int, str]):
    """Length → all of a piece's JSON but its offset, for the pieces of one part: most of them are as long as another."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def __missing__(self, length: int) -> str:
        tail = self[length] = f',"length":{length},{self.place}'
        return tail


def _dump_place(place: dict[str, Any]) -> str:
    """The end of a piece, from its `where` on."""
    start, end = (f'{{"line":{place[at]["line"]},"column":{place[at]["column"]}}}' for at in ("start", "end"))
    return f'"where":{dump_json(place["where"])},"start":{start},"end":{end}}}'
