"""What a check says of files and folders that it cannot use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.checking import API, check

if TYPE_CHECKING:
    from pathlib import Path


BAD: list[tuple[str, bytes | str | None, str]] = [
    ("absent.yaml", None, "No such file"),
    ("empty.yaml", "", "line 1: There is nothing in this"),
    ("comments.yaml", "# only\n", "There is nothing in this"),
    ("latin.yaml", b"a:\n- \xe9", "latin.yaml: line 2: This is not UTF-8"),
    ("tab.yaml", "template: x\nbackend:\n\tstatus: 1\n", "line 3: This is not YAML: a tab stands where spaces indent"),
    ("two.yaml", "template: x\n---\ntemplate: y\n", "line 2: A second YAML document begins here"),
    ("broken.json", '{\n"template": }', "line 2:"),
    (
        "passwd.yaml",
        "title: a\ntemplate: {file: ../../etc/passwd}\n",
        "names the file ../../etc/passwd: it is outside of",
    ),
    ("hidden.yaml", "template: {file: .env}\n", "line 1: /template names the file .env: a name that begins with a dot is never read"),
    ("missing.yaml", "template: {file: no.vtl}\n", "names the file no.vtl: there is no such file"),
    ("wrong.yaml", "template: x\nbackend:\n  colour: red\n", "line 3: /backend/colour"),
    ("kubernetes.yaml", "kind: Deployment\n", "There is no method with an integration in this, and no Scenario"),
    ("openapi.yaml", "openapi: 3.0.1\npaths: {/a: {get: {responses: {}}}}\n", "There is no method with an integration in this"),
]


@pytest.mark.parametrize(("name", "content", "says"), BAD)
def test_bad_input_is_told_with_its_place(tmp_path: Path, name: str, content: bytes | str | None, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    done = check(tmp_path / name)
    assert done.returncode == 2
    assert f"playground: {tmp_path / name}: line " in done.stderr.decode()
    assert says in done.stderr.decode()


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.vtl").write_text("secret")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.vtl").symlink_to(tmp_path / "outside.vtl")
    (folder / "a.scenario.yaml").write_text("template: {file: link.vtl}\n")
    done = check(folder)
    assert done.returncode == 2
    assert b"a symbolic link is never followed" in done.stderr


def test_a_file_that_is_too_large_is_refused_with_the_limit(tmp_path: Path) -> None:
    with (tmp_path / "large.yaml").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    done = check(tmp_path / "large.yaml")
    assert done.returncode == 2
    assert b"more than 10 MB" in done.stderr


def test_a_byte_order_mark_and_other_line_ends_are_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbf" + API.replace("\n", "\r\n").encode())
    done = check(tmp_path / "a.yaml")
    assert done.returncode == 1
    assert f"{tmp_path}/a.yaml:21:" in done.stdout.decode()


def test_a_folder_without_documents_says_what_was_looked_for(tmp_path: Path) -> None:
    for content in ({}, {"a.txt": "a"}, {"package.json": "{}"}):
        for name, text in content.items():
            (tmp_path / name).write_text(text)
        done = check(tmp_path)
        assert done.returncode == 2
        assert b"Looked for: Scenarios" in done.stderr
