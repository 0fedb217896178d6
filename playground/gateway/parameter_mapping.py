"""Parameter mappings: `requestParameters` and `responseParameters`, from their sources to their places.

Evidence: documented: request-response-data-mappings; hand-written: hand/response-params; recorded: ls/headers/illegal-request-mapping.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.errors import LimitReached
from playground.gateway.answer import AnswerHeader, Cause
from playground.gateway.checks.call.mapping_sources import absent_in_request, absent_in_response
from playground.gateway.failures import GatewayFailure
from playground.gateway.variables.parameters import last
from playground.jsonpath.compiler import MISSING, InvalidPath, compile_path
from playground.jsontext.pointer import to_pointer
from playground.vtl.java.values import to_json, to_text
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import ReceivedAnswer, Selection
    from playground.gateway.variables.input import Payload
    from playground.limits import Limits

_MOST_TOLD = 100
"""Diagnostics of one evaluation after which none about a mapping's source is made: a Result holds no more."""
_REFUSED = frozenset({"content-length", "transfer-encoding"})
_REFUSED_BY_AWS = _REFUSED | {"authorization", "connection", "expect", "proxy-authenticate", "te"}


def request_parameters(evaluation: Evaluation) -> dict[str, dict[str, str]]:
    """What `requestParameters` sends, as {"header", "querystring", "path"}; a source that is missing sends nothing.

    GatewayFailure (500) for a header that may not be mapped (recorded: ls/headers/illegal-request-mapping; for AWS integrations [H]).
    """
    mapped: dict[str, dict[str, str]] = {"header": {}, "querystring": {}, "path": {}}
    refused = _REFUSED_BY_AWS if evaluation.integration.type == "AWS" else _REFUSED
    for target, source in evaluation.integration.requestParameters.items():
        location, _, name = target.removeprefix("integration.request.").partition(".")
        if location not in mapped:
            continue
        if location == "header" and name.lower() in refused:
            raise GatewayFailure("API_CONFIGURATION_ERROR", [_refused(evaluation, target, name)])
        where = evaluation.scenario.where("methodIntegration", "requestParameters", target)
        with _limits_told_at(where, evaluation):
            value = _request_source(evaluation, source)
        if value is not None:
            mapped[location][name] = value
        elif len(evaluation.diagnostics) < _MOST_TOLD:
            evaluation.tell(absent_in_request(evaluation, source, where))
    return mapped


def _refused(evaluation: Evaluation, target: str, name: str) -> Diagnostic:
    return Diagnostic(
        "mapping.header",
        "error",
        f"The request header {shorten(name, 60)} cannot be mapped: AWS answers 500.",
        help="Remove the mapping: API Gateway writes this header itself.",
        where=evaluation.scenario.where("methodIntegration", "requestParameters", target),
    )


def response_headers(evaluation: Evaluation, received: ReceivedAnswer, selection: Selection) -> list[AnswerHeader]:
    """The headers that the `responseParameters` of the selected integration response set; the body is read as the backend sent it."""
    received, mapped = received._replace(payload=received.payload.anew()), []
    for target, source in selection.response.responseParameters.items():
        name = target.removeprefix("method.response.header.")
        if name == target:
            continue
        where = f"{selection.where}{to_pointer(['responseParameters', target])}"
        with _limits_told_at(where, evaluation):
            value = _response_source(evaluation, source, received)
        if value is not None:
            mapped.append(AnswerHeader(name, value, Cause("integrationResponse", where)))
        elif len(evaluation.diagnostics) < _MOST_TOLD:
            evaluation.tell(absent_in_response(evaluation, source, received, where))
    return mapped


@contextmanager
def _limits_told_at(where: str, evaluation: Evaluation) -> Iterator[None]:
    """A context manager: a LimitReached that is raised inside gets the mapping at this JSON Pointer as its place."""
    try:
        yield
    except LimitReached:
        evaluation.where = where
        raise


def _common_source(evaluation: Evaluation, source: str) -> str | None:
    """`'static'`, `context.x` and `stageVariables.x`."""
    if source[:1] == source[-1:] == "'" and len(source) > 1:
        return source[1:-1]
    root, _, name = source.partition(".")
    value: object = None
    if root == "stageVariables":
        value = evaluation.stage_variables.get(name)
    elif root == "context":
        value = evaluation.context
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
    return None if value is None or isinstance(value, dict) else to_text(value)


def _request_source(evaluation: Evaluation, source: str) -> str | None:
    prefix, request = "method.request.", evaluation.scenario.request
    if not source.startswith(prefix):
        return _common_source(evaluation, source)
    location, _, name = source.removeprefix(prefix).partition(".")
    if location == "body":
        return _from_body(evaluation.request_payload, name, evaluation.limits, in_error_message=False)
    if location == "path":
        return request.path.get(name)
    values = (request.header if location in {"header", "multivalueheader"} else request.querystring).get(name)
    return _repeated(values, every=location.startswith("multivalue"))


def _response_source(evaluation: Evaluation, source: str, received: ReceivedAnswer) -> str | None:
    prefix = "integration.response."
    if not source.startswith(prefix):
        return _common_source(evaluation, source)
    location, _, name = source.removeprefix(prefix).partition(".")
    if location == "body":
        return _from_body(received.payload, name, evaluation.limits, in_error_message=True)
    return _repeated(received.headers.get(name), every=location == "multivalueheader")


def _repeated(values: str | list[str] | None, *, every: bool) -> str | None:
    """The last value of a repeated header or parameter, or all of them joined with a comma [H] (hand/response-params/multi)."""
    if values is None:
        return None
    return ",".join(values) if every and isinstance(values, list) else last(values)


def _from_body(payload: Payload, path: str, limits: Limits, *, in_error_message: bool) -> str | None:
    """The body, or the value at a path in it; a map or list is compact JSON. `in_error_message`: below `errorMessage`, its JSON.

    Evidence: documented: request-response-data-mappings.
    """
    if not path:
        payload.require_json()  # (hand/response-params/invalid-json)
        return payload.text or "{}"
    document = payload.document
    if in_error_message and path.startswith("errorMessage."):
        document, path = payload.error_message, path.removeprefix("errorMessage.")
    try:
        value = compile_path(f"$.{path}").read(document, limits.jsonpath, limits.regex)
    except InvalidPath:
        return None
    if value is MISSING or value is None:
        return None
    return to_json(value) if isinstance(value, dict | list) else to_text(value)
