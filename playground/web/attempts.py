"""How many sign-ins from an address have failed in the last minute.

The store counts for all processes and machines; where there is none, or it is away, each process counts for itself.
"""

from __future__ import annotations

import time
from collections import defaultdict, deque
from contextlib import suppress
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING

from flask import current_app

from playground.store import failed_sign_ins
from playground.store.errors import StoreAway
from playground.web.errors import Refused

if TYPE_CHECKING:
    from playground.store.opened import Store

MOST = 20
SECONDS = failed_sign_ins.COUNTED.total_seconds()


class Attempts:
    """The failed sign-ins that this process has seen, by address."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._times: defaultdict[str, deque[float]] = defaultdict(deque)

    def add(self, address: str) -> None:
        """Count a failed sign-in."""
        with self._lock:
            for known in [one for one in self._times if self._count(one) == 0]:
                del self._times[known]
            self._times[address].append(time.monotonic())

    def count(self, address: str) -> int:
        """How many failed in the last minute."""
        with self._lock:
            return self._count(address) if address in self._times else 0

    def _count(self, address: str) -> int:
        times = self._times[address]
        while times and times[0] <= time.monotonic() - SECONDS:
            times.popleft()
        return len(times)


def check(address: str) -> None:
    """Raise Refused where too many sign-ins from the address have failed."""
    count = _own().count(address)
    with suppress(StoreAway):
        if (store := _store()) is not None:
            with store.reading() as session:
                count = max(count, failed_sign_ins.count(session, address))
    if count >= MOST:
        detail = "Too many sign-ins from your address have failed. Try again in a minute."
        raise Refused(HTTPStatus.TOO_MANY_REQUESTS, detail, headers={"Retry-After": f"{SECONDS:.0f}"})


def add(address: str) -> None:
    """Count a failed sign-in from the address."""
    _own().add(address)
    with suppress(StoreAway):
        if (store := _store()) is not None:
            with store.writing() as session:
                failed_sign_ins.add(session, address)


def _own() -> Attempts:
    found: Attempts = current_app.extensions["attempts"]
    return found


def _store() -> Store | None:
    found: Store | None = current_app.extensions.get("store")
    return found
