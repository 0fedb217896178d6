"""When a provider is asked for its discovery document, and what holds while it does not come."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from playground.accounts import discovery
from playground.accounts.discovery import FRESH, NEEDED, PAUSE, Discovery
from playground.accounts.provider_calls import ProviderAway, Turns

if TYPE_CHECKING:
    from tests.accounts.lying_provider import LyingProvider


class Clock:
    """A clock that a test turns on."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_it_is_asked_for_once_and_anew_after_an_hour(provider: LyingProvider) -> None:
    clock = Clock()
    found = Discovery(f"{provider.url}/discovery", Turns(), clock)
    assert found.document() == found.document() == provider.discovery()
    assert provider.asked == ["/discovery"]
    clock.now += FRESH + 1
    provider.documents["/discovery"] = lambda: {**provider.discovery(), "token_endpoint": "https://moved.example"}
    assert found.document()["token_endpoint"] == "https://moved.example"  # noqa: S105 - an address


@pytest.mark.parametrize("said", [b"<html>", {}])
def test_what_is_known_holds_while_another_does_not_come(provider: LyingProvider, said: object) -> None:
    clock = Clock()
    found = Discovery(f"{provider.url}/discovery", Turns(), clock)
    known = found.document()
    clock.now += FRESH + 1
    provider.documents["/discovery"] = lambda: said
    assert found.document() == known


@pytest.mark.parametrize("name", NEEDED)
def test_one_that_lacks_something_is_none(provider: LyingProvider, name: str) -> None:
    for odd in ({}, {name: 5}):
        document = {key: value for key, value in provider.discovery().items() if key != name} | odd
        provider.documents["/discovery"] = lambda document=document: document  # type: ignore[misc] # a default is its own
        with pytest.raises(ProviderAway, match=name):
            Discovery(f"{provider.url}/discovery", Turns()).document()


def test_a_provider_that_hung_is_left_alone_for_a_moment_and_one_that_refused_is_not(provider: LyingProvider) -> None:
    clock = Clock()
    found = Discovery(f"{provider.url}/discovery", Turns(), clock)

    def late() -> bytes:
        clock.now += 5
        return b"<html>"

    provider.documents["/discovery"] = late
    for _ in range(3):
        with pytest.raises(ProviderAway):
            found.document()
    assert provider.asked == ["/discovery"]
    clock.now += PAUSE + 1
    provider.documents["/discovery"] = lambda: b"<html>"
    for _ in range(2):
        with pytest.raises(ProviderAway):
            found.document()
    assert len(provider.asked) == 3
    provider.documents["/discovery"] = provider.discovery
    assert found.document() == provider.discovery()


def test_while_one_asks_others_do_not_wait_for_long(provider: LyingProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "PATIENCE", 0.05)
    held, found = threading.Event(), Discovery(f"{provider.url}/discovery", Turns())

    def late() -> object:
        held.wait(20)
        return provider.discovery()

    provider.documents["/discovery"] = late
    first: list[object] = []
    thread = threading.Thread(target=lambda: first.append(found.document()))
    thread.start()
    while not provider.asked:
        pass
    with pytest.raises(ProviderAway, match="is being asked"):
        found.document()
    held.set()
    thread.join(10)
    assert first == [provider.discovery()]
