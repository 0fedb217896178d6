"""`playground doctor`: checks an installation with the settings of the environment, and says what to mend."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import click

from playground import instance
from playground.cli import site_seen
from playground.cli.outcome import DONE, OTHERWISE
from playground.cli.text import line
from playground.cli.usage import Command
from playground.errors import PlaygroundError
from playground.evaluator import Evaluator
from playground.server import names, needs
from playground.settings import Settings
from playground.store import migrate
from playground.store.database import open_database
from playground.store.errors import SchemaMismatch, StoreAway

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 5.0
"""Seconds that another machine may take to answer."""
EXAMPLE = {"template": "$input.path('$.a')", "backend": {"body": '{"a": 1}'}}


class Mend(NamedTuple):
    """Something to mend, and how."""

    text: str


class Note(NamedTuple):
    """Something to know, where there is nothing to mend."""

    text: str


@click.command("doctor", cls=Command)
def command() -> int:
    """Check an installation: settings, machine, sandbox, database, Redis, and the site as a browser reaches it.

    Exit status: 0 all well, 1 something is to be mended, 2 the settings cannot be used.
    """
    settings = Settings.from_environment(os.environ)
    print(f"{'settings':<9} ok")
    is_well = True
    for name, check in CHECKS.items():
        found = list(check(settings))
        for one in found:
            print(f"{name:<9} {'mend' if isinstance(one, Mend) else 'note'}: {line(one.text)}")
        if not found:
            print(f"{name:<9} ok")
        is_well = is_well and not any(isinstance(one, Mend) for one in found)
    return DONE if is_well else OTHERWISE


def check_machine(settings: Settings) -> Iterator[Mend | Note]:
    """What this machine must give."""
    try:
        needs.check_extras(settings)
        needs.raise_open_files(settings)
        needs.folder_for_signs()
        instance.prepare(settings)
    except PlaygroundError as error:
        yield Mend(str(error))
    if names.answered(settings) is None:
        yield Mend("Others hear PLAYGROUND_HOST, and the site answers to any name. Set PLAYGROUND_URL to its address, or PLAYGROUND_HOSTS.")


def check_sandbox(settings: Settings) -> Iterator[Mend | Note]:
    """One evaluation."""
    try:
        with closing(Evaluator(settings.limits, size=1, has_tools=False)) as evaluator:
            result = json.loads(evaluator.evaluate(json.dumps(EXAMPLE).encode()))
    except PlaygroundError as error:
        yield Mend(f"A template cannot be evaluated: {error}.")
        return
    if result["body"] != "1":
        said = "; ".join(f"{one['code']}: {one['message']}" for one in result["diagnostics"])
        yield Mend(f"A small template is not evaluated as it should be: {said or result['body']}")


def check_database(settings: Settings) -> Iterator[Mend | Note]:
    """Does it answer, and has it the tables of this version?"""
    if not settings.store:
        yield Note("PLAYGROUND_STORE is off: nothing can be saved.")
        return
    try:
        with closing(open_database(settings.database or None, settings.instance_folder)) as database:
            if database.is_sqlite and not database.file.exists():
                yield Note(f"{database.file} is not there yet; `playground serve` makes it.")
                return
            migrate.check(database)
    except SchemaMismatch as error:
        yield Mend(str(error))
    except StoreAway as error:
        yield Mend(f"The database does not answer: {error}")
    except PlaygroundError as error:
        yield Mend(str(error))


def check_redis(settings: Settings) -> Iterator[Mend | Note]:
    """Does it answer?"""
    if not settings.redis:
        if settings.rate:
            yield Note("Without PLAYGROUND_REDIS each web process counts calls for itself, so a caller may make more than PLAYGROUND_RATE.")
        return
    if not settings.rate:
        yield Mend("PLAYGROUND_REDIS is set without PLAYGROUND_RATE, so there is nothing to count in it.")
    try:
        needs.check_extras(settings)
        needs.check_redis(settings.redis, PATIENCE)
    except needs.NeedMissing as error:
        yield Mend(str(error))


def check_site(settings: Settings) -> Iterator[Mend | Note]:
    """The site as a browser reaches it, through whatever proxies are in front."""
    url = settings.url or site_seen.own_address(settings)
    request_id = f"doctor-{secrets.token_hex(8)}"
    try:
        plain = site_seen.ask(url, PATIENCE, {"X-Request-Id": request_id})
        pretending = site_seen.ask(url, PATIENCE, {"X-Forwarded-For": site_seen.NOBODY})
    except site_seen.NoAnswer as error:
        yield Mend(str(error)) if settings.url else Note(f"{error} Start it, and ask again; with PLAYGROUND_URL proxies are looked at too.")
        return
    yield from map(Mend, site_seen.faults(url, plain, pretending, request_id))
    if not settings.url:
        yield Note("PLAYGROUND_URL is not set: the site was asked directly, so proxies in front of it are not looked at.")


CHECKS: dict[str, Callable[[Settings], Iterator[Mend | Note]]] = {
    "machine": check_machine,
    "sandbox": check_sandbox,
    "database": check_database,
    "redis": check_redis,
    "site": check_site,
}
