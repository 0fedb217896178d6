"""Who calls and how, where proxies are in front: believed of the listed ones, and of nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from playground.web.proxies import PEER, behind, is_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIEnvironment

NETWORKS = ("10.0.0.0/8", "fd00::/8")


def seen(peer: str, forwarded: str | None = None, scheme: str | None = None) -> tuple[str, str, str]:
    """What the application is told: the client's address, the scheme, and the peer."""
    told: list[WSGIEnvironment] = []

    def app(environ: WSGIEnvironment, _start: StartResponse) -> Iterable[bytes]:
        told.append(environ)
        return []

    environ: WSGIEnvironment = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http", "HTTP_HOST": "a.example", "HTTP_X_FORWARDED_HOST": "evil"}
    if forwarded is not None:
        environ["HTTP_X_FORWARDED_FOR"] = forwarded
    if scheme is not None:
        environ["HTTP_X_FORWARDED_PROTO"] = scheme
    list(behind(app, is_in(NETWORKS))(environ, lambda *_: lambda _: None))
    assert told[0]["HTTP_HOST"] == "a.example"
    return told[0]["REMOTE_ADDR"], told[0]["wsgi.url_scheme"], told[0][PEER]


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("10.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("10.0.0.1", '"a, 192.0.2.7', "192.0.2.7"),  # a quote that the client sent is a character
        ("::ffff:10.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("fd00::1", "2001:db8::7", "2001:db8::7"),
        ("10.0.0.1", "198.51.100.1, 192.0.2.7", "192.0.2.7"),  # what the client itself sent comes before
        ("10.0.0.1", "198.51.100.1, 192.0.2.7, 10.0.0.2", "192.0.2.7"),  # two proxies of ours
        ("10.0.0.1", "10.0.0.9, 10.0.0.2", "10.0.0.9"),  # a client inside
        ("10.0.0.1", "unknown", "10.0.0.1"),
        ("10.0.0.1", "192.0.2.7, <b>, 10.0.0.2", "10.0.0.2"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", None, "10.0.0.1"),
        ("192.0.2.1", "10.0.0.1", "192.0.2.1"),
        ("192.0.2.1", "198.51.100.1", "192.0.2.1"),
    ],
)
def test_the_client_is_whom_the_first_proxy_of_ours_names(peer: str, forwarded: str | None, client: str) -> None:
    assert seen(peer, forwarded) == (client, "http", peer)


@pytest.mark.parametrize(("peer", "scheme"), [("10.0.0.1", "https"), ("192.0.2.1", "http")])
def test_the_scheme_is_believed_of_proxies_alone(peer: str, scheme: str) -> None:
    assert seen(peer, None, "https")[1] == scheme


@pytest.mark.parametrize("text", ["", "a", "10.0.0.1:80", "[::1]"])
def test_no_network_has_what_is_no_address(text: str) -> None:
    assert not is_in(["0.0.0.0/0", "::/0"])(text)
    assert not is_in([])(text)
