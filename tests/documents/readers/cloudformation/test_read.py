"""A template of CloudFormation, SAM or the CDK gives the operations of its APIs, and says what it leaves out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.documents.pasted import import_text
from playground.documents.tree import MalformedDocument
from playground.documents.yaml_text import read_yaml
from playground.errors import InvalidDocument

if TYPE_CHECKING:
    from playground.model.documents import Imported

TEMPLATE = """\
Parameters: {Live: {Type: String, Default: 'no'}, Root: {Type: String}}
Conditions: {IsLive: !Equals [!Ref Live, 'yes']}
Resources:
  Cats: {Type: 'AWS::DynamoDB::Table'}
  Api: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: cats, BinaryMediaTypes: [image/png]}}
  Shape:
    Type: AWS::ApiGateway::Model
    Properties: {RestApiId: !Ref Api, Name: Cat, ContentType: application/json, Schema: {type: object}}
  Check: {Type: 'AWS::ApiGateway::RequestValidator', Properties: {RestApiId: !Ref Api, Name: all, ValidateRequestBody: 'true'}}
  Denied:
    Type: AWS::ApiGateway::GatewayResponse
    Properties: {RestApiId: !Ref Api, ResponseType: ACCESS_DENIED, StatusCode: 403, ResponseTemplates: {application/json: '{}'}}
  Stage: {Type: 'AWS::ApiGateway::Stage', Properties: {RestApiId: !Ref Api, StageName: !Ref Live, Variables: {table: !Ref Cats, n: 3}}}
  List: {Type: 'AWS::ApiGateway::Resource', Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: cats}}
  One: {Type: 'AWS::ApiGateway::Resource', Properties: {RestApiId: !Ref Api, ParentId: !Ref List, PathPart: '{id}'}}
  Far: {Type: 'AWS::ApiGateway::Resource', Properties: {RestApiId: !Ref Api, ParentId: !Ref Root, PathPart: far}}
  Round: {Type: 'AWS::ApiGateway::Resource', Properties: {RestApiId: !Ref Api, ParentId: !Ref Round, PathPart: round}}
  Put:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref One
      HttpMethod: put
      ApiKeyRequired: 'true'
      AuthorizationType: AWS_IAM
      RequestValidatorId: !Ref Check
      RequestModels: {application/json: !Ref Shape}
      RequestParameters: {method.request.path.id: 'true'}
      Integration:
        Type: AWS
        IntegrationHttpMethod: POST
        Uri: !Sub 'arn:aws:apigateway:${AWS::Region}:dynamodb:action/PutItem'
        TimeoutInMillis: '3000'
        RequestTemplates: {application/json: !Sub '{"TableName": "${Cats}", "id": "${!id}"}'}
        IntegrationResponses:
          - {StatusCode: 200, SelectionPattern: '2..', ResponseTemplates: {application/json: ok}}
          - {StatusCode: 200, SelectionPattern: '', ResponseTemplates: {application/json: other}}
          - !If [IsLive, {StatusCode: 500}, !Ref 'AWS::NoValue']
      MethodResponses: [{StatusCode: 200, ResponseModels: {application/json: !Ref Shape}}]
  Bare: {Type: 'AWS::ApiGateway::Method', Properties: {RestApiId: !Ref Api, ResourceId: !Ref One, HttpMethod: GET}}
  Hidden: {Type: 'AWS::ApiGateway::Method', Condition: IsLive, Properties: {HttpMethod: GET, Integration: {Type: MOCK}}}
  Away:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !Ref Far, HttpMethod: ANY, Integration: {Type: MOCK}}
  Lost:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !Ref Round, HttpMethod: GET, Integration: {Type: MOCK}}
  Chat: {Type: 'AWS::ApiGatewayV2::Api'}
  Queue: {Type: 'AWS::SQS::Queue'}
"""
SAM = """\
Transform: AWS::Serverless-2016-10-31
Globals: {Api: {Variables: {a: 1}, BinaryMediaTypes: [image~1gif]}}
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
      Variables: {b: !Ref AWS::AccountId}
      GatewayResponses: {THROTTLED: {StatusCode: 429, ResponseParameters: {Headers: {Retry-After: "'1'"}}}}
      DefinitionBody: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: api.yaml}}}
  Work:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Make: {Type: Api, Properties: {Path: /made, Method: post, RestApiId: !Ref Api}}
        Again: {Type: Api, Properties: {Path: /dogs, Method: get, RestApiId: !Ref Api}}
        Timer: {Type: Schedule}
"""
BODY = """\
openapi: 3.0.1
paths:
  /dogs:
    get:
      x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: {'Fn::Sub': 'in ${AWS::Region}'}}}
    put:
      x-amazon-apigateway-integration: {type: mock, requestTemplates: {application/json: {'Fn::Join': wrong}}}
