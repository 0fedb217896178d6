"""Changed templates put back into documents: in place and style, every other byte as it was; and what is refused."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from playground import Limits
from playground.documents import proven
from playground.documents.pasted import import_text, read_document
from playground.documents.readers.found import Found, Operation
from playground.documents.tree import Node, Piece, SourceFile, assembled, mapping
from playground.documents.yaml_text import read_yaml
from playground.errors import InvalidDocument
from playground.evaluator import tools
from tests.profiles import scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.documents.sources import Sources

YAML = """\
# orders
openapi: 3.0.1
paths:
  /a:
    get: &get
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: &ask {application/json: '{"statusCode": 200}'}
        responses:
          default:
            statusCode: 200
            responseTemplates:
              application/json: |
                #set($a = 1)
                {"a": $a}

              text/plain: $input.body  # all of it
  /b:
    post:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates: *ask
        responses: {default: {statusCode: 200, selectionPattern: "2.."}}
"""
INTEGRATION = "/method/methodIntegration"
BODY = f"{INTEGRATION}/integrationResponses/200/responseTemplates/application~1json"
PLAIN = f"{INTEGRATION}/integrationResponses/200/responseTemplates/text~1plain"
ASK = f"{INTEGRATION}/requestTemplates/application~1json"


def scenario_of(text: str, name: str) -> dict[str, Any]:
    return copy.deepcopy(next(one.scenario.document for one in import_text(text).operations if one.name == name))


def put_at(document: dict[str, Any], pointer: str, text: object) -> None:
    value: Any = document
    *path, last = [one.replace("~1", "/") for one in pointer.split("/")[1:]]
    for name in path:
        value = value[name]
    value[last] = text


def put_back(text: str, *operations: tuple[str, dict[str, object]], **members: Any) -> dict[str, Any]:
    """The answer of the tool, for operations with other values at pointers."""
    listed = []
    for name, changed in operations:
        scenario = scenario_of(text, name)
        for pointer, value in changed.items():
            put_at(scenario, pointer, value)
        listed.append({"name": name, "scenario": scenario})
    return tools.answer("export", {"as": "document", "text": text, "operations": listed, **members}, Limits())


@pytest.mark.parametrize("text", [YAML, YAML.replace("\n", "\r\n")])
def test_an_unchanged_scenario_changes_nothing(text: str) -> None:
    answer = put_back(text, ("GET /a", {}), ("POST /b", {}))
    expected = {"text": text, "filename": "document.yaml", "files": {}, "notes": [], "changed": [], "refused": []}
    assert answer == expected
    assert put_back(text, name="dir/api.yml")["filename"] == "api.yml"


def test_a_changed_template_stands_in_its_place_and_style() -> None:
    text = YAML.replace("\n", "\r\n")
    answer = put_back(text, ("GET /a", {BODY: '#set($a = 1)\n## new\n{"a": $a}\n'}))
    assert answer["text"] == text.replace("#set($a = 1)\r\n", "#set($a = 1)\r\n                ## new\r\n")
    assert answer["changed"] == [
        {"operation": "GET /a", "where": BODY, "start": {"line": 13, "column": 33}, "shared": [], "said": ""},
    ]


def test_another_style_is_said() -> None:
    answer = put_back(YAML, ("GET /a", {PLAIN: "a # b"}))
    assert answer["text"] == YAML.replace("$input.body ", "'a # b' ")
    assert answer["changed"][0]["said"] == "it stands as single quotes now"


def test_a_text_behind_an_alias_changes_once_and_it_is_said_whose_it_is() -> None:
    answer = put_back(YAML, ("POST /b", {ASK: '{"statusCode": 201}'}))
    assert answer["text"] == YAML.replace('"statusCode": 200}\'', '"statusCode": 201}\'')
    assert [one["shared"] for one in answer["changed"]] == [["GET /a"]]


def test_a_byte_order_mark_is_none_of_the_text_and_stays() -> None:
    answer = put_back("\ufeff" + YAML, ("GET /a", {BODY: "x\n"}))
    assert answer["text"].startswith("\ufeff# orders\n")
    assert answer["changed"][0]["start"]["line"] == 13


def test_two_operations_that_change_a_shared_text_differently_are_refused() -> None:
    answer = put_back(YAML, ("GET /a", {ASK: "one", BODY: "x\n"}), ("POST /b", {ASK: "two"}))
    assert [(one["operation"], one["text"]) for one in answer["refused"]] == [("GET /a", "one"), ("POST /b", "two")]
    assert "change it differently" in answer["refused"][0]["why"]
    assert [one["where"] for one in answer["changed"]] == [BODY]
    same = put_back(YAML, ("GET /a", {ASK: "one"}), ("POST /b", {ASK: "one"}))
    assert (same["refused"], same["text"]) == ([], YAML.replace('{"statusCode": 200}\'', "one'"))


def test_what_is_no_template_is_said_not_to_be_written() -> None:
    changed = {f"{INTEGRATION}/uri": "arn:x", f"{INTEGRATION}/integrationResponses/200/selectionPattern": "3..", ASK: None}
    answer = put_back(YAML, ("POST /b", {**changed, "/request": {"body": "x"}}))
    assert answer["text"] == YAML
    assert [one.split(" ")[2] for one in answer["notes"]] == [
        ASK,
        f"{INTEGRATION}/integrationResponses/200/selectionPattern",
        f"{INTEGRATION}/uri",
    ]


def test_a_name_that_no_operation_has_is_refused_with_the_nearest() -> None:
    with pytest.raises(InvalidDocument) as caught:
        tools.answer(
            "export", {"as": "document", "text": YAML, "operations": [{"name": "GET /aa", "scenario": {"template": ""}}]}, Limits()
        )
    assert [(one.path, one.message) for one in caught.value.problems] == [
        ("/operations/0/name", "There is no operation GET /aa in this document; the nearest is GET /a")
    ]


def test_a_broken_document_is_refused_with_its_place() -> None:
    with pytest.raises(InvalidDocument, match="line 1"):
        tools.answer("export", {"as": "document", "text": "a: [", "operations": []}, Limits())


def test_json_is_written_as_it_is() -> None:
    responses = {"default": {"statusCode": "200", "responseTemplates": {"a/b": "\u00e9\r\n/"}}}
    document = {"swagger": "2.0", "paths": {"/a": {"get": {"x-amazon-apigateway-integration": {"type": "mock", "responses": responses}}}}}
    text = json.dumps(document, indent="\t").replace("\\r\\n/", "\\r\\n\\/")
    answer = put_back(text, ("GET /a", {BODY.replace("application~1json", "a~1b"): "\u00e9\r\n/x/\u00fc"}))
    assert answer["text"] == text.replace("\\r\\n\\/", "\\r\\n\\/x\\/\\u00fc")


def test_a_template_alone_and_a_scenario_are_documents_as_well() -> None:
    changed = {"name": "a.vtl", "scenario": {"template": "x\r\ny"}}
    answer = tools.answer("export", {"as": "document", "text": "x\r\n", "name": "a.vtl", "operations": [changed]}, Limits())
    assert (answer["text"], answer["filename"]) == ("x\r\ny", "a.vtl")
    scenario = '{"title": "T", "template": "a"}'
    changed = {"name": "T", "scenario": {"title": "U", "template": "b"}}
    answer = tools.answer("export", {"as": "document", "text": scenario, "operations": [changed]}, Limits())
    assert (answer["text"], answer["notes"]) == (
        '{"title": "T", "template": "b"}',
        ["T: /title changed, and is not written: only templates that the document has are."],
    )


def _pieces_reader(make: Callable[[Node], Node]) -> Callable[..., tuple[Found, Sources]]:
    """A reader of YAML with the texts `one` and `two`, whose template is put together of them by `make`."""

    def read(text: str, *_given: object) -> tuple[Found, Sources]:
        _, sources = read_document('{"template": ""}', "", {}, {})
        sources.main = SourceFile("", text)
        template = make(read_yaml(text))
        root = mapping([("template", template)])
        return Found("pieces", [Operation("T", {"template": template.text}, root)]), sources

    return read


def test_what_was_filled_in_is_not_changed_and_the_text_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(tree: Node) -> Node:
        source = tree.members["text"]
        at = (source.text or "").index("${T}")
        rest = (source.text or "")[at + 4 :]
        pieces = [
            Piece((source.text or "")[:at], source, 0, at, "sub"),
            Piece("table"),
            Piece(rest, source, at + 4, at + 4 + len(rest), "sub"),
        ]
        return assembled(pieces, source)

    monkeypatch.setattr(proven, "read_document", _pieces_reader(make))
    text = "text: |\n  a ${T} b\n"

    def put(template: str) -> dict[str, Any]:
        changed = [{"name": "T", "scenario": {"template": template}}]
        return tools.answer("export", {"as": "document", "text": text, "operations": changed}, Limits())

    assert put("a table b\nc\n")["text"] == "text: |\n  a ${T} b\n  c\n"
    refused = put("a chair b\n")
    assert refused["text"] == text
    assert (refused["refused"][0]["text"], refused["changed"]) == ("a chair b\n", [])
    assert "`table`" in refused["refused"][0]["why"]


def test_a_document_that_would_be_read_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        proven, "read_document", _pieces_reader(lambda tree: Node("X" + (tree.members["text"].text or ""), tree.members["text"].span))
    )
    changed = [{"name": "T", "scenario": {"template": "Xb"}}]
    answer = tools.answer("export", {"as": "document", "text": "text: a\n", "operations": changed}, Limits())
    assert answer["text"] == "text: a\n"
    assert "would be read otherwise" in answer["refused"][0]["why"]


MODULE = """\
resource "aws_api_gateway_rest_api" "a" {
  body = templatefile("api.json", { size = 10 })
}
"""
BODY_FILE = """{"openapi": "3.0.1", "paths": {"/a": {"get": {"x-amazon-apigateway-integration": {"type": "mock",
  "requestTemplates": {"application/json": "{\\"n\\": ${size}}"}}}}}}"""


@pytest.mark.parametrize("end", [b"\xef\xbb\xbf".decode(), ""])
def test_what_is_put_into_a_string_of_json_that_a_template_makes_is_spelt_so(end: str) -> None:
    files = {"api.json": end + BODY_FILE}
    (operation,) = import_text(MODULE, "main.tf", files).operations
    scenario = copy.deepcopy(operation.scenario.document)
    put_at(scenario, ASK, '## "why"\n{"n": 10}')
    changed = [{"name": operation.name, "scenario": scenario}]
    answer = tools.answer("export", {"as": "document", "text": MODULE, "name": "main.tf", "files": files, "operations": changed}, Limits())
    assert (answer["refused"], answer["notes"], answer["text"]) == ([], [], MODULE)
    assert answer["files"] == {"api.json": files["api.json"].replace('"{\\"n', '"## \\"why\\"\\n{\\"n')}


@settings(max_examples=scaled(60))
@given(some.text(max_size=30), some.text(some.sampled_from("ab \n{}$#'\":\t"), max_size=30), some.booleans())
def test_any_two_texts_come_back(body: str, ask: str, has_line_ends_of_windows: bool) -> None:  # noqa: FBT001 - Hypothesis's
    text = YAML.replace("\n", "\r\n") if has_line_ends_of_windows else YAML
    answer = put_back(text, ("GET /a", {BODY: body, ASK: ask}))
    assert answer["refused"] == [] or "\ud800" <= max(body, default="") <= "\udfff"
    again = scenario_of(answer["text"], "GET /a")["method"]["methodIntegration"]
    assert again["requestTemplates"] == {"application/json": ask}
    assert again["integrationResponses"]["200"]["responseTemplates"] == {"application/json": body, "text/plain": "$input.body"}
