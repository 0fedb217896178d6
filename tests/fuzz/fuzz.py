"""`make fuzz MINUTES=30`: every target in turn, by Hypothesis' strategies and, where atheris is installed, by coverage.

What is found is printed, and kept in .fuzz/; the exit status is then 1.
"""

from __future__ import annotations

import importlib.util
import resource
import subprocess
import sys
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from playground import conformance
from tests.fuzz.targets import TARGETS, Target

FOUND = Path(".fuzz")
BY_COVERAGE = ("parser", "jsonpath", "reader", "evaluator")
STACK = 256 * 1024 * 1024
MEMORY_MB = 1024
"""What one process may take: the instrumented code, all that libFuzzer remembers, and the evaluation."""


def by_strategies(target: Target, seconds: float) -> int:
    """Run a target until the time is over; gives the number of examples. AssertionError or whatever the target raised."""
    end = time.monotonic() + seconds
    count = 0

    @settings(max_examples=200, deadline=None, database=None, derandomize=False, suppress_health_check=list(HealthCheck))
    @given(target.strategy())
    def run(sent: object) -> None:
        nonlocal count
        count += 1
        target.check(sent)

    while time.monotonic() < end:
        run()
    return count


def by_coverage(name: str, seconds: float) -> bool:
    """Run a target under libFuzzer, beginning with the project's own cases; gives whether nothing was found."""
    corpus = FOUND / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for index, case in enumerate(conformance.load()):
        template, body = str(case.scenario.get("template") or ""), str((case.scenario.get("backend") or {}).get("body") or "")
        (corpus / f"case-{index}").write_bytes(f"{template}\0{body}".encode("utf-8", "replace"))
    options = (f"-max_total_time={seconds:.0f}", "-timeout=5", f"-rss_limit_mb={MEMORY_MB}", "-max_len=2000", "-print_final_stats=1")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("by_coverage.py")), name, *options, f"-artifact_prefix={FOUND}/{name}-", str(corpus)],
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_STACK, (STACK, resource.getrlimit(resource.RLIMIT_STACK)[1])),
    )
    runs = [line for line in done.stderr.splitlines() if "number_of_executed_units" in line]
    print(
        f"{name}, by coverage: {runs[0].rpartition(' ')[2] if runs else '?'} runs, {'ok' if not done.returncode else 'FOUND'}", flush=True
    )
    if done.returncode:
        print(done.stderr[-6000:], flush=True)
    return not done.returncode


def main(minutes: float) -> int:
    """All targets, each with its share of the time."""
    FOUND.mkdir(exist_ok=True)
    coverage = importlib.util.find_spec("atheris") is not None
    if not coverage:
        print("atheris is not installed, so nothing runs by coverage (pip install atheris).", flush=True)
    share = minutes * 60 / (len(TARGETS) + (len(BY_COVERAGE) if coverage else 0))
    sound = True
    for name, target in TARGETS.items():
        try:
            count = by_strategies(target, share)
            print(f"{name}, by strategies: {count:,} examples, ok", flush=True)
        except Exception:  # noqa: BLE001 - whatever it is, it is what was looked for
            sound = False
            report = traceback.format_exc()
            (FOUND / f"{name}-{time.time():.0f}.txt").write_text(report, "utf-8", "backslashreplace")
            print(f"{name}, by strategies: FOUND\n{report}", flush=True)
    for name in BY_COVERAGE if coverage else ():
        sound = by_coverage(name, share) and sound
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 30))
