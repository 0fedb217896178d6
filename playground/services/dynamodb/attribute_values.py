"""An attribute value: `{"S": "text"}`. DynamoDB refuses two types in one, numbers that are none, empty sets.

Documented: "AttributeValue" (API reference), "Data types" (developer guide). Seen by users, word for word: the messages (AWS re:Post,
aws-sdk issues); the same answers come from public conformance suites of the engine.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from playground.jsontext.source import JsonNumber
from playground.services.errors import invalid, not_serialized
from playground.services.finding import Finding
from playground.services.shapes import is_base64, unknown, wrong_type
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.services.finding import Path

KINDS = {
    "S": "string",
    "N": "string",
    "B": "blob",
    "SS": "list",
    "NS": "list",
    "BS": "list",
    "M": "map",
    "L": "list",
    "NULL": "boolean",
    "BOOL": "boolean",
}
"""The types of values → how JSON writes them."""
_SETS = {"SS": ("S", "string"), "NS": ("N", "number"), "BS": ("B", "binary")}
_SIGNIFICANT = 38
_LARGEST, _SMALLEST = Decimal("9.9999999999999999999999999999999999999e125"), Decimal("1e-130")
_INVALID = "One or more parameter values were invalid: "
_JAVA_MAP = re.compile(r"\{\w[\w.-]*=.*\}|\[\{\w[\w.-]*=.*\}\]", re.DOTALL)


def findings(value: Any, path: Path) -> Iterator[Finding]:
    """What is wrong with an attribute value, and with those that it holds."""
    if not isinstance(value, dict):
        yield _no_value(value, path)
        return
    given = {kind: one for kind, one in value.items() if one is not None}
    known = [kind for kind in given if kind in KINDS]
    for kind in given:
        if kind not in KINDS:
            yield unknown(kind, KINDS, given, path)
    if len(known) > 1:
        message = f"{_name(path)} has two types, {known[0]} and {known[1]}"
        says = "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"
        yield Finding("request.type", "error", message, "Keep the one that is meant.", path, answer=invalid(says))
    elif not known:
        says = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
        hint = f"It has one of {', '.join(KINDS)}."
        yield Finding("request.type", "error", f"{_name(path)} has no type", hint, path, answer=invalid(says), wants=tuple(KINDS))
    for kind in known:
        yield from _of_kind(kind, given[kind], (*path, kind))


def _no_value(value: Any, path: Path) -> Finding:
    kind = "N" if isinstance(value, JsonNumber) else "BOOL" if isinstance(value, bool) else "S"
    text = f'"{shorten(value, 30)}"' if kind in {"S", "N"} and isinstance(value, str) else "…"
    found = wrong_type(value, "structure", path)
    hint = f'Write the type with it: {{"{kind}": {text}}}' if kind != "BOOL" else 'Write the type with it: {"BOOL": …}'
    return Finding(found.code, found.severity, found.message, hint, path, answer=found.answer)


def _name(path: Path) -> str:
    return shorten(str(path[-1]), 60) if path else "The value"


def _of_kind(kind: str, value: Any, path: Path) -> Iterator[Finding]:
    """What is wrong with the value of a type."""
    if not _is_json_of(kind, value):
        yield wrong_type(value, KINDS[kind], path)
    elif kind == "M":
        for name, one in value.items():
            yield from findings(one, (*path, name))
    elif kind == "L":
        for index, one in enumerate(value):
            yield from findings(one, (*path, index))
    elif kind in _SETS:
        yield from _set(kind, value, path)
    elif kind == "N":
        yield from _number(value, path)
    elif kind == "B" and not is_base64(value):
        hint = "Write $util.base64Encode(…) around the value."
        yield Finding("request.type", "error", "B is not base64", hint, path, answer=not_serialized())
    elif kind == "NULL" and value is False:
        says = f"{_INVALID}Null attribute value types must have the value of true"
        yield Finding("request.type", "error", "NULL can only be true", "", path, answer=invalid(says))
    elif kind == "S" and _JAVA_MAP.fullmatch(value):
        hint = "For the JSON of it, write $util.escapeJavaScript($input.json(…)); for its members, an M."
        yield Finding("request.type", "warning", "A map is stored as Java prints it, {name=value}", hint, path, looks_printed=True)


def _is_json_of(kind: str, value: Any) -> bool:
    wanted = KINDS[kind]
    if wanted in {"string", "blob"}:
        return isinstance(value, str) and not isinstance(value, JsonNumber)
    return isinstance(value, {"list": list, "map": dict, "boolean": bool}[wanted])


def _set(kind: str, value: list[Any], path: Path) -> Iterator[Finding]:
    of, word = _SETS[kind]
    wrong = [index for index, one in enumerate(value) if not isinstance(one, str) or isinstance(one, JsonNumber)]
    for index in wrong:
        yield wrong_type(value[index], "string", (*path, index))
    if wrong:
        return
    if not value:
        says = f"{_INVALID}An {word} set  may not be empty"
        hint = "Leave the attribute away, or write an empty list, L."
        yield Finding("request.type", "error", f"{kind} is empty", hint, path, answer=invalid(says))
    elif len(set(value)) < len(value):
        says = f"{_INVALID}Input collection [{shorten(', '.join(value[:20]), 200)}] contains duplicates."
        yield Finding("request.type", "error", f"{kind} has a value twice", "", path, answer=invalid(says))
    for index, one in enumerate(value):
        yield from _of_kind(of, one, (*path, index)) if of != "S" else ()


def _number(text: str, path: Path) -> Iterator[Finding]:
    says = _number_fault(text)
    if says is None:
        return
    shown = f"“{shorten(text, 40)}”" if text else "An empty string"
    hint = "Leave the attribute away where there is no number." if not text.strip() else ""
    yield Finding("request.type", "error", f"{shown} is no number that DynamoDB stores", hint, path, answer=invalid(says))


def _number_fault(text: str) -> str | None:
    """What DynamoDB says of a number that it does not take."""
    if not re.fullmatch(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,6})?", text):
        return (
            f"The parameter cannot be converted to a numeric value: {text}"
            if text
            else "The parameter cannot be converted to a numeric value"
        )
    try:
        number = Decimal(text)
    except InvalidOperation:
        return f"The parameter cannot be converted to a numeric value: {text}"
    if number == 0:
        return None
    digits = "".join(map(str, number.as_tuple().digits)).strip("0")
    if len(digits) > _SIGNIFICANT:
        return "Attempting to store more than 38 significant digits in a Number"
    if abs(number) > _LARGEST:
        return "Number overflow. Attempting to store a number with magnitude larger than supported range"
    if abs(number) < _SMALLEST:
        return "Number underflow. Attempting to store a number with magnitude smaller than supported range"
    return None