"""


def read(text: str, name: str = "template.yaml", **given: Any) -> Imported:
    return import_text(text, name, **given)


def of(found: Imported, name: str) -> dict[str, Any]:
    (one,) = (each for each in found.operations if each.name == name)
    document: dict[str, Any] = one.scenario.document
    return document


def test_a_method_comes_with_everything_around_it() -> None:
    found = read(TEMPLATE)
    assert found.what == "a CloudFormation template"
    assert [one.name for one in found.operations] == ["PUT /cats/{id}", "ANY /{parent}/far"]
    document = of(found, "PUT /cats/{id}")
    method = document["method"]
    integration = method["methodIntegration"]
    assert integration["uri"] == "arn:aws:apigateway:AWS::Region:dynamodb:action/PutItem"
    assert integration["requestTemplates"] == {"application/json": '{"TableName": "Cats", "id": "${id}"}'}
    assert integration["timeoutInMillis"] == 3000
    responses = integration["integrationResponses"]
    assert {key: one.get("selectionPattern") for key, one in responses.items()} == {"200": "2..", "200 ": None}
    assert (method["requestValidatorId"], method["requestModels"]) == ("all", {"application/json": "Cat"})
    assert (method["apiKeyRequired"], method["authorizationType"]) == (True, "AWS_IAM")
    assert method["requestParameters"] == {"method.request.path.id": True}
    assert method["methodResponses"]["200"]["responseModels"] == {"application/json": "Cat"}
    assert document["api"]["models"]["Cat"] == {"contentType": "application/json", "schema": {"type": "object"}}
    assert document["api"]["requestValidators"]["all"] == {"validateRequestBody": True}
    assert document["gatewayResponses"]["ACCESS_DENIED"]["statusCode"] == "403"
    assert document["stageVariables"] == {"table": "Cats", "n": "3"}


def test_what_cannot_be_used_is_told_at_its_place_and_nothing_else_is() -> None:
    found = read(TEMPLATE)
    told = {one.name.partition(" ")[0]: one.why for one in found.leftOut}
    assert told.keys() == {"Bare", "Hidden", "Lost", "Chat"}
    assert "no Integration" in told["Bare"]
    assert "IsLive is false" in told["Hidden"]
    assert "circle" in told["Lost"]
    lines = TEMPLATE.splitlines()
    assert all(f"{one.name.partition(' ')[0]}:" in lines[one.start.line - 1] or one.name.startswith("Lost") for one in found.leftOut)
    assert {one.name for one in found.parameters} == {"Root", "Live", "Cats", "AWS::Region"}


def test_a_condition_that_a_value_makes_true_brings_its_method_back() -> None:
    found = read(TEMPLATE, parameters={"Live": "yes"})
    assert "500" in of(found, "PUT /cats/{id}")["method"]["methodIntegration"]["integrationResponses"]
    assert all("is false" not in one.why for one in found.leftOut)


def test_sam_reads_the_body_from_a_file_and_what_stands_beside_it() -> None:
    found = read(SAM, files={"api.yaml": BODY})
    assert found.what == "a SAM template"
    assert [one.name for one in found.operations] == ["GET /dogs", "POST /made"]
    document = of(found, "GET /dogs")
    assert document["method"]["methodIntegration"]["requestTemplates"] == {"application/json": "in AWS::Region"}
    assert document["stageVariables"] == {"a": "1", "b": "AWS::AccountId"}
    assert document["api"]["binaryMediaTypes"] == ["image/gif"]
    assert document["gatewayResponses"]["THROTTLED"] == {
        "statusCode": "429",
        "responseParameters": {"gatewayresponse.header.Retry-After": "'1'"},
    }
    assert [(one.name, one.file) for one in found.leftOut] == [("PUT /dogs", "api.yaml")]
    assert of(found, "POST /made")["method"]["methodIntegration"]["type"] == "AWS_PROXY"


def test_a_file_that_was_not_given_is_asked_for() -> None:
    found = read(SAM)
    assert found.missingFiles == ["api.yaml"]
    assert [one.name for one in found.leftOut] == ["Api"]


def test_several_apis_have_their_titles_in_the_names() -> None:
    method = "{Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref %s, ResourceId: !GetAtt %s.RootResourceId, HttpMethod: GET, %s}}"
    mock = "Integration: {Type: MOCK}"
    text = "Resources:\n  A: {Type: AWS::ApiGateway::RestApi, Properties: {Name: !Sub 'first'}}\n  B: {Type: AWS::ApiGateway::RestApi}\n"
    text += "".join(f"  Get{api}: {method % (api, api, mock)}\n" for api in "AB")
    assert [one.name for one in read(text).operations] == ["first: GET /", "B: GET /"]


def test_a_template_without_an_api_says_what_was_looked_for() -> None:
    with pytest.raises(InvalidDocument) as caught:
        read("Resources: {Queue: {Type: 'AWS::SQS::Queue'}}")
    assert any("a CloudFormation template" in one.message and "AWS::ApiGateway::Method" in one.message for one in caught.value.problems)


PLACES = 300


@pytest.mark.slow
@settings(max_examples=150, deadline=2000)
@given(
    st.integers(0, PLACES), st.sampled_from(["delete", "twice", None, True, "7", "x", [], {}, [["Ref"]], {"Ref": "Round"}, {"Fn::If": 1}])
)
def test_a_template_with_something_else_anywhere_is_read_or_refused_in_a_sentence(place: int, other: Any) -> None:
    tree = json.loads(json.dumps(plain_with_calls()))
    changed(tree, place, other)
    try:
        found = read(json.dumps(tree), "template.json")
    except (InvalidDocument, MalformedDocument):
        return
    assert all(one.why for one in found.leftOut)


def test_json_gives_what_yaml_gives() -> None:
    ours, others = read(TEMPLATE), read(json.dumps(plain_with_calls()), "template.json")
    assert [(one.name, one.scenario.document) for one in ours.operations] == [
        (one.name, one.scenario.document) for one in others.operations
    ]
    assert [(one.name, one.why) for one in ours.leftOut] == [(one.name, one.why) for one in others.leftOut]


def plain_with_calls(text: str = TEMPLATE) -> Any:
    """The template as JSON, its tags in their long form."""

    def long(node: Any) -> Any:
        value = node.value
        made = [long(one) for one in value] if isinstance(value, list) else node.plain()
        if isinstance(value, dict):
            made = {name: long(one) for name, one in value.items()}
        if not node.tag:
            return made
        name = node.tag[1:]
        return {name if name in {"Ref", "Condition"} else f"Fn::{name}": made}

    return long(read_yaml(text))


def changed(tree: Any, place: int, other: Any) -> None:
    """Put something else in the place of the value that comes at `place`, in document order."""
    waiting, at = [tree], 0
    while waiting:
        holder = waiting.pop()
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            if at == place:
                if other == "delete":
                    del holder[key]
                elif other == "twice" and isinstance(holder, list):
                    holder.append(holder[key])
                else:
                    holder[key] = other
                return
            at += 1
            if isinstance(holder[key], dict | list):
                waiting.append(holder[key])


OUTER = """\
Resources:
  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./inner.yaml, Parameters: {Word: !Sub 'w-${AWS::Region}'}}}
  Again: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: round.yaml}}
  Other: {Type: AWS::Serverless::Application, Properties: {Location: 'https://example.test/x.yaml'}}
