"""A document that is a file of the user's own → its operations, with the place of everything in them in that file or its companions."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.diagnostics import Lines, position
from playground.documents.pasted import NOTHING, found_in, local_sources, usable_operations
from playground.documents.text_places import stretches_of
from playground.documents.tree import NOWHERE, MalformedDocument
from playground.errors import InvalidDocument, Problem
from playground.jsontext.pointer import from_pointer, to_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.documents.readers.found import Remark
    from playground.documents.sources import Sources
    from playground.documents.tree import Node, SourceFile

MOST_PLACES = 20_000
"""Values of an operation whose places are told; of what is beyond, the place of what is around it is."""

_UNREADABLE = "This cannot be read."

Step = tuple[int, int, str, int, int, bool]
"""From a line and a column of a text on: the file ("" the main one), the line and the column there, and whether both go on together."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file; `file` is "" for the main one, else the companion's path."""

    file: str
    line: int
    column: int


def read_local(text: str, name: str, files: Mapping[str, str], refused: Mapping[str, str], parameters: Mapping[str, str]) -> dict[str, Any]:
    """{"need": [path]} where the document names files that are neither in `files` nor `refused`; {"nothing": [reason]} where it has no
    operation; else its operations, see `_answer`. InvalidDocument, whose problems have a line where there is one.
    """
    sources = local_sources(text, name, files, refused, parameters)
    try:
        answer = _answer(sources)
    except InvalidDocument as error:
        if not _needed(sources) and error.detail != NOTHING:
            raise
        answer = {"nothing": [one.message for one in error.problems]}
    except MalformedDocument as error:
        if not _needed(sources):
            raise _unreadable(error, sources.main) from None
        answer = {}
    except RecursionError:
        raise InvalidDocument([Problem("", "The document is nested too deep.", 1, 1)], _UNREADABLE) from None
    needed = _needed(sources)
    return {"need": needed} if needed else answer


def _needed(sources: Sources) -> list[str]:
    return [path for path in sources.missing if path not in sources.refused]


def _unreadable(error: MalformedDocument, main: SourceFile) -> InvalidDocument:
    place = position(error.file.text if error.file else main.text, error.offset)
    subject = f"{error.file.name}: " if error.file else ""
    message = f"{subject}{error.message[:1].upper()}{error.message[1:]}."
    return InvalidDocument([Problem("", message, place.line, place.column)], _UNREADABLE)


def _answer(sources: Sources) -> dict[str, Any]:
    """{"what", "operations": [{"name", "scenario", "at": spot, "places": {JSON Pointer: [step]}, "notes": [{…spot, "message"}]}],
    "leftOut": [{…spot, "name", "why"}], "open": [name]}; a spot is [file, line, column].
    """
    found = found_in(sources)
    usable, left_out = usable_operations(found, sources)
    return {
        "what": found.what,
        "operations": [
            {
                "name": operation.name,
                "scenario": imported.scenario.document,
                "at": _spot(operation.root.file if operation.span == NOWHERE else None, operation.span.start, sources),
                "places": dict(_places(operation.root, sources.main)),
                "notes": [_remark(one, sources) for one in operation.notes],
            }
            for operation, imported in usable
        ],
        "leftOut": [_remark(one, sources) for one in left_out],
        "open": list(sources.open),
    }


def _remark(one: Remark, sources: Sources) -> dict[str, Any]:
    return {"name": one.name, "why": one.why, "at": _spot(one.file, one.span.start, sources)}


def _spot(file: SourceFile | None, offset: int, sources: Sources) -> tuple[str, int, int]:
    place = (file or sources.main).lines.position(offset)
    return file.name if file else "", place.line, place.column


def _places(root: Node, main: SourceFile) -> Iterator[tuple[str, list[Step]]]:
    """Where each value below `root` that stands somewhere does: of a text all steps, of anything else where it begins."""
    left: list[tuple[tuple[str, ...], Node]] = [((), root)]
    for _ in range(MOST_PLACES):
        if not left:
            return
        path, node = left.pop()
        left += [((*path, name), one) for name, one in node.members.items()]
        left += [((*path, str(index)), one) for index, one in enumerate(node.items)]
        if node.span != NOWHERE or node.pieces:
            yield to_pointer(path), _steps(node, main)


def _steps(node: Node, main: SourceFile) -> list[Step]:
    if not isinstance(node.value, str):
        file = node.file or main
        place = file.lines.position(node.span.start)
        return [(1, 1, node.file.name if node.file else "", place.line, place.column, False)]
    text = Lines(node.value)
    made = []
    for one in stretches_of(node, main):
        here, there = text.position(one.at), one.file.lines.position(one.to)
        made.append((here.line, here.column, "" if one.file is main else one.file.name, there.line, there.column, one.moves))
    return made


class Places:
    """Finds the places of an operation's findings in the user's files: `places` and `at` as `read_local` gives them."""

    def __init__(self, places: Mapping[str, list[Step]], at: tuple[str, int, int]) -> None:
        self._places = places
        self._at = Spot(*at)

    def spot(self, where: str, line: int = 1, column: int = 1) -> Spot:
        """Where line and column of the text at a JSON Pointer stand; of what has no place, where the innermost around it begins."""
        steps = self._places.get(where)
        if steps is None:
            return self._around(where)
        index = bisect_right(steps, (line, column), key=lambda step: (step[0], step[1])) - 1
        at_line, at_column, file, to_line, to_column, moves = steps[max(index, 0)]
        if not moves:
            return Spot(file, to_line, to_column)
        if line > at_line:  # lines end here and there alike
            return Spot(file, to_line + line - at_line, column)
        return Spot(file, to_line, to_column + max(column - at_column, 0))

    def _around(self, where: str) -> Spot:
        path = from_pointer(where)
        while path:
            path = path[:-1]
            if path and (steps := self._places.get(to_pointer(path))):
                return Spot(*steps[0][2:5])
        return self._at
