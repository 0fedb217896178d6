"""The names in DynamoDB's answers: their members, and the types of attribute values (documented: Amazon DynamoDB API reference)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SCALARS: Mapping[str, type] = {"S": str, "N": str, "B": str, "BOOL": bool}
SETS: Mapping[str, type] = {"SS": list, "NS": list, "BS": list}
TYPES: Mapping[str, type] = {**SCALARS, **SETS, "NULL": bool, "L": list, "M": dict}
"""The member of an attribute value → what stands in it."""
ANSWERS = frozenset({
    "Attributes", "ConsumedCapacity", "Count", "Item", "ItemCollectionMetrics", "Items", "LastEvaluatedKey", "NextToken", "Responses",
    "ScannedCount", "UnprocessedItems", "UnprocessedKeys",
})  # fmt: skip
"""The members of answers that hold items, or tell of them."""


def attribute_type(value: object) -> str | None:
    """`S` of `{"S": "a"}` and so on; None of what is no attribute value."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    name, member = next(iter(value.items()))
    return name if isinstance(name, str) and name in TYPES and isinstance(member, TYPES[name]) else None


def is_typed(value: object) -> bool:
    """Whether a value is an attribute value, or an item."""
    return attribute_type(value) is not None or (isinstance(value, dict) and bool(value) and all(map(attribute_type, value.values())))


def is_answer(document: object) -> bool:
    """Whether a payload is an answer of DynamoDB's with items in it, as far as can be seen of its members' names."""
    return isinstance(document, dict) and bool(document) and all(name in ANSWERS for name in document)
