"""Keys: those of a request, and what tables that travel with a Scenario tell of them.

Documented: "Key" of each action (API reference), "Primary key" (developer guide). Seen by users, word for word: the messages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.services.errors import invalid
from playground.services.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.services.finding import Path

_KEY_TYPES = frozenset({"S", "N", "B"})
_MISMATCH = "The provided key element does not match the schema"


@dataclass(frozen=True, slots=True)
class TableKeys:
    """The key attributes of a table, name → type; a type that is not told is ""."""

    name: str
    attributes: Mapping[str, str]


def tables_of(tables: object) -> dict[str, TableKeys]:
    """The keys of tables as a Scenario has them, by name; a definition that does not tell is left out."""
    found: dict[str, TableKeys] = {}
    for table in tables if isinstance(tables, list) else []:
        definition = _object(_object(table).get("definition"))
        definition = _object(definition.get("Table")) or definition
        name, schema = definition.get("TableName"), definition.get("KeySchema")
        listed = definition.get("AttributeDefinitions")
        types = {one.get("AttributeName"): one.get("AttributeType") for one in map(_object, listed if isinstance(listed, list) else [])}
        keys = [_object(one).get("AttributeName") for one in (schema if isinstance(schema, list) else [])]
        if isinstance(name, str) and keys and all(isinstance(one, str) for one in keys):
            found[name] = TableKeys(name, {str(key): str(types.get(key) or "") for key in keys})
    return found


def key_findings(key: Any, path: Path, table: TableKeys | None) -> Iterator[Finding]:
    """What is wrong with the key of an item; `table`: None where it is not known."""
    if not isinstance(key, dict):
        return
    if not key and table is None:
        yield Finding("request.key", "error", "The key is empty", "Name the key's attributes.", path, answer=invalid(_MISMATCH))
    for name, value in key.items():
        yield from _key_value(name, value, (*path, name), None if table is None else table.attributes.get(name))
    if table is None:
        return
    for name in table.attributes:
        if name not in key:
            message = f"The key lacks {name}, a key of the table {table.name}"
            yield Finding("request.key", "error", message, f"Add {name}.", path, answer=invalid(_MISMATCH))
    for name in key:
        if name not in table.attributes:
            message = f"{name} is no key of the table {table.name}"
            hint = f"Its key is {', '.join(table.attributes)}."
            yield Finding("request.key", "error", message, hint, (*path, name), True, answer=invalid(_MISMATCH))


def item_findings(item: Any, path: Path, table: TableKeys | None) -> Iterator[Finding]:
    """What is wrong with the key attributes of an item that is put."""
    if not isinstance(item, dict) or table is None:
        return
    for name, kind in table.attributes.items():
        if item.get(name) is None:
            says = f"One or more parameter values were invalid: Missing the key {name} in the item"
            message = f"The item lacks {name}, a key of the table {table.name}"
            yield Finding("request.key", "error", message, f"Add {name}.", path, answer=invalid(says))
        else:
            yield from _key_value(name, item[name], (*path, name), kind)


def _key_value(name: str, value: Any, path: Path, expected: str | None) -> Iterator[Finding]:
    """`expected`: the type that the table says, "" or None where it does not."""
    kinds = [kind for kind, one in value.items() if one is not None] if isinstance(value, dict) else []
    if len(kinds) != 1:
        return  # which is told of the attribute value itself
    kind = kinds[0]
    if kind in {"S", "B"} and value[kind] == "":
        says = (
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty "
            f"{'string' if kind == 'S' else 'binary'} value. Key: {name}"
        )
        message = f"The key {name} is empty"
        yield Finding("request.key", "error", message, "A key has a value.", (*path, kind), answer=invalid(says))
    elif expected and kind != expected and kind in _KEY_TYPES:
        says = f"One or more parameter values were invalid: Type mismatch for key {name} expected: {expected} actual: {kind}"
        yield Finding("request.key", "error", f"The key {name} is {expected}, not {kind}", f"Write {expected}.", path, answer=invalid(says))
    elif kind not in _KEY_TYPES and kind in {"SS", "NS", "BS", "M", "L", "NULL", "BOOL"}:
        yield Finding("request.key", "error", f"The key {name} cannot be {kind}: S, N or B", "", path, answer=invalid(_MISMATCH))


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
