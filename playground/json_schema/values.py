"""JSON values as a schema's messages show them and as `enum` and `uniqueItems` compare them."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import islice
from typing import Any

_LONGEST = 500
"""Characters of a value that a message shows."""
_MOST_SHOWN = 30
_TYPES = {bool: "boolean", dict: "object", int: "integer", list: "array", str: "string", Decimal: "number"}


def instance_type(value: Any) -> str:
    """The name of a value's type, as Java's validator has it: a number with a point or an exponent is no integer."""
    return _TYPES.get(type(value), "null")


def type_names(allowed: list[str]) -> list[str]:
    """The types that a schema allows, in order; a number may be an integer."""
    return sorted({*allowed, "integer"} if "number" in allowed else {*allowed})


def shown(value: Any, levels: int = 3) -> str:
    """Compact JSON, cut where it is long or deep."""
    if isinstance(value, str):
        return json.dumps(value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…", ensure_ascii=False)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)[:_LONGEST]
    if not isinstance(value, list | dict):
        return json.dumps(value)
    opening, closing = "[]" if isinstance(value, list) else "{}"
    if value and not levels:
        return f"{opening}…{closing}"
    some = islice(value, _MOST_SHOWN)
    members = [shown(one, levels - 1) if opening == "[" else f"{shown(one)}:{shown(value[one], levels - 1)}" for one in some]
    return f"{opening}{','.join(members)}{',…' if len(value) > _MOST_SHOWN else ''}{closing}"


def same_key(value: Any) -> str:
    """A text that two values share exactly where JSON Schema calls them equal: 1 and 1.0 are, 1 and true are not.

    Text, and not the value itself: the hash of a text cannot be chosen by whoever writes the document.
    """
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int | Decimal):
        sign, digits, exponent = Decimal(value).as_tuple()
        text = "".join(map(str, digits))
        significant = text.strip("0")
        return f"{'-' * sign}{significant}e{int(exponent) + len(text) - len(text.rstrip('0'))}" if significant else "0"
    if isinstance(value, list):
        return f"[{','.join(map(same_key, value))}]"
    return f"{{{','.join(sorted(f'{json.dumps(name)}:{same_key(member)}' for name, member in value.items()))}}}"
