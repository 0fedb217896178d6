"""A server's processes, from Linux's /proc: who they are, what memory they hold, which to kill, and whether any is left."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random


@dataclass(frozen=True, order=True)
class Process:
    """One process; its start tells it from a later one with the same id."""

    pid: int
    started: int  # in ticks since the machine did
    kind: str

    def is_there(self) -> bool:
        """Does it still run? One that has ended and waits for init to take note of it is not the server's any more."""
        state = stat(self.pid)
        return state is not None and int(state[19]) == self.started and not (state[0] == "Z" and state[1] == "1")


def stat(pid: int) -> list[str] | None:
    """What the kernel tells of a process, from its state on (proc(5), /proc/pid/stat, field 3); None where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def below(pid: int) -> list[int]:
    """The ids of the children of all of a process's threads."""
    found: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with suppress(OSError):
                found += map(int, (task / "children").read_text().split())
    return found


def tree(server: int) -> list[Process]:
    """The server, its web processes, their sandboxes' starters, and the children that evaluate."""
    found = []
    level = [server]
    for kind in ("server", "web", "starter", "child"):
        found += [Process(pid, int(state[19]), kind) for pid in level if (state := stat(pid)) is not None]
        level = [inner for pid in level for inner in below(pid)]
    return found


def memory(processes: list[Process]) -> float:
    """MiB that the processes hold, what several share being counted once among them (PSS)."""
    return sum(memory_by_kind(processes).values())


def memory_by_kind(processes: list[Process]) -> dict[str, float]:
    """MiB that the processes of each kind hold, as `memory` counts them."""
    held: dict[str, float] = {}
    for process in processes:
        with suppress(OSError):
            lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()
            pages = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
            held[process.kind] = held.get(process.kind, 0.0) + pages / 1024
    return held


def descriptors(processes: list[Process]) -> int:
    """Open files and sockets of the processes."""
    total = 0
    for process in processes:
        with suppress(OSError):
            total += len(os.listdir(f"/proc/{process.pid}/fd"))  # noqa: PTH208 - only their number
    return total


def kill_one(server: int, chance: random.Random) -> str | None:
    """End a child, now and then a starter or a web process, as the kernel would where memory is short. Gives what it was."""
    kind = chance.choices(("child", "starter", "web"), (6, 1, 2))[0]
    candidates = [process for process in tree(server) if process.kind == kind]
    if not candidates:
        return None
    with suppress(ProcessLookupError):
        os.kill(chance.choice(candidates).pid, signal.SIGKILL)
    return kind
