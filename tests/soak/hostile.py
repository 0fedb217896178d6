"""Clients that want the server's time, memory or threads, or its ruin."""

from __future__ import annotations

import asyncio
import json
import random
import time
from dataclasses import dataclass, field

from tests.soak.good import request_of, response

LETTERS = '{"s": "' + "a" * 40 + '!"}'
HEAD = b"POST /api/v1/evaluate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
TEMPLATES = {
    "endless loops": "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])$a#end#end#end",
    "calls without end": "#define($d)$d$d#end$d",
    "text that doubles": "#set($s = 'ab')#foreach($i in [1..60])#set($s = \"$s$s\")#end$s",
    "lists of texts": '#set($l = [])#foreach($i in [1..1000])#set($x = $l.add("$i $l"))#end$l',
    "a slow regular expression": "#foreach($i in [1..50])$input.path('$.s').matches('(a|aa)+$')#end",
    "deep nesting": "#if(true)" * 20_000 + "#end" * 20_000,
    "deep brackets": "#set($x = " + "[" * 10_000 + "]" * 10_000 + ")",
    "a huge answer": "#set($s = 'abcdefgh')#foreach($i in [1..19])#set($s = \"$s$s\")#end$s$s",
    "a path that visits all": "#foreach($i in [1..1000])$input.path('$..*').size()#end",
}
BODIES = [
    *(json.dumps({"template": template, "backend": {"body": LETTERS}}).encode() for template in TEMPLATES.values()),
    json.dumps({"template": "$input.path('$')", "backend": {"body": "[" * 100_000}}).encode(),
    json.dumps({"template": "$input.json('$')", "backend": {"body": json.dumps([{"a": {"S": "x"}}] * 200_000)}}).encode(),
    *(b"", b"{", b"[]", b"\xff\xfe", b'{"template": "x", "template": 1}', b"[" * 1_000_000, b'{"a":' * 200_000),
]
ALLOWED = {200, 400, 413, 415, 422, 503}
SLOW_SECONDS = 4.0
ADDRESS = "127.0.0.3"
"""They come from elsewhere than the good ones."""


@dataclass
class Tally:
    """What came of hostile requests: the seconds of those that were answered, and answers that there should not be."""

    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    sent: int = 0


class Client:
    """One hostile client: whatever comes back, it goes on."""

    def __init__(self, port: int, number: int) -> None:
        self._port = port
        self._chance = random.Random(-1 - number)  # noqa: S311 - no secret

    async def run(self, end: float, tally: Tally) -> None:
        """Attack until the time is over."""
        ways = (self._whole, self._whole, self._whole, self._slow, self._cut, self._noise)
        while time.monotonic() < end:
            tally.sent += 1
            try:
                async with asyncio.timeout(15):
                    reader, writer = await asyncio.open_connection("127.0.0.1", self._port, local_addr=(ADDRESS, 0))
                    try:
                        await self._chance.choice(ways)(reader, writer, tally)
                    finally:
                        writer.transport.abort()
            except (OSError, EOFError):
                await asyncio.sleep(0.05)  # cut off: as may be
            except TimeoutError:
                tally.wrong.append("no answer in 15 s")

    async def _whole(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, tally: Tally) -> None:
        writer.write(request_of(self._chance.choice(BODIES)))
        await writer.drain()
        start = time.monotonic()
        status, body, _ = await response(reader)
        tally.seconds.append(time.monotonic() - start)
        if status not in ALLOWED:
            tally.wrong.append(f"HTTP {status} {body[:300]!r}")
        elif status == 200 and b"internal.crash" in body:
            tally.wrong.append(f"{body[-600:]!r}")

    async def _slow(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _tally: Tally) -> None:
        """A chunked body, a byte at a time; then gone."""
        writer.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(20):
            writer.write(b"1\r\n \r\n")
            await writer.drain()
            await asyncio.sleep(SLOW_SECONDS / 20)

    async def _cut(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _tally: Tally) -> None:
        """Half a request, or a whole one whose answer nobody waits for."""
        request = request_of(self._chance.choice(BODIES))
        writer.write(request[: self._chance.choice([1, 40, len(request) // 2, len(request)])])
        await writer.drain()
        await asyncio.sleep(self._chance.uniform(0, 0.2))

    async def _noise(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _tally: Tally) -> None:
        """What is no HTTP."""
        head = HEAD + b"Content-Length: "
        writer.write(
            self._chance.choice(
                [
                    b"\x16\x03\x01\x02\x00" * 20,
                    b"GET / HTTP/9.9\r\n\r\n",
                    head + b"-1\r\n\r\n",
                    b"A" * 20_000,
                    head + b"9" * 30 + b"\r\n\r\nx",
                ]
            )
        )
        await writer.drain()
        await asyncio.wait_for(reader.read(1000), 3)
