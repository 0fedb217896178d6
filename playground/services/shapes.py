"""A JSON body against the shape that an action takes: unknown and missing members, values of another type, values of no enumeration."""

from __future__ import annotations

import binascii
from base64 import b64decode
from itertools import islice
from typing import TYPE_CHECKING, Any

from playground.jsontext.source import JsonNumber
from playground.services.errors import constraint, not_serialized
from playground.services.finding import Finding
from playground.services.near_names import near_name
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from playground.services.api_model import ApiModel, Shape
    from playground.services.finding import Path

    Special = Callable[[Any, Path], Iterator[Finding]]
    Beyond = Callable[[Shape, dict[str, Any], Path], Iterator[Finding]]

_MOST = 20
"""Findings that are told of one body: what comes behind them most often follows from them, and each costs a walk through the body."""
_TOKENS = {dict: "Start of structure or map", list: "Start of list"}
_WORDS: dict[type, str] = {dict: "an object", list: "a list", str: "a string", JsonNumber: "a number", bool: "true or false"}
_WANTED = {
    "structure": "an object",
    "map": "an object",
    "list": "a list",
    "string": "a string",
    "blob": "a string of base64",
    "boolean": "true or false",
}
_JAVA = {
    "string": "String",
    "blob": "ByteBuffer",
    "boolean": "Boolean",
    "integer": "Integer",
    "long": "Long",
    "double": "Double",
    "float": "Float",
}


class ShapeCheck:
    """Checks values of one service.

    `special`: shapes that are checked otherwise than the model says, by their names. `beyond`: what an object of a shape must be beyond
    its members' types.
    """

    def __init__(self, model: ApiModel, special: Mapping[str, Special] | None = None, beyond: Beyond | None = None) -> None:
        self.model = model
        self.special = special or {}
        self.beyond = beyond

    def findings(self, value: Any, shape: str, path: Path = ()) -> Iterator[Finding]:
        """What is wrong with a value that should have a shape. A member that is null counts as absent."""
        if value is None:
            return
        if shape in self.special:
            yield from self.special[shape](value, path)
            return
        wanted = self.model.shape(shape)
        if not _fits(value, wanted.kind):
            yield wrong_type(value, wanted.kind, path)
        elif wanted.kind == "structure":
            yield from self._structure(value, wanted, path)
        elif wanted.kind == "list":
            for index, one in enumerate(value):
                yield from self.findings(one, wanted.item, (*path, index))
        elif wanted.kind == "map":
            for name, one in value.items():
                yield from self.findings(one, wanted.item, (*path, name))
        else:
            yield from _scalar(value, wanted, path)

    def _structure(self, value: dict[str, Any], shape: Shape, path: Path) -> Iterator[Finding]:
        for name in shape.required:
            if value.get(name) is None:
                yield missing(name, path)
        for name, one in value.items():
            if name in shape.members:
                yield from self.findings(one, shape.members[name], (*path, name))
            else:
                yield unknown(name, shape.members, value, path)
        if self.beyond is not None:
            yield from self.beyond(shape, value, path)


def missing(name: str, path: Path) -> Finding:
    """A member that the service needs is not there."""
    return Finding(
        "request.member",
        "error",
        f"{name} is missing",
        f"Add {name}.",
        path,
        answer=constraint(name, "null", "Member must not be null"),
        wants=(name,),
    )


def unknown(name: str, known: Mapping[str, str], given: Mapping[str, Any], path: Path) -> Finding:
    """A member that the service does not know, and so takes no notice of."""
    near = near_name(name, [one for one in known if given.get(one) is None])
    hint = f"Write {near}." if near else f"It has {_listed(known)}."
    message = f"{shorten(name, 60)} is no member that it knows" + (f": {near} is" if near else "")
    return Finding("request.member", "warning", message, hint, (*path, name), at_name=True, rename=near)


def _listed(known: Mapping[str, str]) -> str:
    names = list(known)
    shown = ", ".join(names[:8])
    return f"{shown} and {len(names) - 8} more" if len(names) > 8 else shown


