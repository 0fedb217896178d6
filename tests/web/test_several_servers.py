"""What compose.yaml makes, without containers: two servers behind nginx, with one PostgreSQL and one Redis, and nothing else in common."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

import pytest

from playground.accounts.passwords import hash_password
from playground.store.scenarios import MOST_LISTED
from tests import compose
from tests.databases import binary, new_database
from tests.durable.saving import API, document, lost
from tests.durable.sites import Link, Server
from tests.redis_server import redis
from tests.serving import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

    from tests.serving import Reply

pytestmark = [pytest.mark.alone, pytest.mark.processes]
HASH = hash_password("the password")
PATIENCE = 30
SCENARIO = b'{"scenario": {"template": "{}", "backend": {"body": "{}"}}}'
CLIENTS = 8
PAUSE = 0.2
"""Seconds between what a client asks: enough comes at any time, and a server that starts gets its share of the processor."""


@dataclass(frozen=True)
class Team:
    """The site that people see, and the servers behind it."""

    port: int
    servers: tuple[Server, ...]
    database: str
    redis: str


@pytest.fixture(scope="module")
def start(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Team]]:
    """Settings as keyword arguments → all of it running, until the module's end."""
    with ExitStack() as stack:

        def make(**changes: str) -> Team:
            folder, ports = tmp_path_factory.mktemp("team"), (free_port(), free_port())
            database, counter = new_database(postgresql), stack.enter_context(redis(folder))
            port = stack.enter_context(compose.nginx(folder, ports))
            given = compose.settings(
                {
                    "PLAYGROUND_URL": f"http://127.0.0.1:{port}",
                    "PLAYGROUND_DATABASE": database,
                    "PLAYGROUND_SECRET": "one for both",
                    "PLAYGROUND_REDIS": counter,
                    "PLAYGROUND_PROXY_NETWORKS": "127.0.0.1/32",
                    "PLAYGROUND_RATE": "1000000/day",
                    "PLAYGROUND_DRAIN_SECONDS": "3",
                    **changes,
                }
            )
            places = [{"PLAYGROUND_PORT": str(at), "PLAYGROUND_INSTANCE": str(folder / f"instance-{at}")} for at in ports]
            servers = tuple(stack.enter_context(Server({**given, **place})) for place in places)
            for server in servers:
                server.wait_for("/readyz")
            return Team(port, servers, database, counter)

        yield make


@pytest.fixture(scope="module")
def team(start: Callable[..., Team]) -> Team:
    return start()


@pytest.fixture
def link() -> Iterator[Callable[[int], Link]]:
    """A port → a connection, until the test's end."""
    with ExitStack() as stack:
        yield lambda port: stack.enter_context(closing(Link(port)))


def test_what_is_saved_on_one_is_opened_on_the_other(team: Team, link: Callable[[int], Link]) -> None:
    one, other = (link(server.port) for server in team.servers)
    made = one.call("POST", API, SCENARIO)
    assert made.status == 201
    assert made.json["url"].startswith(f"http://127.0.0.1:{team.port}/s/")
    path = made.headers["Location"]
    assert other.call("GET", path).json == json.loads(SCENARIO)["scenario"]
    assert other.call("PUT", path, SCENARIO, If_Match='"1"').status == 200
    assert one.call("PUT", path, SCENARIO, If_Match='"1"').status == 412  # nobody overwrites what the other has saved
    assert one.call("PATCH", path, b'{"visibility": "team"}', X_Edit_Key=made.json["editKey"]).status == 200
    listed = other.call("GET", f"{API}?limit={MOST_LISTED}").json["scenarios"]
    assert made.json["id"] in {row["id"] for row in listed}


def test_who_signs_in_on_one_is_signed_in_on_the_other(start: Callable[..., Team], link: Callable[[int], Link]) -> None:
    signed = start(PLAYGROUND_SIGN_IN="password", PLAYGROUND_PASSWORD_HASH=HASH)
    one, other = (link(server.port) for server in signed.servers)
    form = {"Content_Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{signed.port}"}
    entered = one.call("POST", "/sign-in", b"password=the+password", **form)
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in SimpleCookie(entered.headers["Set-Cookie"]).items())
    for way in (one, other, link(signed.port)):
        assert way.call("GET", "/api/v1/me", Cookie=cookie).json["name"] is not None
        assert way.call("GET", "/api/v1/me").status == 401
    made = one.call("POST", API, SCENARIO, Cookie=cookie)
    assert other.call("GET", made.headers["Location"], Cookie=cookie).status == 200


def test_calls_are_counted_together(start: Callable[..., Team], link: Callable[[int], Link]) -> None:
    limited = start(PLAYGROUND_RATE="20/day")
    through = link(limited.port)
    assert sorted(through.call("GET", "/api/v1/examples").status for _ in range(30)) == [200] * 20 + [429] * 10
    for server in limited.servers:  # and one who comes by another way is another
        direct = link(server.port)
        assert direct.call("GET", "/api/v1/examples", X_Forwarded_For="192.0.2.9").status == 200


