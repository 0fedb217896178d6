from __future__ import annotations

from typing import Any

import pytest

from playground.documents.local import Places, Spot, read_local
from playground.documents.pasted import import_text
from playground.errors import InvalidDocument
from playground.model import Scenario

WITH_FILES = """\
template: {file: t/get.vtl}
backend:
  body: {file: answer.json}
context: {authorizer: {file: kept}}
tables:
  - definition: {TableName: a}
    items: {file: items.yaml}
cases:
  - name: one
    expect:
      body: {x: {file: kept}}
"""
FILES = {"t/get.vtl": "$context.stage\n$x.y", "answer.json": '{"Item": {}}\n', "items.yaml": "- {id: {S: a}}\n"}


def read(text: str, name: str = "a.yaml", files: dict[str, str] | None = None, refused: dict[str, str] | None = None) -> dict[str, Any]:
    return read_local(text, name, files or {}, refused or {}, {})


def problems(text: str, name: str = "a.yaml", files: dict[str, str] | None = None, **refused: str) -> list[tuple[int | None, str]]:
    with pytest.raises(InvalidDocument) as caught:
        read(text, name, files, refused)
    return [(one.line, one.message) for one in caught.value.problems]


def test_a_scenario_needs_the_files_that_it_names_and_has_their_texts() -> None:
    assert read(WITH_FILES) == {"need": ["t/get.vtl", "answer.json", "items.yaml"]}
    (operation,) = read(WITH_FILES, files=FILES)["operations"]
    scenario = operation["scenario"]
    assert scenario["template"] == FILES["t/get.vtl"]
    assert scenario["backend"]["body"] == FILES["answer.json"]
    assert scenario["tables"][0]["items"] == [{"id": {"S": "a"}}]


def test_a_document_that_somebody_sends_names_no_file() -> None:
    with pytest.raises(InvalidDocument) as caught:
        import_text(WITH_FILES, "a.yaml", FILES)
    assert {one.path for one in caught.value.problems} >= {"/template", "/backend/body"}
    with pytest.raises(InvalidDocument):
        Scenario.from_document({"template": {"file": "a.vtl"}})


def test_what_is_the_users_own_json_names_no_file() -> None:
    scenario = read(WITH_FILES, files=FILES)["operations"][0]["scenario"]
    assert scenario["context"] == {"authorizer": {"file": "kept"}}
    assert scenario["cases"][0]["expect"]["body"] == {"x": {"file": "kept"}}


def test_the_expected_body_as_a_whole_may_stand_in_a_file() -> None:
    text = "template: x\ncases: [{name: a, expect: {body: {file: body.json}}}]"
    (operation,) = read(text, files={"body.json": "{}\n"})["operations"]
    assert operation["scenario"]["cases"][0]["expect"]["body"] == "{}\n"


def test_a_file_that_is_refused_is_told_with_its_line() -> None:
    text = "title: a\ntemplate:\n  file: ../../etc/passwd\n"
    with pytest.raises(InvalidDocument) as caught:
        read(text, refused={"../../etc/passwd": "it is outside of /repository"})
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (3, 9)
    assert problem.message == "/template names the file ../../etc/passwd: it is outside of /repository"


def test_items_must_be_a_list() -> None:
    files = {**FILES, "items.yaml": "\nid: 1\n"}
    assert problems(WITH_FILES, files=files) == [(2, "items.yaml: /tables/0/items must be a list of items")]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\n---\nb: 2\n", 2, "A second YAML document begins here"),
        ("template: x\nbackend:\n\tbody: x\n", 3, "a tab stands where spaces indent"),
        ("", 1, "There is nothing in this"),
        ("template: x\ncolour: red\n", 2, "/colour"),
        ("template: x\nbackend:\n  status: many\n", 3, "/backend/status"),
    ],
)
def test_what_is_wrong_has_a_line(text: str, line: int, says: str) -> None:
    (found,) = problems(text)
    assert found[0] == line
    assert says in found[1]


def test_what_has_no_operation_says_so_and_is_no_error() -> None:
    assert list(read("kind: Deployment\n")) == ["nothing"]


def places_of(text: str, name: str = "a.yaml", files: dict[str, str] | None = None) -> Places:
    (operation,) = read(text, name, files)["operations"]
    return Places(operation["places"], tuple(operation["at"]))


def test_places_of_a_block_of_a_file_and_of_what_has_none() -> None:
    block = places_of("title: a\ntemplate: |\n  one\n    é😀 $two\n")
    assert block.spot("/template", 2, 7) == Spot("", 4, 9)
    file = places_of(WITH_FILES, files=FILES)
    assert file.spot("/template", 2, 4) == Spot("t/get.vtl", 2, 4)
    assert file.spot("/cases/0/expect/body") == Spot("", 11, 13)
    assert file.spot("/cases/0/expect/body/x/file") == Spot("", 11, 24)
    assert file.spot("/request/header/a") == Spot("", 1, 1)


def test_places_of_a_string_with_escapes() -> None:
    string = places_of('{"template": "one\\n\\"two\\" $three"}', "a.json")
    assert string.spot("/template", 2, 1) == Spot("", 1, 20)
    assert string.spot("/template", 2, 7) == Spot("", 1, 28)


def test_a_line_of_a_file_of_cases_keeps_its_number() -> None:
    case = '{"id": "a/b", "rule": "r", "evidence": "e", "scenario": {"template": "x"}, "expect": {"status": 200}}'
    (operation,) = read(f"\n\n{case}", "a.jsonl")["operations"]
    assert operation["at"][1] == 3


def test_a_scenario_without_a_title_is_called_as_its_file() -> None:
    def name(text: str, file: str = "an-item.scenario.yaml") -> str:
        return str(read(text, file)["operations"][0]["name"])

    assert name("template: x\n") == "an-item"
    assert name("title: An item\ntemplate: x\n") == "An item"
    assert name("method: {httpMethod: GET, methodIntegration: {}}\n") == "GET {path}"
