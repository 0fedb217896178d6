"""Saves by many clients while the server is killed again and again: is every acknowledged one there, byte for byte?"""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.durable.saving import Kept, lost, save_all
from tests.durable.sites import Server, kept_in

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Killed:
    """What came of it."""

    acknowledged: int
    cut: int
    refused: list[str]
    kills: int
    lost: list[str]


def run(folder: Path, database: str | None, saves: int, every: tuple[float, float] = (2.0, 4.0)) -> Killed:
    """Save until so many are acknowledged; all processes of the server are killed some seconds after each start, once it is ready.

    A server that takes all of them before it was ever killed is asked for more.
    """
    kept, chance, kills = Kept(), random.Random(saves), 0  # noqa: S311 - no secret
    done = threading.Event()
    with Server(kept_in(folder, database)) as server:
        server.wait_for("/readyz")

        def is_enough() -> bool:
            return done.is_set() or (len(kept.acknowledged) >= saves and kills > 0)

        saving = threading.Thread(target=save_all, args=(server.port, kept, is_enough))
        saving.start()
        try:
            while not wait(saving, chance.uniform(*every)):
                server.kill()
                kills += 1
                server.start()
                server.wait_for("/readyz")  # before that nothing is saved: a slow machine would be killed for ever without one
        finally:
            done.set()
            saving.join()
        return Killed(len(kept.acknowledged), kept.cut, kept.refused, kills, lost(server.port, kept.acknowledged))


def wait(thread: threading.Thread, seconds: float) -> bool:
    """Whether a thread ends in so many seconds."""
    thread.join(seconds)
    return not thread.is_alive()
