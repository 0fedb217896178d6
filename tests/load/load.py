"""`make load`: the requests per second of POST /api/v1/evaluate beside those of an empty Flask view.

The classic template with 10 items, the product's own settings, its caches warm; wrk with 16 connections on loopback, one server after the
other and for a short time each, so that a noisy machine is noisy for all. The empty view is asked under gunicorn's own threaded worker,
which stays what it is, and under ours, which every improvement of it makes faster too. Then saving, opening and listing, and people who
type at once.
The exit status is 1 where a target is missed.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from playground.cli.serve import gunicorn
from playground.settings import Settings
from playground.web.conformance import LATER
from tests.load import stored, typists
from tests.serving import SERVE, Site, free_port, serving

ROUNDS = 31
SECONDS, STORED_SECONDS = 1, 5
CONNECTIONS = 16
RATIO, SPREAD = 0.4, 10
"""Targets: at least so much of the empty view's requests under gunicorn's own worker; the 99th percentile at most so many medians."""
TEMPLATE = """#set($inputRoot = $input.path('$'))
#if($inputRoot.Count == 0)
#set($context.responseOverride.status = 404)
{"message": "not found"}
#else
{"items": [
#foreach($elem in $inputRoot.Items)
  {"progress": "$elem.progress.S", "content_id": "$elem.content_id.S", "updated": "$elem.updated.S"}#if($foreach.hasNext),#end
#end
]}
#end
"""


def scenario() -> dict[str, Any]:
    """The classic template over a Query's answer with 10 items."""
    items = [{"progress": {"S": str(n)}, "content_id": {"S": f"c-{n:06}"}, "updated": {"S": "2026-01-01T00:00:00Z"}} for n in range(10)]
    body = json.dumps({"Count": len(items), "ScannedCount": len(items), "Items": items})
    return {"template": TEMPLATE, "backend": {"body": body}}


def ask(url: str, body: Path, method: str = "POST", seconds: int = SECONDS) -> dict[str, float]:
    """What wrk measured."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(Path(__file__).with_name("request.lua")), url]
    done = subprocess.run(
        command, env={**os.environ, "LOAD_BODY": str(body), "LOAD_METHOD": method}, capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {**found, "rate": found["requests"] / found["seconds"], "spread": found["p99"] / found["p50"]}


def answer_of(site: Site, document: dict[str, Any]) -> tuple[str, int]:
    """The body that the template writes, checked to be its JSON, and the bytes of the whole HTTP answer."""
    reply = site.evaluate(document)
    body: str = reply.json["body"]
    assert len(json.loads(body)["items"]) == 10
    return body, sum(len(name) + len(value) + 4 for name, value in reply.headers.items()) + len(reply.body)


def empty(port: int, worker: str) -> list[str]:
    """The command that serves an empty view with a worker of gunicorn's, all else being as we serve."""
    changed = {"playground.web:create_app(serving=True)": "tests.load.empty:app", "playground.server.worker.Worker": worker}
    return [changed.get(part, part) for part in gunicorn(replace(Settings(), port=port))]


def measure() -> tuple[dict[str, list[dict[str, float]]], int]:
    """The samples of all three, taken in turn, and the bytes of one answer of ours."""
    document = scenario()
    with ExitStack() as stack:
        file = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "body.json"
        file.write_text(json.dumps(document))
        ours = stack.enter_context(serving(SERVE, {}))
        urls = {"evaluate": f"{ours.url}/api/v1/evaluate"}
        for name, worker in (("gthread", "gthread"), ("empty", "playground.server.worker.Worker")):
            port = free_port()
            stack.enter_context(serving(empty(port, worker), {}, port=port))
            urls[name] = f"http://127.0.0.1:{port}/"
        body, size = answer_of(ours, document)
        for url in urls.values():
            ask(url, file)  # every process is there, and has read the template
        time.sleep(LATER + 5)  # the results of /conformance, which each process of ours computes once
        rows: dict[str, list[dict[str, float]]] = {name: [] for name in urls}
        for turn in range(ROUNDS):
            for name in sorted(urls, reverse=turn % 2 == 0):  # now one first, now the other
                rows[name].append(ask(urls[name], file))
        assert answer_of(ours, document)[0] == body
    return rows, size


def rate(samples: list[dict[str, float]]) -> float:
    """Requests per second, of all samples together."""
    return sum(sample["requests"] for sample in samples) / sum(sample["seconds"] for sample in samples)


def main() -> int:
    """Measure, print, judge."""
    if shutil.which("wrk") is None:
        print("`make load` needs wrk, a program of its own (Debian: apt-get install wrk).")
        return 2
    print(f"load average before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores", flush=True)
    rows, size = measure()
    is_well = judge(rows, size)
    rates, none_failed = show_stored()
    typing = show_typists()
    print("\nFor the README's chapter on sizes:", *table(rate(rows["evaluate"]), typing, rates), sep="\n")
    return 0 if is_well and none_failed else 1


