"""What an evaluation tells, and the places and edits of it: what tests of diagnostics share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground import Limits, Result, Scenario, evaluate
from playground.diagnostics import Lines

if TYPE_CHECKING:
    from playground.model import Finding


def run(template: str, body: str, limits: Limits | None = None, *, trace: bool = False) -> Result:
    return evaluate(Scenario.from_document({"template": template, "backend": {"body": body}}), limits, trace=trace)


def told(result: Result, code: str) -> list[Finding]:
    return [finding for finding in result.diagnostics if finding.code == code]


def offset(text: str, line: int, column: int) -> int:
    """The offset of a place in a text without letters beyond the BMP."""
    starts = [at for at in range(len(text) + 1) if Lines(text).position(at).line == line]
    return starts[0] + column - 1


def marked(text: str, finding: Finding) -> str:
    assert finding.start is not None
    assert finding.end is not None
    return text[offset(text, finding.start.line, finding.start.column) : offset(text, finding.end.line, finding.end.column)]


def mend(text: str, finding: Finding) -> str:
    """The text after the edits that a finding offers."""
    for edit in reversed(finding.fix or []):
        start, end = (offset(text, place.line, place.column) for place in (edit.start, edit.end))
        text = text[:start] + edit.text + text[end:]
    return text
