"""The Content-Type of the client's answer: by the method response's models, and what beats them."""

from __future__ import annotations

from typing import Any

import pytest

from playground import Result, Scenario, evaluate
from tests.gateway.findings import told

PAGE = "<h1>Orders</h1>"
DECLARED = "/method/methodResponses"


def run(document: dict[str, Any]) -> Result:
    return evaluate(Scenario.from_document(document))


def method(models: dict[str, str] | None, templates: dict[str, str] | None = None, **more: Any) -> dict[str, Any]:
    """A method whose response 200 has these models; None: nothing is declared."""
    responses = {"200": {"statusCode": "200", "responseTemplates": templates or {}}}
    integration = {"type": "AWS", "integrationResponses": responses, **more}
    declared = None if models is None else {"200": {"statusCode": "200", "responseModels": models}}
    return {"methodIntegration": integration, "methodResponses": declared}


def answer(models: dict[str, str] | None, templates: dict[str, str] | None = None, accept: str = "text/plain") -> Result:
    return run({"method": method(models, templates), "request": {"header": {"Accept": accept}}, "backend": {"body": '{"id": 1}'}})


@pytest.mark.parametrize(
    ("models", "templates", "media"),
    [
        ({"text/html": "Empty"}, {"text/html": PAGE}, "text/html"),
        ({"text/html": "Empty"}, {"application/json": PAGE}, "text/html"),
        ({"application/soap+xml": "Order"}, {"text/xml": PAGE}, "application/soap+xml"),
        ({"text/html; charset=utf-8": "Empty"}, {"text/html": PAGE}, "text/html; charset=utf-8"),
        ({"application/json": "Order"}, {"text/html": PAGE}, "application/json"),
        ({"text/html": "Empty"}, None, "text/html"),
        ({}, {"text/html": PAGE}, "application/json"),
        (None, {"text/html": PAGE}, "application/json"),
    ],
)
@pytest.mark.parametrize("accept", ["text/plain", "application/json", "text/html"])
def test_the_one_model_s_key_is_the_content_type(
    models: dict[str, str] | None, templates: dict[str, str] | None, media: str, accept: str
) -> None:
    result = answer(models, templates, accept)
    assert result.headers == {"Content-Type": media}
    assert (told(result, "body.json") != []) == (media == "application/json")
    assert told(result, "uncertain.content-type") == []


def test_the_model_is_named_as_the_header_s_origin() -> None:
    assert answer({"text/html": "Empty"}).headersFrom["Content-Type"].where == f"{DECLARED}/200/responseModels/text~1html"
    assert answer({}).headersFrom["Content-Type"].where == "/method/methodIntegration/integrationResponses/200"


def test_a_mock_s_answer_has_the_model_s_type_as_well() -> None:
    made = method({"text/css": "Empty"}, {"text/css": "a {}"}, type="MOCK", requestTemplates={"application/json": '{"statusCode": 200}'})
    assert run({"method": made}).headers == {"Content-Type": "text/css"}


def test_the_chosen_status_decides() -> None:
    made = method({"application/json": "Order"})
    made["methodIntegration"]["integrationResponses"]["404"] = {"statusCode": "404", "selectionPattern": "404"}
    made["methodResponses"]["none"] = {"statusCode": "404", "responseModels": {"text/html": "Empty"}}
    result = run({"method": made, "backend": {"status": 404}})
    assert (result.status, result.headers) == (404, {"Content-Type": "text/html"})
    assert result.headersFrom["Content-Type"].where == f"{DECLARED}/none/responseModels/text~1html"


@pytest.mark.parametrize(
    ("response", "template"),
    [
        ({"responseParameters": {"method.response.header.content-type": "'text/csv'"}}, "a,b"),
        ({}, "#set($context.responseOverride.header.Content-Type = 'text/csv')a,b"),
    ],
)
def test_mappings_and_overrides_beat_the_models(response: dict[str, Any], template: str) -> None:
    for models in ({"text/html": "Empty"}, {"text/html": "Empty", "text/xml": "Empty"}):
        made = method(models, {"application/json": template})
        made["methodIntegration"]["integrationResponses"]["200"] |= response
        result = run({"method": made, "backend": {}})
        assert result.headers == {"Content-Type": "text/csv"}
        assert told(result, "uncertain.content-type") == []


@pytest.mark.parametrize(
    ("templates", "media"),
    [({"text/xml": "<a/>"}, "text/xml"), ({"text/plain": "a"}, "text/html"), (None, "text/html")],
)
def test_of_several_models_the_template_s_or_the_first_is_taken_and_that_is_told(templates: dict[str, str] | None, media: str) -> None:
    result = answer({"text/html": "A", "text/xml": "B"}, templates)
    (finding,) = told(result, "uncertain.content-type")
    assert (result.headers, finding.severity) == ({"Content-Type": media}, "info")
    assert finding.where == f"{DECLARED}/200/responseModels"


def overridden(models: dict[str, str] | None, template: str = "#set($context.responseOverride.status = 404)<p/>") -> Result:
    """An answer whose status a template set; `models`: of the method response 404, None where it is not declared."""
    made = method({"text/xml": "Empty"}, {"application/json": template})
    if models is not None:
        made["methodResponses"]["404"] = {"statusCode": "404", "responseModels": models}
    return run({"method": made, "backend": {}})


def test_after_a_status_override_the_type_is_uncertain_where_it_would_be_another() -> None:
    other = overridden({"text/html": "Empty"})
    (finding,) = told(other, "uncertain.content-type")
    assert (other.status, other.headers, finding.severity) == (404, {"Content-Type": "text/xml"}, "info")
    assert finding.where == f"{DECLARED}/404/responseModels/text~1html"
    assert "404" in finding.message
    assert len(told(overridden({}), "uncertain.content-type")) == 1
    assert told(overridden({"text/xml": "Empty"}), "uncertain.content-type") == []
    assert told(overridden(None), "uncertain.content-type") == []
    assert told(overridden({"text/html": "Empty"}, "<p/>"), "uncertain.content-type") == []


def test_the_gateway_s_own_answers_are_json() -> None:
    made = method({"text/html": "Empty"}, requestTemplates={"application/json": "{}"}, passthroughBehavior="NEVER")
    result = run({"method": made, "request": {"header": {"Content-Type": "text/html"}}, "backend": {}})
    assert result.headers is not None
    assert (result.status, result.headers["Content-Type"]) == (415, "application/json")
