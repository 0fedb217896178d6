"""A site as a caller reaches it, and what that tells of the proxies in between."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.settings import Settings

NOBODY = "192.0.2.77"
"""An address that is nobody's (RFC 5737), which a caller may pretend to have."""
READY = "/readyz?caller=1"
EVERY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - nothing listens here
"""Addresses that are every network, and by which this machine reaches itself there."""


class NoAnswer(Exception):
    """What is there is no site of ours: a sentence."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What /readyz answered, and the id with which it did."""

    document: Any
    request_id: str

    @property
    def caller(self) -> dict[str, Any]:
        """How the call looked from there."""
        found: dict[str, Any] = self.document["caller"]
        return found


def own_address(settings: Settings) -> str:
    """The site's address on this machine, without proxies."""
    host = EVERY.get(settings.host, settings.host)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def ask(url: str, seconds: float, headers: dict[str, str]) -> Seen:
    """What the site at `url` says of itself. Raises NoAnswer."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a browser's way, not this machine's way out
    request = urllib.request.Request(url + READY, headers={"Accept": "application/json", **headers})  # noqa: S310 - settings allow http alone
    try:
        try:
            answer = opener.open(request, timeout=seconds)
        except urllib.error.HTTPError as error:
            if error.code != HTTPStatus.SERVICE_UNAVAILABLE:
                raise NoAnswer(f"{url}{READY} answers {error.code} {error.reason}: something else is there, or in between.") from None
            answer = error
        with answer:
            seen = Seen(json.loads(answer.read(65536)), answer.headers.get("X-Request-Id", ""))
    except OSError as error:
        raise NoAnswer(f"{url} cannot be reached from here: {getattr(error, 'reason', error)}.") from None
    except ValueError:
        raise NoAnswer(f"What answers at {url}{READY} is no playground.") from None
    if not isinstance(seen.document, dict) or "caller" not in seen.document:
        raise NoAnswer(f"What answers at {url}{READY} is no playground.")
    return seen


def faults(url: str, plain: Seen, pretending: Seen, request_id: str) -> Iterator[str]:
    """What is to be mended, by an ordinary call with `request_id`, and one that pretends to be forwarded for NOBODY."""
    parts, caller = urlsplit(url), plain.caller
    missing = [name for name, is_there in plain.document["checks"].items() if not is_there]
    if plain.document["leaving"]:
        yield "It is being ended: /readyz says so to balancers."
    if missing:
        yield f"It is not ready: {', '.join(missing)}. The log says why."
    if caller["forwarded"] and caller["believed"] is None:
        yield (
            "A proxy is in front whose address is not in PLAYGROUND_PROXY_NETWORKS: all of its users count as one caller, and whether they"
            f" come by https is not known. It calls from {caller['address']}."
        )
    elif caller["scheme"] != parts.scheme:
        yield (
            f"The site takes the call for {caller['scheme']}, and it was {parts.scheme}. Let the proxy send X-Forwarded-Proto, and its"
            " address be in PLAYGROUND_PROXY_NETWORKS."
        )
    if caller["host"].lower() != parts.netloc.lower():
        yield f"The site is asked for the host {caller['host']}, and it was {parts.netloc}. Let the proxy send Host on."
    if pretending.caller["address"] == NOBODY and pretending.caller["believed"] == 1:
        yield (
            "The proxy sends on X-Forwarded-For as a client wrote it, so anybody can be anyone. Let it add the client's address to it"
            " (nginx: $proxy_add_x_forwarded_for), or replace it."
        )
    if plain.request_id != request_id:
        yield "X-Request-Id does not come back as it was sent: something in between replaces it, and lines of both logs cannot be matched."
