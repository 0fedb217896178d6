"""Pieces of Velocity: JSON strings, references to members, blocks."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_STEP = re.compile("[A-Za-z][A-Za-z0-9_]*")
_METHODS = frozenset({"class", "empty", "size", "entrySet", "keySet", "values"})
"""Names that a map of Java's could take for its own."""
NEXT = "#if($foreach.hasNext),#end"


def is_writable(name: str) -> bool:
    """Whether a template can name the member: no string of Velocity's holds an apostrophe and what is escaped."""
    return name.isprintable() and not set("'\\") & set(name)


def quoted(text: str) -> str:
    """A JSON string in which Velocity finds nothing of its own."""
    return json.dumps(text).replace("$", "\\u0024").replace("#", "\\u0023")


def escaped(reference: str) -> str:
    """The JSON string of a reference. escapeJavaScript writes `\\'`, which is no JSON."""
    return f'"$util.escapeJavaScript({reference}).replaceAll("\\\\\'", "\'")"'


def member(reference: str, name: str) -> str:
    """The member of a map."""
    return f"{reference}.{name}" if _STEP.fullmatch(name) and name not in _METHODS else f"{reference}.get('{name}')"


def json_of(path: str, name: str) -> list[str]:
    """The lines that print the JSON of a member of what is at a path, which may hold references."""
    if _STEP.fullmatch(name):
        return [f'$input.json("{path}.{name}")']
    return [f"#set($name = '{name}')", f"$input.json(\"{path}['$name']\")"]


def indented(lines: Iterable[str]) -> list[str]:
    """One level deeper."""
    return [f"  {one}" for one in lines]


def listed(element: str, source: str, lines: Sequence[str]) -> list[str]:
    """A JSON array of what `lines` print of each element."""
    between = [*lines, NEXT] if lines[-1].endswith("#end") else [*lines[:-1], f"{lines[-1]}{NEXT}"]
    return ["[", f"  #foreach({element} in {source})", *(f"    {one}" for one in between), "  #end", "]"]


def joined(members: Sequence[Sequence[str]]) -> list[str]:
    """The members of an object or array, with commas between them."""
    return [line for one in members[:-1] for line in (*one[:-1], f"{one[-1]},")] + list(members[-1] if members else [])


def labelled(label: str, lines: Sequence[str]) -> list[str]:
    """A value behind its label: on the same line, unless it begins with a directive and goes on."""
    if len(lines) > 1 and lines[0].startswith("#"):
        return [label, *lines]
    return [f"{label} {lines[0]}", *lines[1:]]
