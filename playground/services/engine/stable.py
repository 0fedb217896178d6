"""An engine's answer in an order that is always the same: engines keep maps in tables of hashes, DynamoDB promises no order."""

from __future__ import annotations

import json
from typing import Any

_FIRST = "__type"
"""Begins the answer of an error."""


def stable(text: str) -> str:
    """A JSON text with the members of each object by name, and without blanks; what is no JSON stays as it is."""
    try:
        value = json.loads(text)
        return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"))
    except (ValueError, RecursionError):
        return text


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _ordered(value[name]) for name in sorted(value, key=lambda name: (name != _FIRST, name))}
    return [_ordered(one) for one in value] if isinstance(value, list) else value
