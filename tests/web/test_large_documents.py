"""Documents as large as they may be, one after the other: a web process that worked on them itself would answer nobody else meanwhile."""

from __future__ import annotations

import functools
import json
import threading
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import StartSite
    from tests.serving import Reply, Site

    Attack = Callable[[Site], Reply]

pytestmark = pytest.mark.alone
GOOD = {"template": "$input.path('$.a')", "backend": {"body": '{"a": 1}'}}
JSON = {"Content-Type": "application/json"}
API = "/api/v1/scenarios"


@functools.cache
def many() -> bytes:
    """All of it objects, of which a reader makes most."""
    return json.dumps({"template": "", "backend": {"body": "{}"}, "context": {f"m{number}": {} for number in range(500_000)}}).encode()


@functools.cache
def quotes() -> bytes:
    """Characters that take six times as much in a page."""
    return json.dumps({"template": "$input.body", "backend": {"body": '"' * 5_000_000}}).encode()


def save(site: Site, scenario: bytes) -> str:
    reply = site.ask(API, b'{"scenario": ' + scenario + b"}", JSON)
    assert reply.status == 201, reply.body[:300]
    id_: str = reply.json["id"]
    return id_


def attacks(site: Site) -> dict[str, Attack]:
    """What is sent in a loop."""
    saving = b'{"scenario": ' + many() + b"}"
    kept = {name: save(site, scenario) for name, scenario in (("many", many()), ("quotes", quotes()))}
    return {
        "save": lambda site: site.ask(API, saving, JSON),
        "save over a revision that is not the newest": lambda site: site.ask(
            f"{API}/{kept['many']}", saving, JSON | {"If-Match": '"2"'}, "PUT"
        ),
        "save what has wrong members": lambda site: site.ask(API, many(), JSON),
        "evaluate": lambda site: site.ask("/api/v1/evaluate", many(), JSON),
        "open": lambda site: site.ask(f"/s/{kept['many']}"),
        "open what grows": lambda site: site.ask(f"/s/{kept['quotes']}"),
        "read in a frame": lambda site: site.ask(f"/s/{kept['many']}/1/embed"),
        "read what grows in a frame": lambda site: site.ask(f"/s/{kept['quotes']}/1/embed"),
        "read": lambda site: site.ask(f"{API}/{kept['many']}"),
    }


def test_others_are_answered_while_large_documents_come_and_go(start_site: StartSite) -> None:
    with start_site(PLAYGROUND_WORKERS="2", PLAYGROUND_FRAME_ANCESTORS="https://wiki.example") as site:
        for name, attack in attacks(site).items():
            waits, probes, statuses = attacked(site, attack)
            assert statuses <= {200, 201, 412, 422, 503}, (name, statuses)
            assert sorted(waits)[int(len(waits) * 0.99)] <= 0.5, name
            assert max(probes) <= 2, name


def attacked(site: Site, attack: Attack, seconds: float = 0.6) -> tuple[list[float], list[float], set[int]]:
    """How long small evaluations and probes took while two clients attack, and what those were answered."""
    end = time.monotonic() + seconds
    statuses: set[int] = set()

    def go_on() -> None:
        while time.monotonic() < end:
            statuses.add(attack(site).status)

    attackers = [threading.Thread(target=go_on) for _ in range(2)]
    for attacker in attackers:
        attacker.start()
    waits, probes = [], []
    while time.monotonic() < end:
        begun = time.monotonic()
        assert site.evaluate(GOOD).json["body"] == "1"
        waits.append(time.monotonic() - begun)
        assert site.ask("/healthz").status == 200
        probes.append(time.monotonic() - begun - waits[-1])
        time.sleep(0.01)
    for attacker in attackers:
        attacker.join()
    return waits, probes, statuses
