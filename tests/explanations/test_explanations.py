"""Each code is explained: its wrong Scenario is told it, its right one is not, and nothing else is wrong with that."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

import pytest

from playground import Limits, Scenario, evaluate, explanations
from tests.gateway.checks.method.test_method_lints import given_codes

WITHOUT = {
    "limit.template": "300 KB of a template",
    "limit.body": "10 MB of a body",
    "limit.steps": "takes the time that limit.seconds allows",
    "limit.seconds": "depends on the machine",
    "limit.memory": "depends on the machine",
    "limit.engine": "4 MB of items",
    "limit.answer": "is told by what sends the answer",
    "engine.absent": "depends on what is installed",
    "engine.failed": "depends on what is installed",
    "internal.crash": "is a defect",
}
"""Codes without Scenarios, and why."""
PAGE = {"case", "case.expected"}
"""Codes that the page gives to what it says of several cases."""
ALL = explanations.load()


def told(document: dict[str, Any]) -> dict[str, str]:
    """The codes that a Scenario is told, each with its severity."""
    return {one.code: one.severity for one in evaluate(Scenario.from_document(document), Limits(seconds=20)).diagnostics}


@pytest.mark.slow
def test_every_code_is_explained_and_no_other() -> None:
    limits = {f"limit.{field.name}" for field in fields(Limits)}
    assert given_codes() | limits | {"limit.answer"} | PAGE == set(ALL)


def test_only_what_no_small_scenario_shows_has_none() -> None:
    assert {code for code, one in ALL.items() if one.wrong is None or one.right is None} == set(WITHOUT) | PAGE


@pytest.mark.parametrize("code", [code for code, one in ALL.items() if one.wrong])
def test_the_wrong_one_is_told_it_and_the_right_one_is_not(code: str) -> None:
    one = ALL[code]
    assert one.wrong is not None
    assert one.right is not None
    assert code in told(one.wrong)
    found = told(one.right)
    assert code not in found
    assert [other for other, severity in found.items() if severity != "info"] == []


@pytest.mark.parametrize("one", ALL.values(), ids=ALL)
def test_an_explanation_is_a_short_paragraph(one: explanations.Explanation) -> None:
    assert re.fullmatch(r"[^.]+", one.title)
    assert len(one.title) <= 60
    assert 60 <= len(one.text) <= 500
    assert one.text.endswith((".", ")"))
    assert one.text.count("`") % 2 == 0
    assert "\n" not in one.text
    assert len(json.dumps([one.wrong, one.right])) < 8_000
