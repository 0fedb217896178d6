"""`$input`: bodies that are no JSON, in the ways that json-smart has them."""

from __future__ import annotations

from typing import Any

import pytest

from playground import Scenario, evaluate
from tests.gateway.findings import run, told


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('"abc', '"abc'),
        ("'abc", "'abc"),
        ("<a b='1'>", "<a b='1'>"),
        ("plain words", "plain words"),
        ("", "{}"),
        ("  ", "{}"),
        ("{", None),
        ('["a"', None),
        ("\n {x", None),
    ],
)
def test_a_body_is_a_text_unless_it_begins_like_json(body: str, text: str | None) -> None:
    """What begins like JSON and is none fails the call. Evidence: documented: input-variable-reference; [H]."""
    result = run("$input.path('$')", body)
    assert (result.body if result.status == 200 else None) == text
    again = run("$input.path('$')$input.path('$')", body)
    assert (again.body if again.status == 200 else None) == (None if text is None else text * 2)


@pytest.mark.parametrize(
    ("expression", "written"),
    [
        ("$input.json('$')", '{"a":{"b":[1,2.5]},"n":null,"t":"x\\"y"}'),
        ("$input.json('$.a.b')", "[1,2.5]"),
        ("$input.json('$.t')", '"x\\"y"'),
        ("$input.json('$.n')", "null"),
        ("$input.json('$.gone')", '""'),
        ("$input.json('a.b[0]')", "1"),
        ("$input.path('$.t')", 'x"y'),
        ("$input.path('$.n')", ""),
        ("$input.path('$.a.b').size()", "2"),
        ("$input.path('$.a.b[1]')", "2.5"),
        ("$input.path('$..b')[0].size()", "2"),
        ("$input.body", '{"a": {"b": [1, 2.50]}, "n": null, "t": "x\\"y"}'),
    ],
)
def test_json_is_compact_and_path_is_the_value(expression: str, written: str) -> None:
    assert run(expression, '{"a": {"b": [1, 2.50]}, "n": null, "t": "x\\"y"}').body == written


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("$.gone", "`$` has no `gone`"),
        ("$.a.gone.b", "`$.a` has no `gone`"),
        ("$.a.b.c", "`$.a.b` is null"),
        ("$['a']['gone']", "`$['a']` has no `['gone']`"),
        ("$.list[3]", "`$.list` has no `[3]`"),
    ],
)
def test_the_part_of_a_path_that_is_missing_is_named(path: str, why: str) -> None:
    (finding,) = told(run(f'$input.path("{path}")', '{"a": {"b": null}, "list": [1]}'), "vtl.undefined")
    assert why in finding.message


@pytest.mark.parametrize("path", ["$.a[", "$.", "$.a[?(@.b ==", "$..", "$.a[*"])
def test_a_path_that_jayway_refuses_fails_the_call(path: str) -> None:
    result = run(f"$input.path('{path}')", '{"a": []}')
    assert result.status == 500
    assert any(finding.severity == "error" for finding in result.diagnostics)


@pytest.mark.parametrize(
    ("request_", "value"),
    [
        ({"path": {"id": "p"}, "querystring": {"id": "q"}, "header": {"id": "h"}}, "p"),
        ({"querystring": {"id": "q"}, "header": {"id": "h"}}, "q"),
        ({"header": {"id": "h"}}, "h"),
        ({"querystring": {"id": ["first", "last"]}}, "last"),
        ({"querystring": {"ID": "other case"}}, ""),
        ({}, ""),
    ],
)
def test_a_parameter_is_looked_for_in_path_then_query_string_then_headers(request_: dict[str, Any], value: str) -> None:
    """Documented: api-gateway-mapping-template-reference."""
    scenario = {"template": "$input.params('id')", "request": request_, "backend": {"body": "{}"}}
    assert evaluate(Scenario.from_document(scenario)).body == value
