"""`make bench`: this engine beside velocityjs, airspeed and airspeed-ext, and Velocity 1.7 itself where that is at hand.

One run, samples in turn (so that a noisy machine is noisy for all), outputs compared first; prints medians and their ratios to velocityjs.
Then how the cost grows with items, template and body: the slope on log axes, 1.0 being linear.
"""

from __future__ import annotations

import gc
import importlib
import json
import math
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playground import Scenario, json_text, vtl
from playground.gateway.evaluation import Evaluation
from playground.gateway.input import Input
from playground.gateway.util import Util
from playground.limits import Limits

SAMPLES = 9
LIMITS = Limits(seconds=60, template=10**7, body=10**9, steps=10**9, iterations=10**9, loop=10**9)
CLASSIC = """#set($inputRoot = $input.path('$'))
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
SECTION = """  "name{n}": "$r.user.name",
  #set($v{n} = $r.user.tags.size() + {n})
  "size{n}": $v{n},
  #if($r.user.age > {n} && $r.user.name == 'ann')
  "older{n}": true,
  #elseif($r.user.age == {n})
  "same{n}": "$r.user.nick",
  #else
  "older{n}": false,
  #end
  "tags{n}": [#foreach($t in $r.user.tags)"$t"#if($foreach.hasNext),#end#end],
"""

Run = Callable[[], str]


def items(count: int) -> str:
    """DynamoDB's answer to a Query with so many items."""
    made = [{"progress": {"S": str(n)}, "content_id": {"S": f"c-{n:06}"}, "updated": {"S": "2026-01-01T00:00:00Z"}} for n in range(count)]
    return json.dumps({"Count": count, "ScannedCount": count, "Items": made})


def sections(count: int) -> str:
    """A template with so many sections of ten lines."""
    return "#set($r = $input.path('$'))\n{\n" + "".join(SECTION.replace("{n}", str(n)) for n in range(count)) + '"end": true}\n'


USER = json.dumps({"user": {"name": "ann", "age": 12, "nick": "a", "tags": ["x", "y", "z"]}})
CASES = {
    "10 items, all": (CLASSIC, items(10), False),
    "1,000 items, all": (CLASSIC, items(1000), False),
    "296 lines, all": (sections(29), USER, False),
    "1,000 items, template kept": (CLASSIC, items(1000), True),
}


def ours(template: str, body: str, *, kept: bool) -> Run:
    """The engine of this project: parse, read the body, render."""
    scenario = Scenario.from_document({"template": template, "backend": {"body": body}})
    ready = vtl.parse(template, LIMITS) if kept else None

    def run() -> str:
        evaluation = Evaluation(scenario, LIMITS)
        variables = {
            "input": Input(evaluation.response_payload, evaluation.params, evaluation.run),
            "util": Util(evaluation.run),
            "context": evaluation.context,
            "stageVariables": {},
        }
        return (ready or vtl.parse(template, LIMITS)).render(variables, evaluation.run)

    return run


class _Input:
    """`$input` for engines that call Python's own methods."""

    def __init__(self, body: str) -> None:
        self.document = json.loads(body)

    def path(self, path: str) -> Any:
        return self.document if path == "$" else self.document.get(path[2:])


def python_engine(module: Any, template: str, body: str, *, kept: bool) -> Run:
    """airspeed, or its extension."""
    ready = module.Template(template) if kept else None

    def run() -> str:
        made = ready or module.Template(template)
        return str(made.merge({"input": _Input(body), "context": {"responseOverride": {}}, "util": {}}))

    return run


class Velocityjs:
    """A Node process that renders and times itself."""

    def __init__(self, folder: Path) -> None:
        npm = shutil.which("npm") or sys.exit("make bench needs npm for velocityjs.")
        subprocess.run([npm, "install", "--silent", "--prefix", str(folder), "velocityjs"], check=True, stdout=subprocess.DEVNULL)
        command = ["node", str(Path(__file__).with_name("velocityjs.mjs")), str(folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def ask(self, template: str, body: str, *, kept: bool, rounds: int) -> tuple[float, str]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"template": template, "body": body, "cached": kept, "rounds": rounds}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["seconds"], answer["text"]


def timed(run: Run, rounds: int) -> float:
    """Seconds of one call, over so many."""
    began = time.perf_counter()
    for _ in range(rounds):
        run()
    return (time.perf_counter() - began) / rounds


def same(left: str, right: str) -> bool:
    """Whether two outputs differ in blanks only, which is where the other engines differ from AWS."""
    return re.sub(r"\s+", "", left) == re.sub(r"\s+", "", right)


def compare(name: str, node: Velocityjs) -> None:
    """One row: medians in µs, and each engine's ratio to velocityjs."""
    template, body, kept = CASES[name]
    runs = {"this engine": ours(template, body, kept=kept)}
    for module in ("airspeed", "airspeed_ext"):
        try:
            runs[module] = python_engine(importlib.import_module(module), template, body, kept=kept)
        except ImportError:
            continue
    want = runs["this engine"]()
    rounds = max(1, int(0.05 / timed(runs["this engine"], 1)))
    left_out = []
    for engine in list(runs)[1:]:
        try:
            fits = same(runs[engine](), want)
        except Exception:  # noqa: BLE001 - whatever another engine does with the template
            fits = False
        if not fits:
            left_out.append(engine)
            del runs[engine]
    samples: dict[str, list[float]] = {engine: [] for engine in [*runs, "velocityjs"]}
    for sample in range(SAMPLES + 1):
        for engine, run in runs.items():
            samples[engine].append(timed(run, rounds))
        seconds, text = node.ask(template, body, kept=kept, rounds=rounds)
        samples["velocityjs"].append(seconds)
        if not sample:  # a warm-up
            assert same(text, want), "velocityjs renders something else"
            samples = {engine: [] for engine in samples}
    middle = {engine: statistics.median(found) for engine, found in samples.items()}
    row = "  ".join(f"{engine} {seconds * 1e6:,.0f} ({seconds / middle['velocityjs']:.2f})" for engine, seconds in middle.items())
    print(f"{name:28} {row}" + (f"  (other output: {', '.join(left_out)})" if left_out else ""))


def growth(name: str, sizes: list[int], make: Callable[[int], Run]) -> None:
    """How the cost grows with the size."""
    seconds = [min(timed(run, 1) for _ in range(5)) for run in map(make, sizes)]
    slope = math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])
    print(
        f"{name:28} "
        + "  ".join(f"{size:,}: {one * 1e3:,.1f} ms" for size, one in zip(sizes, seconds, strict=True))
        + f"  slope {slope:.2f}"
    )


def reading(kilobytes: int) -> Run:
    """Read a body of about that size."""
    text = items(kilobytes * 1024 // 120)
    return lambda: str(type(json_text.load(text)))


def main() -> None:
    """Print the tables."""
    sys.setrecursionlimit(20_000)
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)  # as in the sandbox's children
    print("µs (ratio to velocityjs), medians of", SAMPLES)
    with tempfile.TemporaryDirectory() as folder:
        node = Velocityjs(Path(folder))
        for name in CASES:
            compare(name, node)
        node.process.kill()
        node.process.wait()
    growth("items", [100, 1000, 10_000], lambda count: ours(CLASSIC, items(count), kept=True))
    growth("template, KB", [1, 10, 100, 300], lambda size: lambda: str(vtl.parse(sections(size * 1024 // len(SECTION)), LIMITS)))
    growth("body, KB", [100, 1_000, 10_000], reading)


if __name__ == "__main__":
    main()