def show_stored() -> tuple[dict[str, dict[str, float]], bool]:
    """Print what saving, opening and listing came to: by the kind of database how many a second, and whether none failed."""
    print("\nSaved scenarios:")
    rates: dict[str, dict[str, float]] = {}
    is_well = True
    for kind, name, sample in stored.measure(lambda url, body, method: ask(url, body, method, STORED_SECONDS), scenario()):
        is_well &= not sample["errors"]
        rates.setdefault(kind, {})[name] = sample["rate"]
        print(f"{kind:11}{name:6}{sample['rate']:8,.0f} a second, median {sample['p50']:.1f} ms, 99 % within {sample['p99']:.1f} ms")
    return rates, is_well


def show_typists() -> typists.Step | None:
    """Print how many people may type at once; the last step that was borne."""
    late = f"borne where 95 % wait {1000 * typists.LATE:.0f} ms at most"
    print(f"\nPeople who type at once, each with an evaluation every {typists.EVERY:g} s; {late}:")
    borne = None
    with serving(SERVE, {"PLAYGROUND_PEER_SHARE": "1"}) as site:  # all of them come from one address here
        for step in typists.measure(site.port, scenario()):
            told = f"95 % of {step.answers:,} answers within {1000 * step.p95:.0f} ms, {step.failures} failures"
            print(f"{step.people:5} people: {told}{'' if step.is_borne else ': too many'}", flush=True)
            borne = step if step.is_borne else borne
    return borne


def table(evaluated: float, typing: typists.Step | None, rates: dict[str, dict[str, float]]) -> list[str]:
    """The README's table of sizes, with what follows from it."""
    cores = os.cpu_count() or 1
    people, late = (typing.people, 1000 * typing.p95) if typing else (0, 0.0)
    of_kind = [
        (f"opened, listed, saved a second, with {kind}", ", ".join(f"{rate[name]:,.0f}" for name in ("open", "list", "save")))
        for kind, rate in rates.items()
    ]
    saving = [
        (f"people who type and save once a minute, for whom {kind} is enough", f"{rate['save']:,.0f} × 60 = {rate['save'] * 60:,.0f}")
        for kind, rate in rates.items()
    ]
    rows = [
        ("evaluations a second", f"{evaluated:,.0f}, which is {evaluated / cores:,.0f} a core"),
        (f"people who type at once, an evaluation each every {typists.EVERY:g} s", f"{people:,}; 95 % of the answers within {late:.0f} ms"),
        ("the team, if one of ten types", f"{people:,} × 10 = {people * 10:,}, which is {people * 10 / cores:,.0f} a core"),
        *of_kind,
        *saving,
    ]
    return [f"| on {cores} cores | |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in rows)]


def judge(rows: dict[str, list[dict[str, float]]], size: int) -> bool:
    """Print what evaluations came to, and whether the targets are met."""
    print(f"{'':10}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}{'p99/p50':>9}{'longest ms':>12}{'errors':>8}")
    for name, samples in rows.items():
        middle = {key: statistics.median(sample[key] for sample in samples) for key in samples[0]}
        errors = sum(sample["errors"] for sample in samples)
        print(
            f"{name:10}{rate(samples):12,.0f}{middle['p50']:9.1f}{middle['p99']:9.1f}{middle['spread']:9.1f}{middle['longest']:12.0f}{errors:8.0f}"
        )
    ratios = {name: rate(rows["evaluate"]) / rate(rows[name]) for name in ("gthread", "empty")}
    pairs = [one["rate"] / other["rate"] for one, other in zip(rows["evaluate"], rows["gthread"], strict=True)]
    spread = statistics.median(sample["spread"] for sample in rows["evaluate"])
    answered = sum(sample["bytes"] for sample in rows["evaluate"]) / sum(sample["requests"] for sample in rows["evaluate"])
    targets = {
        f"{ratios['gthread']:.3f} of an empty view under gunicorn's own worker (of single rounds: median {statistics.median(pairs):.2f}); "
        f"at least {RATIO}": ratios["gthread"] >= RATIO,
        f"p99/p50 {spread:.1f}; at most {SPREAD}": spread <= SPREAD,
        "no error": not any(sample["errors"] for samples in rows.values() for sample in samples),
        f"every answer whole: {answered:,.0f} bytes on average, {size:,} expected": abs(answered / size - 1) < 0.02,
    }
    for sentence, met in targets.items():
        print(f"{'ok    ' if met else 'MISSED'} {sentence}")
    print(f"       {ratios['empty']:.3f} of an empty view under ours")
    return all(targets.values())


if __name__ == "__main__":
    sys.exit(main())
