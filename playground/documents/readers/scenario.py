"""A Scenario, or a case file that holds one."""

from __future__ import annotations

from typing import Any

from playground.cases import case_files
from playground.documents.readers.found import Found

_SCENARIO_ONLY = frozenset({"template", "backend", "cases", "gatewayResponses", "method", "stageVariables"})


def read_scenario(pasted: Any) -> Found | None:
    """A Scenario as it is; None where it has none of the members that only a Scenario has."""
    if isinstance(pasted, dict) and pasted.keys() & _SCENARIO_ONLY:
        return Found(pasted, "a Scenario", "")
    return None


def read_case(pasted: Any) -> Found | None:
    """A case file: its Scenario, with what AWS answered as what its one case expects."""
    if not case_files.is_case(pasted) or "expect" not in pasted:
        return None
    return Found(case_files.to_scenario(pasted), "a case: its Scenario, and what is expected of it")
