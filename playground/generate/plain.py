"""Templates that print attribute values as plain JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.generate.velocity import escaped, indented, joined, labelled, listed, member, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.generate.sample import Kinds

_SIMPLE = {"N": "{value}.N", "BOOL": "{value}.BOOL", "B": '"{value}.B"'}
_SETS = {"SS": "S", "NS": "N", "BS": "B"}


def plain_map(reference: str, kinds: Mapping[str, Kinds], names: Mapping[str, str], *, null: bool, depth: int = 0) -> list[str]:
    """The lines that print a map of attribute values as a JSON object, what it lacks left out or, with `null`, as null.

    `names`: what attributes are called in it. Of another type than the sample's, a value is null.
    """
    if not kinds:
        return ["{}"]
    labels = {name: quoted(names.get(name, name)) + ":" for name in kinds}
    if null:
        pairs = [labelled(labels[name], _value(member(reference, name), kind, null=True, depth=depth)) for name, kind in kinds.items()]
        return ["{", *indented(joined(pairs)), "}"]
    comma = f"$comma{depth or ''}"
    lines = [f'#set({comma} = "")']
    for name, kind in kinds.items():
        value = _value(member(reference, name), kind, null=False, depth=depth)
        lines += [
            f"#if({reference}.containsKey('{name}'))",
            *indented([*labelled(comma + labels[name], value), f'#set({comma} = ",")']),
            "#end",
        ]
    return ["{", *indented(lines), "}"]


def _value(value: str, kinds: Kinds, *, null: bool, depth: int, is_there: bool = False) -> list[str]:
    """The lines that print a value. `is_there`: it is no missing member, so that what it is asked answers true or false."""
    printed = {kind: _printed(value, kind, below, null=null, depth=depth) for kind, below in kinds.items() if kind != "NULL"}
    if not printed:
        return ["null"]
    sure = "" if is_there or not null else " == true"
    conditions = [f"({value}.containsKey('{kind}'){sure})" for kind in printed]
    if len(printed) == 1 and all(len(lines) == 1 for lines in printed.values()):
        ((line,),) = printed.values()
        return [f"#if{conditions[0]} {line} #else null #end"]
    made: list[str] = []
    for condition, lines in zip(conditions, printed.values(), strict=True):
        made += [f"{'#elseif' if made else '#if'}{condition}", *indented(lines)]
    return [*made, "#else", "  null", "#end"]


def _printed(value: str, kind: str, below: Kinds | None, *, null: bool, depth: int) -> list[str]:
    if kind == "S":
        return [escaped(f"{value}.S")]
    if kind in _SIMPLE:
        return [_SIMPLE[kind].format(value=value)]
    if kind == "M":
        return plain_map(f"{value}.M", below or {}, {}, null=null, depth=depth + 1)
    element = f"$element{depth or ''}"
    if kind in _SETS:
        texts = {"S": escaped(element), "N": element, "B": f'"{element}"'}
        return listed(element, f"{value}.{kind}", [texts[_SETS[kind]]])
    return listed(element, f"{value}.L", _value(element, below or {}, null=null, depth=depth + 1, is_there=True))
