"""The requests by which the tables of a Scenario are made: CreateTable, and batches of items.

Documented: CreateTable and BatchWriteItem (API reference): at most 25 items a batch, the members that a definition has.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from playground.jsontext.strict import dump_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BATCH = 25
"""Items that one BatchWriteItem takes."""
_CREATED = ("TableName", "KeySchema", "AttributeDefinitions")
_INDEXES = ("GlobalSecondaryIndexes", "LocalSecondaryIndexes")
_OF_INDEX = ("IndexName", "KeySchema", "Projection")


@dataclass(frozen=True, slots=True)
class SeedRequest:
    """A request, and the JSON Pointer of what it was made of."""

    action: str
    body: str
    where: str


def requests_for(tables: Sequence[Mapping[str, Any]]) -> Iterator[SeedRequest]:
    """The requests that make tables ({"definition", "items"} each), in order."""
    for index, table in enumerate(tables):
        definition = create_request(table["definition"])
        yield SeedRequest("CreateTable", dump_json(definition), f"/tables/{index}/definition")
        items = iter(table["items"])
        while batch := list(islice(items, BATCH)):
            puts = {"RequestItems": {definition.get("TableName", ""): [{"PutRequest": {"Item": one}} for one in batch]}}
            yield SeedRequest("BatchWriteItem", dump_json(puts), f"/tables/{index}/items")


def create_request(definition: Mapping[str, Any]) -> dict[str, Any]:
    """What CreateTable takes, of a definition as create-table takes it, or describe-table prints it; without its capacity."""
    described = definition.get("Table")
    given = described if isinstance(described, dict) else definition
    made = {name: given[name] for name in _CREATED if name in given}
    for name in _INDEXES:
        indexes = given.get(name)
        if isinstance(indexes, list) and indexes:
            made[name] = [{part: one[part] for part in _OF_INDEX if part in one} if isinstance(one, dict) else one for one in indexes]
    return {**made, "BillingMode": "PAY_PER_REQUEST"}


def table_name(table: Mapping[str, Any]) -> str:
    """The name in a table's definition; "" where it has none."""
    name = create_request(table["definition"]).get("TableName")
    return name if isinstance(name, str) else ""


def key_names(table: Mapping[str, Any]) -> list[str]:
    """The key attributes of a table."""
    schema = create_request(table["definition"]).get("KeySchema")
    names = [one.get("AttributeName") for one in schema if isinstance(one, dict)] if isinstance(schema, list) else []
    return [name for name in names if isinstance(name, str)]
