"""A provider that hangs, sends for ever or is not whom it says it is costs a sign-in a limited time, and nobody else anything."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from playground.accounts import provider_calls
from playground.accounts.provider_calls import MOST_BYTES, ProviderAway, Turns, fetch

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.accounts.lying_provider import LyingProvider


def drip(handler: Any, body: bytes) -> None:
    """A byte now and then, each in time."""
    handler.send_response(200)
    handler.end_headers()
    for byte in body:
        handler.wfile.write(bytes([byte]))
        time.sleep(0.1)


def redirect(handler: Any, _: bytes) -> None:
    handler.send_response(302)
    handler.send_header("Location", "/discovery")
    handler.end_headers()


def test_an_object_comes_back(provider: LyingProvider) -> None:
    assert fetch(f"{provider.url}/discovery") == provider.discovery()


@pytest.mark.parametrize("said", [b"", b"<html>", b"[]", b"5", b"null", b"\xff", b" " * MOST_BYTES + b"{}"])
def test_what_is_no_object_is_no_answer(provider: LyingProvider, said: bytes) -> None:
    provider.documents["/discovery"] = lambda: said
    with pytest.raises(ProviderAway, match="/discovery"):
        fetch(f"{provider.url}/discovery")


def test_as_much_as_may_come_comes(provider: LyingProvider) -> None:
    provider.documents["/discovery"] = lambda: b" " * (MOST_BYTES - 2) + b"{}"
    assert fetch(f"{provider.url}/discovery") == {}


def test_an_answer_without_an_end_is_given_up(provider: LyingProvider) -> None:
    sent = [0]

    def endless(handler: Any, _: bytes) -> None:
        handler.send_response(200)
        handler.end_headers()
        while sent[0] < 50 * MOST_BYTES:
            sent[0] += handler.wfile.write(b" " * 65_536)

    provider.manner = endless
    with pytest.raises(ProviderAway):
        fetch(f"{provider.url}/discovery")
    assert sent[0] < 20 * MOST_BYTES


@pytest.mark.parametrize("manner", [redirect, lambda handler, _: handler.connection.close()])
def test_what_leads_in_a_circle_or_breaks_off_is_no_answer(provider: LyingProvider, manner: Callable[[Any, bytes], None]) -> None:
    provider.manner = manner
    with pytest.raises(ProviderAway):
        fetch(f"{provider.url}/discovery")


def test_a_provider_that_comes_slowly_has_a_deadline(provider: LyingProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider_calls, "DEADLINE", 0.5)
    provider.manner = drip
    began = time.monotonic()
    with pytest.raises(ProviderAway, match="within"):
        Turns().ask(lambda: fetch(f"{provider.url}/discovery"))
    assert time.monotonic() - began < 2


def test_those_who_gave_up_count_until_the_provider_lets_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider_calls, "DEADLINE", 0.05)
    monkeypatch.setattr(provider_calls, "PATIENCE", 0.05)
    turns, held = Turns(), threading.Event()
    for _ in range(provider_calls.AT_ONCE):
        with pytest.raises(ProviderAway, match="within"):
            turns.ask(lambda: held.wait(20))
    with pytest.raises(ProviderAway, match="Too many"):
        turns.ask(lambda: 1)
    held.set()
    monkeypatch.setattr(provider_calls, "PATIENCE", 5)
    monkeypatch.setattr(provider_calls, "DEADLINE", 5)
    assert turns.ask(lambda: 1) == 1


def test_what_is_raised_there_is_raised_here() -> None:
    def fail() -> None:
        raise KeyError("there")

    with pytest.raises(KeyError, match="there"):
        Turns().ask(fail)