@dataclass
class Load:
    """Clients that ask for all kinds of things until they are told to stop; `lost` says what was not answered as it must be."""

    port: int
    answered: int = 0
    lost: dict[str, list[str]] = field(default_factory=lambda: {"read": [], "evaluate": [], "save": []})
    saved: list[tuple[str, bytes]] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        self._threads = [threading.Thread(target=self._run, args=(number,)) for number in range(CLIENTS)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def wait_for(self, more: int) -> None:
        """Wait until so many more were answered."""
        wanted, end = self.answered + more, time.monotonic() + PATIENCE
        while self.answered < wanted:
            assert time.monotonic() < end, self.lost
            time.sleep(0.01)

    def _run(self, number: int) -> None:
        link, at = Link(self.port), number * 1_000_000
        while not self._stop.is_set():
            at += 1
            sent = document(at)
            evaluate = json.dumps({"template": str(at), "backend": {"body": ""}}).encode()
            self._ask("read", lambda: link.call("GET", "/api/v1/examples"), lambda reply: len(reply.json) > 3)
            self._ask(
                "evaluate",
                lambda evaluate=evaluate: link.call("POST", "/api/v1/evaluate", evaluate),  # type: ignore[misc]
                lambda reply, at=at: reply.json["body"] == str(at),  # type: ignore[misc]
            )
            saved = self._ask("save", lambda sent=sent: link.call("POST", API, b'{"scenario": ' + sent + b"}"), lambda _: True)  # type: ignore[misc]
            if saved is not None:
                self.saved.append((saved.headers["Location"], sent))
            time.sleep(PAUSE)
        link.close()

    def _ask(self, kind: str, call: Callable[[], Reply], is_right: Callable[[Reply], bool]) -> Reply | None:
        try:
            reply = call()
            if reply.status not in {200, 201} or not is_right(reply):
                self.lost[kind].append(f"{reply.status} {reply.body[:200]!r}")
                return None
        except OSError as error:
            self.lost[kind].append(str(error))
            return None
        self.answered += 1
        return reply


def test_one_that_is_killed_takes_no_request_with_it_but_saves_that_it_had_begun(team: Team) -> None:
    killed, _ = team.servers
    try:
        with Load(team.port) as load:
            load.wait_for(60)
            killed.kill()
            load.wait_for(200)
    finally:
        killed.start()
        killed.wait_for("/readyz")
    assert load.lost["read"] == load.lost["evaluate"] == []
    assert len(load.lost["save"]) <= CLIENTS  # asked again by whoever saves: nginx cannot know whether it was done
    assert all("502" in told for told in load.lost["save"])
    assert lost(team.port, load.saved) == []


def test_a_rolling_restart_loses_no_request(team: Team) -> None:
    with ThreadPoolExecutor(1) as pool, Load(team.port) as load:
        for server in team.servers:
            load.wait_for(60)
            ending = pool.submit(server.terminate)
            end = time.monotonic() + PATIENCE
            while server.answers("/readyz"):  # a balancer that asks is told first,
                assert time.monotonic() < end
            assert server.answers("/healthz")  # and it goes on serving
            assert ending.result() == 0
            server.start()
            server.wait_for("/readyz")
        load.wait_for(60)
    assert load.lost == {"read": [], "evaluate": [], "save": []}
    assert lost(team.port, load.saved) == []


def test_the_health_checks_of_compose_pass_while_it_runs_and_fail_otherwise(team: Team) -> None:
    for name, port in {
        "server1": team.servers[0].port,
        "postgres": port_of(team.database),
        "redis": port_of(team.redis),
        "nginx": team.port,
    }.items():
        if shutil.which(health_check(name, port)[0]) is None:
            continue  # wget is Alpine's own, and not everybody's
        for at, status in ((port, True), (free_port(), False)):
            done = subprocess.run(health_check(name, at), capture_output=True, check=False, timeout=PATIENCE)
            assert (done.returncode == 0) is status, (name, done.stderr)


def port_of(url: str) -> int:
    return int(url.rpartition(":")[2].partition("/")[0])


def health_check(name: str, port: int) -> list[str]:
    """The command of a service's health check, for this machine and this port."""
    programs = {"/app/bin/python": sys.executable, "pg_isready": binary("pg_isready") or "pg_isready"}
    asking = {"postgres": [f"--port={port}"], "redis": ["-p", str(port)]}
    _, program, *arguments = compose.service(name)["healthcheck"]["test"]
    moved = [re.sub(r":80[08]0/", f":{port}/", argument) for argument in arguments]
    return [programs.get(program, program), *asking.get(name, []), *moved]
