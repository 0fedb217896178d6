"""Terraform modules → operations: references, what multiplies resources, what is open, what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from playground.documents.pasted import import_text
from playground.documents.tree import MalformedDocument
from playground.errors import InvalidDocument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model.documents import Imported

API = 'resource "aws_api_gateway_rest_api" "api" {\n  name = "shop"\n}\n'
TWO_TABLES = 'resource "aws_dynamodb_table" "t" {\n count = 2\n name = "t${count.index}"\n}'
RESPONSE = """
resource "aws_api_gateway_method_response" "ok" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.item.id
  http_method = aws_api_gateway_method.get.http_method
  status_code = 200
}
resource "aws_api_gateway_integration_response" "ok" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  resource_id = aws_api_gateway_resource.item.id
  http_method = aws_api_gateway_method.get.http_method
  status_code = aws_api_gateway_method_response.ok.status_code
  response_templates = { "application/json" = %s }
}
"""
RESOURCE = """
resource "aws_api_gateway_resource" "item" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  parent_id   = aws_api_gateway_rest_api.api.root_resource_id
  path_part   = "items"
}
"""
METHOD = """
resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  resource_id   = aws_api_gateway_resource.item.id
  http_method   = "GET"
  authorization = "NONE"
}
resource "aws_api_gateway_integration" "get" {
  rest_api_id             = aws_api_gateway_rest_api.api.id
  resource_id             = aws_api_gateway_resource.item.id
  http_method             = aws_api_gateway_method.get.http_method
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:eu-west-1:dynamodb:action/GetItem"
  request_templates       = { "application/json" = %s }
}
"""


def read(text: str, files: Mapping[str, str] | None = None, parameters: Mapping[str, str] | None = None, name: str = "main.tf") -> Imported:
    return import_text(text, name, files or {}, parameters or {})


def request_template(answer: Imported, place: int = 0) -> Any:
    scenario = answer.operations[place].scenario.document
    return scenario["method"]["methodIntegration"]["requestTemplates"]["application/json"]


def of_template(expression: str, more: str = "", files: Mapping[str, str] | None = None, **parameters: str) -> Imported:
    return read(API + RESOURCE + METHOD % expression + more, files, parameters)


@pytest.mark.parametrize(
    ("expression", "more", "gives"),
    [
        ('"{}"', "", "{}"),
        ("local.t", "locals {\n  t = <<-E\n    a $${b}\n    E\n}", "a ${b}\n"),
        ("local.m.x[1]", 'locals {\n m = { x = ["a", "b"] }\n}', "b"),
        ('"${var.v}!"', 'variable "v" { default = "d" }', "d!"),
        ("var.n > 2 ? var.a : var.b", 'variable "n" { default = 3 }\nvariable "a" { default = "A" }\nvariable "b" {}', "A"),
        ('"${aws_dynamodb_table.t.name}"', 'resource "aws_dynamodb_table" "t" { name = "tab" }', "tab"),
        ('"${aws_dynamodb_table.t.id}"', 'resource "aws_dynamodb_table" "t" { name = "tab" }', "tab"),
        ('"${aws_dynamodb_table.t[1].name}"', TWO_TABLES, "t1"),
        (
            'join(",", aws_dynamodb_table.t[*].name)',
            TWO_TABLES,
            "t0,t1",
        ),
        ('"${data.template_file.f.rendered}"', 'data "template_file" "f" {\n template = "<$${x}>"\n vars = { x = 1 }\n}', "<1>"),
        ('"${terraform.workspace}"', "", "default"),
        ("jsonencode({ t = aws_sqs_queue.q.arn })", 'resource "aws_sqs_queue" "q" {}', '{"t":"aws_sqs_queue.q.arn"}'),
        ('"${aws_dynamodb_table.t.attribute[0].name}"', 'resource "aws_dynamodb_table" "t" {\n attribute {\n name = "k"\n }\n}', "k"),
    ],
)
def test_a_template_is_what_its_expression_gives(expression: str, more: str, gives: str) -> None:
    assert request_template(of_template(expression, more)) == gives


def test_a_method_comes_with_all_of_its_parts() -> None:
    more = """
