"""JSON Schema draft 4, as API Gateway holds request bodies against its models.

The library is loaded at the first call: that takes as long as a tenth of an evaluation by the command line, and most ask for none of it.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class BrokenSchema(ValueError):
    """A schema that API Gateway would not take, or that cannot be used: of which model, why, and where in it."""

    def __init__(self, model: str, message: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.model = model
        self.message = message
        self.path = path


@dataclass(frozen=True, slots=True)
class Violation:
    """What a schema refuses: the path of the value in the document, and what is wrong, in the words of AWS's log."""

    path: tuple[str | int, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a document: its violations, the first in the order of AWS's log; and the formats that it met, unchecked."""

    violations: tuple[Violation, ...]
    formats: frozenset[str]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a check may use: seconds of a regular expression, and the seconds that are left at the time of asking."""

    regex: float
    seconds_left: Callable[[], float]


def check(name: str, models: Mapping[str, str], document: Any, budget: Budget) -> Checked:
    """Hold a document (numbers int or Decimal) against the model `name`; `models` are all of the API's: name → its schema's JSON text.

    A `$ref` finds these models and nothing else. Raises BrokenSchema, LimitReached and RecursionError.
    """
    checked: Checked = _engine().check(name, models, document, budget)
    return checked


@lru_cache(maxsize=1)
def _engine() -> Any:
    return importlib.import_module("playground.json_schema.engine")
