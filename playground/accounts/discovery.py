"""What a provider says of itself, at the address of its discovery document (OpenID Connect Discovery 1.0)."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

from playground.accounts.provider_calls import PATIENCE, ProviderAway, Turns, fetch

if TYPE_CHECKING:
    from collections.abc import Callable

NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
FRESH = 3600.0
"""Seconds after which it is asked for anew; while it does not come, what is known holds."""
SLOW = 1.0
"""Seconds after which a provider that has not answered is left alone for PAUSE: else all threads of a process would wait for it."""
PAUSE = 5.0


class Discovery:
    """The document, asked for when it is first needed, by one thread at a time."""

    def __init__(self, address: str, turns: Turns, clock: Callable[[], float] = time.monotonic) -> None:
        self._address = address
        self._turns = turns
        self._clock = clock
        self._lock = threading.Lock()
        self._known: dict[str, Any] | None = None
        self._fresh_until = self._quiet_until = 0.0

    def document(self) -> dict[str, Any]:
        """The document, with all that is NEEDED. ProviderAway."""
        if self._known is not None and self._clock() < self._fresh_until:
            return self._known
        if not self._lock.acquire(timeout=PATIENCE):
            return self._old(ProviderAway("The provider is being asked."))
        try:
            return self._asked()
        except ProviderAway as error:
            return self._old(error)
        finally:
            self._lock.release()

    def _old(self, why: ProviderAway) -> dict[str, Any]:
        """What is known already, in the place of what did not come."""
        if self._known is None:
            raise why
        return self._known

    def _asked(self) -> dict[str, Any]:
        began = self._clock()
        if self._known is not None and began < self._fresh_until:  # another thread has asked meanwhile
            return self._known
        if began < self._quiet_until:
            raise ProviderAway("The provider did not answer a moment ago.")
        try:
            found = self._turns.ask(lambda: fetch(self._address))
        except ProviderAway:
            now = self._clock()
            self._quiet_until = now + PAUSE if now - began > SLOW else 0.0
            raise
        for name in NEEDED:
            if not isinstance(found.get(name), str):
                raise ProviderAway(f"The provider's discovery document names no {name}.")
        self._known, self._fresh_until = found, self._clock() + FRESH
        return found
