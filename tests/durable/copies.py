"""Copies that are made while many save: each, put into the place of an empty database, has all that was acknowledged before it began."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.databases import new_database
from tests.durable.saving import Kept, lost, save_all
from tests.durable.sites import PATIENCE, Server, kept_in
from tests.durable.troubles import wait
from tests.serving import environment_of

if TYPE_CHECKING:
    from pathlib import Path

WAYS = {False: ("backup", "restore"), True: ("export", "import")}
"""By whether it is PostgreSQL: how a copy is made and put back."""


@dataclass(frozen=True)
class Copy:
    """One copy: how much had been acknowledged before it, and what of it is not in it."""

    acknowledged: int
    lost: list[str]


def run(folder: Path, server: str | None, copies: int, between: int) -> list[Copy]:
    """So many copies, with so many saves between two of them."""
    kept, done, made = Kept(), threading.Event(), []
    make, put_back = WAYS[server is not None]
    settings = kept_in(folder / "site", new_database(server) if server else None)
    with Server(settings) as site:
        saving = threading.Thread(target=save_all, args=(site.port, kept, done.is_set))
        saving.start()
        try:
            for at in range(copies):
                wanted = (at + 1) * between
                assert wait(lambda wanted=wanted: len(kept.acknowledged) >= wanted, "it does not save") == []  # type: ignore[misc]
                before = list(kept.acknowledged)
                command(make, folder / f"copy-{at}", settings)
                made.append((folder / f"copy-{at}", before))
        finally:
            done.set()
            saving.join()
    return [Copy(len(before), missing(file, before, put_back, server)) for file, before in made]


def missing(file: Path, before: list[tuple[str, bytes]], put_back: str, server: str | None) -> list[str]:
    """What a copy does not have."""
    settings = kept_in(file.with_suffix(".site"), new_database(server) if server else None)
    command(put_back, file, settings)
    with Server(settings) as site:
        return lost(site.port, before)


def command(name: str, file: Path, settings: dict[str, str]) -> None:
    """`playground db NAME FILE`, which must succeed."""
    program = [sys.executable, "-m", "playground.cli", "db", name, str(file)]
    done = subprocess.run(program, env=environment_of(settings), capture_output=True, text=True, check=False, timeout=10 * PATIENCE)
    assert done.returncode == 0, done.stderr
