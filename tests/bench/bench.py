"""`make bench`: this engine beside velocityjs, airspeed and airspeed-ext, and Velocity 1.7 itself where that is at hand.

One run, samples in turn (so that a noisy machine is noisy for all), outputs compared first; prints medians in µs, and those of the
ratios to velocityjs' sample of the same turn; and how many times Velocity's own time this engine takes. Then how the cost grows, with the
slope on log axes (1.0 is linear), what a record of the run costs, the memory of a child, and what the check of a request and a DynamoDB
engine add. `--quick` tries all of it once, with what
needs no installation.
"""

from __future__ import annotations

import argparse
import gc
import math
import re
import statistics
import sys
from functools import partial
from typing import TYPE_CHECKING

from playground import Limits, Scenario, evaluate, vtl
from playground.jsontext.smart_reader import load
from tests.bench import full_page, memory, request_check, tables, texts
from tests.bench.engines import ENGINES, LIMITS, Engine, Workload, ours, start, timed
from tests.bench.growing import GROWING

if TYPE_CHECKING:
    from collections.abc import Callable

MEASURE = next(iter(ENGINES))
OURS, JAVA = "this engine", "Velocity 1.7"
STEEPEST, STEEPEST_OF_MANY = 1.1, 1.2
WARM_UP = 10
"""Samples' worth of time before the first sample, for engines that compile while they run."""


def compare(case: Workload, engines: dict[str, Engine], samples: int, seconds: float) -> str:
    """One row: of each engine the median and its ratio to velocityjs; an engine that writes something else is marked."""
    want = ours(case)()
    rounds, marks = {}, {}
    for name, engine in engines.items():
        text = engine.ask(case, 1)[1]
        rounds[name] = warm_up(engine, case, seconds)
        marks[name] = "" if text == want else " blanks differ" if without_blanks(text) == without_blanks(want) else " OTHER OUTPUT"
    found: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(samples):
        for name, engine in engines.items():
            found[name].append(engine.ask(case, rounds[name])[0])
    measure = found.get(MEASURE, [math.nan] * samples)
    shown = []
    for name, times in found.items():
        ratio = statistics.median(one / other for one, other in zip(times, measure, strict=True))
        shown.append(f"{statistics.median(times) * 1e6:,.0f} ({ratio:.2f}){marks[name]}")
    times_java = f"{statistics.median(found[OURS]) / found[JAVA][0]:9.1f} × Java" if {OURS, JAVA} <= found.keys() else ""
    return f"{case.name:27}" + "".join(f"{one:>30}" for one in shown) + times_java


def warm_up(engine: Engine, case: Workload, seconds: float) -> int:
    """How many rounds make a sample of so many seconds, once the engine has compiled what it compiles while it runs."""
    rounds, spent = 1, 0.0
    while spent < WARM_UP * seconds:
        took = engine.ask(case, rounds)[0]
        spent += took * rounds
        rounds = max(1, min(2 * rounds, int(seconds / took)))
    return rounds


def without_blanks(text: str) -> str:
    """A text without its blanks, which is where the other engines differ from AWS."""
    return re.sub(r"\s+", "", text)


def growth(name: str, sizes: list[float], make: Callable[[float], Callable[[], object]], samples: int, steepest: float = STEEPEST) -> str:
    """How the cost grows with the size: all sizes in turn, so that no size meets a faster machine; medians, of the slopes too."""
    runs = [make(size) for size in sizes]
    turns = [[timed(run) for run in runs] for _ in range(samples)]
    times = [statistics.median(times) for times in zip(*turns, strict=True)]
    slope = statistics.median(math.log(turn[-1] / turn[0]) / math.log(sizes[-1] / sizes[0]) for turn in turns)
    shown = "  ".join(f"{size:g}: {one * 1e3:,.1f} ms" for size, one in zip(sizes, times, strict=True))
    return f"{name:27} {shown}  slope {slope:.2f}" + (f" (more than {steepest})" if slope > steepest else "")


def recording(count: int, samples: int) -> str:
    """What it costs to have a run recorded: from the Scenario to the Result's JSON, the template read anew."""
    scenario = Scenario.from_document({"template": texts.CLASSIC, "backend": {"body": texts.items(count)}})

    def run(*, trace: bool) -> None:
        vtl.parse(texts.CLASSIC, LIMITS)
        evaluate(scenario, Limits(), trace=trace).dump()

    found: dict[bool, list[float]] = {False: [], True: []}
    for _ in range(samples + 1):
        for trace, times in found.items():
            times.append(timed(lambda trace=trace: run(trace=trace)))  # type: ignore[misc]
    off, on = (statistics.median(times[1:]) for times in found.values())
    return f"{f'{count:,} items':27} off {off * 1e3:.2f} ms  on {on * 1e3:.2f} ms  ratio {on / off:.2f}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one sample of each, without what must be installed")
    quick = parser.parse_args().quick
    samples, seconds = (1, 0.0) if quick else (21, 0.05)
    sys.setrecursionlimit(20_000)
    gc.collect()
    gc.freeze()
    gc.set_threshold(1_000_000, 20, 20)  # as in the sandbox's children
    engines = start([OURS] if quick else list(ENGINES))
    print(f"µs (ratio to {MEASURE} in the same turn), medians of {samples}; Velocity 1.7: its oracle's own median, once")
    print(" " * 27 + "".join(f"{name:>30}" for name in engines))
    for case in texts.cases()[:2] if quick else texts.cases():
        print(compare(case, engines, samples, seconds))
    able = {name: engine for name, engine in engines.items() if name in full_page.ENGINES}
    print("\nA full page of DynamoDB, 0.7 MB\n" + " " * 27 + "".join(f"{name:>30}" for name in able))
    for case in full_page.cases(20 if quick else 1_000):
        print(compare(case, able, samples, seconds))
    for engine in engines.values():
        engine.close()
    print("\nGrowth, medians of", samples)
    small = 0.01 if quick else 1
    print(growth("items", [10, 100, 1_000], lambda count: ours(Workload("", texts.CLASSIC, texts.items(int(count)), kept=True)), samples))
    print(growth("template, KB", [size * small for size in (1, 10, 100, 300)], parsing, samples))
    print(growth("body, MB", [size * small for size in (0.1, 1, 10)], reading, samples))
    print("\nMany of one kind, medians of", samples)
    for name in GROWING:
        print(growth(name, [250 * small, 1_000 * small, 4_000 * small], partial(evaluating, name), samples, STEEPEST_OF_MANY))
    print("\nA record of the run, medians of", samples)
    for count in (10, 100, 1_000):
        print(recording(count, samples))
    print("\nMemory of a child")
    print(memory.report(10 * small))
    print("\nA request checked as its service checks it, medians of", samples)
    print(request_check.report(samples))
    print("\nA DynamoDB engine, beyond the same evaluation without one")
    for count in (25, 1_000):
        print(tables.report(max(1, int(count * small)), 1 if quick else 100))


def evaluating(name: str, count: float) -> Callable[[], object]:
    """Evaluate a Scenario with so many members of a kind."""
    scenario = Scenario.from_document(GROWING[name](max(1, int(count))))
    return lambda: evaluate(scenario, LIMITS)


def parsing(kilobytes: float) -> Callable[[], object]:
    """Read a template of about that size."""
    text = texts.sized(kilobytes)
    return lambda: vtl.parse(text, LIMITS)


def reading(megabytes: float) -> Callable[[], object]:
    """Read a body of about that size."""
    text = texts.body(megabytes)
    return lambda: load(text)


if __name__ == "__main__":
    main()
