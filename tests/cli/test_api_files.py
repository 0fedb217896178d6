"""Which documents stand at paths: those that are named, and those that are found in folders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from playground.cli import api_files as module
from playground.cli.api_files import ApiFile, api_files
from playground.files.reading import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

OPENAPI = "paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}"


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def names(found: list[ApiFile], folder: Path) -> list[list[str]]:
    return [[str(path.relative_to(folder)) for path in (one.path, *one.others)] for one in found]


def test_files_are_documents_and_terraforms_of_one_folder_are_one(tmp_path: Path) -> None:
    write(tmp_path, b_tf="", a_tf="", x__c_tf="", api_yaml="", terraform_tfvars="")
    paths = [tmp_path / one for one in ("b.tf", "api.yaml", "a.tf", "x/c.tf")]
    assert names(api_files(paths), tmp_path) == [["a.tf", "b.tf", "terraform.tfvars"], ["x/c.tf"], ["api.yaml"]]
    assert names(api_files([tmp_path / "b.tf"]), tmp_path) == [["b.tf"]]


def test_a_folder_gives_what_has_the_marks_of_an_api_the_nearest_first(tmp_path: Path) -> None:
    write(
        tmp_path,
        deep__er__api_yaml=OPENAPI,
        z_json='{"AWS::ApiGateway::Method": 1}',
        other_yaml="kind: Deployment",
        a_vtl="x",
        infra__m_tf="",
    )
    write(tmp_path, serverless_yml="functions: {a: {events: [{http: {integration: lambda}}]}}", readme_txt=OPENAPI)
    for hidden in (".cache", "node_modules"):
        (tmp_path / hidden).mkdir()
        (tmp_path / hidden / "api.yaml").write_text(OPENAPI)
    (tmp_path / "link.yaml").symlink_to(tmp_path / "z.json")
    found = api_files([tmp_path])
    assert names(found, tmp_path) == [["serverless.yml"], ["z.json"], ["infra/m.tf"], ["deep/er/api.yaml"]]
    assert all(one.is_found for one in found)


def test_a_service_is_a_document_where_its_files_have_the_api(tmp_path: Path) -> None:
    write(tmp_path, serverless_yml="functions: ['${file(f.yml)}']", f_yml="f: {events: [{http: {integration: lambda}}]}")
    write(tmp_path, jobs__serverless_yml="functions: {f: {events: [schedule: rate(1 day)]}}", other_yml="a: '${file(b.yml)}'")
    assert names(api_files([tmp_path]), tmp_path) == [["f.yml"], ["serverless.yml"]]


def test_templates_are_documents_where_there_is_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, a_vtl="x", b__c_vm="y")
    assert names(api_files([tmp_path]), tmp_path) == [["a.vtl"], ["b/c.vm"]]


def test_a_folder_without_a_document_says_what_was_looked_for(tmp_path: Path) -> None:
    write(tmp_path, other_yaml="kind: Deployment")
    with pytest.raises(Unreadable, match=r"no document of an API in this folder. Looked for in 1 files: .*Terraform .*serverless.yml"):
        api_files([tmp_path])


def test_of_a_large_folder_it_is_said_that_it_is_not_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_yaml=OPENAPI, b_yaml=OPENAPI, c__d_txt="")
    monkeypatch.setattr(module, "_MOST_FILES", 4)
    assert len(api_files([tmp_path])) == 2
    monkeypatch.setattr(module, "_MOST_FILES", 3)
    with pytest.raises(Unreadable, match="more than 3 files"):
        api_files([tmp_path])
