"""`make durable`: is anything lost, whatever happens? On SQLite, and on PostgreSQL where this machine has it.

Prints the figures; the exit status is 1 where a promise does not hold, 2 where something could not be tried.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.databases import Postgresql, has_postgresql, new_database
from tests.durable import copies, kills, listing, starts, troubles, writing
from tests.durable.saving import CLIENTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGE_MILLISECONDS = 50
"""A page of the list at 100,000 scenarios takes so long at most."""


@dataclass(frozen=True)
class Place:
    """Where it is tried: in a folder, with a database of a PostgreSQL server (None: with SQLite)."""

    name: str
    folder: Path
    server: str | None
    volumes: argparse.Namespace

    def database(self) -> str | None:
        """The URL of a new database; None is SQLite in a folder."""
        return new_database(self.server) if self.server else None

    def new_folder(self) -> Path:
        """A folder of its own."""
        return Path(tempfile.mkdtemp(dir=self.folder))


Finding = tuple[bool, str]
"""Whether a promise holds, and the figures."""


def killed(place: Place) -> Iterator[Finding]:
    """Saves while the server is killed."""
    done = kills.run(place.new_folder(), place.database(), place.volumes.saves)
    figures = f"{done.acknowledged:,} saves acknowledged, {done.kills} times all processes killed, {done.cut:,} saves cut"
    yield (
        not done.lost and not done.refused,
        f"{figures}; {len(done.lost)} lost or changed, {len(done.refused)} refused {counted(done.refused)}",
    )


def written(place: Place) -> Iterator[Finding]:
    """Writes by many at a time."""
    begun = time.monotonic()
    done = writing.run(place.new_folder(), place.database(), place.volumes.writes)
    taken, seconds = sorted(done.seconds), time.monotonic() - begun
    middle, late = (1_000 * taken[int(part * len(taken))] for part in (0.5, 0.99))
    figures = f"{len(taken):,} writes by {CLIENTS} clients, {len(taken) / seconds:,.0f} a second, median {middle:.0f} ms"
    yield (
        not done.refused,
        f"{figures}, 99 % within {late:.0f} ms, longest {1_000 * taken[-1]:.0f} ms; {len(done.refused)} refused {counted(done.refused)}",
    )


def started(place: Place) -> Iterator[Finding]:
    """Starts at once."""
    times = place.volumes.starts
    wrong = list(starts.run(place.new_folder(), place.server, times))
    yield (
        not wrong,
        f"{starts.PROCESSES} processes at once, {times} times on an empty and {times} on an old database; {len(wrong)} not as they must be",
    )
    yield from ((False, f"  they said: {said}") for said in wrong[:3])


def copied(place: Place) -> Iterator[Finding]:
    """Copies while it is written."""
    for copy in copies.run(place.new_folder(), place.server, place.volumes.copies, place.volumes.saves // 10):
        way = " and ".join(copies.WAYS[place.server is not None])
        yield not copy.lost, f"{way}, of {copy.acknowledged:,} saves acknowledged before, while others were saved; {len(copy.lost)} lost"


def listed(place: Place) -> Iterator[Finding]:
    """Pages of the list."""
    count = place.volumes.scenarios
    for is_shared, of in ((True, "half of them in the list"), (False, "few of them in the list")):
        pages = listing.run(place.new_folder(), place.database(), count, is_shared=is_shared)
        slowest = max(pages, key=lambda page: page.milliseconds)
        figures = f"a page of {count:,} scenarios, {of}, {len(pages)} questions; the slowest (“{slowest.name}”, {slowest.asker})"
        yield slowest.milliseconds <= PAGE_MILLISECONDS, f"{figures} {slowest.milliseconds:.0f} ms; at most {PAGE_MILLISECONDS}"


def in_trouble(place: Place) -> Iterator[Finding]:
    """A full disk and one that cannot be written; a database that is away."""
    tried: tuple[troubles.Tried, ...] = (troubles.full_disk, troubles.read_only_disk)
    for one in (troubles.database_away,) if place.server else tried:
        done = one(place.new_folder())
        is_kept = bool(done.acknowledged and done.told) and not done.lost and not done.wrong
        what = (one.__doc__ or "").splitlines()[0]
        yield is_kept, f"{what} {done.acknowledged:,} saves acknowledged, {len(done.lost)} lost. {' '.join(done.wrong)}"
        yield from ((is_kept, f"  told: {sentence}") for sentence in sorted(done.told))


PARTS = {"kills": killed, "writes": written, "starts": started, "copies": copied, "list": listed, "troubles": in_trouble}


def counted(sentences: Sequence[str]) -> str:
    """The sentences that were said most often."""
    return "; ".join(f"{count} x {sentence}" for sentence, count in Counter(sentences).most_common(3))


def skipped(name: str, kind: str) -> str:
    """Why a part cannot be tried with a kind of database; empty where it can."""
    if kind == "PostgreSQL" and not has_postgresql():
        return "this machine has no PostgreSQL (apt-get install postgresql)"
    return "mounting is not allowed here" if name == "troubles" and kind == "SQLite" and not troubles.may_mount() else ""


def try_all(volumes: argparse.Namespace) -> tuple[int, int]:
    """Try each part with both kinds of databases; how many promises did not hold, and how many parts could not be tried."""
    broken = untried = 0
    for kind in ("SQLite", "PostgreSQL"):
        for name in volumes.only:
            why = skipped(name, kind)
            if why:
                untried += 1
                print(f"SKIPPED {kind} {name}: {why}", flush=True)
                continue
            with ExitStack() as stack:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="playground-durable-")))
                server = stack.enter_context(Postgresql(below(folder, "server"), is_synced=True)).url if kind == "PostgreSQL" else None
                for holds, figures in PARTS[name](Place(kind, below(folder, "work"), server, volumes)):
                    broken += not holds
                    print(f"{'ok     ' if holds else 'BROKEN '} {kind} {name}: {figures}", flush=True)
    return broken, untried


def below(folder: Path, name: str) -> Path:
    """A new folder in a folder."""
    made = folder / name
    made.mkdir()
    return made


def volumes_of(arguments: Sequence[str]) -> argparse.Namespace:
    """How much is tried, and which parts: all, unless some are named."""
    parser = argparse.ArgumentParser(prog="make durable", description=__doc__)
    parser.add_argument("--saves", type=int, default=10_000)
    parser.add_argument("--writes", type=int, default=100_000)
    parser.add_argument("--starts", type=int, default=50)
    parser.add_argument("--copies", type=int, default=3)
    parser.add_argument("--scenarios", type=int, default=100_000)
    parser.add_argument("only", nargs="*", type=_part, metavar="PART", help=f"{', '.join(PARTS)}: all, unless some are named")
    volumes = parser.parse_args(arguments)
    volumes.only = volumes.only or list(PARTS)
    return volumes


def _part(name: str) -> str:
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(PARTS)}")
    return name


def main(arguments: Sequence[str]) -> int:
    """Try, print, judge."""
    volumes = volumes_of(arguments)
    print(f"load average before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores", flush=True)
    broken, untried = try_all(volumes)
    return 1 if broken else 2 if untried else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
