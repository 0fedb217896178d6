"""Runs a check: documents are read one after the other, and their operations are checked over the cores, in the documents' order."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from playground.cases.reports.events import Ended, Event, FileRead, OperationChecked, PassedOver, Summary, Unreadable
from playground.checking.in_order import in_order
from playground.checking.plan import Document, documents_in_lines, open_documents
from playground.checking.read_documents import NO_API, Empty, Operation, ReadDocument, read, without_operations
from playground.files.folders import LOOKED_FOR
from playground.model.scenario import NEITHER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playground.checking.baseline import Baseline
    from playground.checking.plan import Plan
    from playground.evaluator.checker import Checker


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
    """An operation to be checked, in the file `shown`; `weight` bytes of the whole run."""

    operation: Operation
    shown: str
    weight: int


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
    if unused := sorted(options.parameters.keys() - reader.open):
        remarks.append(f"No document leaves {', '.join(unused)} open: --parameter gives nothing to it.")
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
        self.open: set[str] = set()

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
        found = read(document, self._checker, self._options.parameters)
        if not isinstance(found, ReadDocument):
            yield _of_no_use(document, found)
            return
        self._companions |= found.companions
        self.open.update(found.said.open)
        yield found.said
        operations = [one for one in found.operations if self._is_selected(one.name)]
        self.operations += len(found.operations)
        for one in operations:
            yield _Job(one, found.said.file, len(document.text) // len(operations))

    def _is_selected(self, name: str) -> bool:
        return not self._options.select or any(fnmatchcase(name, one) for one in self._options.select)


def _of_no_use(document: Document, found: Empty | Unreadable) -> Event:
    """What is said of a document without operations: a mistake, or a file of another kind that happens to be in a folder."""
    if isinstance(found, Empty):
        return without_operations(document, found.reasons) if document.is_named else PassedOver(document.path.as_posix(), NO_API)
    is_other = not document.is_named and not document.is_scenario and any(one.text == NEITHER for one in found.reasons)
    if document.is_surely_meant and not is_other:
        return found
    why = found.reasons[0].text
    return PassedOver(found.file, f"no Scenario: {why}" if is_other or why.startswith("/") else why)


def _checked(job: _Job, options: Options, checker: Checker) -> OperationChecked:
    """An operation, checked, without what the baseline accepts."""
    operation, baseline = job.operation, options.baseline
    cases = checker.check(operation.given, options.fail_on, derived=options.derived)
    if baseline is not None:
        cases = [baseline.accept(job.shown, operation.name, case, options.fail_on) for case in cases]
    return operation.described(cases)
