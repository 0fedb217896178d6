"""Runs a check: documents are read one after the other, and their operations are checked over the cores, in the documents' order."""

from __future__ import annotations

import posixpath
import time
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from playground.cases.reports.events import Ended, Event, FileRead, Note, OperationChecked, PassedOver, Spot, Summary, Unreadable
from playground.checking.in_order import in_order
from playground.checking.plan import Document, documents_in_lines, open_documents, unreadable
from playground.diagnostics import LINE_END
from playground.errors import InvalidDocument
from playground.files.companions import Companions, with_companions
from playground.files.folders import LOOKED_FOR
from playground.files.terraform import siblings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from playground.checking.baseline import Baseline
    from playground.checking.plan import Plan
    from playground.evaluator.checker import Checker

NO_API = "There is no method with an integration in this, and no Scenario"
_LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class Options:
    """How to check: the severity that fails a case, whether derived cases run, which operations (globs of their names; none: all), values
    of what documents leave open, threads, and what is accepted.
    """

    fail_on: str = "error"
    derived: bool = True
    select: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    jobs: int = 1
    baseline: Baseline | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    """An operation to be checked, as the reader gives it, in the file `shown`; `weight` bytes of the whole run."""

    operation: dict[str, Any]
    shown: str
    sources: _Texts
    weight: int


class _Texts:
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


def run(planned: Plan, options: Options, checker: Checker, step: Callable[[int], None] = lambda _: None) -> Iterator[Event]:
    """What happens in a check, in order; `step` is told of the bytes of documents that are done."""
    begun = time.monotonic()
    summary = Summary()
    yield from planned.said
    summary.unreadable += sum(isinstance(one, Unreadable) for one in planned.said)

    def work(task: Event | _Job) -> Event:
        return _checked(task, options, checker) if isinstance(task, _Job) else task

    reader = _Reader(options, checker)
    weights: dict[int, int] = {}
    tasks = _weighed(reader.tasks(planned), weights)
    for number, event in enumerate(in_order(tasks, work, options.jobs)):
        if isinstance(event, OperationChecked):
            summary.count(event)
            step(weights.pop(number, 0))
        elif isinstance(event, Unreadable):
            summary.unreadable += 1
        yield event
    is_empty = summary.operations == 0 and summary.unreadable == 0
    yield Ended(summary, time.monotonic() - begun, _remarks(reader, options, is_empty=is_empty), is_empty)


def _weighed(tasks: Iterator[Event | _Job], weights: dict[int, int]) -> Iterator[Event | _Job]:
    for number, task in enumerate(tasks):
        if isinstance(task, _Job):
            weights[number] = task.weight
        yield task


def _remarks(reader: _Reader, options: Options, *, is_empty: bool) -> list[str]:
    remarks = []
    if is_empty and reader.operations:
        remarks.append(f"No operation is named {' or '.join(options.select)}; there are {reader.operations:,}.")
    elif is_empty:
        remarks.append(f"There is nothing to check. Looked for: {LOOKED_FOR}.")
    if options.baseline is not None and options.baseline.outdated:
        count = len(options.baseline.outdated)
        remarks.append(f"The baseline accepts {count:,} that were not found any more: --update takes them out.")
    return remarks


class _Reader:
    """Reads the documents of a plan."""

    def __init__(self, options: Options, checker: Checker) -> None:
        self._options = options
        self._checker = checker
        self._companions: set[str] = set()
        self.operations = 0
        self.selected = 0

    def tasks(self, planned: Plan) -> Iterator[Event | _Job]:
        """What is said of each file, and its operations as jobs."""
        for one in open_documents(planned.candidates):
            if not isinstance(one, Document):
                yield one
            elif str(one.path.absolute()) in self._companions and not one.is_named:
                yield PassedOver(str(one.path), "read with the document that names it")
            elif lines := documents_in_lines(one):
                yield from self._read_lines(lines)
            else:
                yield from self._read(one)

    def _read_lines(self, lines: list[Document]) -> Iterator[Event | _Job]:
        """A file with a document in each line, as one."""
        is_begun = False
        for line in lines:
            for task in self._read(line):
                if not isinstance(task, FileRead):
                    yield task
                elif not is_begun:
                    is_begun = True
                    yield FileRead(task.file, f"{len(lines):,} lines, of which each is a document", task.left_out, task.open)

    def _read(self, document: Document) -> Iterator[Event | _Job]:
        shown = document.path.as_posix()
        companions = Companions(document.path)
        companions.read(siblings(document.path))

        def ask(given: Companions) -> dict[str, Any]:
            return self._checker.read(document.text, document.name, given.files, given.refused, self._options.parameters)

        try:
            answer = with_companions(companions, ask)
        except InvalidDocument as error:
            yield _refused(document, shown, error)
            return
        if "nothing" in answer:
            yield _empty(document, shown, answer["nothing"])
            return
        texts = _Texts(shown, document.text, companions.files)
        folder = document.path.absolute().parent
        self._companions |= {posixpath.normpath(folder / path) for path in companions.files}
        yield FileRead(shown, answer["what"], [_note(one, texts) for one in answer["leftOut"]], answer["open"])
        operations = [one for one in answer["operations"] if self._is_selected(one["name"])]
        self.operations += len(answer["operations"])
        self.selected += len(operations)
        for one in operations:
            yield _Job(one, shown, texts, len(document.text) // len(operations))

    def _is_selected(self, name: str) -> bool:
        return not self._options.select or any(fnmatchcase(name, one) for one in self._options.select)


def _note(one: dict[str, Any], texts: _Texts) -> Note:
    return Note(texts.spot(one["at"]), f"{one['name']}: {one['why']}" if one["name"] else one["why"])


def _empty(document: Document, shown: str, reasons: list[str]) -> Event:
    """A document without an operation: of one that was found in a folder nobody said that it has any."""
    return unreadable(shown, f"{NO_API}: {'; '.join(reasons[1:]) or reasons[0]}") if document.is_named else PassedOver(shown, NO_API)


def _refused(document: Document, shown: str, error: InvalidDocument) -> Event:
    """A document that cannot be used: a mistake, or a file of another kind that happens to be in a folder."""
    if not document.is_surely_meant:
        return PassedOver(shown, error.problems[0].message)
    return Unreadable(shown, [Note(Spot(shown, one.line or 1, one.column or 1), one.message) for one in error.problems])


def _checked(job: _Job, options: Options, checker: Checker) -> OperationChecked:
    """An operation, checked, with its places as the user knows them."""
    operation, texts = job.operation, job.sources
    cases = checker.check(operation, options.fail_on, derived=options.derived)
    lines: dict[tuple[str, int], str] = {}
    for case in cases:
        case["at"]["file"] = texts.name(case["at"]["file"])
        for one in case["diagnostics"]:
            name, number = texts.name(one["file"]), one["start"]["line"]
            lines[name, number] = lines.get((name, number)) or texts.line(one["file"], number)
            one["file"] = name
    if options.baseline is not None:
        cases = [options.baseline.accept(job.shown, operation["name"], case, options.fail_on) for case in cases]
    notes = [_note(one, texts) for one in operation["notes"]]
    return OperationChecked(operation["name"], texts.spot(operation["at"]), cases, notes, lines)
