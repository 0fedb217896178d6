"""Pieces of Velocity that print attribute values as plain JSON, and texts of clients as DynamoDB's."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.generate.sample import Kinds

_STEP = re.compile("[A-Za-z][A-Za-z0-9_]*")
_METHODS = frozenset({"class", "empty", "size", "entrySet", "keySet", "values"})
"""Names that a map of Java's could take for its own."""
_SIMPLE = {"N": "{value}.N", "BOOL": "{value}.BOOL", "B": '"{value}.B"', "NULL": "null"}
_SETS = {"SS": "S", "NS": "N", "BS": "B"}


def quoted(text: str) -> str:
    """A JSON string in which Velocity finds nothing of its own."""
    return json.dumps(text).replace("$", "\\u0024").replace("#", "\\u0023")


def escaped(reference: str) -> str:
    """The JSON string of a reference. escapeJavaScript writes `\\'`, which is no JSON."""
    return f'"$util.escapeJavaScript({reference}).replaceAll("\\\\\'", "\'")"'


def member(reference: str, name: str) -> str:
    """The member of a map."""
    return f"{reference}.{name}" if _STEP.fullmatch(name) and name not in _METHODS else f"{reference}.get('{name}')"


def plain_item(reference: str, kinds: Mapping[str, Kinds], names: Mapping[str, str], *, null: bool, depth: int = 0) -> list[str]:
    """The lines that print a map of attribute values as a JSON object. `names`: what attributes are called in it."""
    comma = f"$comma{depth or ''}"
    lines = ["{", f'#set({comma} = "")']
    for name, kind in kinds.items():
        value, label = member(reference, name), f"{comma}{quoted(names.get(name, name))}: "
        branches = _branches(value, kind, null=null, depth=depth)
        for number, (condition, printed) in enumerate(branches):
            word = "#if" if number == 0 else "#elseif"
            lines += [f"{word}({condition})", f"  {label}{printed[0]}", *(f"  {one}" for one in printed[1:]), f'  #set({comma} = ",")']
        if null:
            lines += ["#else", f"  {label}null", f'  #set({comma} = ",")']
        lines.append("#end")
    return [*lines, "}"]


def _branches(value: str, kinds: Kinds, *, null: bool, depth: int) -> list[tuple[str, list[str]]]:
    """For each type that a value has: the condition, and the lines that print it."""
    known = kinds if null and set(kinds) != {"NULL"} else {**kinds, "NULL": None}
    return [
        (f"{value}.containsKey('{kind}') == true", _printed(value, kind, below, null=null, depth=depth)) for kind, below in known.items()
    ]


def _printed(value: str, kind: str, below: Kinds | None, *, null: bool, depth: int) -> list[str]:
    if kind == "S":
        return [escaped(f"{value}.S")]
    if kind in _SIMPLE:
        return [_SIMPLE[kind].format(value=value)]
    if kind == "M":
        return plain_item(f"{value}.M", below or {}, {}, null=null, depth=depth + 1)
    element = f"$element{depth or ''}"
    if kind in _SETS:
        texts = {"S": escaped(element), "N": element, "B": f'"{element}"'}
        printed = [texts[_SETS[kind]]]
    else:
        printed = _element(element, below or {}, null=null, depth=depth + 1)
    return ["[", f"#foreach({element} in {value}.{kind})", *(f"  {one}" for one in printed), "  #if($foreach.hasNext),#end", "#end", "]"]


def _element(value: str, kinds: Kinds, *, null: bool, depth: int) -> list[str]:
    """An element of a list: null where its type is none of the sample's, for the list keeps its length."""
    lines = []
    for number, (condition, printed) in enumerate(_branches(value, kinds, null=null, depth=depth)):
        lines += [f"{'#if' if number == 0 else '#elseif'}({condition})", *(f"  {one}" for one in printed)]
    return [*lines, "#else", "  null", "#end"]
