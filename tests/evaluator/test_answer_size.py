"""What an answer takes on the wire: each in its budget, what is cut is said, and what is small is whole."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground import Limits, Scenario, evaluate
from playground.errors import MOST_PROBLEMS, InvalidDocument, Problem
from playground.evaluator import tools
from playground.evaluator.answer_size import REST, dump_result, most_bytes
from playground.jsontext.strict import dump_utf8, to_ascii
from playground.model import Finding, Result

LIMITS = Limits(output=3_000_000, string=20_000_000)
MOST = most_bytes(LIMITS)


def sent(document: dict[str, Any], limits: Limits = LIMITS, *, trace: bool = False) -> tuple[dict[str, Any], int]:
    """The answer to a Scenario as it is read from the wire, and its bytes."""
    data = dump_result(evaluate(Scenario.from_document(document), limits, trace=trace), limits)
    answer: dict[str, Any] = json.loads(data)
    return answer, len(data)


def codes(answer: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in answer["diagnostics"]]


@pytest.mark.parametrize(("letter", "size"), [("a", 1), ("é", 2), ("☃", 3), ("🎿", 4)])
def test_a_template_writes_so_many_bytes_and_no_more(letter: str, size: int) -> None:
    for count, is_reached in ((LIMITS.output // size - 1, False), (LIMITS.output // size, False), (LIMITS.output // size + 1, True)):
        answer, _ = sent({"template": f"#set($s='{letter}')$s.repeat({count})", "backend": {"body": "{}"}})
        assert ("limit.output" in codes(answer)) == is_reached, count
        assert (answer["body"] is None) == is_reached


@pytest.mark.slow
@pytest.mark.parametrize(
    ("letter", "count", "is_sent"),
    [
        ('"', 2_900_000, True),
        ("\\", 2_900_000, True),
        ("\u0001", 999_000, True),
        ("\u0001", 1_001_000, False),
        ("\u007f", 1_001_000, False),
    ],
)
def test_the_body_counts_as_it_is_sent(letter: str, count: int, *, is_sent: bool) -> None:
    answer, size = sent({"template": "$input.body", "backend": {"body": letter * count}})
    assert (answer["body"] == letter * count) == is_sent
    assert ("limit.output" in codes(answer)) == (not is_sent)
    assert size <= MOST


def many_headers(count: int, length: int) -> str:
    return f"#set($v='v')#set($v=$v.repeat({length}))#foreach($i in [1..{count}])#set($context.responseOverride.header[\"h$i\"]=$v)#end{{}}"


@pytest.mark.parametrize(
    ("document", "names"),
    [
        ({"template": many_headers(3, 3_000_000), "backend": {"body": "{}"}}, ["headers", "log"]),
        ({"template": many_headers(999, 9_000), "backend": {"body": "{}"}}, ["headers", "log"]),
        ({"template": "{}", "backend": {"body": "{}", "header": {"a": "b" * 5_000_000}}}, ["log"]),
        ({"template": "$context.a", "context": {"a": "b" * 5_000_000}, "backend": {"body": "{}"}}, ["log"]),
        ({"template": "{}", "request": {"body": "é" * 3_000_000}, "backend": {"body": "{}"}}, ["log"]),
    ],
)
def test_what_is_over_is_cut_and_said(document: dict[str, Any], names: list[str]) -> None:
    whole = evaluate(Scenario.from_document(document), Limits())
    answer, size = sent(document, Limits())
    assert size <= most_bytes(Limits())
    request = whole.integrationRequest
    bodies = (whole.body or "") + (request.body if request else "")
    assert size - len(bodies.encode()) * 2 <= REST + 1_000
    assert answer["body"] == whole.body
    assert answer["status"] == whole.status
    told = [finding for finding in answer["diagnostics"] if finding["code"] == "limit.answer"]
    assert len(told) == 1
    for name in names:
        assert name in told[0]["message"]
        assert "more characters)" in json.dumps(answer[name], ensure_ascii=False)


def with_type(content_type: str, template: str) -> dict[str, Any]:
    """A method whose response template has a JSON Pointer as long as its content type, which each part of the record repeats."""
    response = {"statusCode": "200", "responseTemplates": {content_type: template}}
    return {
        "method": {"methodIntegration": {"type": "AWS", "integrationResponses": {"default": response}}},
        "backend": {"body": "{}"},
    }


@pytest.mark.slow
def test_a_record_that_is_too_long_is_left_out_whole() -> None:
    document = with_type("a/" + "b" * 2_000, "#set($a=1)$a" * 2_000)
    kept, _ = sent(document, Limits(), trace=False)
    answer, size = sent(document, Limits(), trace=True)
    assert size <= REST
    assert not {"trace", "bodyMap"} & answer.keys()
    assert (answer["body"], codes(answer)) == (kept["body"], [*codes(kept), "limit.answer"])
    small = with_type("a/b", "#set($a=1)$a" * 100)
    assert len(sent(small, Limits(), trace=True)[0]["trace"]) == 200


def test_a_long_request_body_leaves_room_for_the_answer() -> None:
    integration = {
        "type": "AWS",
        "requestTemplates": {"application/json": "$input.body"},
        "integrationResponses": {"default": {"statusCode": "200"}},
    }
    document = {
        "method": {"methodIntegration": integration},
        "request": {"body": "\u0001" * 900_000},
        "backend": {"body": "\u0002" * 300_000},
    }
    answer, size = sent(document)
    assert size <= MOST
    assert answer["body"] == "\u0002" * 300_000
    assert answer["integrationRequest"]["body"].endswith("more characters)")
    assert codes(answer)[-1] == "limit.answer"


def test_an_edit_is_never_cut_in_half() -> None:
    finding = Finding(code="c", severity="error", message="m" * 5_000_000, help="", where="", start=None, end=None)
    place = {"line": 1, "column": 1}
    fixed = Finding.model_validate(finding.model_dump() | {"fix": [{"start": place, "end": place, "text": "x" * 5_000_000}]})
    answer = json.loads(dump_result(Result(status=200, headers={}, body="", diagnostics=[fixed]), Limits()))
    assert "fix" not in answer["diagnostics"][0]
    assert "more characters)" in answer["diagnostics"][0]["message"]


@given(st.lists(st.text(max_size=5), max_size=4), st.text(max_size=5))
def test_what_is_small_is_whole(log: list[str], body: str) -> None:
    result = Result(status=200, headers={"a": body}, body=body, log=log)
    data = dump_result(result, Limits())
    assert json.loads(data) == json.loads(result.dump())
    assert json.loads(to_ascii(data)) == json.loads(data)
    assert to_ascii(data).isascii()
    assert not any(byte < 0x20 or byte == 0x7F for byte in data)


@given(st.recursive(st.text(alphabet=st.characters(exclude_categories=[]), max_size=4), lambda inner: st.lists(inner, max_size=3)))
def test_utf8_keeps_all_that_json_can_say(value: object) -> None:
    data = dump_utf8(value)
    data.decode("utf-8")
    assert json.loads(data) == json.loads(json.dumps(value))


@pytest.mark.slow
def test_a_tool_refuses_what_would_be_too_much() -> None:
    text = '{"M":{"L":' * 20 + '{"L":[' + ",".join(['{"N":"1"}'] * 50_000) + "]}" + "}}" * 20
    with pytest.raises(InvalidDocument, match=r"would take [1-9]\d,\d{3},\d{3} bytes; 10,194,304 is the most"):
        tools.run("convert", json.dumps({"to": "dynamodb", "text": text}).encode(), LIMITS)


def test_of_many_problems_the_first_are_named() -> None:
    with pytest.raises(InvalidDocument) as caught:
        Scenario.from_document({f"member{index}": 1 for index in range(12_000)})
    assert len(caught.value.problems) == MOST_PROBLEMS
    assert caught.value.detail == "The JSON is no Scenario. The first 100 of 12,001 problems are named."
    with pytest.raises(InvalidDocument) as caught:
        Scenario.from_document({"template": "", "m" * 1_000_000: 1})
    assert len(caught.value.problems[0].path) == 1_000


def test_few_problems_are_named_all() -> None:
    problems = [Problem(f"/{index}", "is wrong") for index in range(MOST_PROBLEMS)]
    assert InvalidDocument(problems).problems == tuple(problems)
    assert InvalidDocument(problems).detail == "The JSON is no Scenario."
