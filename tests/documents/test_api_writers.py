"""Methods as documents of APIs: what is written is read again as the same method."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from playground import Limits, examples
from playground.documents.pasted import import_text
from playground.documents.yaml_text import read_yaml
from playground.errors import InvalidDocument
from playground.evaluator import tools
from static.bundle import wheel_node
from tests.profiles import scaled

if TYPE_CHECKING:
    from pathlib import Path

FULL: dict[str, Any] = {
    "title": "orders",
    "method": {
        "httpMethod": "POST",
        "authorizationType": "CUSTOM",
        "apiKeyRequired": True,
        "requestValidatorId": "body only",
        "requestParameters": {"method.request.querystring.q": True, "method.request.path.id": False},
        "requestModels": {"application/json": "Order"},
        "methodResponses": {
            "200": {"statusCode": "200", "responseModels": {"application/json": "Line"}},
            "404": {"statusCode": "404", "responseParameters": {"method.response.header.X": True}},
        },
        "methodIntegration": {
            "type": "AWS",
            "httpMethod": "POST",
            "uri": "arn:aws:apigateway:us-east-1:dynamodb:action/Query",
            "credentials": "arn:aws:iam::111122223333:role/orders",
            "passthroughBehavior": "NEVER",
            "requestParameters": {"integration.request.header.A": "'x'"},
            "requestTemplates": {
                "application/json": '#set($a = 1)\n{"a": "${a}", %{if} `$x` \\d}\n',
                "text/plain": "one ${y} 'line' \"q\"",
            },
            "integrationResponses": {
                "200": {
                    "statusCode": "200",
                    "responseTemplates": {"application/json": "{\n  VTL\r\n\ttab  \n\n}", "text/xml": " a\n b\n\n"},
                },
                "404": {
                    "statusCode": "404",
                    "selectionPattern": "4\\d{2}",
                    "responseParameters": {"method.response.header.X": "integration.response.header.Y"},
                    "contentHandling": "CONVERT_TO_TEXT",
                },
            },
        },
    },
    "context": {"resourcePath": "/orders/{id}/lines"},
    "stageVariables": {"table": "orders"},
    "api": {
        "models": {
            "Order": {
                "schema": {"type": "object", "properties": {"line": {"$ref": "https://apigateway.amazonaws.com/restapis/x/models/Line"}}}
            },
            "Line": {"schema": '{"type": "string"}'},
        },
        "requestValidators": {"body only": {"validateRequestBody": True}},
        "binaryMediaTypes": ["image/png"],
    },
    "gatewayResponses": {"THROTTLED": {"statusCode": "429", "responseTemplates": {"application/json": "wait\nplease"}}},
}
KINDS = ["openapi", "terraform", "cloudformation"]


def export(kind: str, scenario: dict[str, Any]) -> dict[str, Any]:
    return tools.answer("export", {"as": kind, "scenario": scenario}, Limits())


def again(kind: str, scenario: dict[str, Any]) -> dict[str, Any]:
    """The Scenario that is read of what is written."""
    made = export(kind, scenario)
    if kind == "cloudformation":
        return of_resources(read_yaml(made["text"]).plain()["Resources"])
    (operation,) = import_text(made["text"], made["filename"]).operations
    return operation.scenario.document


def of_resources(resources: dict[str, Any]) -> dict[str, Any]:
    """The Scenario that CloudFormation's resources make, read as its documentation says."""
    of_kind: dict[str, dict[str, Any]] = {}
    for name, one in resources.items():
        of_kind.setdefault(one["Type"].rpartition("::")[2], {})[name] = one["Properties"]
    method = of_kind["Method"]["Method"]
    path, at = "", method["ResourceId"]
    while "Ref" in at:
        path, at = f"/{resources[at['Ref']]['Properties']['PathPart']}{path}", resources[at["Ref"]]["Properties"]["ParentId"]
    assert at == {"Fn::GetAtt": ["Api", "RootResourceId"]}
    given = {name: camel(value) for name, value in method["Integration"].items()}
    named = {"requestModels": {kind: resources[one["Ref"]]["Properties"]["Name"] for kind, one in method.get("RequestModels", {}).items()}}
    validator = method.get("RequestValidatorId", {}).get("Ref")
    integration = {"httpMethod" if name == "IntegrationHttpMethod" else first(name): one for name, one in given.items()}
    integration["integrationResponses"] = {one["statusCode"]: one for one in integration.get("integrationResponses", [])}
    made = {first(name): one for name, one in method.items() if name not in {"Integration", "MethodResponses", "RequestModels"}}
    declared = {one["StatusCode"]: {first(name): value for name, value in one.items()} for one in method.get("MethodResponses", [])}
    return {
        "method": {**made, **named, "requestValidatorId": validator, "methodIntegration": integration, "methodResponses": declared},
        "context": {"resourcePath": path or "/"},
        "api": {
            "models": {one["Name"]: {"schema": one["Schema"]} for one in of_kind.get("Model", {}).values()},
            "requestValidators": {name: camel(one) for name, one in of_kind.get("RequestValidator", {}).items()},
            "binaryMediaTypes": of_kind["RestApi"]["Api"].get("BinaryMediaTypes", []),
        },
        "gatewayResponses": {one["ResponseType"]: camel(one) for one in of_kind.get("GatewayResponse", {}).values()},
    }


