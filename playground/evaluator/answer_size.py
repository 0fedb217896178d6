"""A Result's JSON in so many bytes, as it is sent: until its client has read it, it takes memory of the site.

The two bodies, the client's and the one that is sent to the backend, may take twice as much together as a template may write, for JSON
escapes quotes. All the rest has a share of its own. What is over is cut, each text with a count, and a diagnostic says what was cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.errors import InvalidDocument, Problem
from playground.jsontext.strict import dump_utf8
from playground.model import Finding, Result

if TYPE_CHECKING:
    from playground.limits import Limits

REST = 4 * 1024 * 1024
"""Bytes of a Result's JSON that are not its bodies."""
_CUTS = ((64 * 1024, 1_000), (4 * 1024, 200), (200, 100))
"""Characters of a text, and members of a list or an object, that stay: the first pair that is enough is taken."""
_WIDEST = 6
"""Bytes of one character in JSON: `\\u0001`."""


def most_bytes(limits: Limits) -> int:
    """Bytes that any answer may have."""
    return 2 * limits.output + REST


def dump_result(result: Result, limits: Limits) -> bytes:
    """The Result as UTF-8 JSON of at most `most_bytes`."""
    document = result.to_document()
    data = dump_utf8(document, as_java=True)
    if len(data) <= REST:
        return data
    bodies, body = 2 * limits.output, _size(document["body"])
    if body > bodies:
        return dump_result(_without_answer(result, body, bodies), limits)
    cut: list[str] = []
    request = document["integrationRequest"]
    sent = _size(request["body"]) if request else 0
    rest = len(data) - body - sent
    if body + sent > bodies:
        request["body"] = _shortened(request["body"], (bodies - body) // _WIDEST, 0)
        cut.append("integrationRequest/body")
    if rest > REST:
        cut += _cut_rest(document)
    if not cut:
        return data
    message = f"This answer would take {len(data):,} bytes; cut in it: {', '.join(cut)}."
    advice = "What the client gets is whole unless it is named here."
    finding = Finding(code="limit.answer", severity="info", message=message, help=advice, where="", start=None, end=None)
    document["diagnostics"].append(finding.model_dump())
    return dump_utf8(document, as_java=True)


def dump_tool_answer(answer: object, limits: Limits) -> bytes:
    """A tool's answer as UTF-8 JSON. InvalidDocument where that has more than `most_bytes`."""
    data, most = dump_utf8(answer), most_bytes(limits)
    if len(data) > most:
        message = f"The answer would take {len(data):,} bytes; {most:,} is the most that is sent."
        raise InvalidDocument([Problem("", message)], "This is too much at once.")
    return data


def _size(text: str | None) -> int:
    """Bytes of a text in JSON, without its quotes."""
    return len(dump_utf8(text, as_java=True)) - 2 if text else 0


def _without_answer(result: Result, size: int, most: int) -> Result:
    """The Result where the body is too long to be sent: no answer of AWS's."""
    message = f"The body takes {size:,} bytes as JSON; {most:,} is the most that is sent."
    finding = Finding(code="limit.output", severity="error", message=message, help="Write less at once.", where="", start=None, end=None)
    nothing: dict[str, object] = {
        "status": None,
        "headers": None,
        "body": None,
        "statusFrom": None,
        "headersFrom": {},
        "trace": None,
        "bodyMap": None,
    }
    return result.model_copy(update={**nothing, "diagnostics": [*result.diagnostics, finding]})


def _cut_rest(document: dict[str, Any]) -> list[str]:
    """Cut all but the bodies of a Result's document to their share; the names of what was cut. A record is left out whole, or kept."""
    cut = [name for name in ("trace", "bodyMap") if document.pop(name, None) is not None]
    request = document["integrationRequest"] or {"body": ""}
    rest = {**document, "body": None, "integrationRequest": {**request, "body": ""}}
    size = len(dump_utf8(rest))
    if size <= REST:
        return cut
    for finding in rest["diagnostics"]:
        finding.pop("fix", None)  # half an edit would be a wrong one
    short: dict[str, Any] = {}
    for longest, most in _CUTS:
        short = {name: _shortened(member, longest, most) for name, member in rest.items()}
        if len(dump_utf8(short)) <= REST:
            break
    names = [_told(name, member, short[name]) for name, member in rest.items() if short[name] != member]
    body, sent = document["body"], request["body"]
    document |= short
    document["body"] = body
    document["integrationRequest"] = {**short["integrationRequest"], "body": sent} if document["integrationRequest"] else None
    return cut + names


def _shortened(value: Any, longest: int, most: int) -> Any:
    """A JSON value whose texts have so many characters, and whose lists and objects so many members at most."""
    if isinstance(value, str):
        return value if len(value) <= longest else f"{value[:longest]}… ({len(value) - longest:,} more characters)"
    if isinstance(value, dict):
        return {_shortened(name, longest, most): _shortened(value[name], longest, most) for name in list(value)[:most]}
    if isinstance(value, list):
        return [_shortened(member, longest, most) for member in value[:most]]
    return value


def _told(name: str, member: Any, short: Any) -> str:
    """A member that was cut, with how much of it is left where it has too many members."""
    return f"{name} ({len(short):,} of {len(member):,})" if len(short) < len(member) else name
