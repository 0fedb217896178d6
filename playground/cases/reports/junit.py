"""JUnit's XML, which CI servers read: an operation is a suite, a case is a test of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from playground.cases.reports.events import FileRead, OperationChecked, Unreadable
from playground.cases.reports.findings import differences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.cases.reports.events import Case, Event, Note

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold (its production "Char")."""


def report(events: Iterator[Event]) -> Iterator[str]:
    """The report of a check, piece by piece."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="playground check">\n'
    file = ""
    for event in events:
        if isinstance(event, FileRead):
            file = event.file
        elif isinstance(event, OperationChecked):
            yield from _suite(event, file)
        elif isinstance(event, Unreadable):
            yield from _unreadable(event)
    yield "</testsuites>\n"


def _suite(checked: OperationChecked, file: str) -> Iterator[str]:
    failed = sum(case["fails"] is not None for case in checked.cases)
    seconds = sum(case["milliseconds"] for case in checked.cases) / 1000
    counts = f'tests="{len(checked.cases)}" failures="{failed}" errors="0" skipped="0" time="{seconds:.3f}"'
    yield f"  <testsuite name={_attribute(f'{file}: {checked.name}')} {counts} file={_attribute(file)}>\n"
    for case in checked.cases:
        yield from _case(case, checked.name)
    yield "  </testsuite>\n"


def _case(case: Case, operation: str) -> Iterator[str]:
    first = next((one for one in case["diagnostics"] if one["severity"] == "error"), None) if not case["differences"] else None
    file = first["file"] if first else case["at"]["file"]
    line = first["start"]["line"] if first else case["at"]["line"]
    head = f"name={_attribute(case['name'])} classname={_attribute(operation)} file={_attribute(file)}"
    head = f'    <testcase {head} line="{line}" time="{case["milliseconds"] / 1000:.3f}"'
    if not case["fails"]:
        yield f"{head}/>\n"
        return
    yield f"{head}>\n      <failure message={_attribute(_message(case))} type={_attribute(case['fails'])}>"
    yield escape(_kept("\n".join(_details(case)))) + "</failure>\n    </testcase>\n"


def _message(case: Case) -> str:
    """What is wrong, in a line."""
    if case["differences"]:
        return differences(case)[0]
    reason = next((one for one in case["diagnostics"] if one["severity"] != "info"), None)
    return f"{case['fails']}: {reason['message']}" if reason else str(case["fails"])


def _details(case: Case) -> Iterator[str]:
    yield from differences(case)
    for one in case["diagnostics"]:
        yield f"{one['file']}:{one['start']['line']}:{one['start']['column']}: {one['severity']}: {one['message']} [{one['code']}]"
        if one["help"]:
            yield f"    {one['help']}"
    if case["why"]:
        yield case["why"]
    if case["body"] is not None:
        yield f"Answered {case['status']}:\n{case['body']}"


def _unreadable(event: Unreadable) -> Iterator[str]:
    first, name = event.reasons[0], _attribute(event.file)
    yield f'  <testsuite name={name} tests="1" failures="0" errors="1" skipped="0" time="0" file={name}>\n'
    yield f'    <testcase name="is read" classname={name} file={name} line="{first.at.line}" time="0">\n'
    yield f'      <error message={_attribute(first.text)} type="unreadable">{escape(_kept(_reasons(event.reasons)))}</error>\n'
    yield "    </testcase>\n  </testsuite>\n"


def _reasons(reasons: list[Note]) -> str:
    return "\n".join(f"{one.at.file}:{one.at.line}: {one.text}" for one in reasons)


def _attribute(text: str) -> str:
    return quoteattr(_kept(text))


def _kept(text: str) -> str:
    """A text as XML can hold it."""
    return _NO_XML.sub("\ufffd", text)
