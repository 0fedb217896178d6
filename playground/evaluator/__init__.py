"""Evaluates a Scenario's JSON to a Result's JSON in the sandbox: the one way in which the web and the command line evaluate."""

from __future__ import annotations

import json
import logging
import time
from typing import TYPE_CHECKING, Any, Protocol

from playground.errors import Busy, InvalidDocument, Problem
from playground.evaluator.engine import NoEngine, OwnEngine, program
from playground.evaluator.replies import INVALID, MALFORMED, PLAIN, TOOL, TRACED
from playground.model import Finding, MalformedJson, Result
from playground.sandbox.errors import ChildKilled
from playground.sandbox.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playground.evaluator.engine import Session
    from playground.limits import Limits
    from playground.sandbox.caller import Caller
    from playground.sandbox.errors import Reason

log = logging.getLogger(__name__)


STOPPED: dict[Reason, tuple[str, str, str]] = {
    "seconds": (
        "limit.seconds",
        "The evaluation was stopped: it took longer than {seconds} s.",
        "Look for loops in loops, text that doubles, or a regular expression with nested repetition.",
    ),
    "memory": (
        "limit.memory",
        "The evaluation was stopped: it needed more than {memory} MiB of memory.",
        "Look for text or lists that grow in a loop.",
    ),
    "crash": (
        "internal.crash",
        "The evaluation crashed. This is a defect of the playground, not of your template; nothing else was harmed.",
        "Please report it, with this Scenario.",
    ),
}
"""The reason for which a child was killed → code, message and help of the diagnostic."""


class Watch(Protocol):
    """What observes evaluations (metrics): it is told that one ended and how, never its content."""

    def evaluated(self, kind: str, seconds: float, limits: Iterable[str]) -> None:
        """There is a Result, or a tool's answer (`kind`: "evaluate" or the tool), after having reached `limits`."""

    def killed(self, reason: str) -> None:
        """A child was killed."""

    def was_busy(self) -> None:
        """No child was free in time."""


class Evaluator:
    """A pool of children that evaluate, and run tools unless it `has_tools` not. Make it after forking; close it at the end."""

    def __init__(  # noqa: PLR0913 - each is a setting of its own
        self,
        limits: Limits,
        size: int = 8,
        usual: int | None = None,
        *,
        share: float = 1.0,
        has_tools: bool = True,
        watch: Watch | None = None,
        engine: str = "",
        given: Callable[[], Session] | None = None,
    ) -> None:
        """`engine`: the path of the DynamoDB engine's program ("": there is none); `given`: what is asked in its place, for each call."""
        self._given = given
        self._limits = limits
        self._watch = watch
        worker = f"playground.evaluator.{'tool_worker' if has_tools else 'worker'}"
        self._pool = Pool(
            f"{worker}:answer",
            limits,
            size,
            usual=usual,
            share=share,
            warm_up=f"{worker}:warm_up",
            program=program(engine) if engine else None,
        )

    def evaluate(self, document: bytes, *, trace: bool = False, caller: Caller | None = None) -> bytes:
        """The Result's JSON (UTF-8) for a Scenario's (UTF-8), which `caller` waits for. Raises MalformedJson, InvalidDocument and Busy."""
        try:
            content = self._call("evaluate", (TRACED if trace else PLAIN) + document, caller)
        except ChildKilled as error:
            tell_crash(error)
            return self._stopped(error).dump().encode()
        return content

    def told(self, what: str, document: bytes, caller: Caller | None = None) -> dict[str, Any] | None:
        """What `evaluator.saving` tells of a Scenario's Result; None where that was stopped. MalformedJson, InvalidDocument, Busy."""
        try:
            found: dict[str, Any] = json.loads(self._call(what, TOOL + what.encode() + b"\n" + document, caller))
        except ChildKilled as error:
            tell_crash(error)
            return None
        return found

    def use(self, tool: str, document: bytes, caller: Caller | None = None) -> bytes:
        """What a tool of `evaluator.tools`, `evaluator.saving` or `evaluator.freezing` makes of a document, as JSON.

        MalformedJson, InvalidDocument, Busy, ChildKilled (a crash).
        """
        try:
            return self._call(tool, TOOL + tool.encode() + b"\n" + document, caller)
        except ChildKilled as error:
            if error.reason == "crash":
                raise
            message = self._stopped(error).diagnostics[0].message
            raise InvalidDocument([Problem("", message)], "This is too much at once.") from None

    def wait_until_ready(self, seconds: float) -> None:
        """Wait for what evaluates to be there. Raises Busy where it is not in so many seconds."""
        self._pool.wait_until_ready(seconds)

    def close(self) -> None:
        """End every child."""
        self._pool.close()

    def _call(self, kind: str, request: bytes, caller: Caller | None) -> bytes:
        """A child's answer, of which whoever watches is told."""
        session = self._session()
        try:
            return self._watched(kind, request, caller, session)
        finally:
            session.close()

    def _session(self) -> Session:
        if self._given is not None:
            return self._given()
        return OwnEngine(self._pool.programs) if self._pool.programs else NoEngine()

    def _watched(self, kind: str, request: bytes, caller: Caller | None, session: Session) -> bytes:
        if self._watch is None:
            return content_of(self._pool.call(request, caller, session.asked))[1]
        begun = time.perf_counter()
        try:
            limits, content = content_of(self._pool.call(request, caller, session.asked))
        except ChildKilled as error:
            self._watch.killed(error.reason)
            raise
        except Busy:
            self._watch.was_busy()
            raise
        self._watch.evaluated(kind, time.perf_counter() - begun, limits)
        return content

    def _stopped(self, error: ChildKilled) -> Result:
        """The Result for an evaluation whose child was killed: status, headers and body are null, since it is no answer of AWS's."""
        code, message, advice = STOPPED[error.reason]
        limits = {"seconds": f"{self._limits.seconds:g}", "memory": f"{self._limits.memory // 1024**2}"}
        finding = Finding(code=code, severity="error", message=message.format_map(limits), help=advice, where="", start=None, end=None)
        return Result(status=None, headers=None, body=None, diagnostics=[finding])


def tell_crash(error: ChildKilled) -> None:
    """Log what was a defect of ours."""
    if error.reason == "crash":
        log.error("The evaluator crashed. %s", error.detail)


def content_of(reply: bytes) -> tuple[list[str], bytes]:
    """The limits that were reached, and the JSON of a child's reply. Raises MalformedJson or InvalidDocument where it reports one."""
    kind, (head, _, content) = reply[:1], reply.partition(b"\n")
    if kind == MALFORMED:
        raise MalformedJson(**json.loads(content))
    if kind == INVALID:
        refusal = json.loads(content)
        raise InvalidDocument([Problem(**problem) for problem in refusal["problems"]], refusal["detail"])
    return head[1:].decode().split(), content