def first(name: str) -> str:
    return f"{name[0].lower()}{name[1:]}"


def camel(value: Any) -> Any:
    """Properties under the names that the API has for them; those of a map that has names of its own stay."""
    if isinstance(value, list):
        return [camel(one) for one in value]
    if not isinstance(value, dict) or any(not name[:1].isupper() or not name.isalnum() for name in value):
        return value
    return {first(name): camel(one) for name, one in value.items()}


def method_in(scenario: dict[str, Any]) -> dict[str, Any]:
    """What counts of a Scenario's method: without what is empty or derived, and its responses by status."""
    method = scenario["method"]
    integration = method["methodIntegration"]
    responses = integration.get("integrationResponses", {})
    empty: tuple[object, ...] = (None, {}, [], False)
    models = {name: one["schema"] for name, one in scenario.get("api", {}).get("models", {}).items()}
    return {
        "path": scenario["context"]["resourcePath"],
        "method": {
            name: method[name]
            for name in ("httpMethod", "apiKeyRequired", "requestParameters", "requestModels")
            if method.get(name) not in empty
        },
        "authorization": method.get("authorizationType") or "NONE",
        "validator": scenario.get("api", {})
        .get("requestValidators", {})
        .get(method.get("requestValidatorId"), {})
        .get("validateRequestBody"),
        "integration": {name: one for name, one in integration.items() if name != "integrationResponses" and one not in empty},
        "responses": [
            {"statusCode": key, **{name: one for name, one in response.items() if one not in empty}} for key, response in responses.items()
        ],
        "models": {name: json.loads(one) if isinstance(one, str) else one for name, one in models.items()},
        "gatewayResponses": {kind: one.get("responseTemplates") for kind, one in scenario.get("gatewayResponses", {}).items()},
        "binary": scenario.get("api", {}).get("binaryMediaTypes", []),
    }


