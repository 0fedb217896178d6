"""Whose a proxy's header is."""

from __future__ import annotations

import pytest

from playground.accounts.identity import LONGEST_NAME
from playground.accounts.proxy import identity
from playground.settings import Settings

SETTINGS = Settings(sign_in="proxy", proxy_networks=("10.0.0.0/8",))


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Ana", "Ana"),
        (" Ana ", "Ana"),
        ("J\u00fcrgen".encode().decode("latin-1"), "J\u00fcrgen"),
        ("J\u00fcrgen", "J\u00fcrgen"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
    ],
)
def test_a_name_is_somebody(header: str, name: str) -> None:
    found = identity(SETTINGS, header, is_believed=True)
    assert found is not None
    assert (found.key, found.name) == (f"proxy|{name}", name)


@pytest.mark.parametrize("header", [None, "", " ", "Ana,Chief", "a\tb", "a\x00", "x" * (LONGEST_NAME + 1)])
def test_what_is_no_name_is_nobody(header: str | None) -> None:
    assert identity(SETTINGS, header, is_believed=True) is None


def test_who_is_not_a_proxy_of_ours_names_nobody() -> None:
    assert identity(SETTINGS, "Ana", is_believed=False) is None
