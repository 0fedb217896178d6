"""What is behind each diagnostic's code: a file `<code>.json` in this folder, {"title", "text", "wrong", "right"}. No run loads them.

`wrong` is a Scenario that is told this, `right` the same one mended; both are left out where no small Scenario is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is behind one code. `text`: why it matters and what to do, in a few sentences, with `code` between backticks."""

    code: str
    title: str
    text: str
    wrong: dict[str, Any] | None
    right: dict[str, Any] | None


@lru_cache(maxsize=1)
def load() -> dict[str, Explanation]:
    """Every explanation by its code, in the order of the codes."""
    found = sorted((file for file in files(__name__).iterdir() if file.name.endswith(".json")), key=lambda file: file.name)
    return {(code := file.name.removesuffix(".json")): _read(code, json.loads(file.read_text("utf-8"))) for file in found}


def _read(code: str, content: dict[str, Any]) -> Explanation:
    return Explanation(code, content["title"], content["text"], content.get("wrong"), content.get("right"))
