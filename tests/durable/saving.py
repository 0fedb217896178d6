"""Clients that save, and remember to the byte what was acknowledged; and whether all of it is there."""

from __future__ import annotations

import itertools
import json
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.durable.sites import Link

if TYPE_CHECKING:
    from collections.abc import Callable

API = "/api/v1/scenarios"
CLIENTS = 16
PAUSE = 0.05
"""Seconds until a client that was refused, or cut, asks again."""


@dataclass
class Kept:
    """What all clients together were told. Appending to a list is whole in Python, whatever the threads."""

    acknowledged: list[tuple[str, bytes]] = field(default_factory=list)
    """The path of a revision, and the document that was sent."""
    cut: int = 0
    """Saves to which no answer came."""
    refused: list[str] = field(default_factory=list)
    """Why saves were refused, a sentence each."""
    seconds: list[float] = field(default_factory=list)
    """How long those took that were acknowledged."""


def document(number: int) -> bytes:
    """A Scenario like no other, of 300 bytes up to some 8 KB, written as it comes back: without blanks."""
    chance = random.Random(number)  # noqa: S311 - no secret
    items = [{"n": {"N": str(number)}, "s": {"S": f"é {chance.getrandbits(128):032x}"}} for _ in range(1 + number % 100)]
    body = dump({"Count": len(items), "Items": items})
    return dump({"template": f"{number}: $input.path('$.Count')", "backend": {"body": body}}).encode()


def dump(value: object) -> str:
    """JSON as short as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Client:
    """Saves scenarios and revisions of them, one after the other."""

    def __init__(self, port: int, kept: Kept) -> None:
        self._link = Link(port)
        self._kept = kept
        self._id = ""
        self._revision = 0

    def save(self, number: int) -> None:
        """A scenario of its own, or (nine of ten times) a revision of the last one."""
        sent, begun = document(number), time.monotonic()
        try:
            if not self._id or number % 10 == 0:
                reply = self._link.call("POST", API, b'{"scenario": ' + sent + b"}")
            else:
                path, newest = f"{API}/{self._id}", f'"{self._revision}"'
                reply = self._link.call("PUT", path, b'{"scenario": ' + sent + b"}", If_Match=newest)
        except OSError:
            self._kept.cut += 1
            time.sleep(PAUSE)
            return
        told = reply.json
        if reply.status in {200, 201}:
            self._id, self._revision = told["id"], told["revision"]
            self._kept.acknowledged.append((f"{API}/{self._id}/revisions/{self._revision}", sent))
            self._kept.seconds.append(time.monotonic() - begun)
        elif reply.status == 412:  # what was cut had been kept
            self._revision = told["revision"]
        else:
            self._kept.refused.append(f"{reply.status} {told['detail']}")
            time.sleep(PAUSE)

    def close(self) -> None:
        """Leave."""
        self._link.close()


def save_all(port: int, kept: Kept, is_enough: Callable[[], bool], clients: int = CLIENTS) -> None:
    """Save by so many clients at a time, until it is enough."""
    numbers = itertools.count(len(kept.acknowledged) + 1)
    lock = threading.Lock()

    def run(_: int) -> None:
        client = Client(port, kept)
        while not is_enough():
            with lock:
                number = next(numbers)
            client.save(number)
        client.close()

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(run, range(clients)))


def lost(port: int, acknowledged: list[tuple[str, bytes]]) -> list[str]:
    """What is not there as it was sent: the paths of revisions."""

    def missing(part: list[tuple[str, bytes]]) -> list[str]:
        link = Link(port)
        found = [path for path, sent in part if (reply := link.call("GET", path)).status != 200 or reply.body != sent]
        link.close()
        return found

    with ThreadPoolExecutor(4) as pool:
        return [path for found in pool.map(missing, (acknowledged[at::4] for at in range(4))) for path in found]
