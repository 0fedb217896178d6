"""The Examples of the page's menu: a file `<name>.json` each, {"group", "description", "scenario"}. Dropping one in this folder adds it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

GROUPS = {
    "find-nothing": "Find nothing",
    "page": "Page through results",
    "write": "Write with a condition",
    "errors": "Errors",
    "headers": "Headers and CORS",
    "nested": "Nested data",
    "request": "Request side",
    "transactions": "Transactions",
    "services": "Other services",
}
"""What a file names as its `group` → its heading in the menu, in this order."""


@dataclass(frozen=True, slots=True)
class Example:
    """An Example; `document` is its Scenario, whose title is `title`. `group`: its heading in the menu."""

    name: str
    group: str
    title: str
    description: str
    document: dict[str, Any]


@lru_cache(maxsize=1)
def load() -> tuple[Example, ...]:
    """Every Example: by groups, in each by names. The files are read once: a child of the sandbox can open none."""
    found = sorted((file for file in files(__name__).iterdir() if file.name.endswith(".json")), key=lambda file: file.name)
    every = [_read(file.name.removesuffix(".json"), json.loads(file.read_text("utf-8"))) for file in found]
    return tuple(one for heading in GROUPS.values() for one in every if one.group == heading)


def _read(name: str, content: dict[str, Any]) -> Example:
    scenario: dict[str, Any] = content["scenario"]
    return Example(name, GROUPS[content["group"]], scenario["title"], content["description"], scenario)
