"""The project's own cases: what is right, each rule with its evidence, in files of one JSON object a line.

A case is {"id", "rule", "rule_id", "evidence", "scenario", "expect"}: `rule` says what it shows, `rule_id` is its rule in SEMANTICS.md.
Of the Result, `expect` names what counts: `status` and `body` (exact), `headers` and `integrationRequest` (the members named; null:
not there), `diagnostics` and `diagnostics_absent` (codes).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model import Result


@dataclass(frozen=True, slots=True)
class ConformanceCase:
    """A rule that holds, and the Scenario that shows it; `rule_id` is "" in a case that a user saved."""

    id: str
    rule: str
    evidence: str
    scenario: dict[str, Any]
    expect: dict[str, Any]
    rule_id: str = ""


@lru_cache(maxsize=1)
def load() -> tuple[ConformanceCase, ...]:
    """Every case, in the order of the files' names."""
    found = sorted((file for file in files(__name__).iterdir() if file.name.endswith(".jsonl")), key=lambda file: file.name)
    return tuple(ConformanceCase(**json.loads(line)) for file in found for line in file.read_text("utf-8").splitlines())


def differences(case: ConformanceCase, result: Result) -> list[str]:
    """How a Result falls short of its case, a line each; nothing where it agrees."""
    found = result.to_document()
    said = {one["code"] for one in found["diagnostics"]}
    wrong = [
        _line(name, found[name], case.expect[name])
        for name in ("status", "body")
        if name in case.expect and found[name] != case.expect[name]
    ]
    wrong += _members("headers", found["headers"], case.expect.get("headers", {}))
    for name, want in case.expect.get("integrationRequest", {}).items():
        got = (found["integrationRequest"] or {}).get(name)
        wrong += _members(name, got, want) if isinstance(want, dict) else [_line(name, got, want)] * (got != want)
    wrong += [f"{code} is not said" for code in case.expect.get("diagnostics", []) if code not in said]
    return wrong + [f"{code} is said" for code in case.expect.get("diagnostics_absent", []) if code in said]


def _members(name: str, got: Mapping[str, object] | None, want: Mapping[str, object]) -> list[str]:
    return [_line(f"{name}.{key}", (got or {}).get(key), value) for key, value in want.items() if (got or {}).get(key) != value]


def _line(name: str, got: object, want: object) -> str:
    return f"{name} is {got!r}, not {want!r}"
