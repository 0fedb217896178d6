"""A case file: a Scenario, and what AWS answered to it."""

from __future__ import annotations

from typing import Any, ClassVar

from playground.model.given_scenario import GivenScenario  # noqa: TC001 - pydantic reads it when the class is made
from playground.model.scenario import Case, Expectation
from playground.model.types import String, ToolInput


class CaseFile(ToolInput):
    """A case, as a case file holds it; `rule` and `evidence` are for people."""

    detail: ClassVar[str] = "This was read as a case, which it is not in every part."

    id: String = ""
    rule: Any = None
    evidence: Any = None
    scenario: GivenScenario
    expect: Expectation

    @property
    def name(self) -> str:
        """What the case is called among others."""
        return self.id or "case"

    @property
    def case(self) -> Case:
        """The case, as a Scenario holds it."""
        return Case(name=self.name, expect=self.expect)
