"""A disk that is full, one that cannot be written, and a database that goes away and comes back: what was acknowledged is kept."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.databases import Postgresql, folder_of_its_own, new_database
from tests.durable.saving import Kept, lost, save_all
from tests.durable.sites import PATIENCE, Link, Server, kept_in
from tests.serving import SERVE, environment_of

SIZE, BALLAST = 6, 3
"""MiB of the small disk, and of the file on it that is taken away at last."""
SMALL_DISK = 'mount -t tmpfs -o "size=$1m" none "$2" && shift 2 && exec "$@"'
READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
EVALUATED = b'{"template": "{}", "backend": {"body": "{}"}}'


@dataclass(frozen=True)
class Trouble:
    """What came of one: what was told, what is lost, and what else was not as it must be."""

    acknowledged: int
    told: set[str]
    lost: list[str]
    wrong: list[str]


Tried = Callable[[Path], Trouble]
"""What tries one, in a folder."""


def mounting(script: str, *arguments: str) -> list[str]:
    """The beginning of a command that runs with a mount of its own, which ends with it."""
    return ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", *arguments]


def may_mount() -> bool:
    """Whether this machine lets us."""
    if shutil.which("unshare") is None:
        return False
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run([*mounting(SMALL_DISK, "1", folder), "true"], capture_output=True, check=False).returncode == 0


def full_disk(folder: Path) -> Trouble:
    """The disk of the instance folder is full, until something is taken from it."""
    kept, wrong = Kept(), []
    with Server(kept_in(folder, None), mounting(SMALL_DISK, str(SIZE), str(folder))) as server:
        ballast = Path(f"/proc/{server.pid}/root{folder}/ballast")
        ballast.write_bytes(bytes(BALLAST * 1024 * 1024))
        save_all(server.port, kept, lambda: len(kept.refused) >= 20)
        wrong += check(server, "is full", is_ready=None)
        missing = lost(server.port, kept.acknowledged)
        ballast.unlink()
        wanted = len(kept.acknowledged) + 20
        save_all(server.port, kept, until(lambda: len(kept.acknowledged) >= wanted))
        wrong += [] if len(kept.acknowledged) >= wanted else ["Nothing could be saved when there was room again."]
        return Trouble(len(kept.acknowledged), set(kept.refused), missing + lost(server.port, kept.acknowledged), wrong)


def read_only_disk(folder: Path) -> Trouble:
    """The disk of the instance folder cannot be written: the site does not start, and says why. Then it can."""
    kept, settings = Kept(), kept_in(folder, None)
    with Server(settings) as server:
        save_all(server.port, kept, lambda: len(kept.acknowledged) >= 20)
        server.terminate()
    command = [*mounting(READ_ONLY, str(folder)), *SERVE]
    done = subprocess.run(command, env=environment_of(settings), capture_output=True, text=True, check=False, timeout=PATIENCE)
    wrong = [] if done.returncode else ["It starts on a disk that cannot be written."]
    with Server(settings) as server:
        return Trouble(len(kept.acknowledged), {done.stderr.strip()}, lost(server.port, kept.acknowledged), wrong)


def database_away(folder: Path) -> Trouble:
    """PostgreSQL ends untidily while the site saves, and comes back after a while."""
    kept, wrong = Kept(), []
    with (
        folder_of_its_own() as place,
        Postgresql(place, is_synced=True) as postgresql,
        Server(kept_in(folder, new_database(postgresql.url))) as server,
    ):
        done = threading.Event()
        saving = threading.Thread(target=save_all, args=(server.port, kept, done.is_set))
        saving.start()
        try:
            wrong += wait(lambda: len(kept.acknowledged) > 20, "Nothing can be saved.")
            postgresql.end(signal.SIGQUIT)
            wrong += wait(lambda: len(kept.refused) > 20, "Nobody is told that it is away.")
            wrong += check(server, "is away", is_ready=False)
            postgresql.start()
            server.wait_for("/readyz")
            wanted = len(kept.acknowledged) + 20
            wrong += wait(lambda: len(kept.acknowledged) > wanted, "Nothing can be saved when it is back.")
        finally:
            done.set()
            saving.join()
        return Trouble(len(kept.acknowledged), set(kept.refused), lost(server.port, kept.acknowledged), wrong)


def check(server: Server, why: str, *, is_ready: bool | None) -> list[str]:
    """What is wrong with a site whose database is in trouble: it evaluates, and says whether it is ready (None: either will do)."""
    link = Link(server.port)
    evaluated = link.call("POST", "/api/v1/evaluate", EVALUATED).status
    ready = link.call("GET", "/readyz").status == 200
    link.close()
    wrong = [] if evaluated == 200 else [f"/evaluate is {evaluated} while the database {why}."]
    return wrong if is_ready in {None, ready} else [*wrong, f"/readyz is wrong while the database {why}."]


def until(done: Callable[[], bool]) -> Callable[[], bool]:
    """`done`, or true when our patience is at its end."""
    end = time.monotonic() + PATIENCE
    return lambda: done() or time.monotonic() > end


def wait(done: Callable[[], bool], complaint: str) -> list[str]:
    """Wait for something; the complaint where it does not come."""
    is_over = until(done)
    while not is_over():
        time.sleep(0.02)
    return [] if done() else [complaint]
