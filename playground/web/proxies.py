"""Behind a proxy: who calls, and by which scheme, is believed of the proxies in the listed networks, and of nobody else."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from playground.server.peers import site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask

PEER = "playground.peer"
"""The key of the WSGI environment with the address that the connection really comes from, a proxy's or not."""
FORWARDED = ("HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_FORWARDED_FOR")
"""What a proxy adds, as the WSGI environment has it."""
BELIEVED = "playground.believed"
"""The key of the WSGI environment that is there where the connection is a proxy's of ours: how many addresses were believed."""


def init_app(app: Flask, networks: Sequence[str]) -> None:
    """Let `request.remote_addr` and `request.scheme` be the client's. After whatever else wraps the application."""
    app.wsgi_app = behind(app.wsgi_app, is_in(networks))  # type: ignore[method-assign,assignment] # Flask's own way to add a WSGI middleware


def is_in(networks: Sequence[str]) -> Callable[[str], bool]:
    """Whether a text is an address in one of the networks."""
    known = [ip_network(network) for network in networks]

    @lru_cache(maxsize=1024)
    def is_known(text: str) -> bool:
        try:
            address = ip_address(text)
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)  # an IPv4 client of a socket that listens on both
        return any((mapped or address) in network for network in known)

    return is_known if known else lambda _: False


def behind(app: WSGIApplication, is_proxy: Callable[[str], bool]) -> WSGIApplication:
    """The application behind proxies: from the nearest one on, each address is believed as long as a proxy of ours names it.

    `X-Forwarded-Host` is not believed: many proxies let the client's own pass. They should send `Host` on.
    """

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        peer = environ[PEER] = environ.get("REMOTE_ADDR", "")
        if not is_proxy(peer):
            return app(environ, start_response)
        forwarded = environ.get("HTTP_X_FORWARDED_FOR", "")
        hops = environ[BELIEVED] = believed(forwarded, is_proxy)
        if hops:  # not by ProxyFix, to which a quote that a client sends means more than a character
            environ["REMOTE_ADDR"] = forwarded.split(",")[-hops].strip()
        return ProxyFix(app, x_for=0, x_proto=1, x_host=0)(environ, start_response)

    return application


def caller_address(environ: WSGIEnvironment) -> str:
    """The client's address, or of IPv6 its network: whoever has one address there has all of them."""
    waiting = environ.get("playground.caller")
    return getattr(waiting, "peer", "") or site_of(environ.get("REMOTE_ADDR") or "")


def is_believed(environ: WSGIEnvironment) -> bool:
    """Whether the request came by a proxy of ours, so that the client's address is what that said."""
    return BELIEVED in environ


def believed(forwarded: str, is_proxy: Callable[[str], bool]) -> int:
    """How many addresses of `X-Forwarded-For` count, from its end: those of our proxies, and the one that the first of them names."""
    hops = 0
    for text in reversed([part.strip() for part in forwarded.split(",")]):
        if not is_address(text):
            break
        hops += 1
        if not is_proxy(text):
            break
    return hops


def is_address(text: str) -> bool:
    """Whether a text is an IP address."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
