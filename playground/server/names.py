"""The host names to which the site answers."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playground.settings import Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
"""This machine's names for itself."""


def answered(settings: Settings) -> frozenset[str] | None:
    """The names, without ports and brackets, one that begins with a dot for all below it; None: any.

    A page elsewhere can give its own name this machine's address (DNS rebinding), and then reads what a browser here may read. It cannot be
    called `localhost`; where the site listens to others, only its operator knows how they call it.
    """
    given = {*settings.hosts, urlsplit(settings.url).hostname or ""} - {""}
    local = is_loopback(settings.host)
    if not given and not local:
        return None
    return frozenset(given | LOOPBACK | ({settings.host} if local else set()))


def is_loopback(host: str) -> bool:
    """Whether only this machine can connect to a socket that listens on this address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
