from __future__ import annotations

from typing import TYPE_CHECKING

from playground.files import folders
from playground.files.folders import documents, walk
from playground.files.terraform import siblings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def make(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")


def found(folder: Path) -> tuple[list[str], dict[str, str]]:
    looked, passed_over = documents(folder)
    return [one.relative_to(folder).as_posix() for one in looked], {one.relative_to(folder).as_posix(): why for one, why in passed_over}


def test_documents_are_found_by_their_names_and_a_module_of_terraform_once(tmp_path: Path) -> None:
    make(tmp_path, "b.yaml", "a.JSON", "c/d.template", "c/main.tf", "c/api.tf", "e.vtl", "f.txt", ".hidden.yaml")
    assert found(tmp_path) == (["a.JSON", "b.yaml", "c/api.tf", "c/d.template"], {})


def test_what_is_hidden_made_or_linked_is_passed_over_and_said(tmp_path: Path) -> None:
    make(tmp_path, ".git/a.json", "node_modules/a.json", ".venv/a.json", "real/a.json")
    (tmp_path / "link").symlink_to(tmp_path.parent)
    (tmp_path / "b.json").symlink_to(tmp_path / "real/a.json")
    looked, passed_over = found(tmp_path)
    assert looked == ["real/a.json"]
    assert passed_over.keys() == {".git", "node_modules", ".venv", "link", "b.json"}
    assert all(passed_over.values())


def test_two_thousand_files_are_no_trouble_and_what_is_too_much_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, *(f"{number % 20}/{number}.json" for number in range(2_000)))
    assert len(found(tmp_path)[0]) == 2_000
    monkeypatch.setattr(folders, "MOST_DOCUMENTS", 500)
    looked, passed_over = found(tmp_path)
    assert len(looked) == 500
    assert "500 documents are looked at" in passed_over["."]
    walked = walk(tmp_path, 100)
    assert not walked.is_whole
    assert len(walked.files) < 200


def test_a_folder_without_end_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "DEEPEST", 3)
    make(tmp_path, "a/b/c/d/e/f.json", "a/b/c/g.json")
    assert found(tmp_path) == (["a/b/c/g.json"], {"a/b/c/d": "more than 3 folders deep"})


def test_a_module_has_its_other_files_and_the_values_that_terraform_reads(tmp_path: Path) -> None:
    make(tmp_path, "a.tf", "b.tf", "c.tf.json", "terraform.tfvars", "x.auto.tfvars", "other.tfvars", ".d.tf", "e.json")
    assert siblings(tmp_path / "a.tf") == ["b.tf", "c.tf.json", "terraform.tfvars", "x.auto.tfvars"]
    assert siblings(tmp_path / "e.json") == []
