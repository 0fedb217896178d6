"""What variables of a service come to: of itself, of files, of what is given; what stays open; what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from playground.documents.pasted import import_text
from playground.errors import InvalidDocument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model.documents import Imported

SERVICE = """\
service: shop
provider:
  name: aws
  stage: ${opt:stage, 'test'}
  region: ${self:custom.region}
params:
  default: {color: red, size: 1}
  test: {color: blue}
custom:
  region: eu-north-1
  tables: {test: t-test, prod: t-prod}
  list: [zero, one]
  loop: ${self:custom.loop2}
  loop2: ${self:custom.loop}
  more: ${file(more.yml)}
functions:
  f:
    handler: a.b
    events:
      - http:
          path: x
          method: get
          integration: lambda
          request:
            template:
              application/json: %s
"""
FILES = {
    "more.yml": "greeting: hello ${self:custom.region}\ndeep: {a: [1, {b: two}]}\n",
    "t.vtl": '{"x": "$input.params(\'x\')"}\n',
    "d.json": '{"a": {"b": true}}',
}
WHERE = ("method", "methodIntegration", "requestTemplates", "application/json")


def imported(written: str, parameters: Mapping[str, str] | None = None) -> Imported:
    return import_text(SERVICE % written, "serverless.yml", FILES, parameters)


def template(found: Imported) -> Any:
    value: Any = found.operations[0].scenario.document
    for name in WHERE:
        value = value[name]
    return value


@pytest.mark.parametrize(
    ("written", "gives"),
    [
        ("${self:custom.region}", "eu-north-1"),
        ("'<${self:custom.region}|${self:service}>'", "<eu-north-1|shop>"),
        ("'${self:custom.tables.${self:provider.stage}}'", "t-test"),
        ("'${self:custom.tables.${sls:stage}}!'", "t-test!"),
        ("'${self:custom.list.1}'", "one"),
        ("'${self:custom.more.greeting}'", "hello eu-north-1"),
        ("'${file(more.yml):deep.a.1.b}'", "two"),
        ("'${file(./d.json):a.b}.'", "true."),
        ("${file(t.vtl)}", FILES["t.vtl"]),
        ("'${param:color} ${param:size}'", "blue 1"),
        ("'${param:none, ''x''}'", "x"),
        ("'${aws:region}'", "eu-north-1"),
        ("'${self:custom.none, self:custom.region}'", "eu-north-1"),
        ("'${strToBool(1)}!'", "true!"),
        ("'$input.params(\"x\") ${x} ${AWS::Region}'", '$input.params("x") ${x} ${AWS::Region}'),
        ("'${env:NONE}'", "env:NONE"),
        ("'${ssm:/a/b}'", "ssm:/a/b"),
        ("'${cf(us-west-1):s.Out}'", "cf-us-west-1-:s.Out"),
        ("'${cf.us-west-1:s.Out}'", "cf.us-west-1:s.Out"),
        ("'${sls:instanceId}'", "sls:instanceId"),
        ("'${secret:of-a-plugin}'", "secret:of-a-plugin"),
    ],
)
def test_a_template_has_the_values_of_its_variables(written: str, gives: str) -> None:
    assert template(imported(written)) == gives


def test_objects_and_lists_are_merged() -> None:
    text = SERVICE.replace("custom:\n", "custom:\n  both: '${merge(${self:custom.tables}, ${file(more.yml):deep})}'\n")
    text = text.replace("custom:\n", "custom:\n  all: '${merge(${self:custom.list}, ${self:custom.list})}'\n")
    found = import_text(text % "'${self:custom.both.prod} ${self:custom.both.a.0} ${self:custom.all.3}'", "serverless.yml", FILES)
    assert template(found) == "t-prod 1 one"


def test_what_is_open_is_listed_and_can_be_given() -> None:
    found = imported("'${env:POOL} ${opt:stage} ${self:provider.stage}'")
    assert {one.name: one.value for one in found.parameters}.items() >= {("env:POOL", "env:POOL"), ("opt:stage", "test")}
    given = imported("'${env:POOL} ${self:provider.stage} ${self:custom.tables.${sls:stage}}'", {"env:POOL": "p", "opt:stage": "prod"})
    assert template(given) == "p prod t-prod"


def test_what_the_framework_would_refuse_is_told() -> None:
    found = imported("'${self:custom.none}'")
    assert template(found) == "self:custom.none"
    assert [(one.name, one.start.line) for one in found.leftOut] == [("${self:custom.none}", 26)]
    assert "would refuse it" in found.leftOut[0].why


def test_a_file_that_is_not_given_is_asked_for_and_a_program_is_told() -> None:
    found = imported("'${file(gone.yml):a, ''x''} ${file(p.js):a}'")
    assert (template(found), found.missingFiles) == ("x file-p.js-:a", ["gone.yml"])
    assert any("program" in one.why for one in found.leftOut)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("'${self:custom.loop}'", "circle"),
        ("'a ${self:custom.tables}'", "is an object"),
        ("'a ${self:custom.list}'", "is a list"),
        ("'a ${opt:x, null}'", "no value"),
        ("'${strToBool(perhaps)}'", "strToBool"),
        ("'${merge(${self:custom.list}, ${self:custom.tables})}'", "merge takes"),
        ("'${self:functions}'", "circle"),
    ],
)
def test_what_has_no_value_costs_its_operation(written: str, why: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        imported(written)
    assert any(why in one.message for one in caught.value.problems)


def test_values_that_double_are_refused_within_the_limits() -> None:
    lines = [f"  v{index}: '${{self:custom.v{index + 1}}}${{self:custom.v{index + 1}}}'" for index in range(22)]
    text = SERVICE.replace("custom:\n", "custom:\n" + "\n".join([*lines, "  v22: 0123456789"]) + "\n") % "'${self:custom.v0}'"
    with pytest.raises(InvalidDocument) as caught:
        import_text(text, "serverless.yml")
    assert any("1,000,000 characters" in one.message for one in caught.value.problems)
    lists = [f"  v{index}: ['${{self:custom.v{index + 1}}}', '${{self:custom.v{index + 1}}}']" for index in range(22)]
    text = SERVICE.replace("custom:\n", "custom:\n" + "\n".join([*lists, "  v22: 0123456789"]) + "\n") % "'${self:custom.v0}'"
    with pytest.raises(InvalidDocument) as caught:
        import_text(text, "serverless.yml")
    assert any("1,000,000 values" in one.message for one in caught.value.problems)
