"""Reading one document with the files that it names, and checking one of its operations."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.cases.reports.events import FileRead, Note, OperationChecked, Spot, Unreadable
from playground.checking.plan import unreadable
from playground.diagnostics import LINE_END
from playground.errors import InvalidDocument
from playground.files.companions import Companions, with_companions
from playground.files.terraform import siblings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playground.cases.reports.events import Case
    from playground.checking.plan import Document
    from playground.evaluator.checker import Checker

NO_API = "There is no method with an integration in this, and no Scenario"
_LONGEST_LINE = 400


class Texts:
    """The lines of a document and of its companions, for showing them."""

    def __init__(self, shown: str, text: str, companions: Mapping[str, str]) -> None:
        self._shown = shown
        self._texts = {"": text, **companions}
        self._lines: dict[str, list[str]] = {}

    def name(self, file: str) -> str:
        """A file as it is shown to the user: "" is the document, any other a companion's path."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self._shown), file)) if file else self._shown

    def line(self, file: str, number: int) -> str:
        """The text of a line, of a very long one the beginning."""
        if file not in self._lines:
            self._lines[file] = LINE_END.split(self._texts.get(file, ""))
        lines = self._lines[file]
        return lines[number - 1][:_LONGEST_LINE] if number <= len(lines) else ""

    def spot(self, at: Sequence[Any]) -> Spot:
        """A place, as a reader gives it."""
        return Spot(self.name(at[0]), at[1], at[2])

    def note(self, one: Mapping[str, Any]) -> Note:
        """A remark of a reader."""
        return Note(self.spot(one["at"]), f"{one['name']}: {one['why']}" if one["name"] else one["why"])


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of a document, as the reader in the sandbox gives it, and the texts that its places are in."""

    given: dict[str, Any]
    texts: Texts

    @property
    def name(self) -> str:
        """Its name in the document."""
        return str(self.given["name"])

    def described(self, cases: list[Case]) -> OperationChecked:
        """The operation with what became of its cases, their places as the user knows them."""
        texts, lines = self.texts, {}
        for case in cases:
            case["at"]["file"] = texts.name(case["at"]["file"])
            for one in case["diagnostics"]:
                file, number = texts.name(one["file"]), one["start"]["line"]
                if (file, number) not in lines:
                    lines[file, number] = texts.line(one["file"], number)
                one["file"] = file
        notes = [texts.note(one) for one in self.given["notes"]]
        return OperationChecked(self.name, texts.spot(self.given["at"]), cases, notes, lines)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read: what is said of it, its operations, and the paths of the files that it names."""

    said: FileRead
    operations: list[Operation]
    companions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Empty:
    """A document without an operation, and why."""

    reasons: list[str]


def read(document: Document, checker: Checker, parameters: Mapping[str, str]) -> ReadDocument | Empty | Unreadable:
    """A document with the files that it names; `parameters` are values of what it leaves open."""
    shown = document.path.as_posix()
    companions = Companions(document.path)
    companions.read(siblings(document.path))

    def ask(given: Companions) -> dict[str, Any]:
        return checker.read(document.text, document.name, given.files, given.refused, parameters)

    try:
        answer = with_companions(companions, ask)
    except InvalidDocument as error:
        return Unreadable(shown, [Note(Spot(shown, one.line or 1, one.column or 1), one.message) for one in error.problems])
    if "nothing" in answer:
        return Empty(answer["nothing"])
    texts = Texts(shown, document.text, companions.files)
    said = FileRead(shown, answer["what"], [texts.note(one) for one in answer["leftOut"]], answer["open"])
    folder = document.path.absolute().parent
    paths = frozenset(posixpath.normpath(folder / path) for path in companions.files)
    return ReadDocument(said, [Operation(one, texts) for one in answer["operations"]], paths)


def without_operations(document: Document, reasons: list[str]) -> Unreadable:
    """What is said where a document that somebody named has no operation."""
    return unreadable(document.path.as_posix(), f"{NO_API}: {'; '.join(reasons[1:]) or reasons[0]}")
