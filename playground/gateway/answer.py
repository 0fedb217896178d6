"""What the client gets, whether an integration response made it or the gateway itself, and what set each part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from playground.diagnostics import Span

_REMAPPED = frozenset({
    "authorization", "connection", "content-length", "content-md5", "date", "expect", "host", "max-forwards", "proxy-authenticate",
    "server", "trailer", "upgrade", "user-agent", "via", "www-authenticate",
})  # fmt: skip
"""Headers of the client's answer that get another name on the way (recorded: ls/headers/response-mapping)."""


class Cause(NamedTuple):
    """What set the status or a header, and where, as offsets; the Result shows it as an `Origin`, with lines and columns."""

    by: Literal["responseOverride", "integrationResponse", "gatewayResponse"]
    where: str
    span: Span | None = None


class AnswerHeader(NamedTuple):
    """A header that is set, under the name that a mapping or an override gives it, and what sets it."""

    name: str
    value: str
    cause: Cause


class Answer(NamedTuple):
    """The client's answer, and what set it; header names are the client's. `is_binary`: the body is given as base64."""

    status: int
    body: str
    status_from: Cause
    headers: Mapping[str, str]
    headers_from: Mapping[str, Cause]
    is_binary: bool = False


def with_headers(status: int, status_from: Cause, body: str, headers: Iterable[AnswerHeader], *, is_binary: bool = False) -> Answer:
    """The answer with these headers, under the names that reach the client; of one name, whatever its case, the last one counts."""
    kept: dict[str, AnswerHeader] = {}  # by the name in lower case
    for name, value, cause in headers:
        shown = client_name(name)
        if shown is not None:
            kept.pop(shown.lower(), None)  # so that it stands where it was set last
            kept[shown.lower()] = AnswerHeader(shown, value, cause)
    values = {one.name: one.value for one in kept.values()}
    return Answer(status, body, status_from, values, {one.name: one.cause for one in kept.values()}, is_binary)


def client_name(name: str) -> str | None:
    """The name under which a header reaches the client; None where it is dropped (recorded: ls/headers/response-mapping)."""
    lower = name.lower()
    if lower == "transfer-encoding":
        return None
    if lower == "content-type":
        return "Content-Type"
    return f"x-amzn-Remapped-{name}" if lower in _REMAPPED else name
