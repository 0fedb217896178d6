"""Reads documents and checks their operations in the sandbox, for `playground check` and the tests of pytest."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from playground.errors import Busy, InvalidDocument, Problem
from playground.evaluator import STOPPED, content_of
from playground.evaluator.engine import NoEngine, OwnEngine, program
from playground.jsontext.strict import dump_utf8
from playground.sandbox.errors import ChildKilled
from playground.sandbox.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.limits import Limits

_WORKER = "playground.evaluator.check_worker"
_ATTEMPTS, _PAUSE = 5, 0.5
"""How often a child is asked for, and seconds between: nobody waits at a page, and a machine of a CI is often busy."""


class Checker:
    """`size` children, of which each may be asked from another thread. Close it at the end."""

    def __init__(self, limits: Limits, size: int, engine: str = "") -> None:
        self._limits = limits
        self._pool = Pool(f"{_WORKER}:answer", limits, size, warm_up=f"{_WORKER}:warm_up", program=program(engine) if engine else None)

    def close(self) -> None:
        """End every child."""
        self._pool.close()

    def read(
        self, text: str, name: str, files: Mapping[str, str], refused: Mapping[str, str], parameters: Mapping[str, str]
    ) -> dict[str, Any]:
        """What `documents.local.read_local` gives. InvalidDocument, Busy."""
        asked = {"do": "read", "text": text, "name": name, "files": files, "refused": refused, "parameters": parameters}
        try:
            return self._ask(asked)
        except ChildKilled as error:
            message = self._sentence(error).replace("The evaluation", "Reading this")
            raise InvalidDocument([Problem("", message)], "This cannot be read.") from None

    def names(self, operation: Mapping[str, Any], *, derived: bool) -> list[str]:
        """The names of all cases of an operation, in order. Busy."""
        try:
            names: list[str] = self._ask({"do": "list", "scenario": operation["scenario"], "derived": derived})["names"]
        except ChildKilled:
            return ["This response", *(case["name"] for case in operation["scenario"].get("cases", ()))]
        return names

    def check(self, operation: Mapping[str, Any], fail_on: str, *, derived: bool, only: int | None = None) -> list[dict[str, Any]]:
        """What became of all cases of an operation, as `read` gives it, or of the `only` one of that number. Busy.

        A case that a child does not survive has no answer; the others are run one by one then.
        """
        asked = {
            "do": "check",
            "scenario": operation["scenario"],
            "at": operation["at"],
            "places": operation["places"],
            "failOn": fail_on,
            "derived": derived,
        }
        cases: list[dict[str, Any]] = []
        begin: int | None = only or 0
        most = None if only is None else 1
        while begin is not None and (only is None or begin == only):
            try:
                answer = self._ask({**asked, "begin": begin, "most": most})
            except ChildKilled as error:
                if most is None:
                    most = 1
                    continue
                answer = {"cases": [self._killed(error, begin, operation)], "next": begin + 1}
            cases += answer["cases"]
            begin = answer["next"]
        return cases

    def _ask(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        """A child's answer. InvalidDocument, ChildKilled; Busy where the machine gave none for a while."""
        request = dump_utf8(asked)
        for left in reversed(range(_ATTEMPTS)):
            try:
                answer: dict[str, Any] = json.loads(content_of(self._call(request))[1])
            except Busy:
                if not left:
                    raise
                time.sleep(_PAUSE)
            else:
                break
        return answer

    def _call(self, request: bytes) -> bytes:
        session = OwnEngine(self._pool.programs) if self._pool.programs else NoEngine()
        try:
            return self._pool.call(request, asked=session.asked)
        finally:
            session.close()

    def _sentence(self, error: ChildKilled) -> str:
        _, message, _ = STOPPED[error.reason]
        return message.format(seconds=f"{self._limits.seconds:g}", memory=f"{self._limits.memory // 1024**2}")

    def _killed(self, error: ChildKilled, number: int, operation: Mapping[str, Any]) -> dict[str, Any]:
        """The case of a number, whose child was killed."""
        code, _, advice = STOPPED[error.reason]
        file, line, column = operation["at"]
        place = {"line": line, "column": column}
        finding = {"code": code, "severity": "error", "message": self._sentence(error), "help": advice, "where": ""}
        return {
            "name": f"case {number}",
            "at": {"file": file, **place},
            "kind": "case",
            "why": "",
            "status": None,
            "isJson": None,
            "matches": None,
            "fails": "no answer",
            "differences": [],
            "diagnostics": [{**finding, "file": file, "start": place, "end": place}],
            "accepted": 0,
            "body": None,
            "milliseconds": 0.0,
        }
