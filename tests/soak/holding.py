"""Clients that hold on: they send nothing, or half, or do not read, or leave before they are answered; and one who asks for health."""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playground.settings import Settings
from tests.soak.good import request_of
from tests.soak.hostile import BODIES, HEAD

if TYPE_CHECKING:
    from collections.abc import Coroutine

HUGE = request_of(json.dumps({"template": "#foreach($i in [1..1000])" + "x" * 5000 + "#end", "backend": {"body": "{}"}}).encode())
"""Is answered with 5 MB: more than what the kernel takes for a client that does not read."""
KINDS = {
    "nothing": b"",
    "half a head": HEAD,
    "half a body": HEAD + b"Content-Length: 1000\r\n\r\n{",
    "half a chunked body": HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    "no reading": HUGE,
}
EACH, UNREAD = 24, 4
"""Clients of each kind; of those that do not read fewer, for their answers take the processor's time."""
LEAVING = 4
"""Clients that leave."""
ADDRESS = "127.0.0.2"
"""They come from elsewhere than the good ones, as any who are hostile."""
SPREAD = Settings().client_seconds
"""Seconds within which they begin, so that they do not act all at once."""
LATEST = 2 * Settings().client_seconds + 5
"""Seconds within which the server has ended a connection that is held. For an answer that is not read, they begin with the answer."""
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@dataclass
class Tally:
    """What came of them: connections that the server ended, those that it did not, and the seconds until health was told."""

    ended: int = 0
    kept: list[str] = field(default_factory=list)
    health: list[float] = field(default_factory=list)
    unwell: list[str] = field(default_factory=list)


async def hold(port: int, kind: str, end: float, tally: Tally) -> None:
    """Connect, send, wait for the server to end it, and again."""
    await asyncio.sleep(random.uniform(0, SPREAD))  # noqa: S311 - no secret
    while time.monotonic() < end:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024, local_addr=(ADDRESS, 0))
        except OSError:
            await asyncio.sleep(0.1)
            continue
        writer.write(KINDS[kind])
        try:
            async with asyncio.timeout(min(LATEST, end - time.monotonic())):
                await (until_cut(writer) if kind == "no reading" else until_ended(reader))
            tally.ended += 1
        except TimeoutError:
            if time.monotonic() < end:
                tally.kept.append(kind)
        finally:
            writer.transport.abort()


async def until_ended(reader: asyncio.StreamReader) -> None:
    """Read until there is no more."""
    try:
        while await reader.read(1024):
            pass
    except OSError:
        return


async def until_cut(writer: asyncio.StreamWriter) -> None:
    """Read nothing: what shows that the server has gone is that nothing can be sent to it."""
    writer.transport.pause_reading()  # type: ignore[attr-defined] # of a socket's transport
    while not writer.transport.is_closing():
        await asyncio.sleep(1)
        writer.write(b" ")


async def leave(port: int, number: int, end: float) -> None:
    """Ask for what takes long, and go."""
    chance = random.Random(number)  # noqa: S311 - no secret
    while time.monotonic() < end:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(ADDRESS, 0))
            writer.write(request_of(chance.choice(BODIES)))
            await asyncio.sleep(chance.uniform(0.05, 0.3))
            writer.transport.abort()
        except OSError:
            pass
        await asyncio.sleep(chance.uniform(0, 0.5))


async def ask_for_health(port: int, end: float, tally: Tally) -> None:
    """Twice a second, on a connection of its own each time, as a probe does."""
    while time.monotonic() < end:
        start = time.monotonic()
        try:
            async with asyncio.timeout(10):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(HEALTH)
                answer = await reader.read()
                writer.close()
            if b" 200 " not in answer[:20]:
                tally.unwell.append(f"{answer[:40]!r}")
        except (OSError, TimeoutError) as error:
            tally.unwell.append(f"{type(error).__name__} {error}")
        tally.health.append(time.monotonic() - start)
        await asyncio.sleep(0.5)


def all_of_them(port: int, end: float, tally: Tally) -> list[Coroutine[Any, Any, None]]:
    """Every client of every kind."""
    holders = [hold(port, kind, end, tally) for kind in KINDS for _ in range(UNREAD if kind == "no reading" else EACH)]
    leavers = [leave(port, number, end) for number in range(LEAVING)]
    return [*holders, *leavers, ask_for_health(port, end, tally)]
