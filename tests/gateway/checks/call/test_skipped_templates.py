"""A template that is there and did not run is told, with the media type that made the body pass it by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from playground import Result, Scenario, evaluate
from tests.gateway.findings import told

if TYPE_CHECKING:
    from collections.abc import Mapping

CODE = "template.skipped"
JSON = {"application/json": '{"TableName": "T"}'}
FORM = "application/x-www-form-urlencoded"


def called(templates: Mapping[str, str | None], header: dict[str, str], body: str = "x", **integration: Any) -> Result:
    given = {"type": "AWS", "requestTemplates": templates, "integrationResponses": {"200": {"statusCode": "200"}}, **integration}
    request = {"header": header, "body": body}
    return evaluate(Scenario.from_document({"method": {"methodIntegration": given}, "request": request, "backend": {"body": "{}"}}))


@pytest.mark.parametrize(
    ("templates", "header", "words", "name"),
    [
        (JSON, {"Content-Type": "text/plain"}, "The call's Content-Type is text/plain", "application~1json"),
        (JSON, {"content-type": f"{FORM}; charset=utf-8"}, f"Content-Type is {FORM}", "application~1json"),
        (JSON, {"Content-Type": "Application/JSON"}, "letter by letter", "application~1json"),
        ({"text/csv; header=present": "{}"}, {"Content-Type": "text/csv"}, "without parameters", "text~1csv; header=present"),
        ({FORM: "a=1"}, {}, "no Content-Type, which counts as application/json", "application~1x-www-form-urlencoded"),
        ({"text/xml": None, FORM: "a=1"}, {"Content-Type": "text/plain"}, "text/plain", "application~1x-www-form-urlencoded"),
    ],
)  # fmt: skip
def test_a_request_template_that_is_passed_by_is_told(
    templates: dict[str, str | None], header: dict[str, str], words: str, name: str
) -> None:
    for behavior in (None, "WHEN_NO_MATCH"):
        result = called(templates, header, passthroughBehavior=behavior)
        (finding,) = told(result, CODE)
        assert (finding.severity, finding.where) == ("warning", f"/method/methodIntegration/requestTemplates/{name}")
        assert words in f"{finding.message} {finding.help}"
        assert result.integrationRequest
        assert result.integrationRequest.body == "x"


@pytest.mark.parametrize(
    ("templates", "header", "body"),
    [
        (JSON, {"Content-Type": "application/json"}, "{}"),
        (JSON, {"Content-Type": "application/json; charset=utf-8"}, "{}"),
        (JSON, {}, "{}"),
        ({}, {"Content-Type": "text/plain"}, "x"),
        ({"application/json": None}, {"Content-Type": "text/plain"}, "x"),
        ({"text/plain": None, **JSON}, {"Content-Type": "text/plain"}, "x"),  # one that is empty: it passes on purpose
        ({FORM: "a=1"}, {}, ""),  # nobody said what the call is
    ],
)
def test_a_template_that_ran_or_none_that_could_is_told_nothing(
    templates: dict[str, str | None], header: dict[str, str], body: str
) -> None:
    assert told(called(templates, header, body), CODE) == []


def test_a_call_that_is_refused_is_told_as_that() -> None:
    for behavior in ("NEVER", "WHEN_NO_TEMPLATES"):
        result = called(JSON, {"Content-Type": "text/plain"}, passthroughBehavior=behavior)
        assert (result.status, [finding.code for finding in result.diagnostics]) == (415, ["content.unsupported"])


def test_a_mock_whose_template_did_not_run_says_so() -> None:
    result = called({"application/json": '{"statusCode": 200}'}, {"Content-Type": "text/html"}, type="MOCK")
    assert result.status == 500
    assert told(result, CODE)


def answered(templates: dict[str, str | None], accept: str | None) -> Result:
    responses = {"200": {"statusCode": "200", "responseTemplates": templates}}
    document = {
        "method": {"methodIntegration": {"type": "AWS", "integrationResponses": responses}},
        "request": {"header": {"Accept": accept} if accept else {}},
        "backend": {"body": '{"Count": 1}'},
    }
    return evaluate(Scenario.from_document(document))


def test_a_response_template_that_an_accept_passes_by_is_told() -> None:
    result = answered({"application/json": "{}", "text/csv": None}, "text/csv, application/json")
    (finding,) = told(result, CODE)
    assert "Accept is text/csv, whose template is empty" in finding.message
    assert finding.where.endswith("/responseTemplates/application~1json")
    assert result.body == '{"Count": 1}'


@pytest.mark.parametrize(
    ("templates", "accept"),
    [
        ({"application/json": "{}", "text/csv": None}, None),
        ({"application/json": "{}", "text/csv": None}, "image/png"),
        ({"application/json": None}, "application/json"),
        ({"application/json": "{}", "text/csv": "a"}, "text/csv"),
    ],
)
def test_a_response_template_that_ran_is_told_nothing(templates: dict[str, str | None], accept: str | None) -> None:
    assert told(answered(templates, accept), CODE) == []
