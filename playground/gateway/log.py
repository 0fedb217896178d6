"""The lines that the API Gateway console's Test prints for a call, without times, so that a user can compare (developer guide,
"Use the API Gateway console to test a REST API method").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.vtl.values import to_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.gateway.evaluation import Evaluation
    from playground.gateway.failures import GatewayAnswer, GatewayFailure
    from playground.gateway.response import Answer
    from playground.model import IntegrationRequest


def begin(evaluation: Evaluation) -> None:
    """The client's call."""
    context, request = evaluation.context, evaluation.scenario.request
    name = to_text(context.get("requestId"))
    method = evaluation.method.httpMethod or to_text(context.get("httpMethod"))
    evaluation.log += [
        f"Execution log for request {name}",
        f"Starting execution for request: {name}",
        f"HTTP Method: {method}, Resource Path: {to_text(context.get('path'))}",
        f"Method request path: {_map(request.path)}",
        f"Method request query string: {_map(request.querystring)}",
        f"Method request headers: {_map(request.header)}",
        f"Method request body before transformations: {request.body}",
    ]


def requested(evaluation: Evaluation, request: IntegrationRequest) -> None:
    """The request to the backend."""
    if evaluation.integration.uri:
        evaluation.log.append(f"Endpoint request URI: {evaluation.integration.uri}")
    evaluation.log += [
        f"Endpoint request headers: {_map(request.header)}",
        f"Endpoint request body after transformations: {request.body}",
    ]


def received(evaluation: Evaluation, status: int, headers: Mapping[str, str | list[str]]) -> None:
    """The backend's answer."""
    evaluation.log += [
        f"Received response. Status: {status}",
        f"Endpoint response headers: {_map(headers)}",
        f"Endpoint response body before transformations: {evaluation.response_payload.text}",
    ]


def completed(evaluation: Evaluation, answer: Answer) -> None:
    """The client's answer."""
    evaluation.log += [
        f"Method response body after transformations: {answer.body}",
        f"Method response headers: {_map(answer.headers)}",
        "Successfully completed execution",
        f"Method completed with status: {answer.status}",
    ]


def failed(evaluation: Evaluation, failure: GatewayFailure, answer: GatewayAnswer) -> None:
    """An error that the gateway answers itself."""
    if not any(line.startswith("Execution failed") for line in evaluation.log):
        reason = failure.reason or (failure.diagnostics[0].message if failure.diagnostics else failure.message or answer.body)
        evaluation.log.append(f"Execution failed due to configuration error: {reason}")
    evaluation.log.append(f"Method completed with status: {answer.status}")


def _map(values: Mapping[str, str | list[str]]) -> str:
    if not values:
        return "{}"
    pairs = (f"{name}={value if isinstance(value, str) else ','.join(value)}" for name, value in values.items())
    return "{" + ", ".join(pairs) + "}"
