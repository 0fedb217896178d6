"""Bodies that are no JSON, and of which a template wants a part: `$input.path('$.x')` over XML reads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.gateway.checks.template.payload_reads import Node, Read


def unread_body(reads: Node, text: str, *, is_clients: bool) -> Iterator[Diagnostic]:
    """What to tell of a body that is text to $input.path, at the first reference that reads a part of it.

    Plain text that a template only asks about is not told of: it may be one of several answers.
    """
    kind = _kind(text)
    nodes = [node for node in reads.children.values() if node.reads]
    found = [node.reads[0] for node in nodes if kind != "plain text" or not node.is_asked]
    if not found:
        return
    read: Read = min(found, key=lambda one: one.reference.span.start)
    shown = shorten(read.reference.literal.rstrip())
    whose, who = ("client's", "client send") if is_clients else ("backend's", "backend answer")
    message = f"The {whose} body is {kind}, not JSON: `{shown}` reads nothing of it."
    yield Diagnostic(
        "payload.text", "warning", message, f"$input.body is the whole of it. To read a part, let the {who} JSON.", span=read.reference.span
    )


def _kind(text: str) -> str:
    begin = text.lstrip()[:100].lower()
    if not begin.startswith("<"):
        return "plain text"
    return "HTML" if begin.startswith(("<!doctype html", "<html")) else "XML"
