"""The child's side of `playground freeze`. There is no route to it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from playground.cases.freeze import freeze
from playground.evaluator.worker import engine_of_caller
from playground.jsontext.strict import dump_utf8, load_json
from playground.model import Scenario

if TYPE_CHECKING:
    from playground.limits import Limits


def freeze_case(data: bytes, limits: Limits) -> bytes:
    """Takes {"case": number, "scenario"}, gives a `cases.freeze.Frozen`, and how many `cases` there are. InvalidDocument."""
    asked: Any = load_json(data)
    scenario = Scenario.from_document(asked["scenario"])
    frozen = freeze(scenario, asked["case"], limits, engine_of_caller(limits))
    return dump_utf8({**asdict(frozen), "cases": len(scenario.cases)})


WARM_UP = (b'{"case": 0, "scenario": {"template": "", "backend": {}}}',)
"""The documents with which it is run once before children are forked."""