"""
INNER = """\
Parameters: {Word: {Type: String}}
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: GET
      Integration: {Type: MOCK, RequestTemplates: {application/json: !Ref Word}}
"""
ROUND = "Resources: {Me: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: round.yaml}}}"


def test_a_stack_inside_of_a_stack_is_read_with_the_values_that_it_is_given() -> None:
    found = read(OUTER, files={"inner.yaml": INNER, "round.yaml": ROUND})
    document = of(found, "GET /")
    assert document["method"]["methodIntegration"]["requestTemplates"] == {"application/json": "w-AWS::Region"}
    told = {one.name: one.why for one in found.leftOut}
    assert "elsewhere" in told["Other"]
    assert "circle" in told["Me"]


def test_conditions_that_name_each_other_without_end_are_refused() -> None:
    conditions = "".join(f"  C{number}: !Not [!Condition C{number + 1}]\n" for number in range(3000))
    text = f"Conditions:\n{conditions}  C3000: !Equals [a, a]\n{INNER}    Condition: C0\n"
    with pytest.raises(InvalidDocument) as caught:
        read(text)
    assert any("more than 100 deep" in one.message for one in caught.value.problems)


@settings(max_examples=100, deadline=2000)
@given(st.integers(0, 60), st.sampled_from(["delete", "twice", None, True, "7", [], {}, {"Ref": "Api"}, {"Fn::If": 1}]), st.booleans())
def test_sam_and_its_files_with_something_else_anywhere_are_read_or_refused(place: int, other: Any, in_body: bool) -> None:  # noqa: FBT001
    tree, body = plain_with_calls(SAM), plain_with_calls(BODY)
    changed(body if in_body else tree, place, other)
    try:
        found = read(json.dumps(tree), "template.json", files={"api.yaml": json.dumps(body)})
    except (InvalidDocument, MalformedDocument):
        return
    assert all(one.why for one in found.leftOut)
