"""What the documents for contributors name is there: files, folders and links."""

from __future__ import annotations

import re

import pytest

from playground.conformance import rules
from tests.places import ROOT

DOCUMENTS = ("ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "SECURITY.md", "playground/conformance/SEMANTICS.md")
ROOTS = (
    "",
    "playground",
    "playground/documents",
    "playground/gateway",
    "playground/gateway/checks",
    "playground/vtl/java",
    "static/css",
    "static/js",
    "static/js/app",
    "tests",
    "tests/documents",
    "tests/gateway",
)
"""Where a path in a document may begin."""


@pytest.mark.parametrize("document", DOCUMENTS)
def test_links_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text) if not target.startswith("http")]
    assert [target for target in targets if not ((ROOT / document).parent / target).exists()] == []


@pytest.mark.parametrize("document", ["ARCHITECTURE.md"])
def test_files_and_folders_that_are_named_exist(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    named = set(re.findall(r"`((?:[\w-]+/)+(?:[\w-]+(?:\.\w+)?)?|[\w-]+\.(?:py|js|css|jsonl))`", text))
    assert named
    known = {rule.id for rule in rules.load()}
    assert sorted(name for name in named - known if not name[0].isdigit() and not exists(name)) == []


def exists(name: str) -> bool:
    return any((ROOT / root / f"{name}{suffix}").exists() for root in ROOTS for suffix in ("", ".py", ".js"))
