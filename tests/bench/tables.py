"""What a DynamoDB engine adds to an evaluation: time, processor time of all processes, and memory of the engine (Linux)."""

from __future__ import annotations

import json
import resource
import statistics
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from playground.evaluator import Evaluator
from playground.evaluator.engine import OwnEngine, program
from playground.limits import Limits
from playground.sandbox.programs import Programs
from playground.services.engine.seeding import requests_for
from tests.engines import BOOKS, ENGINE, books, get_book

MOST_MILLISECONDS = {25: 15, 1_000: 200}
"""Items of the table → ms at the 95th percentile beyond the same evaluation with a given backend."""
MOST_MEGABYTES = 30
PAUSE = 0.05
"""Seconds between two calls: somebody types."""
WARM_UP = 3


def report(count: int, rounds: int) -> str:
    """A read and a write over a table of so many items, beside the same evaluation with the engine's answer as its backend."""
    if not ENGINE:
        return "No engine is installed: python -m static.dynoxide"
    title = {"S": "Leaves of Grass"}
    items = [{"shelf": {"S": "poems"}, "number": {"N": str(number)}, "title": title, "lent": {"BOOL": False}} for number in range(count)]
    more: dict[str, Any] = {"tables": [{"definition": BOOKS, "items": items}]}
    put = {"TableName": "Books", "Item": {**items[0], "number": {"N": "-1"}}}
    shown = []
    for scenario in (books("GetItem", get_book("1"), **more), books("PutItem", put, **more)):
        document = json.dumps(scenario).encode()
        with closing(Evaluator(Limits(), size=1, engine=ENGINE)) as evaluator:
            answered = json.loads(evaluator.evaluate(document))["backend"]
        assert answered["by"] == "engine"
        given = json.dumps({**scenario, "backend": {name: answered[name] for name in ("status", "body")}}).encode()
        plain, plain_processor = _measure(given, rounds)
        whole, processor = _measure(document, rounds)
        beyond = sorted(one - statistics.median(plain) for one in whole)
        high = beyond[min(len(beyond) - 1, int(0.95 * len(beyond)))]
        action = scenario["method"]["methodIntegration"]["uri"].rpartition("/")[2]
        shown.append(
            f"{action} +{statistics.median(beyond):.1f} ms, p95 +{high:.1f} ms (at most {MOST_MILLISECONDS.get(count, '–')}),"
            f" processor +{processor - plain_processor:.1f} ms"
        )
    return f"{f'{count:,} items in a table':27} " + "; ".join(
        [*shown, f"engine {_megabytes(more['tables']):.0f} MB (at most {MOST_MEGABYTES})"]
    )


def _measure(document: bytes, rounds: int) -> tuple[list[float], float]:
    """The ms of each call, and of a call the ms of processor time in all processes, with its share of their start."""
    times = []
    began = _processor()
    with closing(Evaluator(Limits(), size=1, engine=ENGINE)) as evaluator:
        for _ in range(WARM_UP):
            evaluator.evaluate(document)
        for _ in range(rounds):
            start = time.perf_counter()
            evaluator.evaluate(document)
            times.append((time.perf_counter() - start) * 1e3)
            time.sleep(PAUSE)
    return times, (_processor() - began) * 1e3 / (rounds + WARM_UP)


def _megabytes(tables: list[dict[str, Any]]) -> float:
    """The most memory that an engine has had once it has made tables."""
    with closing(Programs(program(ENGINE), Limits(), 1.0)) as programs, closing(OwnEngine(programs)) as session:
        calls = [[one.action, one.body] for one in requests_for(tables)]
        session.asked(json.dumps({"fresh": True, "calls": calls}).encode(), time.monotonic() + 30)
        assert session.pid is not None, "the engine gave no answer"
        status = Path(f"/proc/{session.pid}/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _processor() -> float:
    """Seconds of the processor, of this process and of those that have ended."""
    return sum(
        used.ru_utime + used.ru_stime for used in (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
