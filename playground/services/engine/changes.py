"""What a call changed in tables: items before and after, and tables as they are afterwards."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from playground.services.engine.seeding import key_names, table_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Item = dict[str, Any]
    Change = dict[str, Any]
    """{"key", "before", "after"}: the item's key, and the item itself; null where it was not there."""


def changes_of(table: Mapping[str, Any], before: Sequence[Item], after: Sequence[Item]) -> list[Change]:
    """The items that differ, by their keys."""
    keys = key_names(table)
    first = _same(before, after)  # most items are as they were, and where they were
    before, after = before[first:], after[first:]
    last = _same(before[::-1], after[::-1])
    before, after = before[: len(before) - last], after[: len(after) - last]
    old, new = ({_key(one, keys): one for one in items} for items in (before, after))
    found = []
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        if was != now:
            item = now or was or {}
            found.append({"key": {name: item[name] for name in keys if name in item}, "before": _stable(was), "after": _stable(now)})
    return found


def _same(before: Sequence[Item], after: Sequence[Item]) -> int:
    """How many items are the same at the beginning of both."""
    pairs = zip(before, after, strict=False)
    return next((at for at, (was, now) in enumerate(pairs) if was != now), min(len(before), len(after)))


def changed_tables(tables: Sequence[Mapping[str, Any]], changes: Mapping[str, Sequence[Change]]) -> list[dict[str, Any]]:
    """The tables as they are after changes (by table name); items that did not change stay as they were written."""
    made = []
    for table in tables:
        keys = key_names(table)
        of_table = {_key(one["key"], keys): one["after"] for one in changes.get(table_name(table), ())}
        kept = [one for one in table["items"] if _key(one, keys) not in of_table]
        made.append({"definition": table["definition"], "items": kept + [one for one in of_table.values() if one is not None]})
    return made


def _key(item: Mapping[str, Any], names: Sequence[str]) -> str:
    """A text by which keys are told apart and ordered; a number's is its value's, however it is written."""
    return json.dumps([_value(item.get(name)) for name in names], sort_keys=True)


def _value(value: Any) -> Any:
    if isinstance(value, dict) and isinstance(value.get("N"), str):
        try:
            return {"N": f"{float(value['N']):040.10f}|{_digits(value['N'])}"}
        except (ValueError, OverflowError):
            return value
    return value


def _digits(text: str) -> str:
    """The shortest way to write a number."""
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text


def _stable(item: Any) -> Any:
    if isinstance(item, dict):
        return {name: _stable(item[name]) for name in sorted(item)}
    return [_stable(one) for one in item] if isinstance(item, list) else item
