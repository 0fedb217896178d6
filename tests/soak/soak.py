"""`make soak SECONDS=120`: 58 good clients, six hostile ones and a hundred that hold on, first undisturbed, then with processes killed at
random; then SIGTERM.

Prints figures; the exit status is 1 where a target is missed. The server is the product's own, with its own settings. Linux only.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from playground.settings import Settings
from playground.web.conformance import LATER
from tests.places import ROOT
from tests.serving import free_port, wait_until_healthy
from tests.soak import good, holding, hostile
from tests.soak.processes import Process, descriptors, kill_one, memory, memory_by_kind, tree

GOOD, HOSTILE = 58, 6
SLOWEST = 2.0
"""Seconds that a good request, or one for health, may take while nothing is killed."""
USUAL = 0.5
"""Seconds within which 99 of 100 of the good ones are answered."""
MOST_MEMORY = 700
"""MiB of all processes together."""
GROWTH = 1.2
"""What the memory of all processes may be in the last third of the undisturbed phase, as a multiple of the first third's; and that of the
web processes at rest afterwards, as a multiple of that before. (That of all at rest is chance: it tells how many children wait.)
"""
ENDED = 8.0 + Settings().drain_seconds
"""Seconds within which the server has ended after SIGTERM."""
WARM_UP = LATER + 15.0
"""Seconds of the same before the first look at the memory: what a process has once needed, as the results of /conformance, it keeps."""
EVERY = 1.0
"""Seconds between two kills."""


@dataclass
class Phase:
    """One phase's figures."""

    good: good.Tally = field(default_factory=good.Tally)
    hostile: hostile.Tally = field(default_factory=hostile.Tally)
    held: holding.Tally = field(default_factory=holding.Tally)
    memory: list[float] = field(default_factory=list)
    at_peak: dict[str, float] = field(default_factory=dict)
    kills: Counter[str] = field(default_factory=Counter)
    seen: set[Process] = field(default_factory=set)


async def run_phase(server: int, port: int, seconds: float, *, killing: bool) -> Phase:
    """Let all clients loose for so long."""
    phase = Phase()
    end = time.monotonic() + seconds
    clients = [good.Client(port, number, bears_cuts=killing).run(end, phase.good) for number in range(GOOD)]
    clients += [hostile.Client(port, number).run(end, phase.hostile) for number in range(HOSTILE)]
    clients += holding.all_of_them(port, end, phase.held)
    await asyncio.gather(*clients, watch(server, end, phase), *([kill(server, end, phase)] if killing else []))
    return phase


async def watch(server: int, end: float, phase: Phase) -> None:
    """Sample who is there, and what memory they hold."""
    while time.monotonic() < end:
        processes = tree(server)
        phase.seen.update(processes)
        held = memory_by_kind(processes)
        phase.memory.append(sum(held.values()))
        if phase.memory[-1] == max(phase.memory):
            phase.at_peak = held
        await asyncio.sleep(2)


async def kill(server: int, end: float, phase: Phase) -> None:
    """Kill one process after the other."""
    chance = random.Random(5)  # noqa: S311 - no secret
    while time.monotonic() < end - 2 * EVERY:
        await asyncio.sleep(EVERY)
        phase.kills.update(filter(None, [kill_one(server, chance)]))


def thirds(samples: list[float]) -> tuple[float, float]:
    """The mean of the first third of the samples, and of the last."""
    size = max(1, len(samples) // 3)
    return statistics.mean(samples[:size]), statistics.mean(samples[-size:])


def at_rest(server: int) -> tuple[float, int]:
    """Memory of the web processes, and their descriptors but for those to their children, when nothing is asked for a while."""
    time.sleep(6)  # kept-alive connections have ended as well
    processes = tree(server)
    web = [process for process in processes if process.kind == "web"]
    return memory(web), descriptors(web) - sum(process.kind == "child" for process in processes)


def end_it(process: subprocess.Popen[bytes], port: int, seen: set[Process]) -> tuple[float, list[str], bool]:
    """SIGTERM: seconds until the server has ended, processes of it that are left a second later, and whether the port is free."""
    start = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)
    seconds = time.monotonic() - start
    time.sleep(1)
    left = [f"{one.kind} {one.pid}" for one in seen if one.is_there()]
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return seconds, left, False
    return seconds, left, True


