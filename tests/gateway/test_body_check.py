"""The template's part that broke a body is found by rendering again: with the inputs that it had, and only where that costs little."""

from __future__ import annotations

from typing import Any

import pytest

from playground import Limits, Result, Scenario, evaluate
from playground.gateway import written
from playground.gateway.evaluation import Evaluation
from playground.gateway.payloads import backend_payload
from playground.gateway.rendering import render
from playground.gateway.stage_values import MappingTemplate
from tests.gateway.findings import marked, run, told

QUOTED = '{"text": "a\\"b"}'
CHANGES_ITS_PAYLOAD = """#set($r = $input.path('$'))
{#if($r.containsKey('seen'))"old": 1#else"new": "$r.text"#end}
#set($x = $r.put('seen', 1))"""
LONG_LOOP = "[#foreach($i in [1..1000])#foreach($j in [1..99])$i, $j, $i, #end#end]"
REQUEST_SIDE = {
    "context": ("#set($context.requestOverride.header.q = 'a\"b')", "$context.requestOverride.header.q"),
    "parameters": ("#set($x = $input.params().header.put('q', 'a\"b'))", "$input.params('q')"),
    "stage variables": ("#set($stageVariables.q = 'a\"b')", "$stageVariables.q"),
}


def both_sides(request: str, response: str) -> Result:
    integration = {
        "requestTemplates": {"application/json": request},
        "integrationResponses": {"200": {"statusCode": "200", "responseTemplates": {"application/json": response}}},
    }
    scenario: dict[str, Any] = {"method": {"methodIntegration": integration}, "backend": {"body": QUOTED}}
    return evaluate(Scenario.from_document(scenario))


def broken_by(result: Result, template: str) -> str | None:
    """The part of the template that the message about the body marks; None where it marks none."""
    (finding,) = told(result, "body.json")
    return None if finding.start is None else marked(template, finding)


def test_a_template_that_changes_its_payload_is_rendered_again_over_what_it_was() -> None:
    result = run(CHANGES_ITS_PAYLOAD, QUOTED)
    assert result.body is not None
    assert '"new"' in result.body
    assert broken_by(result, CHANGES_ITS_PAYLOAD) == "$r.text"


@pytest.mark.parametrize(("request_template", "reference"), REQUEST_SIDE.values(), ids=REQUEST_SIDE)
def test_what_the_request_template_left_is_there_again(request_template: str, reference: str) -> None:
    response = f'{{"a": 1, "q": "{reference}"}}'
    result = both_sides(request_template, response)
    assert result.body == '{"a": 1, "q": "a"b"}'
    assert broken_by(result, response) == reference


@pytest.mark.parametrize("template", ['{"a": "$input.path(\'$.text\')"}', CHANGES_ITS_PAYLOAD, "{$input.json('$')}", '{"a": 1,}'])
def test_a_recorded_evaluation_tells_the_same(template: str) -> None:
    assert run(template, QUOTED).diagnostics == run(template, QUOTED, trace=True).diagnostics


def test_nothing_else_is_told_or_logged_again() -> None:
    result = both_sides("$nothing", '{"a": "$input.path(\'$.text\')", "b": "$nothing"}')
    assert len(told(result, "vtl.undefined")) == 2
    assert len([line for line in result.log if line.startswith("Received response")]) == 1


@pytest.mark.parametrize(("spare", "is_marked"), [(-1, False), (0, True), (1, True)])
def test_it_is_rendered_again_where_that_costs_no_more_than_it_may(
    spare: int,
    is_marked: bool,  # noqa: FBT001 - a table's column
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    template = '{"a": "$input.path(\'$.text\')"}'
    evaluation = Evaluation(Scenario.from_document({"template": template, "backend": {"body": QUOTED}}), Limits())
    render(evaluation, MappingTemplate("application/json", template, "/template"), backend_payload(QUOTED), {})
    assert evaluation.run.spent > 0
    monkeypatch.setattr(written, "MOST_AGAIN", evaluation.run.spent + spare)
    assert broken_by(run(template, QUOTED), template) == ("$input.path('$.text')" if is_marked else None)


@pytest.mark.parametrize(
    "template",
    [
        LONG_LOOP,
        "#set($x = 'x')#foreach($i in [1..23])#set($x = $x + $x)#end{$x",
    ],
)
def test_a_long_rendering_is_not_made_again(template: str) -> None:
    result = run(template, "{}", Limits(seconds=60))
    assert result.body is not None
    (finding,) = told(result, "body.json")
    assert finding.start is None


def test_a_recorded_one_marks_however_long_it_was() -> None:
    assert broken_by(run(LONG_LOOP, "{}", Limits(seconds=60), trace=True), LONG_LOOP) == ","


BROKEN_BY_A_MAP = {"$.a": '{"a": {"x": "1"}}', "$.a.M": '{"a": {"M": {"x": "1"}}}', "$.IN": '{"IN": {"x": "1"}}'}
OF_A_NUMBER = {"$.a.N": '{"a": {"N": {"x": "1"}}}', "$.a['N']": '{"a": {"N": {"x": "1"}}}'}


@pytest.mark.parametrize(("path", "body"), [*BROKEN_BY_A_MAP.items(), *OF_A_NUMBER.items()])
def test_no_json_is_offered_for_an_attributes_number_which_would_write_it_in_quotes(path: str, body: str) -> None:
    (finding,) = told(run(f'{{"a": $input.path("{path}")}}', body), "body.json")
    assert bool(finding.fix) == (path in BROKEN_BY_A_MAP)
