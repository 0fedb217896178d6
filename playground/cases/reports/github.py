"""Annotations of GitHub Actions: lines that its runner turns into marks at lines of the files that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.cases.reports import text
from playground.cases.reports.events import OperationChecked, Unreadable
from playground.cases.reports.findings import findings, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.cases.reports.events import Event


def report(events: Iterator[Event]) -> Iterator[str]:
    """The annotations as they come; and, for the log, the report for people, whose lines are no commands."""
    waiting: list[str] = []

    def noted() -> Iterator[Event]:
        for event in events:
            if isinstance(event, OperationChecked):
                waiting.extend(_annotations(event))
            elif isinstance(event, Unreadable):
                waiting.extend(
                    _command("error", one.at.file, (one.at.line, one.at.column), "Cannot be read", one.text) for one in event.reasons
                )
            yield event

    for piece in text.report(noted()):
        yield from waiting
        waiting.clear()
        yield "".join(_harmless(line) for line in piece.splitlines(keepends=True))
    yield from waiting


def _annotations(checked: OperationChecked) -> Iterator[str]:
    for one in findings(checked):
        message = f"{one.message}\n{one.help}".strip() + f"\nIn: {listed(one.cases)}"
        yield _command(one.level, one.at.file, (one.at.line, one.at.column), f"{checked.name} [{one.code}]", message)


def _command(level: str, file: str, place: tuple[int, int], title: str, message: str) -> str:
    """A workflow command (documented: workflow-commands-for-github-actions)."""
    line, column = place
    return f"::{level} file={_property(file)},line={line},col={column},title={_property(title)}::{_data(message)}\n"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


def _harmless(line: str) -> str:
    """A line of the log that is not taken for a command, whatever a template has in it."""
    return f" {line}" if line.lstrip().startswith(("::", "##[")) else line
