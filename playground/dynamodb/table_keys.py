"""Which attributes lead to an item: those of the tables that a Scenario has, and of the index that its request names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.dynamodb.items import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from playground.dynamodb.items import Item


def keys_of(definitions: Iterable[Mapping[str, Any]], requests: Iterable[str]) -> tuple[list[str], list[str]]:
    """The key's attributes of the first of these tables; and with those of its index that a request's text names."""
    definition: Any = next(iter(definitions), {})
    definition = definition.get("Table") or definition
    table = _names(definition)
    texts = list(requests)
    indexes = [*_listed(definition, "GlobalSecondaryIndexes"), *_listed(definition, "LocalSecondaryIndexes")]
    named = [one for one in indexes if any(f'"{one.get("IndexName")}"' in text for text in texts)]
    return table, list(dict.fromkeys([*table, *(name for one in named for name in _names(one))]))


def key_in(item: Item, names: Iterable[str]) -> Item:
    """The key of an item: its attributes of these names; without any, its first attribute that can be one."""
    return {name: item[name] for name in names if name in item} or key_of(item)


def _names(schema: Any) -> list[str]:
    """The attributes that a table's or an index's KeySchema names."""
    return [name for one in _listed(schema, "KeySchema") if isinstance(name := one.get("AttributeName"), str)]


def _listed(holder: Any, member: str) -> list[dict[str, Any]]:
    held = holder.get(member) if isinstance(holder, dict) else None
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []
