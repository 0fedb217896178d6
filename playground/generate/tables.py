"""The table of a generated method: its keys, its index, and the sample's items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.dynamodb.items import type_of
from playground.jsontext import source

if TYPE_CHECKING:
    from playground.generate.plan import KeyAttribute, Plan


def tables_of(plan: Plan) -> list[dict[str, Any]]:
    """The one table, as a Scenario has it. An item without its key cannot be in it, nor a second one with the same."""
    keys = plan.keys
    definition: dict[str, Any] = {
        "TableName": plan.given.table,
        "KeySchema": _schema(keys),
        "AttributeDefinitions": [{"AttributeName": key.name, "AttributeType": key.type} for key in plan.chosen_keys],
    }
    if plan.given.index and plan.index:
        index = {"IndexName": plan.given.index.name, "KeySchema": _schema(plan.index), "Projection": {"ProjectionType": "ALL"}}
        definition["GlobalSecondaryIndexes"] = [index]
    items = {}
    for item in plan.items:
        if all(type_of(item.get(key.name)) == key.type and item[key.name][key.type] for key in keys):
            items[source.dump([item[key.name] for key in keys])] = item
    return [{"definition": definition, "items": list(items.values())}]


def _schema(keys: list[KeyAttribute]) -> list[dict[str, str]]:
    return [{"AttributeName": key.name, "KeyType": kind} for key, kind in zip(keys, ("HASH", "RANGE"), strict=False)]
