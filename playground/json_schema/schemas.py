"""A model's schema, read from its JSON text and made harmless: what it may refer to is known before it is used.

`$schema` and `id` go: the first would make jsonschema take another draft's rules, the second would move what a `$ref` means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from playground.json_schema import BrokenSchema
from playground.jsontext.exact import load_exact
from playground.words import shorten

MODEL_ADDRESS = re.compile(r"https://apigateway\.amazonaws\.com/restapis/[^/#?]+/models/([^/#?]+)")
"""How a `$ref` names a model of the API (documented: models-mappings-models)."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A `$ref`: what it says, the model's address in it ("" for the schema itself), the pointer behind `#`, and where it stands."""

    text: str
    address: str
    pointer: str
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema, and every `$ref` in it."""

    content: dict[str, Any]
    references: tuple[Reference, ...]


def read_schema(text: str) -> Schema:
    """A schema from its JSON text. BrokenSchema, RecursionError."""
    try:
        content = load_exact(text)
    except ValueError as error:
        raise BrokenSchema("", f"its schema is not JSON: {shorten(str(error), 100)}") from error
    if not isinstance(content, dict):
        raise BrokenSchema("", "its schema is no JSON object")
    references: list[Reference] = []
    return Schema(_plain(content, (), references), tuple(references))


def points_into(schema: Schema, pointer: str) -> bool:
    """Whether a JSON Pointer leads to a schema in `schema`, and not into the values of an `enum`."""
    value: Any = schema.content
    name = ""
    for part in pointer.split("/")[1:]:
        is_values = name == "enum" and isinstance(value, list)
        name = unquote(part).replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict) and name in value:
            value = value[name]
        elif isinstance(value, list) and not is_values and name.isascii() and name.isdigit() and int(name[:9]) < len(value):
            value = value[int(name)]
        else:
            return False
    return isinstance(value, dict) and (not pointer or pointer.startswith("/"))


def _plain(value: Any, path: tuple[str | int, ...], references: list[Reference]) -> Any:
    """A copy without `$schema` and `id`, the keywords that look at members last; the values of an `enum` stay as they are."""
    if isinstance(value, list):
        return [_plain(one, (*path, index), references) for index, one in enumerate(value)]
    if not isinstance(value, dict):
        return value
    target = value.get("$ref")
    if isinstance(target, str):
        address, _, pointer = target.partition("#")
        references.append(Reference(target, address, pointer, (*path, "$ref")))
    return {
        name: value[name] if name == "enum" and isinstance(value[name], list) else _plain(value[name], (*path, name), references)
        for name in sorted(value, key=_INTO_MEMBERS.__contains__)
        if not (name in {"$schema", "id"} and isinstance(value[name], str))
    }


_INTO_MEMBERS = frozenset({"additionalItems", "additionalProperties", "items", "patternProperties", "properties"})
