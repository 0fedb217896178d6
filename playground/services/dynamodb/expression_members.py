"""The members of a request that hold expressions, and the placeholders beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playground.services.dynamodb.expressions.semantics import Given, uses_of
from playground.services.errors import invalid
from playground.services.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.services.api_model import Shape
    from playground.services.dynamodb.expressions.tokens import ExpressionFault
    from playground.services.finding import Path

NAMES, VALUES = "ExpressionAttributeNames", "ExpressionAttributeValues"
EXPRESSIONS = ("UpdateExpression", "ConditionExpression", "KeyConditionExpression", "FilterExpression", "ProjectionExpression")
_LEGACY = frozenset({
    "AttributesToGet", "AttributeUpdates", "Expected", "ConditionalOperator", "KeyConditions", "QueryFilter", "ScanFilter",
})  # fmt: skip
_LARGEST = 4096
"""Bytes of an expression (developer guide, "Quotas")."""


def findings(shape: Shape, value: dict[str, Any], path: Path) -> Iterator[Finding]:
    """What is wrong with the expressions of an object, and with what is beside them."""
    if NAMES not in shape.members and not _LEGACY & shape.members.keys():
        return
    written = [name for name in EXPRESSIONS if name in shape.members and isinstance(value.get(name), str)]
    legacy = [name for name in value if name in _LEGACY and name in shape.members and value[name] is not None]
    if written and legacy:
        says = (
            "Can not use both expression and non-expression parameters in the same request: "
            f"Non-expression parameters: {{{', '.join(legacy)}}} Expression parameters: {{{', '.join(written)}}}"
        )
        message = f"{legacy[0]} cannot stand beside {written[0]}"
        yield Finding(
            "request.expression", "error", message, "Write the first as an expression, too.", (*path, legacy[0]), True, answer=invalid(says)
        )
        return
    given = Given(_object(value.get(NAMES)), _object(value.get(VALUES)))
    names, values = set[str](), set[str]()
    is_read = True
    for member in written:
        if _is_too_long(value[member]):
            size = len(value[member].encode("utf-8", "replace"))
            says = f"Invalid {member}: Expression size has exceeded the maximum allowed size; expression size: {size}"
            message = f"{member} has {size:,} bytes, and takes {_LARGEST:,} at most"
            yield Finding("request.expression", "error", message, "", (*path, member), answer=invalid(says))
            return
        uses = uses_of(member, value[member], given)
        names |= uses.names
        values |= uses.values
        is_read = is_read and not any(
            fault.says.startswith(("Syntax error", "Invalid function name", "The function")) for fault in uses.faults
        )
        for fault in uses.faults:
            yield _of_fault(member, value[member], fault, (*path, member))
    yield from _beside(value, path, shape, (names, values) if is_read else None, has_expression=bool(written))


def _of_fault(member: str, text: str, fault: ExpressionFault, path: Path) -> Finding:
    begin, end = (fault.begin, fault.end) if fault.end > fault.begin else (0, len(text))
    answer = invalid(f"Invalid {member}: {fault.says}" if not fault.says.startswith(("KeyCond", "Query key")) else fault.says)
    return Finding("request.expression", "error", f"{member}: {fault.words}", fault.hint, path, begin=begin, end=end, answer=answer)


def _beside(
    value: dict[str, Any], path: Path, shape: Shape, used: tuple[set[str], set[str]] | None, *, has_expression: bool
) -> Iterator[Finding]:
    """The placeholders: spelt as such, used, and not without an expression. `used`: None where an expression could not be read."""
    for index, (member, sign) in enumerate(((NAMES, "#"), (VALUES, ":"))):
        given = value.get(member)
        if not isinstance(given, dict):
            continue
        here = (*path, member)
        if not has_expression:
            says = f"{member} can only be specified when using expressions"
            wants = tuple(one for one in EXPRESSIONS if one in shape.members)
            message = f"{member} is there, and no expression that uses it"
            yield Finding("request.expression", "error", message, "", here, True, answer=invalid(says), wants=wants)
            continue
        if not given:
            says = f"{member} must not be empty"
            yield Finding("request.expression", "error", f"{member} is empty", "Leave it away.", here, answer=invalid(says))
        for key in given:
            if not re.fullmatch(rf"{sign}[A-Za-z0-9_]+", key):
                says = f'{member} contains invalid key: Syntax error; key: "{key}"'
                hint = f"Write {sign}{key}." if re.fullmatch(r"[A-Za-z0-9_]+", key) else f"It is {sign} and letters or digits."
                message = f"“{key}” is no placeholder: it begins with {sign}"
                yield Finding("request.expression", "error", message, hint, (*here, key), True, answer=invalid(says))
            elif used is not None and key not in used[index]:
                says = f"Value provided in {member} unused in expressions: keys: {{{key}}}"
                message = f"{key} is used in no expression"
                yield Finding("request.expression", "error", message, "Take it away, or use it.", (*here, key), True, answer=invalid(says))


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_too_long(text: str) -> bool:
    """Whether an expression has more bytes than DynamoDB takes."""
    return len(text.encode("utf-8", "replace")) > _LARGEST
