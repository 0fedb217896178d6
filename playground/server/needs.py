"""What the machine must give before the site can serve: descriptors, and a folder for gunicorn's sign of life. Said at the start."""

from __future__ import annotations

import resource
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from playground.errors import PlaygroundError

if TYPE_CHECKING:
    from playground.settings import Settings

OWN_FILES = 64
"""Descriptors of a web process beside connections and children: its code, logs, pipes, the listening socket, with room to spare."""
SHARED_MEMORY = "/dev/shm"  # noqa: S108 - the file is gunicorn's, made by mkstemp and unlinked at once
"""Where Linux keeps files in memory: gunicorn's sign of life is touched all the time, and a disk may be slow, full or read-only."""


class NeedMissing(PlaygroundError):
    """Something without which the site cannot serve."""


def own_files(settings: Settings) -> int:
    """Descriptors that a web process needs whoever is connected: a child has one, and two while it is made."""
    return OWN_FILES + 2 * settings.children


def connections(settings: Settings) -> int:
    """Connections that a web process may hold with the descriptors it has."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return settings.connections if soft == resource.RLIM_INFINITY else min(settings.connections, soft - own_files(settings))


def raise_open_files(settings: Settings) -> None:
    """Let this process, and those that come of it, open as many files as all connections need. NeedMissing where that is far too few."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    own, least = own_files(settings), own_files(settings) + 2 * settings.threads
    wanted = own + settings.connections
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if allowed < min(least, wanted):
        raise NeedMissing(
            f"A process may open {hard} files (ulimit -Hn), and each web process needs at least {least}; for all of its"
            f" {settings.connections:,} connections {wanted:,}. Allow more, or set PLAYGROUND_CHILDREN and PLAYGROUND_THREADS lower."
        )
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))


def check_extras(settings: Settings) -> None:
    """NeedMissing where a setting needs a package that is not installed."""
    if settings.redis and find_spec("redis") is None:
        raise NeedMissing("PLAYGROUND_REDIS is set, for which redis is needed: pip install 'playground[redis]'.")


def check_redis(url: str, seconds: float) -> None:
    """NeedMissing where the Redis at `url` does not answer in so many seconds."""
    from redis import Redis, RedisError  # noqa: PLC0415 - an extra's own

    try:
        with Redis.from_url(url, socket_connect_timeout=seconds, socket_timeout=seconds, retry=None) as client:
            client.ping()
    except (RedisError, OSError, ValueError) as error:
        raise NeedMissing(f"Redis does not answer: {error}.") from None


def folder_for_signs() -> str:
    """A folder in which a file can be made. NeedMissing where there is none."""
    with suppress(OSError), tempfile.TemporaryFile(dir=SHARED_MEMORY):
        return SHARED_MEMORY
    with suppress(OSError):
        return tempfile.gettempdir()  # which tries them
    raise NeedMissing(f"No file can be made in {SHARED_MEMORY} nor in TMPDIR, /tmp or /var/tmp; the web server needs one of them.")
