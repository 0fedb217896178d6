"""People who type at once: each has a Scenario evaluated once a second, and waits for the answer; how many bear it?"""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.soak.good import request_of, response

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EVERY = 1.0
"""Seconds from one evaluation of a person's to the next: the page asks when somebody who types stops for a moment."""
LATE = 0.2
"""Seconds within which 95 % of the answers come, while typing is no effort."""
STEPS = (25, 50, 100, 200, 300, 400, 600, 800)


@dataclass(frozen=True)
class Step:
    """So many people at once: the answers, the seconds within which 95 % of them came, and what did not."""

    people: int
    answers: int
    p95: float
    failures: int

    @property
    def is_borne(self) -> bool:
        """Whether they typed without effort."""
        return self.p95 <= LATE and not self.failures


async def person(port: int, request: bytes, end: float, seconds: list[float], failures: list[str]) -> None:
    """Type until the end."""
    await asyncio.sleep(random.uniform(0, EVERY))  # noqa: S311 - no secret
    writer = None
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.monotonic() < end:
            begun = time.monotonic()
            writer.write(request)
            await writer.drain()
            status, _, _ = await asyncio.wait_for(response(reader), 10)
            seconds.append(time.monotonic() - begun)
            if status != 200:
                failures.append(f"HTTP {status}")
            await asyncio.sleep(max(0.0, begun + EVERY - time.monotonic()))
    except (OSError, EOFError, TimeoutError) as error:
        failures.append(type(error).__name__)
    finally:
        if writer is not None:
            writer.close()


async def together(port: int, request: bytes, people: int, lasting: float) -> Step:
    """So many people for so many seconds."""
    seconds: list[float] = []
    failures: list[str] = []
    end = time.monotonic() + lasting
    await asyncio.gather(*(person(port, request, end, seconds, failures) for _ in range(people)))
    seconds.sort()
    return Step(people, len(seconds), seconds[int(0.95 * len(seconds))] if seconds else 0.0, len(failures))


def measure(port: int, scenario: dict[str, object], steps: Sequence[int] = STEPS, lasting: float = 5.0) -> Iterator[Step]:
    """More and more people, until it is too many."""
    request = request_of(json.dumps(scenario).encode())
    for people in steps:
        step = asyncio.run(together(port, request, people, lasting))
        yield step
        if not step.is_borne:
            return
