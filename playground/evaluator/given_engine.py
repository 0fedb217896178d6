"""A DynamoDB at a URL, for the command line alone: an emulator on this machine, or AWS itself.

Elsewhere than on loopback nothing is created, seeded or deleted, and what writes is sent only where that was allowed.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import ssl
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playground.evaluator.engine import SIGNED, call_in_turn
from playground.jsontext.strict import dump_json
from playground.sandbox.program_link import TooLarge
from playground.services.engine.actions import ITEM_ACTIONS, READS, TABLE_ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Sign = Callable[[str, bytes, Mapping[str, str]], Mapping[str, str]]
    """The address, the body and the headers of a request → all its headers."""

SECONDS = 10.0
"""Seconds that a DynamoDB elsewhere has for one evaluation."""


class UnusableUrl(ValueError):
    """No address of a DynamoDB."""


class GivenEngine:
    """A session with a DynamoDB at a URL (`evaluator.engine.Session`)."""

    def __init__(self, url: str, *, allow_writes: bool, sign: Sign | None = None) -> None:
        """UnusableUrl."""
        self._url = url
        self._is_here = is_loopback(url)
        self._allow_writes = allow_writes or self._is_here
        self._sign = sign
        self._created: list[str] = []

    def asked(self, question: bytes, last: float) -> bytes:
        """As of a `Session`."""
        try:
            answer = self._answer(json.loads(question), min(last, time.monotonic() + SECONDS))
        except TimeoutError:
            answer = {"limit": f"{self._url} had no answer in time."}
        except TooLarge:
            answer = {"limit": f"{self._url} answers more than any DynamoDB does."}
        except (OSError, http.client.HTTPException, ValueError) as error:
            answer = {"failed": f"{self._url} gave no answer: {error}."}
        return dump_json(answer).encode()

    def close(self) -> None:
        """Delete the tables that were created."""
        created, self._created = self._created, []
        if created:
            calls = [["DeleteTable", dump_json({"TableName": one})] for one in created]
            self.asked(dump_json({"fresh": False, "calls": calls}).encode(), time.monotonic() + SECONDS)

    def _answer(self, asked: dict[str, Any], end: float) -> dict[str, Any]:
        if "mode" in asked:
            return {"mode": "loopback" if self._is_here else "given"}
        if asked["fresh"]:
            self.close()
        for action, _ in asked["calls"]:
            if (refused := self._refused(action)) is not None:
                return {"failed": refused}
        connection = connection_to(self._url, end - time.monotonic())
        try:
            told = call_in_turn(connection, asked["calls"], end, self._headers)
        finally:
            connection.close()
        for (action, body), (status, _) in zip(asked["calls"], told["answers"], strict=False):
            if action == "CreateTable" and status == http.client.OK:
                self._created.append(json.loads(body)["TableName"])
        return told

    def _refused(self, action: str) -> str | None:
        """Why an action is not sent."""
        if action in TABLE_ACTIONS and not self._is_here:
            return f"{self._url} is not on this machine: no table is created or deleted there."
        if action in ITEM_ACTIONS - READS and not self._allow_writes:
            return f"{action} writes, which is not sent to {self._url} without --allow-writes."
        return None

    def _headers(self, body: bytes, headers: Mapping[str, str]) -> Mapping[str, str]:
        return {**SIGNED, **headers} if self._sign is None else self._sign(self._url, body, headers)


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this machine. UnusableUrl where it is none."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UnusableUrl(f"{url!r} is no URL: {error}") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise UnusableUrl(f"{url!r} is no URL of http or https, such as http://127.0.0.1:8000")
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def connection_to(url: str, seconds: float) -> http.client.HTTPConnection:
    """A connection to a URL."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, parts.port, timeout=max(seconds, 0.001), context=ssl.create_default_context())
    return http.client.HTTPConnection(host, parts.port, timeout=max(seconds, 0.001))
