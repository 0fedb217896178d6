"""Results and cases for people at a terminal: the answer on standard output, what there is to say about it on standard error."""

from __future__ import annotations

import json
import sys
from http import HTTPStatus
from typing import Any

from playground.cli.text import block, line, say

_LONGEST = 200
"""Characters of a body that came out otherwise."""


def show(result: dict[str, Any]) -> None:
    """Print a Result."""
    for diagnostic in result["diagnostics"]:
        say(*described(diagnostic))
    if result["status"] is None:
        request = result["integrationRequest"]
        if request is not None:
            print(f"No answer of the backend is given. It is sent:\n\n{block(request['body'] or '')}")
        return
    print(f"{result['status']} {phrase(result['status'])}{origin(result['statusFrom'])}")
    for name, value in result["headers"].items():
        print(line(f"{name}: {value}"))
    print(f"\n{block(result['body'])}")


def show_cases(rows: list[dict[str, Any]], head: str = "") -> None:
    """Print a table of cases, below its `head`, and what is wrong with those that fail."""
    if head:
        print(f"{line(head)}:")
    words = {True: "yes", False: "NO", None: "-"}
    failing = [row for row in rows if row["fails"]]
    table = [("case", "status", "bytes", "JSON", "warnings", "errors", *(("what is wrong",) if failing else ()), "as expected")]
    table += [
        (
            *(line(row["name"]), str(row["status"] or "-"), str(row["bodyBytes"]), words[row["isJson"]]),
            *(str(row["warnings"]), str(row["errors"])),
            *((_wrong(row),) if failing else ()),
            "NO" if row["fails"] else words[row["matches"]],
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for cells in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip())
    sys.stdout.flush()  # where both go to one file, what is wrong stands below its table
    for row in failing:
        _explain(row)


def _wrong(row: dict[str, Any]) -> str:
    """What is wrong with a case, in a cell: what differs, or else what fails."""
    return ", ".join(dict.fromkeys(one["of"] for one in row["differences"])) or row["fails"] or "-"


def _explain(row: dict[str, Any]) -> None:
    name = line(row["name"])
    if row["differences"]:
        say("", f"{name}: expected {line(json.dumps(row['expect'])[:_LONGEST])}", f"  got {row['status']} {_got(row)}")
    else:
        say("", f"{name}: {row['fails']}", f"  got {row['status']} {_got(row)}")
    for one in row["differences"]:
        at = f" {one['at']}" if one["at"] else ""
        say(f"  {one['of']}{line(at)}: expected {_quoted(one['expected'])}, got {_quoted(one['got'])}")
    say(*(f"  {text}" for diagnostic in row["diagnostics"] for text in described(diagnostic)))


def _got(row: dict[str, Any]) -> str:
    return line(json.dumps(row["body"])[:_LONGEST])


def _quoted(text: str | None) -> str:
    return "nothing" if text is None else line(text) or '""'


def described(diagnostic: dict[str, Any]) -> list[str]:
    """A diagnostic's lines: place, severity, message; what to do."""
    start = diagnostic["start"]
    place = f"{start['line']}:{start['column']}: " if start else ""
    lines = [f"{place}{diagnostic['severity']}: {line(diagnostic['message'])} [{diagnostic['code']}]"]
    return [*lines, f"    {line(diagnostic['help'])}"] if diagnostic["help"] else lines


def origin(source: dict[str, Any] | None) -> str:
    """Why the status is what it is: ` (by $context.responseOverride.status, line 4)`."""
    if source is None:
        return ""
    words = {
        "responseOverride": "set by $context.responseOverride.status",
        "integrationResponse": "the integration response's",
        "gatewayResponse": "the gateway response's",
    }
    place = f", line {source['start']['line']}" if source.get("start") else ""
    return f" ({words[source['by']]}{place})"


def phrase(status: int) -> str:
    """The reason phrase of an HTTP status; "" for one that has none."""
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""
