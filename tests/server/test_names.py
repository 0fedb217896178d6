"""To which host names the site answers, by the address that it listens on."""

from __future__ import annotations

import pytest

from playground.server.names import LOOPBACK, answered
from playground.settings import Settings


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_on_loopback_they_are_this_machines_and_those_that_are_set(host: str) -> None:
    assert answered(Settings(host=host)) == LOOPBACK | {host}
    assert answered(Settings(host=host, url="https://a.example.org:8000", hosts=("b",))) == LOOPBACK | {host, "a.example.org", "b"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "vtl.example.org"])  # noqa: S104 - that is the case
def test_where_others_hear_they_are_those_that_are_set_or_any(host: str) -> None:
    assert answered(Settings(host=host)) is None
    assert answered(Settings(host=host, url="http://[::2]:80")) == LOOPBACK | {"::2"}
    assert answered(Settings(host=host, hosts=(".example.org",))) == LOOPBACK | {".example.org"}
