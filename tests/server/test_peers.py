"""Who a client is."""

from __future__ import annotations

import pytest

from playground.server.peers import Peers

PROXIES = ["10.0.0.0/8", "fd00::/8"]


@pytest.mark.parametrize(
    ("client", "forwarded", "name"),
    [
        (("192.0.2.7", 1), [], "192.0.2.7"),
        (("192.0.2.7", 1), ["198.51.100.1"], "192.0.2.7"),  # whoever is no proxy may say what it likes
        (("10.0.0.1", 1), ["198.51.100.1"], "198.51.100.1"),
        (("10.0.0.1", 1), ["203.0.113.9, 198.51.100.1"], "198.51.100.1"),  # what is further left, the client has written
        (("10.0.0.1", 1), ["203.0.113.9, 198.51.100.1, 10.1.1.1"], "198.51.100.1"),
        (("10.0.0.1", 1), ["203.0.113.9", "198.51.100.1"], "198.51.100.1"),
        (("10.0.0.1", 1), ["nonsense"], "10.0.0.1"),
        (("10.0.0.1", 1), ["198.51.100.1, nonsense"], "10.0.0.1"),
        (("10.0.0.1", 1), [""], "10.0.0.1"),
        (("10.0.0.1", 1), [" " * 1_000 + "198.51.100.1"], "198.51.100.1"),
        (("10.0.0.1", 1), ["fe80::1%" + "z" * 1_000], "10.0.0.1"),  # an address's zone is a few characters
        (("10.0.0.1", 1), ["10.0.0.2"], "10.0.0.2"),
        (("fd00::1", 1, 0, 0), ["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::/64"),
        (("2001:db8:1:2:3:4:5:6", 1, 0, 0), [], "2001:db8:1:2::/64"),
        (("fe80::1%eth0", 1, 0, 0), [], "fe80::/64"),
        (("::ffff:192.0.2.7", 1, 0, 0), [], "192.0.2.7"),
        (("::ffff:10.0.0.1", 1, 0, 0), ["198.51.100.1"], "198.51.100.1"),
        ("", ["198.51.100.1"], ""),
    ],
)
def test_a_client_s_name(client: object, forwarded: list[str], name: str) -> None:
    headers = [("HOST", "x"), *(("X-FORWARDED-FOR", value) for value in forwarded)]
    assert Peers(PROXIES).name(client, headers) == name


def test_without_proxies_nobody_is_believed() -> None:
    assert Peers([]).name(("127.0.0.1", 1), [("X-FORWARDED-FOR", "198.51.100.1")]) == "127.0.0.1"