def same(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = method_in(one), method_in(other)
    for each in (first, second):  # the API's own id in a model's address is none of the method
        each["models"] = json.loads(json.dumps(each["models"]).replace("/restapis/x/", "/restapis/api/"))
    assert second == first


@pytest.mark.parametrize("kind", KINDS)
def test_a_method_with_everything_is_read_again_as_the_same(kind: str) -> None:
    same(FULL, again(kind, FULL))


def test_declared_responses_are_written_and_derived_where_there_are_none() -> None:
    for kind in KINDS:
        declared = again(kind, FULL)["method"]["methodResponses"]
        assert list(declared) == ["200", "404"]
        assert list(declared["404"]["responseParameters"]) == ["method.response.header.X"]
        undeclared = {**FULL, "method": {name: one for name, one in FULL["method"].items() if name != "methodResponses"}}
        derived = again(kind, undeclared)["method"]["methodResponses"]
        assert list(derived) == ["200", "404"]
        assert list(derived["404"]["responseParameters"]) == ["method.response.header.X"]


TEXT = some.one_of(
    some.sampled_from(["0E0", "1_000", "on", "null", "~", "1:30", "0x1F", "2026-01-01", "=", "<<", "- a", "a: b", "a #b"]),
    some.text(some.sampled_from("ab \n\r\t${}%'\"\\`#:-VTL<>&é😀\x85\u2028\u2029\ufeff"), max_size=40),
    some.text(some.characters(exclude_categories=["Cs"]), max_size=20),
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=scaled(100), suppress_health_check=[HealthCheck.too_slow])
@given(TEXT, TEXT, some.sampled_from(["GET", "ANY", "PATCH"]), some.sampled_from(["/", "/a", "/a/{b}/{c+}"]))
def test_any_templates_are_read_again(kind: str, request: str, response: str, verb: str, path: str) -> None:
    integration = {
        "type": "AWS",
        "requestTemplates": {"application/json": request},
        "integrationResponses": {
            "200": {"statusCode": "200", "responseTemplates": {"application/json": response, "a/b": request + response}}
        },
    }
    scenario = {"method": {"httpMethod": verb, "methodIntegration": integration}, "context": {"resourcePath": path}}
    same(scenario, again(kind, scenario))


def test_what_openapi_cannot_hold_is_refused_with_its_place() -> None:
    responses = {code: {"statusCode": code, "selectionPattern": "4.."} for code in ("400", "404")}
    with pytest.raises(InvalidDocument) as caught:
        export("openapi", {"method": {"methodIntegration": {"integrationResponses": responses}}})
    assert [one.path for one in caught.value.problems] == ["/scenario/method/methodIntegration/integrationResponses/404"]
    with pytest.raises(InvalidDocument) as caught:
        export("openapi", {"method": {"requestParameters": {"method.request.multivaluequerystring.q": True}, "methodIntegration": {}}})
    assert [one.path for one in caught.value.problems] == ["/scenario/method/requestParameters/method.request.multivaluequerystring.q"]


def test_what_cloudformation_has_no_property_for_is_said() -> None:
    scenario = {"method": {"methodIntegration": {"type": "HTTP", "tlsConfig": {"insecureSkipVerification": True}}}}
    for kind in ("cloudformation", "cdk"):
        assert "has no property for it: tlsConfig" in export(kind, scenario)["text"]


def test_names_that_are_alike_stay_apart() -> None:
    models = {name: {"schema": {"title": name}} for name in ("a b", "a_b", "A-B")}
    for kind in KINDS:
        used = {**FULL["method"], "requestModels": {f"application/{number}": name for number, name in enumerate(models)}}
        scenario = {**FULL, "method": used, "api": {**FULL["api"], "models": {**FULL["api"]["models"], **models}}}
        titles = {
            name: json.loads(one["schema"]) if isinstance(one["schema"], str) else one["schema"]
            for name, one in again(kind, scenario)["api"]["models"].items()
        }
        assert {name: titles[name] for name in models} == {name: {"title": name} for name in models}


STACK = """
const made = {};
const pascal = (name) => name[0].toUpperCase() + name.slice(1);
const MAPS = new Set(['RequestTemplates', 'ResponseTemplates', 'RequestParameters', 'ResponseParameters', 'RequestModels', 'ResponseModels',
  'Variables', 'Schema']);
const synthesised = (value, isMap = false) => {
  if (Array.isArray(value)) return value.map((one) => synthesised(one, isMap));
  if (typeof value !== 'object' || value === null) return value;
  if (value.token) return value.token;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => {
    const own = isMap ? name : pascal(name);
    return [own, synthesised(one, isMap || MAPS.has(own))];
  }));
};
const apigateway = new Proxy({}, { get: (_, kind) => class {
  constructor(stack, id, properties) {
    this.id = id;
    made[id] = { Type: `AWS::ApiGateway::${kind.slice(3)}`, Properties: synthesised(properties) };
    this.ref = { token: { Ref: id } };
    this.attrRootResourceId = { token: { 'Fn::GetAtt': [id, 'RootResourceId'] } };
  }
  addDependency(other) { made[this.id].DependsOn = [other.id]; }
} });
(function () {
SNIPPET
}).call({});
console.log(JSON.stringify({ Resources: made }));
"""
"""A Stack that takes down what is constructed in it, as the CDK's L1 constructs are synthesised."""


def synthesised(snippet: str, folder: Path) -> dict[str, Any]:
    """The template that a snippet makes."""
    (folder / "stack.cjs").write_text(STACK.replace("SNIPPET", snippet), encoding="utf-8")
    node, _ = wheel_node()
    done = subprocess.run([str(node), str(folder / "stack.cjs")], capture_output=True, check=True, timeout=60)
    template: dict[str, Any] = json.loads(done.stdout)
    return template


@pytest.mark.processes
@pytest.mark.parametrize("scenario", [FULL, *(one.document for one in examples.load()[:3])])
def test_the_cdks_snippet_makes_the_method(scenario: dict[str, Any], tmp_path: Path) -> None:
    template = synthesised(export("cdk", scenario)["text"], tmp_path)
    short = {"methodIntegration": {"type": "AWS", "integrationResponses": {"200": {"responseTemplates": {}}}}}
    method = scenario.get("method", short)
    if "template" in scenario:
        method["methodIntegration"]["integrationResponses"]["200"]["responseTemplates"] = {"application/json": scenario["template"]}
    usual = {"context": {"resourcePath": "/content/{id}"}}
    same({**usual, **scenario, "method": {"httpMethod": "GET", **method}}, of_resources(template["Resources"]))


@pytest.mark.parametrize("kind", [*KINDS, "cdk"])
@pytest.mark.parametrize("example", examples.load(), ids=lambda example: example.name)
def test_every_example_is_written(kind: str, example: examples.Example) -> None:
    assert export(kind, example.document)["text"].endswith("\n")
