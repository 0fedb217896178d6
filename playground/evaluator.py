"""Evaluates a Scenario's JSON to a Result's JSON in the sandbox: the one way in which the web and the command line evaluate."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

from playground import examples
from playground.errors import InvalidDocument, Problem
from playground.formats import tools
from playground.gateway import evaluate
from playground.model import Finding, MalformedJson, Result, Scenario
from playground.sandbox import ChildKilled, Pool

if TYPE_CHECKING:
    from playground.limits import Limits
    from playground.sandbox import Reason

log = logging.getLogger(__name__)

TRACED, PLAIN, TOOL = b"t", b"-", b"+"
RESULT, MALFORMED, INVALID = b"R", b"M", b"I"
"""The first byte of a child's reply, which says what the JSON after it is."""

_VALIDATED = {
    "method": {"requestValidatorId": "v", "requestModels": {"application/json": "A"}, "methodIntegration": {"type": "MOCK"}},
    "api": {
        "requestValidators": {"v": {"validateRequestBody": True}},
        "models": {
            "A": {"schema": {"properties": {"a": {"$ref": "https://apigateway.amazonaws.com/restapis/r/models/B"}}}},
            "B": {"schema": {"type": "string", "pattern": "^a", "format": "email"}},
        },
    },
}
"""A Scenario whose body is validated against a model, so that the schema library is loaded before children are forked."""
_ODD = ("{", "[]", '{"template": "#if(", "colour": 1}')
"""Documents that are refused, one of each kind: not JSON, no object, no Scenario."""

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


class Evaluator:
    """A pool of children that evaluate. Make it after forking; close it at the end."""

    def __init__(self, limits: Limits, size: int = 8, usual: int | None = None) -> None:
        self._limits = limits
        self._pool = Pool("playground.evaluator:answer", limits, size, usual=usual, warm_up="playground.evaluator:warm_up")

    def evaluate(self, document: bytes, *, trace: bool = False) -> bytes:
        """The Result's JSON (ASCII) for a Scenario's (UTF-8). Raises MalformedJson, InvalidDocument and Busy."""
        try:
            reply = self._pool.call((TRACED if trace else PLAIN) + document)
        except ChildKilled as error:
            if error.reason == "crash":
                log.error("The evaluator crashed. %s", error.detail)  # noqa: TRY400 - the child's traceback is the one that tells
            return self._stopped(error).dump().encode()
        return _content(reply)

    def use(self, tool: str, document: bytes) -> bytes:
        """What a tool of `formats.tools` makes of a document, as JSON. MalformedJson, InvalidDocument, Busy, ChildKilled (a crash)."""
        try:
            return _content(self._pool.call(TOOL + tool.encode() + b"\n" + document))
        except ChildKilled as error:
            if error.reason == "crash":
                raise
            message = self._stopped(error).diagnostics[0].message
            raise InvalidDocument([Problem("", message)], "This is too much at once.") from None

    def close(self) -> None:
        """End every child."""
        self._pool.close()

    def _stopped(self, error: ChildKilled) -> Result:
        """The Result for an evaluation whose child was killed: status, headers and body are null, since it is no answer of AWS's."""
        code, message, advice = STOPPED[error.reason]
        limits = {"seconds": f"{self._limits.seconds:g}", "memory": f"{self._limits.memory // 1024**2}"}
        finding = Finding(code=code, severity="error", message=message.format_map(limits), help=advice, where="", start=None, end=None)
        return Result(status=None, headers=None, body=None, diagnostics=[finding])


def _content(reply: bytes) -> bytes:
    """The JSON of a child's reply. Raises MalformedJson or InvalidDocument where the reply reports one."""
    kind, content = reply[:1], reply[1:]
    if kind == MALFORMED:
        raise MalformedJson(**json.loads(content))
    if kind == INVALID:
        told = json.loads(content)
        raise InvalidDocument([Problem(**problem) for problem in told["problems"]], told["detail"])
    return content


def answer(request: bytes, limits: Limits) -> bytes:
    """The child's function: reads the document, evaluates it or runs a tool, and gives the reply: a byte for its kind, then JSON."""
    kind, document = request[:1], request[1:]
    try:
        if kind == TOOL:
            name, _, document = document.partition(b"\n")
            return RESULT + tools.run(name.decode(), document, limits)
        scenario = Scenario.load(document)
    except MalformedJson as error:
        return MALFORMED + json.dumps({"message": error.message, "offset": error.offset}).encode()
    except InvalidDocument as error:
        return INVALID + json.dumps({"detail": error.detail, "problems": [one.to_document() for one in error.problems]}).encode()
    return RESULT + evaluate(scenario, limits, trace=kind == TRACED).dump().encode()


def warm_up(limits: Limits) -> None:
    """Run every code path that imports or reads files once, before children are forked: they can open no file. No result."""
    validated = [{**_VALIDATED, "request": {"body": body}} for body in ('{"a": "a"}', '{"a": 1}', "{")]
    for text in (*(json.dumps(one) for one in [*(example.document for example in examples.load()), *validated]), *_ODD):
        answer(TRACED + text.encode(), limits)
    for name in tools.TOOLS:
        for document in tools.warm_up(name):
            answer(TOOL + name.encode() + b"\n" + document, limits)
