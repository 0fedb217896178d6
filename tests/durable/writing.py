"""Many writes by many clients: does any find the database locked?"""

from __future__ import annotations

import itertools
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tests.durable.saving import API, CLIENTS, Kept, document
from tests.durable.sites import Link, Server, kept_in

if TYPE_CHECKING:
    from pathlib import Path

SAVES = 20
"""Of so many writes one is a new scenario and one a new revision, which are evaluated as well; all others change title and tags."""


class Writer:
    """Writes to scenarios of its own."""

    def __init__(self, port: int, kept: Kept) -> None:
        self._link = Link(port)
        self._kept = kept
        self._path = ""
        self._key = ""
        self._revision = 0

    def write(self, number: int) -> None:
        """One write."""
        begun = time.monotonic()
        try:
            status, told = self._create(number) if not self._path or number % SAVES == 0 else self._change(number)
        except OSError as error:
            self._kept.refused.append(str(error))
            return
        if status in {200, 201}:
            self._kept.seconds.append(time.monotonic() - begun)
        else:
            self._kept.refused.append(f"{status} {told}")

    def _create(self, number: int) -> tuple[int, str]:
        reply = self._link.call("POST", API, b'{"scenario": ' + document(number) + b"}")
        if reply.status == 201:
            self._path, self._key, self._revision = reply.headers["Location"], reply.json["editKey"], 1
        return reply.status, reply.json.get("detail", "")

    def _change(self, number: int) -> tuple[int, str]:
        if number % SAVES == SAVES // 2:
            scenario = b'{"scenario": ' + document(number) + b"}"
            reply = self._link.call("PUT", self._path, scenario, If_Match=f'"{self._revision}"')
            self._revision += reply.status == 200
        else:
            changes = json.dumps({"title": f"Title {number}", "tags": [f"tag-{number % 7}"]}).encode()
            reply = self._link.call("PATCH", self._path, changes, X_Edit_Key=self._key)
        return reply.status, reply.json.get("detail", "")

    def close(self) -> None:
        """Leave."""
        self._link.close()


def run(folder: Path, database: str | None, writes: int) -> Kept:
    """What so many writes came to."""
    kept, numbers, lock = Kept(), itertools.count(), threading.Lock()
    with Server(kept_in(folder, database)) as server:

        def write(_: int) -> None:
            writer = Writer(server.port, kept)
            while True:
                with lock:
                    number = next(numbers)
                if number >= writes:
                    break
                writer.write(number)
            writer.close()

        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(write, range(CLIENTS)))
    return kept
