"""What the editor offers while one types: nothing that API Gateway does not run."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from playground import Scenario, evaluate
from playground.gateway.variables.context import DEFAULT_CONTEXT
from playground.gateway.variables.input import Input
from playground.gateway.variables.util import Util
from playground.vtl.runtime.foreach_status import PROPERTIES
from tests.places import ROOT

SCRIPT = ROOT / "static/js/editor/vocabulary.js"
DOCUMENTED = {
    "": {"authorizer", "identity", "awsEndpointRequestId", "isCanaryRequest", "wafResponseCode", "webaclArn", *DEFAULT_CONTEXT},
    "responseOverride": {"status", "header"},
    "requestOverride": {"header", "path", "querystring"},
    "authorizer": {"claims", "principalId"},
    "identity": {
        "accountId", "apiKey", "apiKeyId", "caller", "cognitoAuthenticationProvider", "cognitoAuthenticationType", "cognitoIdentityId",
        "cognitoIdentityPoolId", "principalOrgId", "sourceIp", "clientCert", "vpcId", "vpceId", "user", "userAgent", "userArn",
    },
}  # fmt: skip
"""Members of $context in mapping templates (api-gateway-mapping-template-reference); `error` is in gateway responses alone."""
SAMPLES = {"list": "['a', 'b']", "map": "{'a': 'b'}", "text": "'a b'"}
ARGUMENTS = {"index": "0", "value": "'a'", "name": "'a'", "regex": "' '", "text": "'a'", "from": "0", "to?": "1"}
PLACES = {"${condition}": "true", "${value}": "1", "${$item}": "$item", "${$list}": "[1, 2]", "${$name}": "$name", "${}": "inner"}
AROUND = {
    "#elseif": "#if(false)a %s b#end",
    "#else": "#if(false)a %s b#end",
    "#end": "#if(true)a %s",
    "#break": "#foreach($i in [1])a %s #end",
}


def vocabulary() -> dict[str, Any]:
    """The tables of the script: what it exports, read as JSON once names are quoted and last commas gone."""
    text = re.sub(r"/\*.*?\*/", "", SCRIPT.read_text("utf-8"), flags=re.DOTALL)
    tables = {}
    for name, table in re.findall(r"export const (\w+) = (.*?);\n", text, flags=re.DOTALL):
        quoted = re.sub(r"^(\s*)(\w+):", r'\1"\2":', table, flags=re.MULTILINE)
        tables[name] = json.loads(re.sub(r",(\s*[\]}])", r"\1", quoted))
    return tables


WORDS = vocabulary()


def run(template: str) -> tuple[int | None, str, list[str]]:
    result = evaluate(Scenario.from_document({"template": template, "backend": {"body": '{"a": [1]}'}}))
    return result.status, result.body or "", [one.message for one in result.diagnostics if one.code != "body.json"]


def test_all_tables_are_read() -> None:
    assert set(WORDS) >= {"INPUT", "UTIL", "CONTEXT", "METHOD", "VARIABLES", "FOREACH", "DIRECTIVES", "METHODS"}


@pytest.mark.parametrize(("label", "snippet"), [entry[:2] for entry in WORDS["DIRECTIVES"]])
def test_a_directive_runs(label: str, snippet: str) -> None:
    written = snippet
    for place, instead in PLACES.items():
        written = written.replace(place, instead)
    assert "${" not in written
    status, body, said = run(f"{AROUND.get(label, 'a %s') % written} z")
    assert (status, said) == (200, [])
    assert "#" not in body


@pytest.mark.parametrize(("table", "methods", "properties"), [("INPUT", Input.methods, {"body"}), ("UTIL", Util.methods, set())])
def test_a_function_of_input_and_util_is_there(table: str, methods: dict[tuple[str, int], Any], properties: set[str]) -> None:
    names = {name for name, _ in methods}
    for label, *_ in WORDS[table]:
        assert label.removesuffix("()") in (names if label.endswith("()") else properties)


METHODS = [(kind, *entry[:2]) for kind, table in WORDS["METHODS"].items() for entry in table]


@pytest.mark.parametrize(("kind", "label", "signature"), METHODS)
def test_a_method_can_be_called(kind: str, label: str, signature: str) -> None:
    names = re.match(r"\(([^)]*)\)", signature)
    assert names is not None, signature
    given = [ARGUMENTS[name.strip()] for name in names[1].split(",") if name.strip()]
    status, body, said = run(f"#set($v = {SAMPLES[kind]})$v.{label.removesuffix('()')}({', '.join(given)})")
    assert (status, said) == (200, [])
    assert body


def test_an_entry_of_a_map_has_the_members_that_are_offered() -> None:
    template = "#set($v = {'a': 'b'})#foreach($entry in $v.entrySet())$entry.key=$entry.value#end"
    assert run(template) == (200, "a=b", [])


@pytest.mark.parametrize("label", [entry[0] for entry in WORDS["FOREACH"]])
def test_what_a_loop_knows_is_there(label: str) -> None:
    assert label in PROPERTIES
    assert run(f"#foreach($i in [1])$foreach.{label}#end")[2] == []


@pytest.mark.parametrize("label", [entry[0] for entry in WORDS["VARIABLES"]])
def test_a_variable_is_there(label: str) -> None:
    assert run(f'#if("$!{label}.class" == "")absent#end')[1] == ""


@pytest.mark.parametrize("path", WORDS["CONTEXT"])
def test_a_member_of_context_is_documented(path: str) -> None:
    assert {entry[0] for entry in WORDS["CONTEXT"][path]} <= DOCUMENTED[path]


def test_what_is_told_of_the_call_is_there() -> None:
    assert [entry[0] for entry in WORDS["METHOD"][""]] == ["request"]
    for name in (entry[0] for entry in WORDS["METHOD"]["request"]):
        assert run(f"#foreach($name in $method.request.{name}.keySet())$name#end")[::2] == (200, [])
