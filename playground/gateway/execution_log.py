"""The lines that the API Gateway console's Test prints for a call, without times, so that a user can compare.

Evidence: recorded: ls (test-invoke of MOCK and Lambda, 2025-08 and -09); documented: how-to-test-method,
getting-started-lambda-non-proxy-integration; user-reported: execution logs of 2016 to 2024.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.gateway.binary import request_way, response_way
from playground.vtl.java.hash_order import in_hash_order
from playground.vtl.java.values import to_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.gateway.answer import Answer
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.failures import GatewayFailure
    from playground.gateway.stage_values import BackendAnswer, SentRequest

_BINARY = "[Binary Data]"


def begin(evaluation: Evaluation) -> None:
    """Lines for the client's call."""
    context, request = evaluation.context, evaluation.scenario.request
    name = to_text(context.get("requestId"))
    evaluation.log += [
        f"Execution log for request {name}",
        f"Starting execution for request: {name}",
        f"HTTP Method: {to_text(context.get('httpMethod'))}, Resource Path: {_path(evaluation)}",
        f"Method request path: {_hash_map(request.path)}",
        f"Method request query string: {_hash_map(request.querystring)}",
        f"Method request headers: {_hash_map(request.header)}",
        f"Method request body before transformations: {_body(request.body, is_binary=request_way(evaluation).comes)}",
    ]


def requested(evaluation: Evaluation, sent: SentRequest) -> None:
    """Lines for the request to the backend; none for MOCK (recorded: ls, test-invoke of MOCK)."""
    if evaluation.integration.type == "MOCK":
        return
    evaluation.log += [f"Endpoint request URI: {sent.address}"] if sent.address else []
    evaluation.log += [
        f"Endpoint request headers: {_hash_map(sent.request.header)}",
        f"Endpoint request body after transformations: {_body(sent.request.body, is_binary=sent.is_binary)}",
    ]


def sending(evaluation: Evaluation, sent: SentRequest) -> None:
    """The line for the moment in which the request goes out, if it has an address."""
    evaluation.log += [f"Sending request to {sent.address}"] if sent.address else []


def received(evaluation: Evaluation, answer: BackendAnswer) -> None:
    """Lines for the backend's answer; none for MOCK. Its latency is written as 0 ms, as all times are left out."""
    if evaluation.integration.type == "MOCK":
        return
    is_binary = response_way(evaluation, None, answer.headers).comes
    evaluation.log += [
        f"Received response. Status: {answer.status}, Integration latency: 0 ms",
        f"Endpoint response headers: {_map(answer.headers)}",
        f"Endpoint response body before transformations: {_body(answer.body, is_binary=is_binary)}",
    ]


def completed(evaluation: Evaluation, answer: Answer) -> None:
    """Lines for the client's answer. The Content-Type that API Gateway adds comes last, behind what is mapped (user-reported)."""
    headers = {**{name: value for name, value in answer.headers.items() if name != "Content-Type"}, **answer.headers}
    evaluation.log += [
        f"Method response body after transformations: {_body(answer.body, is_binary=answer.is_binary)}",
        f"Method response headers: {_map(headers)}",
        "Successfully completed execution",
        f"Method completed with status: {answer.status}",
    ]


def validated(evaluation: Evaluation, content_type: str) -> None:
    """A body that its model allows (documented: getting-started-lambda-non-proxy-integration)."""
    evaluation.log.append(f"Request validation succeeded for content type {content_type}")


def refused(evaluation: Evaluation, content_type: str, words: str) -> None:
    """A body that its model refuses (user-reported: the logs of three courses)."""
    evaluation.log.append(f"Request body does not match model schema for content type {content_type}: [{words}]")


_ENDINGS = {
    "API_CONFIGURATION_ERROR": "Execution failed due to configuration error",
    "INTEGRATION_FAILURE": "Execution failed due to a network error communicating with endpoint",
    "INTEGRATION_TIMEOUT": "Execution failed due to a timeout error",
}
"""Gateway response type → how the log says that the execution failed (recorded; user-reported; documented: AWS's knowledge center on 504
errors). A call that is refused before its integration has no such line.
"""


def failed(evaluation: Evaluation, failure: GatewayFailure, answer: Answer) -> None:
    """An error that the gateway answers itself; its reason is named where AWS's words for it are known."""
    ending = _ENDINGS.get(failure.kind)
    if ending:
        evaluation.log.append(f"{ending}: {failure.reason}" if failure.reason else ending)
    evaluation.log.append(f"Method completed with status: {answer.status}")


def _path(evaluation: Evaluation) -> str:
    """The call's path without the stage, which `$context.path` has in front."""
    path, stage = to_text(evaluation.context.get("path")), to_text(evaluation.context.get("stage"))
    prefix = f"/{stage}"
    return path[len(prefix) :] or "/" if stage and f"{path}/".startswith(f"{prefix}/") else path


def _body(text: str, *, is_binary: bool) -> str:
    return _BINARY if is_binary else text


def _hash_map(values: Mapping[str, str | list[str]]) -> str:
    """A map whose names stand in the order of a `java.util.HashMap` (user-reported: execution logs of 2016 and 2022)."""
    return _map({name: values[name] for name in in_hash_order(values)} if len(values) > 1 else values)


def _map(values: Mapping[str, str | list[str]]) -> str:
    return "{" + ", ".join([f"{name}={value if isinstance(value, str) else ','.join(value)}" for name, value in values.items()]) + "}"
