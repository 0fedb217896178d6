"""What a recorded run adds to a Result. There may be thousands of pieces: each becomes an object only for whoever looks at it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from playground.model.document import Document, Text
from playground.model.place import Place  # noqa: TC001 - pydantic reads it when the class is made

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

    from playground.diagnostics import Position

    Places = tuple[Position | None, Position | None]


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
    """The pieces of the body, in its order. `pieces`: (offset, length, the number of the part); `places`: the parts in the text `where`."""

    def __init__(self, where: str, places: Sequence[Places], pieces: Sequence[tuple[int, int, int]]) -> None:
        self._where = where
        self._parts = [{"where": where, "start": place_document(start), "end": place_document(end)} for start, end in places]
        self._pieces = pieces

    def __len__(self) -> int:
        return len(self._pieces)

    @overload
    def __getitem__(self, index: int) -> BodyPiece: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[BodyPiece]: ...
    def __getitem__(self, index: int | slice) -> BodyPiece | Sequence[BodyPiece]:
        if isinstance(index, slice):
            return [BodyPiece.model_validate(document) for document in self.to_documents()[index]]
        offset, length, part = self._pieces[index]
        return BodyPiece.model_validate({"offset": offset, "length": length, **self._parts[part]})

    def to_documents(self) -> list[dict[str, Any]]:
        """The pieces as JSON."""
        return [{"offset": offset, "length": length, **self._parts[part]} for offset, length, part in self._pieces]

    def dump(self) -> str:
        """The JSON text, each part written once and put after its pieces."""
        parts = [json.dumps(part, separators=(",", ":"))[1:] for part in self._parts]
        return "[" + ",".join([f'{{"offset":{offset},"length":{length},{parts[part]}' for offset, length, part in self._pieces]) + "]"

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


def place_document(place: Position | None) -> dict[str, int] | None:
    """A place as JSON."""
    return None if place is None else {"line": place.line, "column": place.column}
