"""What the client gets, whether an integration response made it or the gateway itself, and what set each part of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playground.diagnostics import Span

_REMAPPED = frozenset({
    "authorization", "connection", "content-length", "content-md5", "date", "expect", "host", "max-forwards", "proxy-authenticate",
    "server", "trailer", "upgrade", "user-agent", "via", "www-authenticate",
})  # fmt: skip
"""Headers of the client's answer that get another name on the way (recorded: ls/headers/response-mapping)."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What set the status or a header, and where, as offsets; the Result shows it as an `Origin`, with lines and columns."""

    by: Literal["responseOverride", "integrationResponse", "gatewayResponse"]
    where: str
    span: Span | None = None


@dataclass(slots=True)
class Answer:
    """The client's answer, and what set it; header names are the client's."""

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


def client_name(name: str) -> str | None:
    """The name under which a header reaches the client; None where it is dropped (recorded: ls/headers/response-mapping)."""
    lower = name.lower()
    if lower == "transfer-encoding":
        return None
    if lower == "content-type":
        return "Content-Type"
    return f"x-amzn-Remapped-{name}" if lower in _REMAPPED else name
