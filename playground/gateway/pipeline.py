"""The way of a call through the gateway: its stages, one after the other, and what ends them early.

It is made of two halves. The request half ends in a `SentRequest`, the response half begins with a `BackendAnswer`; both are plain data,
and nothing of the first half depends on the second, so what answers in between may stand anywhere.
"""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, utf8_length
from playground.errors import LimitReached
from playground.gateway import execution_log, gateway_responses
from playground.gateway.backend import ask_backend, receive
from playground.gateway.body_check import check_request_body, check_response_body
from playground.gateway.checks.call.header_sizes import tell_large_answer, tell_large_call
from playground.gateway.checks.call.masked_status import tell_masked
from playground.gateway.checks.method.gateway_response_lints import lint_gateway_responses
from playground.gateway.checks.method.method_lints import lint_method
from playground.gateway.checks.template.placeholders import placeholders_in_mappings
from playground.gateway.checks.template.reading import MOST_LINTS
from playground.gateway.content_type import content_type_of, tell_uncertain_type
from playground.gateway.evaluation import Evaluation
from playground.gateway.failures import GatewayFailure
from playground.gateway.injection import tell_request_injections, tell_response_injections
from playground.gateway.injection_overrides import tell_mapped_injections, tell_override_injections
from playground.gateway.method_request import admit
from playground.gateway.overrides import response_override
from playground.gateway.parameter_mapping import request_parameters, response_headers
from playground.gateway.proxy import is_proxy, pass_through
from playground.gateway.request import make_request_body, send
from playground.gateway.response import assemble, choose_template, make_response_body, require_declared
from playground.gateway.result_builder import ResultBuilder
from playground.gateway.selection import select
from playground.gateway.service_check import check_sent
from playground.limits import Limits
from playground.vtl.java.length import longest
from playground.vtl.java.values import JavaException

if TYPE_CHECKING:
    from playground.gateway.answer import Answer
    from playground.gateway.stage_values import BackendAnswer, SentRequest
    from playground.model import Result, Scenario
    from playground.services.engine.session import Engine
    from playground.services.finding import ServiceError

__all__ = ["evaluate"]


def evaluate(
    scenario: Scenario,
    limits: Limits | None = None,
    *,
    trace: bool = False,
    engine: Engine | None = None,
    probing: bool = True,
    refusing: bool = False,
) -> Result:
    """What the client gets for a Scenario, and why; never raises for what a user wrote. `trace` adds what each part of a template did.

    `engine` answers over the tables of a Scenario that has them, and no backend. Without `probing` no hostile texts are tried in place of
    the client's: of many runs of one method, one is enough. `refusing`: a sure refusal is the answer, whatever `backend` says.
    """
    evaluation = Evaluation(scenario, limits or Limits(), recording=trace, engine=engine, probing=probing, refusing=refusing)
    builder = ResultBuilder(evaluation, time.perf_counter())
    try:
        with longest(evaluation.limits.string):
            return _run(evaluation, builder)
    except GatewayFailure as failure:
        return _fail(evaluation, builder, failure)
    except LimitReached as limit:
        return builder.of_nothing(limit)


def _run(evaluation: Evaluation, builder: ResultBuilder) -> Result:
    """The way of a call; GatewayFailure where the gateway answers an error of its own, LimitReached."""
    _check_size(evaluation, "/request/body", evaluation.scenario.request.body)
    _check_size(evaluation, "/backend/body", evaluation.scenario.backend.body if evaluation.scenario.backend else "")
    execution_log.begin(evaluation)
    tell_large_call(evaluation)
    _lint_api(evaluation)
    admit(evaluation)
    answer = pass_through(evaluation) if is_proxy(evaluation) else _integrate(evaluation, builder)
    if answer is None:
        return builder.of_nothing()
    tell_large_answer(evaluation, answer)
    execution_log.completed(evaluation, answer)
    return builder.of_answer(answer)


def _integrate(evaluation: Evaluation, builder: ResultBuilder) -> Answer | None:
    """The answer of an integration with templates and mappings; None where there is no backend to ask."""
    _lint_method(evaluation)
    try:
        sent, refusal = _request_half(evaluation, builder)
        backend = ask_backend(evaluation, sent, refusal)
        if backend is None:
            return None
        builder.keep_backend(backend)
        return _response_half(evaluation, builder, backend)
    except JavaException as error:
        message = f"A value that is to be a header or a status fails in Java: {error.message} ({error.java_class})."
        diagnostic = Diagnostic("vtl.method", "error", message, help="Give a text or a number.", where=evaluation.where)
        raise GatewayFailure("API_CONFIGURATION_ERROR", [diagnostic]) from error
    except RecursionError:  # what a template left in an override may hold itself, or be too deep
        raise LimitReached("nesting", "A value that the template made is nested too deep.") from None


def _request_half(evaluation: Evaluation, builder: ResultBuilder) -> tuple[SentRequest, ServiceError | None]:
    """From the client's call to the request that is sent, and what the service answers where it surely refuses that."""
    mapped = request_parameters(evaluation)
    body = make_request_body(evaluation)
    sent = send(evaluation, mapped, body)
    builder.keep_request(sent)
    refusal = check_sent(evaluation, sent, body)
    check_request_body(evaluation, body)
    tell_request_injections(evaluation, sent, body)
    tell_override_injections(evaluation, "requestOverride")
    tell_mapped_injections(evaluation, sent)
    return sent, refusal


def _response_half(evaluation: Evaluation, builder: ResultBuilder, backend: BackendAnswer) -> Answer:
    """From the backend's answer to the client's."""
    received = receive(evaluation, backend)
    selection = select(evaluation, received)
    template = choose_template(evaluation, selection)
    builder.keep_selection(selection, template)
    require_declared(evaluation, selection)
    body = make_response_body(evaluation, received, selection, template)
    content_type = content_type_of(evaluation, selection, template)
    mapped = response_headers(evaluation, received, selection)
    override = response_override(evaluation)
    answer = assemble(selection, body, content_type, mapped, override)
    tell_uncertain_type(evaluation, content_type, template, answer)
    tell_masked(evaluation, received, selection, answer)
    check_response_body(evaluation, answer, body)
    tell_response_injections(evaluation, answer, body)
    tell_override_injections(evaluation, "responseOverride")
    return answer


def _fail(evaluation: Evaluation, builder: ResultBuilder, failure: GatewayFailure) -> Result:
    """The gateway's own answer to a failure."""
    for diagnostic in failure.diagnostics:
        evaluation.tell(diagnostic)
    try:
        answer = gateway_responses.answer(failure, evaluation)
    except LimitReached as limit:
        return builder.of_nothing(limit)
    tell_large_answer(evaluation, answer)
    execution_log.failed(evaluation, failure, answer)
    return builder.of_answer(answer)


def _lint_api(evaluation: Evaluation) -> None:
    for diagnostic in lint_gateway_responses(evaluation.scenario.gatewayResponses):
        evaluation.tell(diagnostic)


def _lint_method(evaluation: Evaluation) -> None:
    method = evaluation.scenario.method
    for diagnostic in lint_method(method) if method else ():
        evaluation.tell(diagnostic)
    for diagnostic in islice(placeholders_in_mappings(evaluation.scenario), MOST_LINTS):
        evaluation.tell(diagnostic)


def _check_size(evaluation: Evaluation, where: str, body: str) -> None:
    size = utf8_length(body)
    if size > evaluation.limits.body:
        evaluation.where = where
        raise LimitReached(
            "body",
            f"The body has {size:,} bytes; the limit is {evaluation.limits.body:,} (API Gateway's own is 10 MB).",
            help="Ask for less at once.",
        )
