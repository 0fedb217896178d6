"""`cdk.out/manifest.json` → the operations of the stacks that it names, and of inner assemblies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from playground.documents.pasted import import_text
from playground.errors import InvalidDocument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model.documents import Imported


def stack(template: str) -> dict[str, Any]:
    return {"type": "aws:cloudformation:stack", "properties": {"templateFile": template}}


INNER = {"type": "cdk:cloud-assembly", "properties": {"directoryName": "assembly-Prod"}}
TEMPLATE = """\
{"Resources": {
  "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Name": "NAME"}},
  "M": {"Type": "AWS::ApiGateway::Method", "Properties": {
    "HttpMethod": "GET", "RestApiId": {"Ref": "Api"}, "ResourceId": {"Fn::GetAtt": ["Api", "RootResourceId"]},
    "Integration": {"Type": "MOCK", "RequestTemplates": {"application/json": "{}"}}
  }}
}}
"""


def assembly(**artifacts: Any) -> str:
    return json.dumps({"version": "36.0.0", "artifacts": {"Tree": {"type": "cdk:tree"}, **artifacts}})


def imported(files: Mapping[str, str], **artifacts: Any) -> Imported:
    return import_text(assembly(**artifacts), "manifest.json", files)


def test_the_stacks_of_an_assembly_and_of_its_stages_are_read() -> None:
    shop, blog = TEMPLATE.replace("NAME", "shop"), TEMPLATE.replace("NAME", "blog")
    files = {
        "S.template.json": shop,
        "assembly-Prod/manifest.json": assembly(B=stack("B.template.json")),
        "assembly-Prod/B.template.json": blog,
    }
    found = imported(files, S=stack("S.template.json"), Prod=INNER)
    assert [one.name for one in found.operations] == ["shop: GET /", "blog: GET /"]
    assert [(one.templates[0].file, one.templates[0].start.line) for one in found.operations] == [
        ("S.template.json", 5),
        ("assembly-Prod/B.template.json", 5),
    ]


def test_apis_of_one_title_are_told_apart_by_their_stacks() -> None:
    found = imported({"A.json": TEMPLATE, "B.json": TEMPLATE}, Dev=stack("A.json"), Prod=stack("B.json"))
    assert [one.name for one in found.operations] == ["Dev: GET /", "Prod: GET /"]
    assert [one.name for one in imported({"A.json": TEMPLATE}, Dev=stack("A.json")).operations] == ["GET /"]


def test_templates_that_are_not_given_are_asked_for() -> None:
    found = imported({"A.json": TEMPLATE, "B.json": "{"}, A=stack("A.json"), B=stack("B.json"), C=stack("gone.json"))
    assert found.missingFiles == ["gone.json"]
    assert [(one.name, one.why.split(":")[0]) for one in found.leftOut] == [
        ("B", "B.json cannot be read"),
        ("C", "its template gone.json was not given"),
    ]


def test_an_assembly_that_names_itself_ends() -> None:
    here = {"type": "cdk:cloud-assembly", "properties": {"directoryName": "."}}
    with pytest.raises(InvalidDocument) as caught:
        imported({"manifest.json": assembly(A=here)}, A=here)
    assert any("more than 100 stacks" in one.message for one in caught.value.problems)
