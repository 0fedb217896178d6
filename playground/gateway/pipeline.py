"""The stages of an evaluation, one after the other, and what ends them early."""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.errors import LimitReached
from playground.gateway import execution_log
from playground.gateway.answer import Answer, Cause
from playground.gateway.body_check import check_body, check_request_body
from playground.gateway.checks.method.gateway_response_lints import lint_gateway_responses
from playground.gateway.checks.method.method_lints import lint_method
from playground.gateway.checks.template import placeholders
from playground.gateway.checks.template.reading import MOST_LINTS
from playground.gateway.evaluation import Evaluation
from playground.gateway.failures import GatewayFailure
from playground.gateway.gateway_responses import answer
from playground.gateway.method_request import admit, reach_backend
from playground.gateway.request import mock_status, prepare_request
from playground.gateway.response import make_answer
from playground.gateway.result_builder import Report
from playground.limits import Limits
from playground.vtl.java.length import longest
from playground.vtl.java.values import JavaException

if TYPE_CHECKING:
    from playground.model import Backend, Result, Scenario

__all__ = ["evaluate"]


def evaluate(scenario: Scenario, limits: Limits | None = None, *, trace: bool = False) -> Result:
    """What the client gets for a Scenario, and why; never raises for what a user wrote. `trace` adds what each part of a template did."""
    evaluation = Evaluation(scenario, limits or Limits(), recording=trace)
    report = Report(evaluation, time.perf_counter())
    try:
        with longest(evaluation.limits.string):
            return _run(evaluation, report)
    except GatewayFailure as failure:
        return _fail(evaluation, report, failure)
    except LimitReached as limit:
        return report.of_nothing(limit)


def _fail(evaluation: Evaluation, report: Report, failure: GatewayFailure) -> Result:
    """The gateway's own answer to a failure."""
    for diagnostic in failure.diagnostics:
        evaluation.tell(diagnostic)
    try:
        result = answer(failure, evaluation)
    except LimitReached as limit:
        return report.of_nothing(limit)
    execution_log.failed(evaluation, failure, result)
    return report.of_answer(result)


def _run(evaluation: Evaluation, report: Report) -> Result:
    """The stages, one after the other."""
    backend = evaluation.scenario.backend
    _check_size(evaluation, "/request/body", evaluation.scenario.request.body)
    _check_size(evaluation, "/backend/body", backend.body if backend else "")
    execution_log.begin(evaluation)
    for diagnostic in lint_gateway_responses(evaluation.scenario.gatewayResponses):
        evaluation.tell(diagnostic)
    admit(evaluation)
    if evaluation.integration.type.endswith("_PROXY"):
        return _pass_through(evaluation, report, backend)
    for diagnostic in lint_method(evaluation.scenario.method) if evaluation.scenario.method else ():
        evaluation.tell(diagnostic)
    for diagnostic in islice(placeholders.placeholders_in_mappings(evaluation.scenario), MOST_LINTS):
        evaluation.tell(diagnostic)
    made = _answer(evaluation)
    if made is None:
        return report.of_nothing()
    if evaluation.selected and evaluation.selected.template:
        check_body(evaluation, made, evaluation.rendered[-1])
    execution_log.completed(evaluation, made)
    return report.of_answer(made)


def _answer(evaluation: Evaluation) -> Answer | None:
    """The client's answer; None where there is no backend to ask. What a template left in an override may hold itself, or be too deep."""
    try:
        return _stages(evaluation)
    except JavaException as error:
        message = f"A value that is to be a header or a status fails in Java: {error.message} ({error.java_class})."
        diagnostic = Diagnostic("vtl.method", "error", message, help="Give a text or a number.", where=evaluation.rendering)
        raise GatewayFailure("API_CONFIGURATION_ERROR", [diagnostic]) from error
    except RecursionError:
        raise LimitReached("nesting", "A value that the template made is nested too deep.") from None


def _stages(evaluation: Evaluation) -> Answer | None:
    backend = evaluation.scenario.backend
    evaluation.request = prepare_request(evaluation)
    if evaluation.rendered:
        check_request_body(evaluation, evaluation.rendered[-1])
    execution_log.requested(evaluation, evaluation.request)
    reach_backend(evaluation)
    headers: dict[str, str | list[str]] = {}
    if evaluation.integration.type == "MOCK":
        status = mock_status(evaluation, evaluation.request.body)
        evaluation.response_payload.text = ""  # a MOCK's response template sees an empty body (recorded: ls/mock)
    elif backend is None:
        return None
    else:
        status, headers = backend.status, dict(backend.header)
    execution_log.received(evaluation, status, headers)
    return make_answer(evaluation, status, headers)


def _pass_through(evaluation: Evaluation, report: Report, backend: Backend | None) -> Result:
    """AWS_PROXY and HTTP_PROXY: nothing of the answer is changed."""
    kind = evaluation.integration.type
    reach_backend(evaluation)
    evaluation.tell(
        Diagnostic(
            "proxy",
            "info",
            f"An {kind} integration passes everything through: no template runs, and no integration response is selected.",
            help="Templates run with the types AWS, HTTP and MOCK.",
            where=evaluation.scenario.where("methodIntegration", "type"),
        )
    )
    if backend is None:
        return report.of_nothing()
    cause = Cause("integrationResponse", "/backend")
    passed = Answer(backend.status, backend.body, cause)
    passed.set_header("Content-Type", "application/json", cause)
    for name, value in backend.header.items():
        passed.set_header(name, value if isinstance(value, str) else ",".join(value), cause)
    execution_log.completed(evaluation, passed)
    return report.of_answer(passed)


def _check_size(evaluation: Evaluation, where: str, body: str) -> None:
    size = len(body) if body.isascii() else len(body.encode("utf-8", "replace"))
    if size > evaluation.limits.body:
        evaluation.rendering = where
        raise LimitReached(
            "body",
            f"The body has {size:,} bytes; the limit is {evaluation.limits.body:,} (API Gateway's own is 10 MB).",
            help="Ask for less at once.",
        )
