"""The client's answer while it is made: status, headers, body, and what set each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.gateway.variables.context import Written

_REMAPPED = frozenset({
    "authorization", "connection", "content-length", "content-md5", "date", "expect", "host", "max-forwards", "proxy-authenticate",
    "server", "trailer", "upgrade", "user-agent", "via", "www-authenticate",
})  # fmt: skip
"""Headers of the client's answer that get another name on the way (recorded: ls/headers/response-mapping)."""


@dataclass(slots=True)
class Cause:
    """What set the status or a header: `by` as the Result says it, and where."""

    by: str
    where: str
    written: Written | None = None


@dataclass(slots=True)
class Answer:
    """What the client gets, and what set it; header names are the client's."""

    status: int
    body: str
    status_from: Cause
    headers: dict[str, str] = field(default_factory=dict)
    headers_from: dict[str, Cause] = field(default_factory=dict)
    is_binary: bool = False  # the body is given as base64

    def set_header(self, name: str, value: str, cause: Cause) -> None:
        """Set a header under the name that reaches the client; one entry a name, whatever its case."""
        shown = client_name(name)
        if shown is None:
            return
        for other in [other for other in self.headers if other.lower() == shown.lower()]:
            del self.headers[other], self.headers_from[other]
        self.headers[shown] = value
        self.headers_from[shown] = cause


@dataclass(frozen=True, slots=True)
class GatewayAnswer:
    """What the client gets; `where` is the JSON Pointer of the gateway response that says so, "" for AWS's own."""

    status: int
    headers: dict[str, str]
    body: str
    where: str


def client_name(name: str) -> str | None:
    """The name under which a header reaches the client; None where it is dropped (recorded: ls/headers/response-mapping)."""
    lower = name.lower()
    if lower == "transfer-encoding":
        return None
    if lower == "content-type":
        return "Content-Type"
    return f"x-amzn-Remapped-{name}" if lower in _REMAPPED else name
