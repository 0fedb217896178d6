"""A proxy that says who asks, in a header of every request: there is no session, so it ends when the header does, or changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.accounts.identity import LONGEST_NAME, Identity, member

if TYPE_CHECKING:
    from playground.settings import Settings


def identity(settings: Settings, header: str | None, *, is_believed: bool) -> Identity | None:
    """Who a request's header says it is; `is_believed`: whether the connection comes from one of the listed networks.

    A header that came twice stands in one, with a comma between: whose it is cannot be told, so it is nobody's.
    """
    if not is_believed or header is None:
        return None
    name = _as_utf8(header).strip()
    if not name or len(name) > LONGEST_NAME or "," in name or not name.isprintable():
        return None
    return member(settings, f"proxy|{name}", name)


def _as_utf8(header: str) -> str:
    """The header's bytes as UTF-8, where they are; WSGI hands them over as Latin-1."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header
