"""A Scenario's file in YAML, for `playground check` and pytest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.writers.case import slug
from playground.documents.yaml_writer import write_yaml
from playground.model.documents import Exported

if TYPE_CHECKING:
    from playground.model.given_scenario import GivenScenario


def to_check(given: GivenScenario) -> Exported:
    """The Scenario as it was given, with the command that checks it above it."""
    filename = f"{slug(given.scenario.title or '') or 'method'}.scenario.yaml"
    return Exported(text=f"# playground check {filename}\n{write_yaml(given.document)}", filename=filename)
