"""Faults on demand: the backend fails as its service does, and the method's mapping is seen."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground import Result, Scenario, evaluate
from playground.cases.run import matrix_of
from playground.limits import Limits

URI = "arn:aws:apigateway:eu-west-1:%s"
SERVICES = {
    "dynamodb": ("dynamodb:action/GetItem", 400, 500),
    "states": ("states:action/StartExecution", 400, 500),
    "kinesis": ("kinesis:action/PutRecord", 400, 500),
    "sqs": ("sqs:path/1/q", 400, 500),
    "lambda": ("lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:1:function:f/invocations", 429, 500),
}


def document(service: str, fault: str, **backend: Any) -> dict[str, Any]:
    responses = {"200": {"statusCode": "200"}, "502": {"statusCode": "502", "selectionPattern": "5\\d{2}"}}
    integration = {"type": "AWS", "httpMethod": "POST", "uri": URI % SERVICES[service][0], "integrationResponses": responses}
    return {"method": {"methodIntegration": integration}, "request": {"body": "{}"}, "backend": {"fault": fault, **backend}}


def run(service: str, fault: str, **backend: Any) -> Result:
    return evaluate(Scenario.from_document(document(service, fault, **backend)))


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_fails_in_its_own_words(service: str) -> None:
    _, throttled, failed = SERVICES[service]
    first, second = run(service, "throttled"), run(service, "error")
    assert first.backend is not None
    assert second.backend is not None
    assert (first.backend.status, second.backend.status) == (throttled, failed)
    assert first.backend.body != second.backend.body
    is_xml = service == "sqs"
    for seen in (first.backend, second.backend):
        assert seen.body.startswith("<ErrorResponse>") if is_xml else isinstance(json.loads(seen.body), dict)
    assert second.status == (502 if service != "lambda" else 200)  # a Lambda's pattern is tried on its errorMessage


def test_dynamodbs_throttling_has_its_type() -> None:
    body = json.loads(run("dynamodb", "throttled").body or "")
    assert body["__type"] == "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"
    assert "throughput" in body["message"]


@pytest.mark.parametrize("service", SERVICES)
def test_what_does_not_answer_in_time_is_the_gateways_504(service: str) -> None:
    made = run(service, "slow")
    assert (made.status, made.statusFrom and made.statusFrom.by) == (504, "gatewayResponse")
    assert json.loads(made.body or "") == {"message": "Endpoint request timed out"}


def test_a_fault_counts_before_an_answer_that_is_given() -> None:
    made = run("dynamodb", "error", status=200, body="{}")
    assert made.backend is not None
    assert made.backend.status == 500


def test_a_case_may_fail_on_demand() -> None:
    scenario = {**document("dynamodb", "error"), "backend": {"body": "{}"}}
    scenario["cases"] = [
        {"name": "slow", "backend": {"fault": "slow"}, "expect": {"status": 504}},
        {"name": "throttled", "backend": {"fault": "throttled"}, "expect": {"status": 200}},
    ]
    rows = matrix_of(Scenario.from_document(scenario), Limits())
    assert [(row.status, row.matches) for row in rows] == [(200, None), (504, True), (200, True)]


@pytest.mark.parametrize(
    ("kind", "fault", "status"),
    [("AWS_PROXY", "slow", 504), ("AWS_PROXY", "error", 500), ("AWS_PROXY", "throttled", 500), ("HTTP_PROXY", "throttled", 429)],
)
def test_a_proxy_passes_a_fault_on_or_the_gateway_answers(kind: str, fault: str, status: int) -> None:
    scenario = document("lambda", fault)
    scenario["method"]["methodIntegration"]["type"] = kind
    assert evaluate(Scenario.from_document(scenario)).status == status
