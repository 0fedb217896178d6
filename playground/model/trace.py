"""The parts of a Result that a recorded run adds: `trace` and `bodyMap`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

from playground.model.place import Place  # noqa: TC001 - pydantic reads it when the class is made
from playground.model.types import Document, String

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema


class BodyMap(Document):
    """Which part of the template wrote which piece of the body.

    Piece n was written by `trace[sites[n]]`, and goes from `offsets[n]` to `offsets[n + 1]` (UTF-16 units): there is an offset more than
    there are pieces.
    """

    sites: list[int]
    offsets: list[int]


class TraceSite(Document):
    """A part of a template: how often it ran, the first values it took, and how often it was undefined."""

    where: String
    kind: str
    start: Place
    end: Place
    count: int
    values: list[String]
    missing: int


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
        """Validates and serialises as a JSON list."""
        return handler.generate_schema(list[TraceSite])
