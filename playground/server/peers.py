"""Who a connection's client is, as far as shares are counted: its address, or behind a proxy that is believed, the one that it names."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from ipaddress import IPv4Address

HEADER = "X-FORWARDED-FOR"
LONGEST = 64
"""Characters of what may be an address, with its zone."""
ONE_SITE = 64
"""Bits of an IPv6 address that are the network's: whoever has one address there has all of them."""


class Peers:
    """Tells clients apart; `networks` are those of the proxies that are believed."""

    def __init__(self, networks: Iterable[str]) -> None:
        self._networks = [ip_network(one) for one in networks]

    def name(self, client: object, headers: Sequence[tuple[str, str]]) -> str:
        """The client's address, from the socket's (`client`) and the request's headers; "" where it has none, as on a Unix socket."""
        address = _address(client[0]) if isinstance(client, tuple) else None
        if address is None:
            return ""
        if self._is_proxy(address):
            named = [part for name, value in headers if name == HEADER for part in value.split(",")]
            for part in reversed(named):
                before = _address(part)
                if before is None:
                    break
                address = before
                if not self._is_proxy(address):
                    break
        return _site(address)

    def _is_proxy(self, address: IPv4Address | IPv6Address) -> bool:
        return any(address in network for network in self._networks)


def site_of(text: str) -> str:
    """By what the client of an address is told from others: the address, or of IPv6 its network. What is no address stays as it is."""
    address = _address(text)
    return text if address is None else _site(address)


def _site(address: IPv4Address | IPv6Address) -> str:
    return str(ip_network((address, ONE_SITE), strict=False)) if isinstance(address, IPv6Address) else str(address)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An address; one of IPv4 that is written as IPv6 is the former."""
    stripped = text.strip()
    return _read(stripped) if len(stripped) <= LONGEST else None  # longer ones would be kept for whoever sends many


@lru_cache(maxsize=1024)
def _read(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