resource "aws_api_gateway_request_validator" "v" {
  name = "all"
  rest_api_id = aws_api_gateway_rest_api.api.id
  validate_request_body = true
}
resource "aws_api_gateway_model" "m" {
  rest_api_id  = aws_api_gateway_rest_api.api.id
  name         = "Item"
  content_type = "application/json"
  schema       = jsonencode({ type = "object" })
}
resource "aws_api_gateway_gateway_response" "g" {
  rest_api_id   = aws_api_gateway_rest_api.api.id
  status_code   = 418
  response_type = "DEFAULT_4XX"
}
resource "aws_api_gateway_stage" "s" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  variables   = { lang = "pt" }
}
"""
    method = METHOD.replace(
        'authorization = "NONE"',
        """authorization = "AWS_IAM"
  api_key_required = true
  request_validator_id = aws_api_gateway_request_validator.v.id
  request_models = { "application/json" = aws_api_gateway_model.m.name }
  request_parameters = { "method.request.querystring.q" = true }""",
    )
    scenario = read(API + RESOURCE + method % '"{}"' + RESPONSE % '"ok"' + more).operations[0].scenario.document
    made = scenario["method"]
    assert made["httpMethod"] == "GET"
    assert (made["authorizationType"], made["apiKeyRequired"], made["requestValidatorId"]) == ("AWS_IAM", True, "all")
    assert (made["requestModels"], made["requestParameters"]) == ({"application/json": "Item"}, {"method.request.querystring.q": True})
    assert made["methodResponses"] == {"200": {"statusCode": "200"}}
    assert made["methodIntegration"]["integrationResponses"] == {
        "200": {"statusCode": "200", "responseTemplates": {"application/json": "ok"}}
    }
    assert scenario["api"]["requestValidators"] == {"all": {"validateRequestBody": True}}
    assert scenario["api"]["models"] == {"Item": {"contentType": "application/json", "schema": '{"type":"object"}'}}
    assert scenario["gatewayResponses"] == {"DEFAULT_4XX": {"statusCode": "418"}}
    assert scenario["stageVariables"] == {"lang": "pt"}
    assert scenario["context"] == {"resourcePath": "/items"}


def test_for_each_makes_an_operation_of_each_key_in_order() -> None:
    text = API + (RESOURCE + METHOD % '"${each.key}=${each.value}"').replace('" {', '" {\n  for_each = { b = 1, a = 2 }').replace(
        '"items"', "each.key"
    ).replace("resource.item.id", "resource.item[each.key].id").replace("method.get.http", "method.get[each.key].http")
    answer = read(text)
    assert [one.name for one in answer.operations] == ["GET /a", "GET /b"]
    assert [request_template(answer, place) for place in (0, 1)] == ["a=2", "b=1"]
    assert not answer.leftOut


def test_what_is_given_counts_before_what_is_said() -> None:
    more = 'variable "n" {\n  type = number\n  default = 1\n}\nvariable "l" { default = ["a"] }\nvariable "s" { default = "x" }\n'
    expression = "jsonencode([var.n, var.l, var.s, var.open_one, aws_x_y.z.arn])"
    more += 'variable "open_one" {}\n'
    answer = of_template(expression, more)
    assert request_template(answer) == '[1,["a"],"x","open_one","aws_x_y.z.arn"]'
    listed = {one.name: one.value for one in answer.parameters}
    assert listed == {"n": "1", "l": "…", "s": "x", "open_one": "open_one", "aws_x_y.z.arn": "aws_x_y.z.arn"}
    given = {"n": "2", "l": '["b"]', "s": "1", "open_one": "o", "aws_x_y.z.arn": "arn"}
    assert request_template(of_template(expression, more, None, **given)) == '[2,["b"],"1","o","arn"]'


def test_values_in_tfvars_count_before_defaults() -> None:
    files = {"terraform.tfvars": 's = "1"\n', "b.auto.tfvars": 's = "3"\n', "a.auto.tfvars": 's = "2"\n'}
    assert request_template(of_template("var.s", 'variable "s" { default = "0" }', files)) == "3"


def test_values_in_tfvars_may_be_json_whose_strings_are_no_templates() -> None:
    files = {"terraform.tfvars": 's = "1"\n', "terraform.tfvars.json": '{"s": "a ${b} %{c}", "l": [1, {"k": "v"}]}'}
    more = 'variable "s" {}\nvariable "l" {}\n'
    assert request_template(of_template("jsonencode([var.s, var.l])", more, files)) == '["a ${b} %{c}",[1,{"k":"v"}]]'
    files["a.auto.tfvars.json"] = '{"s": "2"}'
    assert request_template(of_template("var.s", more, files)) == "2"


def test_a_module_beside_it_is_read_and_one_that_is_not_there_is_told() -> None:
    arguments = "api = aws_api_gateway_rest_api.api.id\n  root = aws_api_gateway_rest_api.api.root_resource_id"
    call = f'module "m" {{\n  source = "./m"\n  {arguments}\n  t = "T"\n}}\n'
    inside = (RESOURCE + METHOD % '"${var.t}"').replace("aws_api_gateway_rest_api.api.id", "var.api").replace(
        "aws_api_gateway_rest_api.api.root_resource_id", "var.root"
    ) + 'variable "t" {}\nvariable "api" {}\nvariable "root" {}\noutput "o" { value = aws_api_gateway_resource.item.id }\n'
    outside = METHOD.replace("aws_api_gateway_resource.item.id", "module.m.o").replace('"GET"', '"POST"') % '"x"'
    answer = read(API + call + outside, {"m/main.tf": inside})
    assert [one.name for one in answer.operations] == ["POST /items", "GET /items"]
    assert request_template(answer, 1) == "T"
    with pytest.raises(InvalidDocument) as refused:
        read(API + call + outside)
    assert "m/*.tf" in [one.path.removeprefix("/files/").replace("~1", "/") for one in refused.value.problems]


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        (API + RESOURCE + METHOD.split('resource "aws_api_gateway_integration"', maxsplit=1)[0], "GET /items", "no integration"),
        (API + METHOD % '"x"', "GET", "{parent}"),
        (API + RESOURCE + METHOD % 'file("gone.vtl")', "GET /items", "gone.vtl was not given"),
        (API + RESOURCE + METHOD % "local.gone", "GET /items", "no local value gone"),
        (API + RESOURCE + METHOD % "local.a" + "locals {\n a = local.b\n b = local.a\n}", "GET /items", "circle"),
        (API + RESOURCE + METHOD % '"${p.code.S}"', "GET /items", "`$${`"),
        (API + RESOURCE.replace('"items"', "null") + METHOD % '"x"', "aws_api_gateway_method.get", "no path_part"),
        (
            API + RESOURCE.replace("aws_api_gateway_rest_api.api.root_resource_id", "aws_api_gateway_resource.item.id") + METHOD % '"x"',
            "get",
            "circle",
        ),
        (
            API + RESOURCE + METHOD.replace('"GET"', '"GET"\n  for_each = var.x') % '"x"' + 'variable "x" {}',
            "aws_api_gateway_method.get",
            "not known",
        ),
        (API + 'resource "aws_api_gateway_integration" "lost" {\n  resource_id = "r"\n  http_method = "GET"\n}', "lost", "no method"),
        ('resource "aws_apigatewayv2_api" "h" {}', "aws_apigatewayv2_api.h", "another product"),
        ('resource "aws_sqs_queue" "q" {}', "a Terraform module", "no aws_api_gateway_method"),
    ],
)
def test_what_cannot_be_used_is_left_out_with_its_reason(text: str, name: str, says: str) -> None:
    good = 'resource "aws_api_gateway_rest_api" "good" {\n  body = file("good.yaml")\n}\n'
    body = "swagger: '2.0'\npaths: {/good: {get: {x-amazon-apigateway-integration: {type: mock}}}}\n"
    answer = read(text + "\n" + good, {"good.yaml": body})
    assert "GET /good" in [one.name for one in answer.operations]
    if says == "{parent}":
        assert "GET /{parent}" in [one.name for one in answer.operations]
    elif "no aws_api_gateway_method" not in says:
        assert [one for one in answer.leftOut if name in one.name and says in one.why], answer.leftOut
    else:
        with pytest.raises(InvalidDocument) as refused:
            read(text)
        assert says in str([one.message for one in refused.value.problems])


def test_a_broken_sibling_costs_itself() -> None:
    answer = read(API + RESOURCE + METHOD % '"x"', {"other.tf": "a ="})
    assert [one.name for one in answer.operations] == ["GET /items"]
    assert [(one.name, one.file) for one in answer.leftOut] == [("other.tf", "other.tf")]
    with pytest.raises(MalformedDocument):
        read("a =")


def test_the_files_of_a_folder_are_one_module_in_the_order_of_their_names() -> None:
    answer = read(RESOURCE, {"a.tf": METHOD % "local.t", "z.tf": API + 'locals {\n t = "z"\n}', "sub/x.tf": "broken"}, name="m.tf")
    assert [one.name for one in answer.operations] == ["GET /items"]
    place = answer.operations[0].templates[0]
    assert (place.file, place.start.line) == ("z.tf", 5)


def test_terraform_in_json_is_read_alike() -> None:
    text = """{"resource": {
 "aws_api_gateway_rest_api": {"api": {"name": "shop"}},
 "aws_api_gateway_method": {"get": {"rest_api_id": "${aws_api_gateway_rest_api.api.id}",
   "resource_id": "${aws_api_gateway_rest_api.api.root_resource_id}", "http_method": "GET", "authorization": "NONE"}},
 "aws_api_gateway_integration": {"get": [{"resource_id": "${aws_api_gateway_rest_api.api.root_resource_id}", "http_method": "GET",
   "type": "AWS", "request_templates": {"application/json": "{\\"a\\": \\"$${x}${var.v}\\"}"}}]}},
 "variable": {"v": {"type": "string", "default": "d"}}}"""
    answer = read(text, name="main.tf.json")
    assert [one.name for one in answer.operations] == ["GET /"]
    assert request_template(answer) == '{"a": "${x}d"}'
    assert answer.operations[0].templates[0].start.line == 6


@pytest.mark.parametrize(
    "body",
    [
        'templatefile("api.json", { v = "1" })',
        (
            'jsonencode({ swagger = "2.0", paths = { "/p" = { get = { x-amazon-apigateway-integration = { type = "AWS", requestTemplates = '
            '{ "application/json" = "{\\"k\\": \\"1\\", \\"d\\": \\"$${d}\\"}" } } } } } })'
        ),
    ],
)
def test_the_body_of_an_api_is_read_as_openapi(body: str) -> None:
    api = (
        '{"swagger": "2.0", "paths": {"/p": {"get": {"x-amazon-apigateway-integration": {"type": "aws",\n'
        '"requestTemplates": {"application/json": "{\\"k\\": \\"${v}\\", \\"d\\": \\"$${d}\\"}"}}}}}}'
    )
    text = f'resource "aws_api_gateway_rest_api" "api" {{\n  binary_media_types = ["a/b"]\n  body = {body}\n}}\n'
    answer = read(text, {"api.json": api})
    assert [one.name for one in answer.operations] == ["GET /p"]
    assert request_template(answer) == '{"k": "1", "d": "${d}"}'
    assert answer.operations[0].scenario.document["api"] == {"binaryMediaTypes": ["a/b"]}
    if "templatefile" in body:
        assert (answer.operations[0].templates[0].file, answer.operations[0].templates[0].start.line) == ("api.json", 2)


def test_two_apis_with_one_path_are_told_apart_by_their_titles() -> None:
    one = API + RESOURCE + METHOD % '"x"'
    other = (
        one.replace(".api.", ".other.")
        .replace('"api"', '"other"')
        .replace('"shop"', '"stock"')
        .replace('"item"', '"thing"')
        .replace("resource.item", "resource.thing")
        .replace('"get"', '"fetch"')
        .replace("method.get.", "method.fetch.")
    )
    assert [one.name for one in read(one + other).operations] == ["shop: GET /items", "stock: GET /items"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "growing",
    [
        'locals {\n  t0 = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"\n'
        + "".join(f'  t{n} = "${{local.t{n - 1}}}${{local.t{n - 1}}}${{local.t{n - 1}}}"\n' for n in range(1, 40))
        + "  t = local.t39\n}",
        'locals {\n  t = join("", [for a in range(1000) : join("", [for b in range(1000) : join("", [for c in range(1000) : a])])])\n}',
        "locals {\n  t0 = [1]\n"
        + "".join(f"  t{n} = concat(local.t{n - 1}, local.t{n - 1})\n" for n in range(1, 60))
        + '  t = join("", local.t59)\n}',
        'locals {\n  t0 = ""\n' + "".join(f"  t{n} = local.t{n - 1}\n" for n in range(1, 3000)) + "  t = local.t2999\n}",
    ],
)
def test_what_grows_or_is_too_deep_costs_its_operation(growing: str) -> None:
    with pytest.raises(InvalidDocument) as refused:
        of_template("local.t", growing)
    assert any(word in str([one.message for one in refused.value.problems]) for word in ("grow", "deep"))
