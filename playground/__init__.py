"""What an API Gateway mapping template makes of a backend's answer: status, headers and body, and why.

>>> from playground import Scenario, evaluate
>>> evaluate(Scenario(template="$input.path('$.Count')", backend={"body": '{"Count": 0}'})).body
'0'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.gateway import evaluate
    from playground.limits import Limits
    from playground.model import Result, Scenario

__all__ = ["Limits", "Result", "Scenario", "evaluate"]

_HOMES = {"Limits": "limits", "Result": "model", "Scenario": "model", "evaluate": "gateway"}
"""Where each public name is defined: loaded when it is asked for, so that no module of the package loads the engine without need."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return globals().setdefault(name, value)
