"""How an OpenID provider is asked: it is trusted as the machine trusts others, and has a limited time for an answer of a limited size."""

from __future__ import annotations

import functools
import io
import ssl
import threading
from typing import TYPE_CHECKING, Any, TypeVar

import requests
from requests.adapters import HTTPAdapter

from playground.errors import PlaygroundError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Found = TypeVar("Found")

TIMEOUT = (3.05, 5.0)
"""Seconds to connect, and to wait for the next bytes."""
DEADLINE = 10.0
"""Seconds for all that one sign-in asks, however slowly it comes."""
PATIENCE = 1.0
"""Seconds that a sign-in waits for its turn, where many ask at once."""
AT_ONCE = 8
"""Sign-ins of one process that ask at once; one that gave up counts until the provider lets go of it."""
MOST_BYTES = 1_000_000
"""Bytes of one answer."""


class ProviderAway(PlaygroundError):
    """The provider does not answer, or not as one."""


class Connections(HTTPAdapter):
    """Connections to a provider. Beside the authorities that requests knows, those of the machine (or of `SSL_CERT_FILE`) are believed."""

    def init_poolmanager(self, *given: Any, **named: Any) -> None:
        """With the machine's authorities; requests adds its own, and those of `REQUESTS_CA_BUNDLE`."""
        super().init_poolmanager(*given, **named, ssl_context=_trusting())

    def send(self, request: requests.PreparedRequest, *given: Any, **named: Any) -> requests.Response:
        """The answer with its body, which was read here. RequestException, also where that is too long."""
        response = super().send(request, *given, **{**named, "stream": True})
        try:
            body = response.raw.read(MOST_BYTES + 1, decode_content=True)
        except Exception as error:  # urllib3's own, which requests translates only where it reads by itself
            raise requests.ConnectionError(f"the answer broke off: {type(error).__name__}", request=request) from error
        finally:
            response.raw.close()
        if len(body) > MOST_BYTES:
            raise requests.ConnectionError(f"the answer is over {MOST_BYTES:,} bytes", request=request)
        response.raw = io.BytesIO(body)
        return response


@functools.cache
def _trusting() -> ssl.SSLContext:
    """What is believed, read once: that takes as long as a whole sign-in does otherwise. A reload (`HUP`) reads it again."""
    return ssl.create_default_context()


class Turns:
    """So many sign-ins ask at once, each in a thread of its own, for whoever waits for it waits no longer than DEADLINE."""

    def __init__(self) -> None:
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def ask(self, run: Callable[[], Found]) -> Found:
        """What `run` gives or raises. ProviderAway where that takes too long, or too many wait already."""
        if not self._places.acquire(timeout=PATIENCE):
            raise ProviderAway("Too many sign-ins wait for the provider.")
        outcome: list[tuple[Found | None, BaseException | None]] = []

        def work() -> None:
            try:
                outcome.append((run(), None))
            except BaseException as error:  # noqa: BLE001 - raised where it is waited for
                outcome.append((None, error))
            finally:
                self._places.release()

        thread = threading.Thread(target=work, name="sign-in", daemon=True)
        thread.start()
        thread.join(DEADLINE)
        if not outcome:
            raise ProviderAway(f"The provider did not answer within {DEADLINE:.0f} seconds.")
        found, error = outcome[0]
        if error is not None:
            raise error
        return found  # type: ignore[return-value] # what `run` gave


def connect(session: requests.Session) -> None:
    """Let a session ask by these connections."""
    connections = Connections()
    for scheme in ("https://", "http://"):
        session.mount(scheme, connections)


def fetch(address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A JSON object from the provider. ProviderAway."""
    try:
        with requests.Session() as session:
            connect(session)
            answer = session.get(address, headers=headers, timeout=TIMEOUT)
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise ProviderAway(f"The provider does not answer at {address}: {type(error).__name__}: {error}") from error
    if not isinstance(found, dict):
        raise ProviderAway(f"The provider gives no JSON object at {address}.")
    return found
