"""What is worked out of saved documents, function by function; over HTTP in tests/web."""

from __future__ import annotations

import json
from typing import Any

import pytest

from playground.errors import InvalidDocument
from playground.evaluator import tool_worker
from playground.evaluator.replies import INVALID, MALFORMED, RESULT, TOOL
from playground.evaluator.saving import LONGEST_SHOWN, MOST_SHOWN, SAVING, WARM_UP
from playground.evaluator.tools import TOOLS
from playground.limits import Limits

LIMITS = Limits()
METHOD: dict[str, Any] = {
    "title": "  Own \n title ",
    "context": {"resourcePath": "/things/{id}"},
    "tables": [{"definition": {"TableName": "Declared"}}],
    "method": {
        "httpMethod": "GET",
        "methodIntegration": {
            "requestTemplates": {"application/json": '{"TableName": "Written"}', "text/plain": '{"TableName": "$unknown"}'},
            "integrationResponses": {"default": {"statusCode": "200", "responseTemplates": {"application/json": "R"}}},
        },
    },
    "backend": {"body": "B"},
}


def told(name: str, document: object) -> Any:
    return json.loads(SAVING[name](json.dumps(document).encode(), LIMITS).partition(b"\n")[0])


def test_what_saves_a_scenario_is_taken_apart() -> None:
    sent = b'{"tags": ["a"], "scenario": {"z": 1.50, "a": "\\ud800\\u0000"}, "visibility": "team"}'
    head, _, document = SAVING["new-scenario"](sent, LIMITS).partition(b"\n")
    assert json.loads(head) == {"tags": ["a"], "visibility": "team", "title": "Untitled", "words": [""]}
    assert document == b'{"z":1.5,"a":"\\ud800\\u0000"}'


def test_a_scenario_is_found_by_its_method_and_tables_and_has_its_own_title() -> None:
    assert told("new-scenario", {"scenario": METHOD}) == {"title": "Own title", "words": ["GET /things/{id}", "Declared", "Written"]}
    assert told("new-scenario", {"scenario": METHOD, "title": "Given"})["title"] == "Given"
    assert told("new-revision", {"scenario": METHOD, "note": "why"}) == {
        "note": "why",
        "words": ["GET /things/{id}", "Declared", "Written"],
    }


def test_words_are_few_and_read_of_what_is_no_scenario_too() -> None:
    tables = [{"definition": 1}, None, *({"definition": {"TableName": "x" * number}} for number in range(999))]
    assert len(told("new-revision", {"scenario": {"tables": tables}})["words"]) == 50
    assert told("new-revision", {"scenario": []})["words"] == [""]


@pytest.mark.parametrize("name", ["new-scenario", "new-revision"])
def test_what_stands_beside_a_scenario_is_checked(name: str) -> None:
    with pytest.raises(InvalidDocument) as caught:
        told(name, {"scenario": {}, "colour": 1})
    assert [problem.path for problem in caught.value.problems] == ["/colour"]


def test_an_outline_has_the_status_and_the_tables_of_what_was_sent() -> None:
    assert told("outline", METHOD) == {"status": 200, "words": ["Written"]}
    assert told("outline", {"template": "#if(", "backend": {}})["status"] == 500


@pytest.mark.parametrize(
    ("document", "title"),
    [({"template": "", "title": " a  b"}, "a b"), ({"method": {}}, ""), ({"template": "", "title": 1}, ""), ({}, None), ([], None)],
)
def test_a_file_has_a_title_if_it_is_a_scenario(document: object, title: str | None) -> None:
    assert told("title", document) == {"title": title}


def test_a_frame_shows_templates_and_what_the_backend_answered() -> None:
    names = [
        "Request template, application/json",
        "Request template, text/plain",
        "Response template, 200, application/json",
        "The backend's answer, 200",
    ]
    assert [name for name, _ in told("texts", METHOD)["texts"]] == names
    assert told("answer", METHOD) == {"status": 200, "body": "R"}
    assert told("answer", {"template": "\ud800", "backend": {}})["body"] == "?"


def test_what_a_frame_leaves_out_is_said() -> None:
    long = "x" * (LONGEST_SHOWN + 1_234)
    cut = "x" * LONGEST_SHOWN + "\n… 1,234 more characters are in the editor."
    assert told("texts", {"template": long, "backend": {"body": ""}})["texts"] == [["Response template", cut]]
    assert told("answer", {"template": long, "backend": {}})["body"] == cut
    templates = {f"text/{number}": "x" for number in range(MOST_SHOWN + 1)}
    integration = {"requestTemplates": templates, "integrationResponses": {}}
    texts = told("texts", {"method": {"methodIntegration": integration}, "backend": {"body": ""}})["texts"]
    assert len(texts) == MOST_SHOWN + 1
    assert texts[-1] == ["More", "1 more texts are in the editor."]


def test_the_childs_function_knows_them_beside_the_tools() -> None:
    assert not SAVING.keys() & TOOLS.keys()
    assert SAVING.keys() == WARM_UP.keys()
    replies = {document: tool_worker.answer(TOOL + b"title\n" + document, LIMITS)[:1] for document in (b"{}", b"{", b"[]")}
    assert replies == {b"{}": RESULT, b"{": MALFORMED, b"[]": RESULT}
    assert tool_worker.answer(TOOL + b"new-revision\n{}", LIMITS)[:1] == INVALID