def _fits(value: Any, kind: str) -> bool:
    if kind in {"structure", "map"}:
        return isinstance(value, dict)
    if kind == "list":
        return isinstance(value, list)
    if kind in {"string", "blob"}:
        return isinstance(value, str) and not isinstance(value, JsonNumber)
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "timestamp":
        return isinstance(value, str)
    return isinstance(value, JsonNumber)


def wrong_type(value: Any, kind: str, path: Path) -> Finding:
    """A value of another type than the member takes."""
    wanted = _WANTED.get(kind, "a number")
    name = str(path[-1]) if path else "the body"
    hint = ""
    if isinstance(value, JsonNumber) and kind == "string":
        hint = f'Put it in quotes: "{shorten(value, 40)}"'
    elif isinstance(value, str) and kind not in {"string", "blob"} and not isinstance(value, JsonNumber):
        hint = "Write it without quotes." if kind not in {"structure", "map", "list"} else ""
    return Finding(
        "request.type",
        "error",
        f"{shorten(name, 60)} must be {wanted}, and is {_WORDS.get(type(value), 'null')}",
        hint,
        path,
        answer=not_serialized(_conversion(value, kind)),
    )


def _conversion(value: Any, kind: str) -> str:
    """What the service says of a value that it cannot read (seen by users)."""
    if isinstance(value, dict | list):
        return f"{_TOKENS[type(value)]} found where not expected."
    if kind in {"structure", "map", "list"}:
        return "Unexpected value type in payload"
    token = ("TRUE" if value else "FALSE") if isinstance(value, bool) else "NUMBER" if isinstance(value, JsonNumber) else "STRING"
    return f"{token}_VALUE cannot be converted to {_JAVA.get(kind, 'String')}"


def _scalar(value: Any, shape: Shape, path: Path) -> Iterator[Finding]:
    name = str(path[-1]) if path else ""
    if shape.kind == "blob" and not is_base64(value):
        hint = "Write $util.base64Encode(…) around the value."
        yield Finding("request.type", "error", f"{name} is not base64", hint, path, answer=not_serialized())
    if shape.enum and value not in shape.enum:
        near = near_name(value, shape.enum)
        message = f"{name} cannot be {shorten(value, 40) or 'empty'}" + (f": {near} is near" if near else "")
        rule = f"Member must satisfy enum value set: [{', '.join(shape.enum)}]"
        yield Finding("request.type", "error", message, f"One of {', '.join(shape.enum)}.", path, answer=constraint(name, value, rule))
    if shape.least is not None and isinstance(value, JsonNumber) and _below(value, shape.least):
        rule = f"Member must have value greater than or equal to {shape.least}"
        message = f"{name} must be {shape.least} or more"
        yield Finding("request.type", "error", message, "", path, answer=constraint(name, value, rule))
    if shape.kind in {"integer", "long"} and isinstance(value, JsonNumber) and not value.lstrip("-").isdigit():
        yield Finding("request.type", "error", f"{name} must be a whole number", "", path, answer=not_serialized())


def is_base64(text: str) -> bool:
    """Whether a string is base64, with its padding."""
    try:
        b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


def _below(number: JsonNumber, least: int) -> bool:
    try:
        return float(number) < least
    except (ValueError, OverflowError):
        return False


def explained(findings: Iterable[Finding]) -> list[Finding]:
    """The first findings, with causes in the place of symptoms: what is missing although a member is spelt like it, is that member's
    mistake.
    """
    found = list(islice(findings, _MOST))
    unknowns = {one.path: one for one in found if one.at_name and one.rename and one.code == "request.member"}
    told: list[Finding] = []
    used: set[Path | None] = set()
    for one in found:
        meant = next((other for other in unknowns.values() if other.rename in one.wants and _same_object(one, other)), None)
        if meant is None:
            told.append(one)
        elif meant.path not in used:
            used.add(meant.path)
            told.append(
                Finding(meant.code, "error", meant.message, meant.help, meant.path, at_name=True, answer=one.answer, rename=meant.rename)
            )
    return [one for one in told if not (one.path in used and one.severity == "warning")]


def _same_object(missing_one: Finding, unknown_one: Finding) -> bool:
    if missing_one.path is None or unknown_one.path is None:
        return False
    holder = missing_one.path[:-1] if missing_one.at_name else missing_one.path
    return unknown_one.path[:-1] == holder
