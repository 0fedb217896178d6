"""The server's side of a DynamoDB engine: starts one for an evaluation, brings its requests there and its answers back, and ends it.

What is asked comes from a child, so only the actions that are known pass, and everything has a size and a deadline.
"""

from __future__ import annotations

import http.client
import json
import time
from typing import TYPE_CHECKING, Any, Protocol

from playground.errors import Busy
from playground.jsontext.strict import dump_json
from playground.sandbox.errors import ChildKilled
from playground.sandbox.program import LOOPBACK, Program
from playground.sandbox.program_link import MOST_ANSWERED, ProgramLink, TooLarge
from playground.services.engine.actions import ITEM_ACTIONS, TABLE_ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playground.sandbox.program import StartedProgram
    from playground.sandbox.programs import Programs

    Headers = Callable[[bytes, Mapping[str, str]], Mapping[str, str]]
    """A request's body and headers → all headers that it is sent with."""

SECONDS = 1.0
"""Seconds that an engine has for one evaluation."""
AHEAD = 5.0
"""Seconds that an engine waits for the next call, if it is started ahead of it."""
MEMORY = 256 * 1024 * 1024
"""Bytes of memory that an engine may have."""
CONTENT_TYPE = "application/x-amz-json-1.0"
SIGNED = {
    "X-Amz-Date": "20200101T000000Z",
    "Authorization": "AWS4-HMAC-SHA256 Credential=local/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=local",
}
"""What an engine wants to see, and does not check."""
ALLOWED = ITEM_ACTIONS | TABLE_ACTIONS
"""The actions that a child may ask for."""


class Session(Protocol):
    """What answers the questions of one call of a child."""

    def asked(self, question: bytes, last: float) -> bytes:
        """The answer to `services.engine.session`, by `last` (of time.monotonic); never raises."""

    def close(self) -> None:
        """End what was begun."""


def program(path: str) -> Program:
    """The engine's program at a path."""
    arguments = (path, "serve", "--host", LOOPBACK, "--port", "{port}")
    return Program(arguments, (("TOKIO_WORKER_THREADS", "1"),), SECONDS, MEMORY, AHEAD)


class NoEngine:
    """Says that there is none."""

    def asked(self, question: bytes, last: float) -> bytes:  # noqa: ARG002 - whatever is asked
        """That there is none."""
        return b'{"mode": "absent", "failed": "There is no engine."}'

    def close(self) -> None:
        """Nothing was begun."""


class OwnEngine:
    """An engine of the pool's program, started when it is first asked, and anew for each call over other tables."""

    def __init__(self, programs: Programs) -> None:
        self._programs = programs
        self._left = SECONDS
        self._started: StartedProgram | None = None
        self._link: ProgramLink | None = None

    def asked(self, question: bytes, last: float) -> bytes:
        """As of a `Session`."""
        asked = json.loads(question)
        if "mode" in asked:
            return b'{"mode": "own"}'
        begun = time.monotonic()
        end = last
        try:
            self._programs.wait_until_ready(last)  # what its starter imports at first is not the engine's time
            begun = time.monotonic()
            end = min(last, begun + self._left)
            return dump_json(self._answer(asked, end)).encode()
        except TimeoutError:
            self.close()
            return dump_json({"limit": f"The engine had no answer within {SECONDS:g} s."}).encode()
        except TooLarge:
            self.close()
            return dump_json({"limit": f"The engine's answer has more than {MOST_ANSWERED:,} bytes."}).encode()
        except (OSError, http.client.HTTPException, Busy, ChildKilled) as error:
            self.close()
            if time.monotonic() >= end:
                return dump_json({"limit": f"The engine had no answer within {SECONDS:g} s."}).encode()
            return dump_json({"failed": f"The engine gave no answer ({type(error).__name__})."}).encode()
        finally:
            self._left = max(0.0, self._left - (time.monotonic() - begun))

    @property
    def pid(self) -> int | None:
        """The engine's process; None where none was started."""
        return None if self._started is None else self._started.pid

    def close(self) -> None:
        """Kill the engine."""
        if self._link is not None:
            self._link.close()
        if self._started is not None:
            self._programs.stop(self._started)
        self._started = self._link = None

    def _answer(self, asked: dict[str, Any], end: float) -> dict[str, Any]:
        if asked["fresh"]:
            self.close()
        for action, _ in asked["calls"]:
            if action not in ALLOWED:
                return {"failed": f"{action} is no action of items."}
        if self._link is None:
            self._started = self._programs.start(end)
            self._link = ProgramLink(self._started.port, end)
        requests = [_request(action, body) for action, body in asked["calls"]]
        answers = self._link.ask([({**SIGNED, **headers}, body) for headers, body in requests], end)
        return {"engine": _name(self._link.server), "answers": [[status, _text(body)] for status, body in answers]}


def _request(action: str, body: str) -> tuple[dict[str, str], bytes]:
    """The headers and the body of a call, without its signature."""
    return {"Content-Type": CONTENT_TYPE, "X-Amz-Target": f"DynamoDB_20120810.{action}"}, body.encode("utf-8", "replace")


def _text(body: bytes) -> str:
    return body.decode("utf-8", "replace")


def _name(server: str) -> str:
    """The engine's name and version, by its header Server."""
    return server.partition(" ")[0].replace("/", " ") or "DynamoDB"


def call_in_turn(
    connection: http.client.HTTPConnection,
    calls: list[list[str]],
    end: float,
    headers_of: Headers = lambda _, headers: {**SIGNED, **headers},
    allowed: frozenset[str] = ALLOWED,
) -> dict[str, Any]:
    """{"engine", "answers": [[status, body]]} of calls [action, body], up to the first that is refused.

    OSError, HTTPException, TimeoutError, TooLarge. `headers_of` signs.
    """
    answers: list[list[Any]] = []
    name = ""
    for action, body in calls:
        if action not in allowed:
            return {"failed": f"{action} is no action of items."}
        left = end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection.timeout = left
        if connection.sock is not None:
            connection.sock.settimeout(left)
        headers, sent = _request(action, body)
        connection.request("POST", "/", sent, dict(headers_of(sent, headers)))
        response = connection.getresponse()
        data = response.read(MOST_ANSWERED + 1)
        if len(data) > MOST_ANSWERED:
            raise TooLarge
        name = _name(response.headers.get("Server", ""))
        answers.append([response.status, _text(data)])
        if response.status != http.client.OK:
            break
    return {"engine": name, "answers": answers}