def describe(name: str, phase: Phase) -> None:
    """Print a phase's figures."""
    tally, others = phase.good, phase.hostile
    print(
        f"{name}: {len(tally.seconds):,} good requests, {len(tally.failures)} failed, {len(tally.wrong)} wrong,"
        f" {tally.cut} connections cut; {times(tally.seconds)}"
    )
    print(f"   {others.sent:,} hostile requests, {len(others.seconds):,} of them answered; {times(others.seconds)}")
    held = phase.held
    print(f"   {held.ended:,} connections that were held were ended, {len(held.kept)} were not; health: {times(held.health)}")
    print(f"   memory of all processes from {min(phase.memory):.0f} to {max(phase.memory):.0f} MiB (PSS)")
    print(f"   at the peak: {', '.join(f'{kind} {mebibytes:.0f}' for kind, mebibytes in phase.at_peak.items())}")
    if phase.kills:
        print(f"   killed: {', '.join(f'{count} × {kind}' for kind, count in phase.kills.items())}")
    for sentence in (tally.failures + tally.wrong + others.wrong + held.kept + held.unwell)[:10]:
        print(f"   {sentence}")


def times(seconds: list[float]) -> str:
    """The middle, the 99th percentile and the longest."""
    named = {"p50": percentile(seconds, 0.5), "p99": percentile(seconds, 0.99), "longest": max(seconds, default=0.0)}
    return ", ".join(f"{name} {value * 1e3:.0f} ms" for name, value in named.items())


def percentile(seconds: list[float], part: float) -> float:
    """The seconds that this part of all stay within."""
    ordered = sorted(seconds) or [0.0]
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def main(seconds: float) -> int:
    """Run all phases, print, judge."""
    port = free_port()
    print(f"load average before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores", flush=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PLAYGROUND_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "playground.cli", "serve"],
        cwd=ROOT,
        env={**environment, "PLAYGROUND_PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_until_healthy(port, process)
        asyncio.run(run_phase(process.pid, port, WARM_UP, killing=False))
        before = at_rest(process.pid)
        calm = asyncio.run(run_phase(process.pid, port, seconds / 2, killing=False))
        describe("undisturbed", calm)
        after = at_rest(process.pid)
        killed = asyncio.run(run_phase(process.pid, port, seconds / 2, killing=True))
        describe("with kills", killed)
        ended, left, free = end_it(process, port, calm.seen | killed.seen)
    finally:
        process.kill()
        process.wait()
    early, late = thirds(calm.memory)
    targets = {
        "no good request failed, none was answered wrong": not calm.good.failures and not calm.good.wrong,
        f"the longest good request took at most {SLOWEST:g} s": max(calm.good.seconds) <= SLOWEST,
        f"of 100 good requests 99 took at most {USUAL:g} s": percentile(calm.good.seconds, 0.99) <= USUAL,
        f"health was told within {SLOWEST:g} s": max(calm.held.health) <= SLOWEST and not calm.held.unwell,
        "who held on was sent away": not calm.held.kept and calm.held.ended > 0,
        f"all processes held at most {MOST_MEMORY} MiB": max(calm.memory + killed.memory) <= MOST_MEMORY,
        f"memory is flat: all processes {early:.0f} MiB in the first third, {late:.0f} in the last; at rest web processes {before[0]:.0f},"
        f" {after[0]:.0f}; their descriptors {before[1]}, {after[1]}": late <= early * GROWTH
        and after[0] <= before[0] * GROWTH
        and after[1] <= before[1] + 4,
        "with kills, no answer was wrong": not killed.good.wrong,
        "with kills, no more good requests failed than processes were killed": len(killed.good.failures) <= killed.kills.total(),
        "undisturbed, no hostile request got an answer that there should not be": not calm.hostile.wrong,
        f"after SIGTERM it ended in {ended:.1f} s, processes left: {', '.join(left) or 'none'}, port {'free' if free else 'taken'}": ended
        <= ENDED
        and not left
        and free,
    }
    for sentence, met in targets.items():
        print(f"{'ok    ' if met else 'MISSED'} {sentence}")
    return 0 if all(targets.values()) else 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 120))
