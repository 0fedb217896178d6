"""What a deployment tool should have filled in: named, with the tool, wherever a template or a mapping has it; and nothing else is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from playground import Scenario, evaluate
from tests.gateway.checks.proof import fixed
from tests.gateway.findings import marked, run, told

if TYPE_CHECKING:
    from playground import Result

SERVERLESS, CLOUDFORMATION, TERRAFORM = "Serverless Framework", "CloudFormation", "Terraform"
UNREADABLE = {
    "${self:custom.table}": SERVERLESS,
    "${self:custom.table-${opt:stage}}": SERVERLESS,
    "${opt:stage, 'dev'}": SERVERLESS,
    "${env:TABLE}": SERVERLESS,
    "${sls:stage}": SERVERLESS,
    "${cf:stack.Output}": SERVERLESS,
    "${cf.eu-west-1:stack.Output}": SERVERLESS,
    "${ssm:/app/table}": SERVERLESS,
    "${file(./config.yml):table}": SERVERLESS,
    "${file(config.json)}": SERVERLESS,
    "${AWS::Region}": CLOUDFORMATION,
    "${AWS::StackName}": CLOUDFORMATION,
    '${lookup(var.tables, "items")}': TERRAFORM,
    "${jsonencode(local.key)}": TERRAFORM,
    '${var.stage == "prod" ? "a" : "b"}': TERRAFORM,
    "${aws_dynamodb_table.t.*.name}": TERRAFORM,
    "${Token[TOKEN.42]}": "AWS CDK",
    "${TABLE:-items}": "the tool that deploys",
}
PRINTS_NOTHING = {
    "${aws_dynamodb_table.items.name}": TERRAFORM,
    "${aws_dynamodb_table.items[0].name}": TERRAFORM,
    "${var.table}": TERRAFORM,
    "${local.names.table}": TERRAFORM,
    "${data.aws_caller_identity.current.account_id}": TERRAFORM,
    "${module.tables.items_name}": TERRAFORM,
    '${each.value["name"]}': TERRAFORM,
    "${terraform.workspace}": TERRAFORM,
    "${TableName}": "Fn::Sub",
    "${ItemsTable.Arn}": "Fn::Sub",
}
PRINTS_AS_WRITTEN = {
    "%{ if var.x }": TERRAFORM,
    "%{~ endif ~}": TERRAFORM,
    "${ var.table }": TERRAFORM,
    "{{resolve:ssm:/app/table}}": CLOUDFORMATION,
    "{{resolve:secretsmanager:key:SecretString:name}}": CLOUDFORMATION,
    "#{AWS::AccountId}": "pseudo parameters",
    "#{ItemsTable}": "pseudo parameters",
    "${!TableName}": "Fn::Sub",
}


def request_side(template: str) -> Result:
    method = {
        "httpMethod": "POST",
        "methodIntegration": {"type": "AWS", "requestTemplates": {"application/json": template}, "integrationResponses": {"200": {}}},
    }
    return evaluate(Scenario.from_document({"method": method, "request": {"body": "{}"}}))


@pytest.mark.parametrize("written", UNREADABLE)
@pytest.mark.parametrize("around", ['{"TableName": "%s"}', '#set($t = "%s"){}', "#set($t = %s)\n{}", "%s", "$input.path('$.a')%s\n"])
def test_one_that_velocity_cannot_read_is_the_error(written: str, around: str) -> None:
    template = around % written
    for result in (run(template, "{}"), request_side(template)):
        assert result.status == 500
        (finding,) = result.diagnostics
        assert (finding.code, finding.severity, marked(template, finding)) == ("lint.placeholder", "error", written)
        assert UNREADABLE[written] in f"{finding.message} {finding.help}"
        assert "500" in finding.message


@pytest.mark.parametrize("written", PRINTS_NOTHING)
def test_one_that_is_a_reference_replaces_what_is_said_of_undefined_ones(written: str) -> None:
    template = f'{{"TableName": "{written}"}}'
    for result in (run(template, "{}"), request_side(template)):
        (finding,) = result.diagnostics
        assert (finding.code, finding.severity, marked(template, finding)) == ("lint.placeholder", "warning", written)
        assert "is empty" in finding.message
        assert PRINTS_NOTHING[written] in f"{finding.message} {finding.help}"


@pytest.mark.parametrize("written", PRINTS_AS_WRITTEN)
def test_one_that_is_text_is_told_of(written: str) -> None:
    template = f'{{"TableName": "{written}"}}'
    for result in (run(template, "{}"), request_side(template)):
        (finding,) = result.diagnostics
        assert (finding.code, finding.severity, marked(template, finding)) == ("lint.placeholder", "warning", written)
        assert "prints as it is written" in finding.message
        assert PRINTS_AS_WRITTEN[written] in f"{finding.message} {finding.help}"


@pytest.mark.parametrize("written", ["${stageVariables.table}", "${context.stage}", "${input.params('id')}", "${input.body}"])
def test_terraform_s_doubled_dollar_is_taken_back(written: str) -> None:
    document = {"template": f'{{"a": "${written}"}}', "stageVariables": {"table": "items"}}
    document |= {"request": {"querystring": {"id": "7"}}, "backend": {"body": "5"}}
    result = evaluate(Scenario.from_document(document))
    (finding,) = told(result, "lint.placeholder")
    assert TERRAFORM in finding.message
    assert fixed(document, [finding])["template"] == f'{{"a": "{written}"}}'


@pytest.mark.parametrize("heading", ["!Sub |\n", "!Sub ", "<<EOF\n", "<<-EOT\n", '{"Fn::Sub": '])
def test_what_stands_before_a_template_in_another_file_is_told_of(heading: str) -> None:
    (finding, *_) = told(run(f"{heading}{{}}", "{}"), "lint.placeholder")
    assert "Paste only the template" in finding.help


def test_other_mistakes_are_told_as_well() -> None:
    result = run('#set($a = "${self:custom.t}")\n#if($a = 1)\n#end\n#set($b = ${AWS::Region})', "{}")
    assert [(finding.code, finding.start and finding.start.line) for finding in result.diagnostics] == [
        ("lint.placeholder", 1),
        ("vtl.syntax", 2),
        ("lint.placeholder", 4),
    ]


def test_a_body_that_one_breaks_is_told_of_once() -> None:
    assert [finding.code for finding in run('{"a": %{ if true }1%{ endif }}', "{}").diagnostics] == ["lint.placeholder"] * 2


MAPPINGS: dict[str, dict[str, Any]] = {
    "/method/methodIntegration/requestParameters/integration.request.header.t": {
        "requestParameters": {
            "integration.request.header.t": "'${self:custom.table}'",
            "integration.request.header.a": "stageVariables.a",
        }
    },
    "/method/methodIntegration/integrationResponses/200/responseParameters/method.response.header.Access-Control-Allow-Origin": {
        "integrationResponses": {"200": {"responseParameters": {"method.response.header.Access-Control-Allow-Origin": "'${var.origin}'"}}}
    },
}


@pytest.mark.parametrize("where", MAPPINGS)
def test_one_in_a_mapping_is_told_of(where: str) -> None:
    method = {"methodIntegration": {"type": "AWS", "uri": "arn:${AWS::Region}", "integrationResponses": {"200": {}}, **MAPPINGS[where]}}
    result = evaluate(Scenario.from_document({"method": method, "backend": {"body": "{}"}}))
    (finding,) = told(result, "lint.placeholder")
    assert (finding.where, "sent as it is written" in finding.message) == (where, True)


def test_a_source_in_quotes_is_told_without_them() -> None:
    mapping = {
        "responseParameters": {"method.response.header.A": "'${stageVariables.origin}'", "method.response.header.B": "context.stage"}
    }
    method = {"methodIntegration": {"type": "AWS", "integrationResponses": {"200": mapping}}}
    (finding,) = told(evaluate(Scenario.from_document({"method": method, "backend": {"body": "{}"}})), "lint.placeholder")
    assert finding.help.endswith("stageVariables.origin")


@pytest.mark.parametrize(
    "template",
    [
        "#set($var = $input.path('$'))${var.a}",
        "#set($local = {'a': 1})${local.a}",
        "#foreach($data in $input.path('$.l'))${data.id.S.x}#end",
        "#define($TableName)t#end${TableName}",
        "#set($table_name = 't')${table_name}-${stageVariables.a}",
        "#set($TableName = 't')$!{TableName}",
        "$!{TableName}",  # nothing may be printed there
        '#if(${Flag} == "")1#end',
        '#if("${Flag}" == "")1#end',
        "## ${self:custom.t} %{ if x }",
        "#* ${AWS::Region}\n #{Ref} *#1",
        "${context.identity.sourceIp}${util.urlEncode('a')}${input.body}",
        "${foreach.index}",
        '"$${price} $$input.path(\'$.p\')"',  # a price
        '"#{if}"',
        "#{if}(true)1#{else}2#{end}",
        '"\\${self:a}"',
        '"100%{x}"',
        '"{{name}}"',
        '{"a":{"b":"#{b}"}}',
        "#set($aws_region = {'x': {'y': 1}})${aws_region.x.y}",
    ],
)  # fmt: skip
def test_what_is_no_placeholder_is_left_alone(template: str) -> None:
    assert told(run(template, '{"l": [{"id": {"S": {"x": 1}}}], "p": 5}'), "lint.placeholder") == []


@pytest.mark.parametrize("written", ["${table_name}", "${tableName}", "${stage}"])
def test_one_that_may_as_well_be_a_variable_is_told_of_as_undefined(written: str) -> None:
    (finding,) = run(f'{{"TableName": "{written}"}}', "{}").diagnostics
    assert finding.code == "vtl.undefined"
    assert "templatefile" in finding.help
    assert "Ask before" in finding.help


def test_a_variable_that_is_misspelt_is_no_placeholder() -> None:
    (finding,) = run("#set($tableName = 't')[\"${tableNam}\"]", "{}").diagnostics
    assert "there is `$tableName`" in finding.message


PIECES = (
    "${a:",
    "${a:b}",
    "${",
    "#*",
    "%{ if ",
    "{{resolve:",
    "${Token[",
    "${a(",
    "${a:${b}",
    "${var.",
    "${ ",
    " ",
    "${a.b.c:",
    "${T}",
    "#{A",
)


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_looking_for_them_takes_time_in_proportion(piece: str) -> None:
    def seconds(size: int) -> float:
        template = piece * (size // len(piece))
        began = time.process_time()
        run(template, "{}")
        return time.process_time() - began

    assert seconds(60_000) < 30 * seconds(6_000) + 1
