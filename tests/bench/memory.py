"""How much memory a child of the sandbox takes, as Linux counts it."""

from __future__ import annotations

import json
import re
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playground.evaluator import Evaluator
from playground.limits import Limits
from tests.bench import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_REST, AT_WORK = 45, 400
"""MB that a child should take at most."""


def report(megabytes: float) -> str:
    """A child that has answered once and waits, and its peak while it answers a body of so many megabytes."""
    if not Path("/proc/self/status").exists():
        return "There is no /proc here to read it from."
    evaluator = Evaluator(Limits(), size=1)
    try:
        evaluator.evaluate(json.dumps({"template": texts.CLASSIC, "backend": {"body": texts.items(10)}}).encode())
        rest = max(resident("VmRSS"))
        document = json.dumps({"template": texts.CLASSIC, "backend": {"body": texts.body(megabytes * 0.99)}}).encode()
        peaks, stop = [0.0], threading.Event()
        watcher = threading.Thread(target=watch, args=[peaks, stop])
        watcher.start()
        began = time.perf_counter()
        result = json.loads(evaluator.evaluate(document))
        took = time.perf_counter() - began
        stop.set()
        watcher.join()
    finally:
        evaluator.close()
    ended = "" if result["status"] == 200 else f", and ended in {result['diagnostics'][0]['code']}"
    return (
        f"at rest {rest:.0f} MB (at most {AT_REST});"
        f" with a body of {megabytes:g} MB {max(peaks):.0f} MB (at most {AT_WORK}), in {took:.2f} s{ended}"
    )


def watch(peaks: list[float], stop: threading.Event) -> None:
    """Note the highest peak of the children until `stop`."""
    while not stop.wait(0.005):
        peaks[0] = max([peaks[0], *resident("VmHWM")])


def resident(name: str) -> Iterator[float]:
    """`VmRSS` or `VmHWM` of this process's grandchildren, in MB: the sandbox's starter is the child, it forks those who answer."""
    for starter in children("self"):
        for child in children(starter):
            status = _read(f"/proc/{child}/status")
            if found := re.search(rf"^{name}:\s*(\d+) kB", status, re.MULTILINE):
                yield int(found[1]) / 1024


def children(process: str) -> list[str]:
    """The processes that any thread of a process has started."""
    return [pid for tasks in Path(f"/proc/{process}/task").glob("*/children") for pid in _read(str(tasks)).split()]


def _read(path: str) -> str:
    try:
        return Path(path).read_text("ascii")
    except OSError:  # it has just ended
        return ""
