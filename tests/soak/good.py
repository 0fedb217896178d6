"""Clients that send good Scenarios, each with a number of its own, and check the answer to the letter."""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any

PAUSE = 0.1
"""Seconds that a client thinks between two requests, at most."""
PATIENCE = 10.0
ITEMS = """#set($r = $input.path('$'))
#if($r.Count == 0)#set($context.responseOverride.status = 404){"message": "no $r.n"}#else
{"items": [#foreach($i in $r.Items)"$i.S"#if($foreach.hasNext), #end#end], "n": $r.n}#end"""


@dataclass
class Tally:
    """What came of all good requests of one phase."""

    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    cut: int = 0


def scenario(number: int) -> tuple[dict[str, Any], int, str]:
    """A Scenario, and the status and body that it must come to."""
    count = number % 12
    items = [{"S": f"i{number}-{at}"} for at in range(count)]
    body = {"Count": count, "Items": items, "n": number}
    written = ", ".join(f'"{item["S"]}"' for item in items)
    if count == 0:
        status, wanted = 404, f'{{"message": "no {number}"}}'
    else:
        status, wanted = 200, f'{{"items": [{written}], "n": {number}}}'
    return {"template": ITEMS, "backend": {"body": json.dumps(body)}}, status, wanted


def request_of(body: bytes) -> bytes:
    """The HTTP request that evaluates a Scenario."""
    return b"POST /api/v1/evaluate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
        len(body),
        body,
    )


async def response(reader: asyncio.StreamReader) -> tuple[int, bytes, bool]:
    """Status and body of the next answer, and whether the connection stays."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next(int(line.partition(":")[2]) for line in head.splitlines() if line.startswith("content-length:"))
    return int(head.split()[1]), await reader.readexactly(length), "connection: close" not in head


class Client:
    """One good client, on one connection as long as that holds."""

    def __init__(self, port: int, number: int, *, bears_cuts: bool) -> None:
        self._port = port
        self._chance = random.Random(number)  # noqa: S311 - no secret
        self._number = number * 1_000_000
        self._bears_cuts = bears_cuts
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def run(self, end: float, tally: Tally) -> None:
        """Ask until the time is over. Where processes are killed, a cut connection is asked again; else it is a failure."""
        while time.monotonic() < end:
            self._number += 1
            document, status, wanted = scenario(self._number)
            start = time.monotonic()
            try:
                reply = await asyncio.wait_for(self._ask(request_of(json.dumps(document).encode()), tally), PATIENCE)
            except (OSError, EOFError, TimeoutError) as error:
                tally.failures.append(f"{type(error).__name__} {error}")
                await self._leave()
                continue
            tally.seconds.append(time.monotonic() - start)
            self._judge(reply, status, wanted, tally)
            await asyncio.sleep(self._chance.uniform(0, PAUSE))
        await self._leave()

    def _judge(self, reply: tuple[int, bytes], status: int, wanted: str, tally: Tally) -> None:
        if reply[0] != 200:
            tally.failures.append(f"HTTP {reply[0]} {reply[1][:200]!r}")
            return
        result = json.loads(reply[1])
        codes = [finding["code"] for finding in result["diagnostics"]]
        if result["status"] is None or "internal.crash" in codes:
            tally.failures.append(f"{codes}")
        elif (result["status"], result["body"].strip()) != (status, wanted):
            tally.wrong.append(f"{result['status']} {result['body']!r} instead of {status} {wanted!r}")

    async def _ask(self, request: bytes, tally: Tally) -> tuple[int, bytes]:
        while True:
            try:
                if self._streams is None:
                    self._streams = await asyncio.open_connection("127.0.0.1", self._port)
                reader, writer = self._streams
                writer.write(request)
                await writer.drain()
                status, body, stays = await response(reader)
            except (OSError, EOFError):
                await self._leave()
                if not self._bears_cuts:
                    raise
                tally.cut += 1
                continue
            if not stays:
                await self._leave()
            return status, body

    async def _leave(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None
