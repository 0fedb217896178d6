"""What a DynamoDB engine answers to a Scenario, or to one of its cases, as a `backend` that stands for it from then on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.cases.run import OWN, Runs
from playground.model import Backend

if TYPE_CHECKING:
    from playground.limits import Limits
    from playground.model import Scenario
    from playground.services.engine.session import Engine


@dataclass(frozen=True, slots=True)
class Frozen:
    """What became of a case: its name, the engine's name and version and the `backend` that it answered, or why there is none.

    All three are None where the engine had nothing to answer: the case has a backend, or its call does not come so far.
    """

    name: str
    engine: str | None
    backend: dict[str, Any] | None
    why: str | None


def freeze(scenario: Scenario, number: int, limits: Limits, engine: Engine | None) -> Frozen:
    """The answer to case `number`, from 1 on; 0 is the Scenario's own call."""
    case = scenario.cases[number - 1] if number else None
    result = Runs(scenario, engine).result(case, limits, probing=False)
    name = case.name if case else OWN
    seen = result.backend
    if seen is not None and seen.by == "engine":
        return Frozen(name, seen.engine, {"status": seen.status, "header": seen.header, "body": seen.body}, None)
    why = next((f"{one.message} {one.help}".strip() for one in result.diagnostics if one.code.startswith(("engine.", "limit."))), None)
    return Frozen(name, None, None, why)


def answered(scenario: Scenario, limits: Limits, engine: Engine | None) -> Scenario:
    """The Scenario with what the engine answers over its tables as its backend; as it is where it has one, or nothing is answered."""
    if scenario.backend is not None or scenario.tables is None:
        return scenario
    backend = freeze(scenario, 0, limits, engine).backend
    return scenario if backend is None else scenario.model_copy(update={"backend": Backend(**backend)})
