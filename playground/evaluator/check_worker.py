"""The child's side of `playground check`: reads a document, lists the cases of an operation, or checks it. Runs in the sandbox.

A request is a JSON object whose `do` names what to do; the documents are not the site's, and their size is its caller's to bound.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.cases.check import CheckedCase, Wanted, check, names
from playground.documents.local import Places, read_local
from playground.evaluator import worker
from playground.jsontext.strict import dump_utf8, load_json
from playground.model import Scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.limits import Limits
    from playground.model import Finding


def answer(request: bytes, limits: Limits) -> bytes:
    """The child's function: the reply with what a request asks for, as of an evaluation (`replies`)."""
    asked: Any = load_json(request)
    return worker.reply(lambda: b"\n" + dump_utf8(_DO[asked.pop("do")](asked, limits)))


def warm_up(limits: Limits) -> None:
    """As of an evaluation, and each of the two once, for documents of each kind."""
    worker.warm_up(limits)
    scenario = {"method": _METHOD, "cases": [{"name": "a", "expect": {"status": 1, "body": {}}}]}
    for text in (json.dumps(scenario), _YAML, "a: [", "{", "[]"):
        answer(json.dumps({"do": "read", "text": text, "name": "", "files": {}, "refused": {}, "parameters": {}}).encode(), limits)
    checked = {
        "do": "check",
        "scenario": scenario,
        "at": ["", 1, 1],
        "places": {},
        "failOn": "error",
        "derived": True,
        "begin": 0,
        "most": None,
    }
    answer(json.dumps(checked).encode(), limits)


_METHOD = {
    "httpMethod": "GET",
    "methodIntegration": {
        "uri": "arn:aws:apigateway:eu-west-1:dynamodb:action/Query",
        "requestTemplates": {"application/json": "$input.params('a')"},
        "integrationResponses": {"200": {"responseTemplates": {"application/json": '{"a": "$input.path(\'$.Items[0].a.S\')"}'}}},
    },
}
_YAML = "openapi: 3.0.1\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: mock, responses: {default: {statusCode: 200}}}}}}"


def _read(asked: dict[str, Any], _: Limits) -> dict[str, Any]:
    return read_local(asked["text"], asked["name"], asked["files"], asked["refused"], asked["parameters"])


def _check(asked: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """{"cases": [case], "next": the number of the first case there was no time for; null: none is left}."""
    places = _Described(Places(asked["places"], tuple(asked["at"])))
    cases: list[dict[str, Any]] = []
    following = None
    wanted = Wanted(asked["failOn"], asked["derived"], asked["begin"], asked["most"])
    for one in check(Scenario.from_document(asked["scenario"]), limits, wanted, worker.engine_of_caller(limits)):
        if isinstance(one, int):
            following = one
        else:
            cases.append(places.case(one))
    return {"cases": cases, "next": following}


def _list(asked: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """{"names": the names of all cases}."""
    return {"names": names(Scenario.from_document(asked["scenario"]), limits, worker.engine_of_caller(limits), derived=asked["derived"])}


_DO: dict[str, Callable[[dict[str, Any], Limits], dict[str, Any]]] = {"read": _read, "list": _list, "check": _check}


@dataclass(frozen=True, slots=True)
class _Described:
    """Describes what was found, each at its place in the user's files."""

    places: Places

    def case(self, one: CheckedCase) -> dict[str, Any]:
        """A case, as reports have it; it stands where it is written, the own run and derived cases where the operation is."""
        spot = self.places.spot(one.where)
        return {
            "name": one.name,
            "at": {"file": spot.file, "line": spot.line, "column": spot.column},
            "kind": one.kind,
            "why": one.why,
            "status": one.status,
            "isJson": one.is_json,
            "matches": one.matches,
            "fails": one.fails,
            "differences": [each.model_dump() for each in one.differences],
            "diagnostics": [self._finding(each) for each in one.diagnostics],
            "accepted": one.accepted,
            "body": one.body if one.fails else None,
            "milliseconds": round(one.milliseconds, 2),
        }

    def _finding(self, one: Finding) -> dict[str, Any]:
        start = self.places.spot(one.where, one.start.line, one.start.column) if one.start else self.places.spot(one.where)
        end = self.places.spot(one.where, one.end.line, one.end.column) if one.end else start
        if (end.file, end.line, end.column) < (start.file, start.line, start.column) or end.file != start.file:
            end = start
        return {
            "code": one.code,
            "severity": one.severity,
            "message": one.message,
            "help": one.help,
            "file": start.file,
            "start": {"line": start.line, "column": start.column},
            "end": {"line": end.line, "column": end.column},
            "where": one.where,
        }
