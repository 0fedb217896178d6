"""Companions: which files of the disk a document may name, and how much of them is read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from playground.files import companions as module
from playground.files.companions import Companions

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a document in `api/`, and files around it."""
    for name in (".git", "api/parts", "shared", ".secret", "api/.hidden"):
        (tmp_path / "repository" / name).mkdir(parents=True)
    for name in ("api/api.yaml", "api/a.vtl", "api/parts/b.vtl", "shared/c.vtl", ".secret/d.vtl", "api/.hidden/e.vtl", "api/.env"):
        (tmp_path / "repository" / name).write_text(name)
    (tmp_path / "outside.vtl").write_text("outside")
    (tmp_path / "repository" / "api" / "link.vtl").symlink_to(tmp_path / "outside.vtl")
    (tmp_path / "repository" / "api" / "linked").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "repository" / "api" / "pipe.vtl")
    (tmp_path / "repository" / "api" / "latin.vtl").write_bytes(b"a\n\xe9")
    return tmp_path / "repository"


@pytest.mark.parametrize("name", ["a.vtl", "parts/b.vtl", "../shared/c.vtl", "parts/../a.vtl"])
def test_a_companion_below_the_repository_is_read(repository: Path, name: str) -> None:
    companions = Companions(repository / "api" / "api.yaml")
    assert companions.read([name])
    assert companions.files[name].endswith(".vtl")
    assert not companions.read([name])


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../outside.vtl", "it is outside of "),
        ("/etc/passwd", "it is outside of "),
        ("../../../../../../../../etc/passwd", "it is outside of "),
        ("link.vtl", "a symbolic link is never followed"),
        ("linked/outside.vtl", "a symbolic link is never followed"),
        ("../.secret/d.vtl", "a name that begins with a dot is never read"),
        (".hidden/e.vtl", "a name that begins with a dot is never read"),
        (".env", "a name that begins with a dot is never read"),
        ("../.git", "a name that begins with a dot is never read"),
        ("pipe.vtl", "it is no file"),
        ("parts", "it is no file"),
        ("gone.vtl", "there is no such file"),
        ("latin.vtl", "line 2: This is not UTF-8"),
    ],
)
def test_another_one_is_not_and_it_is_said_why(repository: Path, name: str, why: str) -> None:
    companions = Companions(repository / "api" / "api.yaml")
    assert not companions.read([name])
    assert (companions.files, list(companions.refused)) == ({}, [name])
    assert companions.refused[name].startswith(why)


def test_without_a_repository_the_documents_folder_is_the_bound(repository: Path) -> None:
    (repository / ".git").rmdir()
    companions = Companions(repository / "api" / "api.yaml")
    companions.read(["a.vtl", "../shared/c.vtl"])
    assert list(companions.files) == ["a.vtl"]
    assert companions.refused["../shared/c.vtl"].startswith("it is outside of ")


def test_what_the_user_named_may_stand_anywhere(repository: Path) -> None:
    companions = Companions(repository / "api" / "api.yaml", [repository.parent / "outside.vtl"])
    assert companions.read(["../../outside.vtl"])


def test_a_star_stands_for_the_files_of_its_folder(repository: Path) -> None:
    companions = Companions(repository / "api" / "api.yaml")
    (repository / "api" / "other.yaml").write_text("x")
    companions.read(["parts/*.vtl", "*.yaml", "../../*.vtl"])
    assert list(companions.files) == ["parts/b.vtl", "other.yaml"], "the document is no companion of its own"
    assert list(companions.refused) == ["../../*.vtl"]


def test_companions_have_a_budget(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, fits in ((len("api/a.vtl"), True), (len("api/a.vtl") - 1, False)):
        monkeypatch.setattr(module, "MOST_BYTES", limit)
        companions = Companions(repository / "api" / "api.yaml")
        assert companions.read(["a.vtl"]) is fits
    assert "This is more than" in companions.refused["a.vtl"]
    monkeypatch.setattr(module, "MOST_BYTES", 1_000)
    monkeypatch.setattr(module, "_MOST_FILES", 1)
    companions = Companions(repository / "api" / "api.yaml")
    companions.read(["a.vtl", "parts/b.vtl"])
    assert list(companions.files) == ["a.vtl"]
    assert companions.refused["parts/b.vtl"] == "the document names more than 1 files"
