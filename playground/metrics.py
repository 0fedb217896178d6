"""What is counted for Prometheus, of all web processes together.

Each process counts in a *slot*: files in a folder that all share, which it holds by a lock while it lives. Whoever comes after one that
died takes its slot and counts on. So there are as many slots as there were processes at a time, however often they were replaced: a
scrape reads no more after a thousand restarts, and no counter falls. Nobody's name, address, path or document is in it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector

if TYPE_CHECKING:
    from collections.abc import Iterable

CONTENT_TYPE = CONTENT_TYPE_LATEST
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which prometheus_client, and the web processes, know the folder."""
PREFIX = "playground-metrics-"
OWNER = "owner.lock"
NAMESPACE = "playground"
METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """The counters of one process. `folder`: where those of the others are; None: there are no others."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._registry = CollectorRegistry()
        self._slot: int | None = None
        self._value_class: Any = values.MutexValue
        if folder is not None:
            self._slot, self._lock = slot, _ = take_slot(folder)
            self._value_class = values.MultiProcessValue(process_identifier=lambda: slot)  # type: ignore[no-untyped-call] # it has no types
        values.ValueClass = self._value_class  # prometheus_client's own way to have processes named otherwise than by their pids
        self._requests = self._counter("requests", "Answered HTTP requests.", "route", "method", "status")
        self._request_seconds = self._histogram("request_seconds", "Seconds of an HTTP request.")
        self._refused = self._counter("refused_requests", "Requests that were refused before they were whole.", "status")
        self._rate_limited = self._counter("rate_limited", "Calls that were one caller's too many.")
        self._connections = Gauge("connections", "Open connections.", namespace=NAMESPACE, registry=self._registry, multiprocess_mode="sum")
        self._evaluations = self._histogram("evaluation_seconds", "Seconds of an evaluation or a tool.")
        self._busy = self._counter("busy", "Evaluations for which no child was free.")
        self._kills = self._counter("killed_children", "Children that were killed or crashed.", "reason")
        self._limits = self._counter("reached_limits", "Limits that an evaluation came to.", "limit")
        self._store = self._histogram("store_seconds", "Seconds of a transaction.")
        self._store_failures = self._counter("store_failures", "Transactions that failed because of the database.")
        self._counter("started_processes", "Web processes that were started.").inc()
        self._connections.set(0)  # those of who had the slot before are gone

    def _counter(self, name: str, explained: str, *labels: str) -> Counter:
        return Counter(name, explained, labels, namespace=NAMESPACE, registry=self._registry)

    def _histogram(self, name: str, explained: str) -> Histogram:
        return Histogram(name, explained, ["kind"], namespace=NAMESPACE, registry=self._registry, buckets=SECONDS)

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """A request was answered. `route` is a rule of the site's, "/static/", or "" where there is none."""
        self._requests.labels(route or "none", method if method in METHODS else "other", str(status)).inc()
        kind = "api" if route.startswith("/api/") else "file" if route == "/static/" else "page"
        self._request_seconds.labels(kind).observe(seconds)

    def refused(self, status: int) -> None:
        """A request was refused by the server itself."""
        self._refused.labels(str(status)).inc()

    def rate_limited(self) -> None:
        """A caller made more calls than he may."""
        self._rate_limited.inc()

    def connected(self, number: int) -> None:
        """Set how many connections of this process are open."""
        self._connections.set(number)

    def evaluated(self, kind: str, seconds: float, limits: Iterable[str] = ()) -> None:
        """An evaluation has a Result, or a tool (`kind`) an answer, after having reached `limits`."""
        self._evaluations.labels(kind).observe(seconds)
        for limit in limits:
            self._limits.labels(limit).inc()

    def killed(self, reason: str) -> None:
        """A child was killed because of "seconds" or "memory", or was lost in a "crash"."""
        self._kills.labels(reason).inc()
        if reason != "crash":
            self._limits.labels(reason).inc()

    def was_busy(self) -> None:
        """No child was free in time."""
        self._busy.inc()

    def stored(self, kind: str, seconds: float, failed: bool) -> None:  # noqa: FBT001 - as the store tells it
        """A transaction ("read" or "write") has ended; `failed`: the database did not answer, or could not be written."""
        self._store.labels(kind).observe(seconds)
        if failed:
            self._store_failures.inc()

    def text(self) -> bytes:
        """All that all processes have counted, as Prometheus reads it."""
        if self._folder is None:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together, str(self._folder))  # type: ignore[no-untyped-call] # it has no types
        return generate_latest(together)

    def close(self) -> None:
        """Give the slot back, as the end of the process does."""
        if self._slot is not None:
            self._connections.set(0)
            self._value_class.close_all_files()
            os.close(self._lock)


@lru_cache(maxsize=1)
def of_this_process() -> Metrics:
    """The metrics of this process; made after forking."""
    folder = os.environ.get(FOLDER)
    return Metrics(Path(folder) if folder else None)


def take_slot(folder: Path) -> tuple[int, int]:
    """The first slot that no living process has, and the descriptor that holds it."""
    for slot in count():
        lock = os.open(folder / f"slot-{slot}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        if is_locked_now(lock):
            return slot, lock
        os.close(lock)
    raise AssertionError  # pragma: no cover - `count` does not end


def is_locked_now(descriptor: int) -> bool:
    """Try to lock a file; False where another process holds the lock."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def make_folder(base: str) -> str:
    """A new folder for the processes of one server, in `base`. It is held by a descriptor that they all inherit; those that nobody holds
    any more, of servers that were killed, are removed.
    """
    for old in Path(base).glob(f"{PREFIX}*"):
        with suppress(OSError):
            descriptor = os.open(old / OWNER, os.O_RDWR)
            try:
                if is_locked_now(descriptor):
                    remove_folder(str(old))
            finally:
                os.close(descriptor)
    folder = tempfile.mkdtemp(prefix=PREFIX, dir=base)
    descriptor = os.open(Path(folder) / OWNER, os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    os.set_inheritable(descriptor, True)
    return folder


def remove_folder(folder: str) -> None:
    """Remove a server's folder."""
    shutil.rmtree(folder, ignore_errors=True)
