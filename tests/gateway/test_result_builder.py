"""Where a Result points to: lines, UTF-16 columns, which template; and that every place lies in its text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground import Limits, Scenario, evaluate
from playground.gateway.result_builder import MOST_PIECES
from playground.model import text_at
from tests.profiles import scaled

if TYPE_CHECKING:
    from playground import Result
    from playground.model import Place

CUT_OFF = """\
#set($inputRoot = $input.path('$'))

#if($inputRoot.Count == 0)
  #set($context.responseOverride.status = 404)
    #foreach($elem in $inputRoot.Items) {
        "progress": "$elem.progress.S",
        "updated": "$elem.updated.S"
"""


def run(template: str, body: str = "{}", *, trace: bool = False) -> Result:
    return evaluate(Scenario.from_document({"template": template, "backend": {"body": body}}), trace=trace)


def start(result: Result, code: str) -> list[tuple[int, int]]:
    return [(one.start.line, one.start.column) for one in result.diagnostics if one.code == code and one.start is not None]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_template_that_is_cut_off_names_each_open_directive_and_its_line(end: str) -> None:
    result = run(CUT_OFF.replace("\n", end), '{"Count": 0, "Items": [], "ScannedCount": 0}')
    assert result.status == 500
    assert sorted(start(result, "vtl.unclosed")) == [(3, 1), (5, 5)]
    messages = {one.start.line: one.message for one in result.diagnostics if one.start is not None}
    assert ("#if" in messages[3], "#foreach" in messages[5]) == (True, True)
    assert all("#end" in one.message + one.help for one in result.diagnostics)


@pytest.mark.parametrize(
    ("before", "line", "column"),
    [("", 1, 1), ("ab", 1, 3), ("é", 1, 2), ("😀", 1, 3), ("\n", 2, 1), ("\r\n", 2, 1), ("\r", 2, 1), ("\n\r", 3, 1), ("a\r\n😀 ", 2, 4)],
)
def test_a_place_counts_lines_and_utf_16_units(before: str, line: int, column: int) -> None:
    assert start(run(f"{before}#if(1 == 1)"), "vtl.unclosed") == [(line, column)]
    assert start(run(f"{before}$nope"), "vtl.undefined") == [(line, column)]


def test_a_place_in_a_body_counts_in_that_body() -> None:
    result = run("$input.path('$')", '{\r\n"😀" 1}')
    (finding,) = [one for one in result.diagnostics if one.code == "payload.json"]
    assert finding.where == "/backend/body"
    assert finding.start is not None
    assert (finding.start.line, finding.start.column) == (2, 6)


def test_the_pieces_of_the_body_are_all_of_it() -> None:
    result = run("a😀$input.path('$.x')#foreach($i in [1, 2])<$i>#end", '{"x": "é😀"}', trace=True)
    assert result.body == "a😀é😀<1><2>"
    assert result.bodyMap is not None
    assert result.trace is not None
    assert result.bodyMap.offsets == [0, 3, 6, 7, 8, 9, 10, 11, 12]
    assert [result.trace[site].kind for site in result.bodyMap.sites] == ["text", "reference", *["text", "reference", "text"] * 2]
    assert json.loads(result.dump()) == result.to_document()


def test_the_pieces_tell_of_the_parts_of_their_own_template() -> None:
    integration = {
        "requestTemplates": {"application/json": "asked$input.body"},
        "integrationResponses": {"200": {"statusCode": "200", "responseTemplates": {"application/json": "a$input.path('$.x')"}}},
    }
    result = evaluate(
        Scenario.from_document({"method": {"methodIntegration": integration}, "request": {"body": "{}"}, "backend": {"body": '{"x": 1}'}}),
        Limits(),
        trace=True,
    )
    assert result.bodyMap is not None
    assert result.trace is not None
    parts = [result.trace[site] for site in result.bodyMap.sites]
    assert [(part.where.endswith("responseTemplates/application~1json"), part.kind) for part in parts] == [
        (True, "text"),
        (True, "reference"),
    ]


def test_of_very_many_pieces_the_first_are_told() -> None:
    body = json.dumps([{"a": "b"}] * 1000)
    result = run("#foreach($i in $input.path('$'))" + "é$i.a" * 11 + "#end", body, trace=True)
    assert result.bodyMap is not None
    assert (len(result.bodyMap.sites), len(result.bodyMap.offsets)) == (MOST_PIECES, MOST_PIECES + 1)
    assert result.bodyMap.offsets[-1] == MOST_PIECES
    assert len(result.body or "") == 22_000


def test_an_error_that_the_gateway_answers_was_written_by_no_template() -> None:
    result = run("text before $util.urlDecode('%')", trace=True)
    assert result.status == 500
    assert result.to_document()["bodyMap"] == json.loads(result.dump())["bodyMap"] == {"sites": [], "offsets": [0]}


PIECES = st.sampled_from([
    "$x", "$!{x.y}", "$r", "$r.l[0]", "$r.l[9]", "$r.m.get('k')", "#set($x = $r.n / 2)", "#set($r.m.self = $r)", "#set($context = $r)",
    "#set($context.responseOverride = $r)", "#set($context.responseOverride.status = $r.n)",
    "#set($context.responseOverride.header.X = $r)",
    "#set($context.responseOverride.headers.X = 1)", "#if($x)", "#if($r.n > 2)", "#elseif($r.big == $r.d)", "#else", "#{else}",
    "#foreach($x in $r.l)", "#foreach($x in 'text')", "#end", "#stop", "#define($x)", "#macro(m)", "#m()", "$util.parseJson($x)",
    "$util.toJson($r)", "$input.path('$.l[-1]')", "$input.json('$[')", "$util.escapeJavaScript('é/')",
    "\r\n", "\n", "\r", "é", "😀", "\ud83d",
    "\x00", ",", "{", "}", '"', "'", "\\", "#", "$", "(", ")", "]", "#*", "*#", "##", "#[[", "]]#", "${", "#set(", "$x-1", "$x.",
])  # fmt: skip
BODIES = st.sampled_from(
    ['{"l": [1, {"k": null}], "n": 5, "m": {"k": "v"}, "d": 0.5, "big": 99999999999999999999}', "", "null", "[]", '{"😀\r\n"', "x"]
)


@settings(max_examples=scaled(300))
@given(st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=4).map("".join), BODIES, st.booleans())
def test_every_place_lies_in_its_text(template: str, request: str, body: str, trace: bool) -> None:  # noqa: FBT001 - drawn
    response = {
        "statusCode": "200",
        "responseTemplates": {"application/json": f"#set($r = $input.path('$')){template}"},
        "responseParameters": {"method.response.header.H": "integration.response.body.m"},
    }
    integration = {"requestTemplates": {"application/json": request}, "integrationResponses": {"200": response}}
    scenario = Scenario.from_document({
        "method": {"methodIntegration": integration},
        "request": {"body": body},
        "backend": {"body": body},
    })  # fmt: skip
    result = evaluate(scenario, Limits(regex=0.05), trace=trace)
    assert (result.status is None) == (result.headers is None) == (result.body is None)
    for one in (*result.diagnostics, *(result.trace or ())):
        assert_inside(scenario, one)
    if result.bodyMap and result.bodyMap.sites:
        assert result.bodyMap.offsets[-1] == utf16_length(result.body or "")


def assert_inside(scenario: Scenario, found: Any) -> None:
    if found.start is None:
        return
    text = text_at(scenario, found.where)
    assert text is not None
    lines = re.split(r"\r\n|\r|\n", text)
    for place in (found.start, found.end):
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= 1 + utf16_length(lines[place.line - 1])
    assert order(found.start) <= order(found.end)


def order(place: Place) -> tuple[int, int]:
    return place.line, place.column


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
