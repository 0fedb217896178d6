"""The child's side of an evaluation: reads a document, evaluates it, and gives the reply. Runs in the sandbox."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playground import examples
from playground.errors import InvalidDocument
from playground.evaluator.answer_size import dump_result
from playground.evaluator.replies import INVALID, MALFORMED, RESULT, TRACED
from playground.gateway import evaluate
from playground.model import MalformedJson, Scenario
from playground.sandbox.asking import CALLER
from playground.services.engine.session import Engine

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.limits import Limits

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


def answer(request: bytes, limits: Limits) -> bytes:
    """The child's function: evaluates the Scenario behind the request's first byte, and gives the reply."""
    kind, document = request[:1], request[1:]

    def make() -> bytes:
        result = evaluate(Scenario.load(document), limits, trace=kind == TRACED, engine=engine_of_caller(limits))
        reached = {one.code.removeprefix("limit.") for one in result.diagnostics if one.code.startswith("limit.")}
        return " ".join(sorted(reached)).encode() + b"\n" + dump_result(result, limits)

    return reply(make)


def engine_of_caller(limits: Limits) -> Engine | None:
    """The engine that the child's caller asks; None outside of a child."""
    ask = CALLER.get()
    return None if ask is None else Engine(ask, limits.engine)


def reply(make: Callable[[], bytes]) -> bytes:
    """The reply with what `make` gives (reached limits, a line's end, JSON), or with why the document cannot be used: see `replies`."""
    try:
        return RESULT + make()
    except MalformedJson as error:
        return MALFORMED + b"\n" + json.dumps({"message": error.message, "offset": error.offset}).encode()
    except InvalidDocument as error:
        return INVALID + b"\n" + json.dumps({"detail": error.detail, "problems": [one.to_document() for one in error.problems]}).encode()


def warm_up(limits: Limits) -> None:
    """Run every code path that imports or reads files once, before children are forked: they can open no file. No result."""
    validated = [{**_VALIDATED, "request": {"body": body}} for body in ('{"a": "a"}', '{"a": 1}', "{")]
    of_each_group = {example.group: example.document for example in examples.load()}.values()
    for text in (*(json.dumps(one) for one in [*of_each_group, *validated]), *_ODD):
        answer(TRACED + text.encode(), limits)
