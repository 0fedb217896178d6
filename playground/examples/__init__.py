"""The Examples of the page's menu: each a file `<name>.json` in this folder, {"description", "scenario"}. Dropping one in adds it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """An Example; `document` is its Scenario, whose title is `title`."""

    name: str
    title: str
    description: str
    document: dict[str, Any]


@lru_cache(maxsize=1)
def load() -> tuple[Example, ...]:
    """Every Example, in the order of the names. The files are read once: a child of the sandbox can open none."""
    found = sorted((file for file in files(__name__).iterdir() if file.name.endswith(".json")), key=lambda file: file.name)
    return tuple(_read(file.name.removesuffix(".json"), json.loads(file.read_text("utf-8"))) for file in found)


def _read(name: str, content: dict[str, Any]) -> Example:
    scenario: dict[str, Any] = content["scenario"]
    return Example(name, scenario["title"], content["description"], scenario)
