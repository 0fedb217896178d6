"""`playground serve`: the site, under gunicorn."""

from __future__ import annotations

import math
import os
import sys
from contextlib import closing, suppress
from typing import NoReturn

import click

from playground import instance
from playground.cli.outcome import complain
from playground.cli.text import say
from playground.cli.usage import Command
from playground.server import names, needs
from playground.settings import Settings
from playground.store import schema

GRACE = 5
"""Seconds for which what is begun may be finished when nothing new is taken any more."""
ALLOCATOR = {"MALLOC_ARENA_MAX": "2", "MALLOC_MMAP_THRESHOLD_": "131072"}
"""For glibc (mallopt(3)): give the memory of large requests back. Left to itself it keeps some for each thread, twice as much in all."""


@click.command("serve", cls=Command)
@click.option("--host", help="Address to listen on, instead of PLAYGROUND_HOST.")
@click.option("--port", help="Port to listen on, instead of PLAYGROUND_PORT.")
@click.option("--workers", help="Web processes, instead of PLAYGROUND_WORKERS.")
def command(**options: str | None) -> NoReturn:
    """Serve the site under gunicorn until SIGTERM or Ctrl-C.

    Everything else is set by environment variables, see the README.
    """
    given = {f"PLAYGROUND_{name.upper()}": value for name, value in options.items() if value is not None}
    environment = dict(os.environ) | given
    settings = Settings.from_environment(environment)
    try:
        needs.check_extras(settings)
        prepare(settings)
        needs.raise_open_files(settings)
        command = gunicorn(settings)
        if settings.has_metrics:
            from playground import metrics  # noqa: PLC0415 - most servers need not load its library

            environment[metrics.FOLDER] = metrics.make_folder(needs.folder_for_signs())
    except needs.NeedMissing as error:
        sys.exit(complain(str(error)))
    if names.answered(settings) is None:
        say(
            f"playground: {settings.host} is heard by others, and every host name is answered. Set PLAYGROUND_URL to the site's address, or"
            " PLAYGROUND_HOSTS to its names: else any page that a user opens may call itself by a name for this machine, and read along."
        )
    print(f"Playground on http://{settings.host}:{settings.port}/ (Ctrl-C ends it)", flush=True)
    os.execve(sys.executable, command, ALLOCATOR | environment)  # noqa: S606 - our own interpreter, no shell


def prepare(settings: Settings) -> None:
    """See to what web processes could only end for: the instance folder, and the tables. InvalidSetting, SchemaMismatch."""
    instance.prepare(settings)
    file = settings.instance_folder / schema.FILE
    if settings.store and (settings.database or (file.exists() and not schema.is_current(file))):
        from playground.store.database import open_database  # noqa: PLC0415 - half a second, which most starts need not wait
        from playground.store.errors import StoreAway  # noqa: PLC0415
        from playground.store.opened import Store  # noqa: PLC0415

        with closing(Store(open_database(settings.database or None, settings.instance_folder))) as store, suppress(StoreAway):
            store.prepare()  # a database that is away is waited for by whoever needs it


def gunicorn(settings: Settings) -> list[str]:
    """The command that serves: it takes this process's place, so that a signal to it is a signal to the server."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    measured = ["--bind", f"{host}:{settings.metrics_port}"] if settings.metrics_port else []
    return [
        *(sys.executable, "-m", "gunicorn", "playground.web:create_app(serving=True)"),
        *("--bind", f"{host}:{settings.port}", "--workers", str(settings.workers)),
        *("--worker-class", "playground.server.worker.Worker", "--worker-tmp-dir", needs.folder_for_signs()),
        *("--threads", str(settings.threads), "--no-control-socket"),
        *("--graceful-timeout", str(math.ceil(settings.drain_seconds + GRACE))),
        *("--logger-class", "playground.server.log.Log", "--log-level", "warning"),
        *("--forwarded-allow-ips", ""),  # whom to believe is `playground.web.proxies`' to know
        *measured,
        *(("--config", "python:playground.server.hooks") if settings.has_metrics else ()),
    ]
