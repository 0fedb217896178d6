"""For people: what failed, where in their file, the line that wrote it, what was expected and what came."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from playground.cases.reports.events import Ended, FileRead, OperationChecked, PassedOver
from playground.cases.reports.findings import UNEXPECTED, findings, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.cases.reports.events import Case, Event, Summary
    from playground.cases.reports.findings import Found

_INDENT = "    "
_MOST_PASSED_OVER = 20
_MOST_DIAGNOSTICS = 3


def report(events: Iterator[Event]) -> Iterator[str]:
    """The report of a check, piece by piece."""
    passed_over: Counter[str] = Counter()
    named: list[PassedOver] = []
    for event in events:
        if isinstance(event, FileRead):
            yield f"{event.file}: {event.what}\n"
            yield from (f"  left out: {one.at.file}:{one.at.line}: {one.text}\n" for one in event.left_out)
            if event.open:
                yield f"  left open: {', '.join(event.open)} (give --parameter NAME=VALUE)\n"
        elif isinstance(event, OperationChecked):
            yield from operation(event)
        elif isinstance(event, PassedOver):
            passed_over[event.why] += 1
            if event.why and len(named) < _MOST_PASSED_OVER:
                named.append(event)
        elif isinstance(event, Ended):
            yield from _passed_over(named, passed_over)
            yield from _end(event)


def operation(checked: OperationChecked) -> Iterator[str]:
    """An operation in which something failed; nothing of one in which all is well, but for what a reader notes."""
    yield from (f"  {one.at.file}:{one.at.line}: {checked.name}: {one.text}\n" for one in checked.notes)
    failing = [case for case in checked.cases if case["fails"]]
    if not failing:
        return
    at = checked.at
    yield f"\nFAILED {checked.name}  ({at.file}:{at.line}, {len(failing)} of {len(checked.cases)} cases)\n"
    for case in failing:
        if case["differences"]:
            yield from _unexpected(case, checked)
    for found in findings(checked):
        if found.fails and found.code != UNEXPECTED:
            yield from _found(found, checked)


def _unexpected(case: Case, checked: OperationChecked) -> Iterator[str]:
    """A case that is not as expected, as a difference."""
    at = case["at"]
    yield f"  {at['file']}:{at['line']}:{at['column']}: {case['name']}: not as expected (answered {case['status'] or 'nothing'})\n"
    for one in case["differences"]:
        yield f"{_INDENT}{one['of']} {one['at']}".rstrip() + "\n"
        yield from (f"{_INDENT}  {sign} {line}\n" for sign, text in (("-", one["expected"]), ("+", one["got"])) for line in _lines(text))
    for diagnostic in [one for one in case["diagnostics"] if one["severity"] != "info"][:_MOST_DIAGNOSTICS]:
        file, start = diagnostic["file"], diagnostic["start"]
        yield f"{_INDENT}{file}:{start['line']}:{start['column']}: {diagnostic['message']} [{diagnostic['code']}]\n"
        yield from _source(file, start["line"], start["column"], checked)


def _lines(text: str | None) -> list[str]:
    return ["(nothing)"] if text is None else text.split("\n")


def _found(found: Found, checked: OperationChecked) -> Iterator[str]:
    """Something that was found, with its line."""
    at = found.at
    yield f"  {at.file}:{at.line}:{at.column}: {found.level}: {found.message} [{found.code}]\n"
    yield from _source(at.file, at.line, at.column, checked)
    if found.help:
        yield f"{_INDENT}{found.help}\n"
    yield f"{_INDENT}in: {listed(found.cases)}\n"


def _source(file: str, line: int, column: int, checked: OperationChecked) -> Iterator[str]:
    """A line of the user's file with a mark below what is spoken of."""
    text = checked.lines.get((file, line), "")
    if not text.strip():
        return
    before = _units(text, column - 1)
    mark = "".join("\t" if char == "\t" else " " for char in before)
    yield f"{_INDENT}{line:>5} | {text}\n{_INDENT}      | {mark}^\n"


def _units(text: str, units: int) -> str:
    """The beginning of a text that has so many UTF-16 units."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")


def _passed_over(named: list[PassedOver], counts: Counter[str]) -> Iterator[str]:
    if counts:
        yield "\n"
    yield from (f"passed over: {one.file}: {one.why}\n" for one in named)
    unnamed = sum(counts.values()) - len(named) - counts[""]
    if unnamed:
        yield f"passed over: {unnamed:,} more\n"
    if counts[""]:
        yield f"passed over: {_number(counts[''], 'file')} without any word of an API or a Scenario\n"


def _end(event: Ended) -> Iterator[str]:
    summary = event.summary
    yield from (f"\n{one}\n" for one in event.remarks if not event.is_empty)  # which is an error, and told as such
    yield f"\n{_counted(summary)} in {event.seconds:.1f} s\n"


def _counted(summary: Summary) -> str:
    """The figures in a sentence."""
    head = (
        f"{summary.failed:,} of {_number(summary.cases, 'case')} failed" if summary.failed else f"{_number(summary.cases, 'case')} passed"
    )
    parts = [f"{_number(summary.operations, 'operation')}", _number(summary.errors, "error"), _number(summary.warnings, "warning")]
    if summary.accepted:
        parts.append(f"{summary.accepted:,} accepted")
    if summary.unreadable:
        parts.append(f"{_number(summary.unreadable, 'file')} could not be read")
    return f"{head} ({', '.join(parts)})"


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
