from __future__ import annotations

import json
from typing import Any

import pytest

from playground.cases.sample import completed, sample_answer
from playground.gateway import evaluate
from playground.jsontext import source
from playground.limits import Limits
from playground.model import Method, Scenario


def method(action: str, answer: str, request: str = "", **members: Any) -> dict[str, Any]:
    return {
        "httpMethod": "POST",
        "methodIntegration": {
            "type": "AWS",
            "uri": f"arn:aws:apigateway:eu-west-1:{action}",
            "requestTemplates": {"application/json": request},
            "integrationResponses": {"200": {"responseTemplates": {"application/json": answer}}},
        },
        **members,
    }


CALLED = "$input.path('$.items').size() #foreach($k in $input.path('$.names').keySet())$k#end"
ANSWERS: list[tuple[str, str, Any]] = [
    ("dynamodb:action/GetItem", "$input.path('$.Item.age.N')", {"Item": {"age": {"N": "1"}}}),
    ("dynamodb:action/PutItem", "{}", {}),
    ("dynamodb:action/UpdateItem", "$input.path('$.Attributes.a.S')", {"Attributes": {"a": {"S": "a"}}}),
    ("dynamodb:action/ListTables", "$input.json('$.TableNames')", {"TableNames": ["Table"]}),
    ("lambda:path/2015-03-31/functions/f/invocations", "$input.path('$.user.name')", {"user": {"name": "1"}}),
    (
        "lambda:path/f",
        CALLED,
        {"items": ["1"], "names": {"one": "1"}},
    ),
    ("sqs:path/1/queue", "#foreach($m in $input.path('$.Messages'))$m.Body#end", {"Messages": [{"Body": "1"}]}),
]


@pytest.mark.parametrize(("action", "template", "expected"), ANSWERS)
def test_an_answer_has_what_the_templates_read(action: str, template: str, expected: object) -> None:
    assert sample_answer(Method.model_validate(method(action, template)), Limits()) == expected


def test_what_only_the_answer_to_a_failure_reads_is_not_in_the_answer() -> None:
    of = method("lambda:path/f", "$input.path('$.id')")
    failed = {"selectionPattern": ".*x.*", "responseTemplates": {"application/json": "$input.path('$.errorMessage')"}}
    of["methodIntegration"]["integrationResponses"]["400"] = failed
    assert sample_answer(Method.model_validate(of), Limits()) == {"id": "1"}


def test_the_items_of_a_query_are_counted() -> None:
    made = sample_answer(Method.model_validate(method("dynamodb:action/Query", "$input.path('$.Items[0].a.S')")), Limits())
    assert source.dump(made, indent=False) == '{"Count":1,"Items":[{"a":{"S":"a"}}],"ScannedCount":1}'


def test_a_call_has_what_the_method_declares_and_what_its_templates_read() -> None:
    request = "$input.params('id') $input.params().header.get('X-A') $input.params('q') $input.path('$.user.tags[0]')"
    declared = {"method.request.querystring.page": True}
    scenario = {
        "method": method("dynamodb:action/GetItem", "{}", request, requestParameters=declared),
        "context": {"resourcePath": "/a/{id}"},
    }
    call = completed(Scenario.from_document(scenario), Limits()).request
    assert call.path == {"id": "1"}
    assert call.querystring == {"page": "1", "q": "1"}
    assert call.header == {"X-A": "1"}
    assert json.loads(call.body) == {"user": {"tags": ["1"]}}


def test_a_call_that_is_made_up_is_not_validated_and_needs_no_key() -> None:
    of = method("dynamodb:action/GetItem", "{}", "{}", requestValidatorId="v", apiKeyRequired=True)
    api = {"requestValidators": {"v": {"validateRequestBody": True, "validateRequestParameters": True}}}
    scenario = Scenario.from_document({"method": {**of, "requestParameters": {"method.request.header.a": True}}, "api": api})
    assert evaluate(completed(scenario, Limits())).status == 200


def test_what_a_scenario_has_is_its_own() -> None:
    given = Scenario.from_document({"method": method("dynamodb:action/GetItem", "{}"), "request": {"body": "a"}, "backend": {"body": "b"}})
    assert completed(given, Limits()) is given


@pytest.mark.parametrize("kind", ["MOCK", "AWS_PROXY", "HTTP_PROXY"])
def test_what_no_template_answers_gets_no_answer(kind: str) -> None:
    scenario = Scenario.from_document({"method": {"methodIntegration": {"type": kind}}, "request": {}})
    assert completed(scenario, Limits()).backend is None


def test_a_broken_template_reads_nothing() -> None:
    scenario = Scenario.from_document({"method": method("dynamodb:action/GetItem", "#if(", "#if(")})
    whole = completed(scenario, Limits())
    assert whole.request.querystring == {}
    assert whole.backend is not None
