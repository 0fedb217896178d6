"""What is shipped: the locks are those of pyproject.toml and of what is tested; what audit and sbom make of their sources."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from importlib import metadata
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.places import ROOT
from tests.supply import audit, sbom
from tests.supply.lock import BUILD, EXTRAS, NODE, SHIPPED, wanted

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = {name: (ROOT / name).read_text("utf-8") for name in (SHIPPED, EXTRAS, BUILD, NODE)}


def locked(text: str) -> dict[str, str]:
    """Name → version."""
    return dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", text, re.MULTILINE))


def here(text: str) -> str:
    """Without what is for other machines and Pythons."""
    lines = [line.rstrip(" \\") for line in text.splitlines() if re.match("[a-z0-9.-]+==", line)]
    return "\n".join(line for line in lines if (marker := Requirement(line).marker) is None or marker.evaluate())


def direct(text: str) -> set[str]:
    """The names that no other package asks for."""
    entries = re.split(r"^(?=[a-z0-9.-]+==)", text, flags=re.MULTILINE)[1:]
    return {entry.partition("==")[0] for entry in entries if "# via" not in entry}


def stale(text: str, requirements: list[str]) -> list[str]:
    """What a lock does not have as it is required, and what it has without need."""
    asked = {canonicalize_name(one.name): one for one in map(Requirement, requirements)}
    versions = locked(text)
    unmet = [str(one) for name, one in asked.items() if name not in versions or not one.specifier.contains(versions[name])]
    return [*unmet, *sorted(direct(text) - asked.keys())]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_that_of_pyproject_toml(name: str) -> None:
    assert stale(LOCKS[name], wanted(PROJECT)[name]) == [], "run `make lock`"


@pytest.mark.parametrize(
    ("requirements", "told"),
    [
        (["a>=1,<2", "B_c"], []),
        (["a>=1.5"], ["a>=1.5", "b-c"]),
        (["a", "b-c", "d"], ["d"]),
        (["b-c[x]"], ["a"]),
        (["a", "b-c", "e>1"], []),
    ],
)
def test_a_stale_lock_is_noticed(requirements: list[str], told: list[str]) -> None:
    text = "# by hand\na==1.2 \\\n    --hash=sha256:00\nb-c==3 ; sys_platform == 'win32' \\\n    --hash=sha256:00\ne==2\n    # via a\n"
    assert stale(text, requirements) == told


@pytest.mark.parametrize("name", LOCKS)
def test_everything_locked_has_the_hashes_of_its_files(name: str) -> None:
    entries = re.split(r"^(?=[a-z0-9.-]+==)", LOCKS[name], flags=re.MULTILINE)[1:]
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)] == []
    assert len(entries) == len(locked(LOCKS[name])) == LOCKS[name].count("==") - LOCKS[name].count(" == ")


def test_what_is_in_two_locks_is_there_in_one_version() -> None:
    shipped = locked(LOCKS[SHIPPED])
    for name, expected in ((BUILD, "whitenoise"), (EXTRAS, "typing-extensions")):
        other = locked(LOCKS[name])
        common = shipped.keys() & other.keys()
        assert expected in common
        assert [one for one in common if shipped[one] != other[one]] == []


@pytest.mark.skipif(sys.prefix != str(ROOT / ".venv"), reason="this environment was not made by make")
def test_what_is_tested_is_what_is_shipped() -> None:
    expected = locked(here(LOCKS[SHIPPED])) | locked(here(LOCKS[EXTRAS]))
    assert {name: metadata.version(name) for name in expected} == expected


def test_an_audit_without_findings() -> None:
    found = audit.of_python("l", json.dumps({"dependencies": [{"name": "a", "version": "1", "vulns": []}], "fixes": []}), "")
    assert (found.judged, found.known, found.unknown) == (1, [], [])
    assert audit.report([found]) == 0


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        (json.dumps({"dependencies": [{"name": "a", "skip_reason": "a was not found"}], "fixes": []}), "", "a was not found"),
        ("", "warning\nERROR: no connection\n\n", "ERROR: no connection"),
        ("[]", "", "it said nothing"),
    ],
)
def test_what_could_not_be_asked_is_no_good_news(capsys: pytest.CaptureFixture[str], text: str, words: str, why: str) -> None:
    assert audit.report([audit.of_python("l", text, words)]) == 2
    told = capsys.readouterr()
    assert told.out == "l: 0 packages judged, 0 findings\n"
    assert told.err == f"l: NOT AUDITED: {why}\n"


def test_what_is_known_against_a_package_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    known = {"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}
    skipped = [{"name": name, "skip_reason": f"{name}?"} for name in "bc"]
    assert audit.report([audit.of_python("l", json.dumps({"dependencies": [known, *skipped]}), "")]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == ["l: 1 packages judged, 1 findings", "  a 1: PYSEC-1, mended in ['2']"]
    assert told.err == "l: NOT AUDITED: b? (and 1 more)\n"


def test_npms_report_and_its_refusal() -> None:
    report = {"auditReportVersion": 2, "metadata": {"dependencies": {"prod": 17, "dev": 300, "optional": 23, "total": 340}}}
    assert audit.report([audit.of_page(json.dumps({**report, "vulnerabilities": {}}), "")]) == 0
    found = audit.of_page(json.dumps({**report, "vulnerabilities": {"x": {"severity": "high", "range": "<2"}}}), "")
    assert (found.judged, found.known, audit.report([found])) == (40, ["x: high, in <2"], 1)
    assert audit.of_page('{"message": "405 Method Not Allowed", "error": {}}', "").unknown == ["405 Method Not Allowed"]
    assert audit.report([audit.of_page("", "npm error no network")]) == 2


@pytest.mark.processes
def test_a_service_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "PATIENCE", 0.1)
    assert audit.answer([sys.executable, "-c", "import time; time.sleep(60)"]) == ("", "no answer within 0.1 s")


def test_the_page_is_a_part_of_what_is_shipped() -> None:
    python: dict[str, Any] = {
        "metadata": {"component": {"bom-ref": "root", "name": "playground"}},
        "components": [{"bom-ref": "flask==3"}],
        "dependencies": [{"ref": "flask==3"}, {"ref": "root", "dependsOn": ["flask==3"]}],
    }
    page = {
        "metadata": {"component": {"bom-ref": "playground-page@1", "name": "static"}},
        "components": [{"bom-ref": "crelt@1"}],
        "dependencies": [{"ref": "playground-page@1", "dependsOn": ["crelt@1"]}, {"ref": "crelt@1", "dependsOn": []}],
    }
    whole = sbom.joined(python, page)
    assert [one["bom-ref"] for one in whole["components"]] == ["flask==3", "playground-page@1", "crelt@1"]
    assert whole["components"][1]["name"] == "playground-page"
    graph = {one["ref"]: one.get("dependsOn", []) for one in whole["dependencies"]}
    assert graph == {"flask==3": [], "root": ["flask==3", "playground-page@1"], "playground-page@1": ["crelt@1"], "crelt@1": []}


def test_what_makes_the_bundle_is_not_in_it() -> None:
    graph = {
        "page@1": ["view@6", "esbuild@0.28.2"],
        "view@6": ["crelt@1", "@lezer/lr@1"],
        "crelt@1": [],
        "@lezer/lr@1": ["crelt@1", "view@6"],
        "esbuild@0.28.2": ["@esbuild/linux-x64@0.28.2", "crelt@1"],
        "@esbuild/linux-x64@0.28.2": [],
    }
    page = {
        "metadata": {"component": {"bom-ref": "page@1"}},
        "components": [{"bom-ref": ref} for ref in graph if ref != "page@1"],
        "dependencies": [{"ref": ref, "dependsOn": refs} for ref, refs in graph.items()],
    }
    left = sbom.bundled(page)
    assert [one["bom-ref"] for one in left["components"]] == ["view@6", "crelt@1", "@lezer/lr@1"]
    assert {one["ref"]: one["dependsOn"] for one in left["dependencies"]} == {
        "page@1": ["view@6"],
        "view@6": ["crelt@1", "@lezer/lr@1"],
        "crelt@1": [],
        "@lezer/lr@1": ["crelt@1", "view@6"],
    }


def test_the_page_depends_on_its_bundler_by_the_name_that_is_left_out() -> None:
    assert sbom.BUNDLER in json.loads((ROOT / "static/package.json").read_text("utf-8"))["dependencies"]
