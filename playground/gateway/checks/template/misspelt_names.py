"""Names that the payload has otherwise: `$r.items` where there is `Items`. Found by laying what a template reads over what there is.

What prints is told of when it runs, as undefined; this finds what no run tells: a #foreach that goes over nothing, a condition that never
holds, `$!`, an argument. It speaks only where a name that is there must be meant: what is absent may well be optional.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any

from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.gateway.checks.template.dynamodb_names import ANSWERS
from playground.gateway.checks.template.payload_reads import EACH, MEMBER
from playground.vtl.java.methods import find_method, get_property
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from playground.gateway.checks.template.payload_reads import Node, Read

_MOST_MISSING = 50
_MOST_VALUES = 200
"""Missing names that are looked into, and the values at the place of one."""
_SAMPLE = 8
"""Maps of which the names are compared with one that is missing."""
_MOST_NAMES = 200
_CLOSE = 0.8
_LONG_ENOUGH = 4
"""Letters of a name in which one letter too many, one too few or two that changed places are a slip."""
_METHODS = frozenset({"size", "isEmpty", "length", "keySet", "toString"})
"""Methods whose name without parentheses can mean nothing else."""


def misspelt_names(reads: Node, document: object) -> Iterator[Diagnostic]:
    """What to tell of names that the payload `document` has otherwise than a template reads them."""
    missing: list[Node] = []
    _look(reads, document, missing)
    for looked_into in range(_MOST_MISSING):
        if looked_into == len(missing):
            return
        node = missing[looked_into]
        owners = _values_at(document, node.path()[:-1])
        found = next(_step(node.name, owners), _NOTHING)
        if found is _NOTHING:
            yield from _missing(node, owners)
        else:
            _look(node, found, missing)


_NOTHING = object()


def _look(node: Node, value: Any, missing: list[Node]) -> None:
    """Go along what is read of one value, of a list's members the first; keep what it has not."""
    for name, child in node.children.items():
        below = _NOTHING
        if name[:1] == MEMBER:
            if child.children and (first := next(_step(name, (value,)), _NOTHING)) is not _NOTHING:
                _look(child, first, missing)
            continue
        if type(value) is dict:
            below = value.get(name, _NOTHING)
        if below is _NOTHING:
            missing.append(child)
        elif child.children:
            _look(child, below, missing)


def _step(name: str, values: Iterable[Any]) -> Iterator[Any]:
    """Where one step leads from each value that has it."""
    for value in values:
        if name[:1] != MEMBER:
            if isinstance(value, dict) and name in value:
                yield value[name]
        elif isinstance(value, list):
            yield from value if name in {EACH, MEMBER} else value[int(name[1:]) :][:1]
        elif name == EACH and isinstance(value, dict):
            yield from value.values()


def _values_at(document: object, path: list[str]) -> list[Any]:
    """All values at a path, as far as they are looked at."""
    values = [document]
    for name in path:
        values = list(islice(_step(name, values), _MOST_VALUES))
    return values


def _missing(child: Node, owners: list[Any]) -> Iterator[Diagnostic]:
    """What to tell of a name that none of its owners has."""
    name, node = child.name, child.above or child
    is_root = node.above is None
    owners = [owner for owner in owners if owner is not None]
    maps = [owner for owner in owners[:_SAMPLE] if isinstance(owner, dict)]
    if not maps:
        is_method = name in _METHODS and all(find_method(owner, name, 0) and get_property(owner, name) is None for owner in owners)
        yield from (_without_parentheses(name, read) for read in child.reads if is_method and owners)
        return
    names = _names_of(maps)
    near = _near(name, child, node, names)
    for read in child.reads:
        close = _near_in_answer(name, child, node, maps[0], read) if near is None and is_root else None
        if near is not None:
            yield _named_otherwise(name, near, read, (TextEdit(read.span, near),) if _goes_on(child, near, maps) else ())
        elif close is not None:
            is_list = read.is_loop and isinstance(maps[0][close], list)
            found = _named_otherwise(name, close, read, (TextEdit(read.span, close),) if is_list and _goes_on(child, close, maps) else ())
            yield found if is_list else replace(found, severity="info")  # an answer of another action, which may be one of several
        elif (
            is_root
            and read.is_loop
            and (lists := [key for key in names if isinstance(maps[0].get(key), list) and key not in node.children])
        ):
            yield _over_nothing(name, lists, read)


def _names_of(maps: Sequence[dict[Any, Any]]) -> list[str]:
    """The names that the maps have, each once."""
    return list(dict.fromkeys(key for owner in maps for key in islice(owner, _MOST_NAMES) if isinstance(key, str)))


def _goes_on(child: Node, near: str, maps: Sequence[dict[str, Any]]) -> bool:
    """Whether the members of lists that are read below a name are there under the other one: an index too large fails in Java."""
    numbers = [name[1:] for name in child.children if name[:1] == MEMBER and name != EACH]
    values = [owner[near] for owner in maps if near in owner]
    is_long_enough = all(
        number.isdigit() and isinstance(value, list) and int(number) < len(value) for number in numbers for value in values
    )
    return is_long_enough and _is_right_below(child, values)


def _is_right_below(node: Node, values: Sequence[Any]) -> bool:
    """Whether no name that is read below `values` is misspelt in its turn: an edit of one name would leave the reference wrong."""
    maps = [value for value in values[:_SAMPLE] if isinstance(value, dict)]
    for name, child in node.children.items():
        found = list(islice(_step(name, values), _MOST_VALUES))
        if found:
            if not _is_right_below(child, found):
                return False
        elif maps and name[:1] != MEMBER:
            names = _names_of(maps)
            if _near(name, child, node, names) is not None:
                return False
    return True


def _near(name: str, child: Node, node: Node, names: Sequence[str]) -> str | None:
    """The name that differs in case, `_` or `-` only, or by a slip of the pen; not one that is read too, in case the other is missing."""
    plain = _plain(name)
    for other in names:
        if _plain(other) == plain and not (child.is_asked and other in node.children):
            return other
    return next((other for other in names if _is_slip(name, other) and other not in node.children), None)


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def _is_slip(one: str, other: str) -> bool:
    """Whether two names differ by two neighbours that changed places, or by one letter inside that one of them has not."""
    if min(len(one), len(other)) < _LONG_ENOUGH or abs(len(one) - len(other)) > 1:
        return False
    at = next((index for index, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    if at == 0:
        return False
    if len(one) == len(other):
        return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :] and one[at : at + 2].isalpha()
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[at + 1 :] == shorter[at:] and longer[at].isalpha()


def _near_in_answer(name: str, child: Node, node: Node, answer: dict[object, Any], read: Read) -> str | None:
    """The member of an answer of DynamoDB's, or for a #foreach the list, that is called much like it."""
    names = {
        key.lower(): key
        for key, value in islice(answer.items(), _MOST_NAMES)
        if isinstance(key, str)
        and (key in ANSWERS or (read.is_loop and isinstance(value, list)))
        and not (child.is_asked and key in node.children)
    }
    found = get_close_matches(name.lower(), names, 1, _CLOSE) if names else None
    return names[found[0]] if found else None


def _named_otherwise(name: str, near: str, read: Read, fix: tuple[TextEdit, ...]) -> Diagnostic:
    shown = shorten(read.reference.literal.rstrip())
    what = f"This #foreach goes over nothing: `{shown}`" if read.is_loop else f"`{shown}`"
    message = f"{what} reads nothing, for the payload has no `{shorten(name, 60)}` there; it has `{shorten(near, 60)}`."
    code = "vtl.foreach-undefined" if read.is_loop else "vtl.misspelt"
    help_ = f"Write `{shorten(near, 60)}`" + (": upper and lower case count." if near.lower() == name.lower() else ", if that is meant.")
    return Diagnostic(code, "warning", message, help_, span=read.reference.span, fix=fix)


def _over_nothing(name: str, lists: list[str], read: Read) -> Diagnostic:
    shown, others = shorten(read.reference.literal.rstrip()), ", ".join(f"`{shorten(one, 40)}`" for one in lists[:3])
    message = (
        f"This #foreach goes over nothing: `{shown}` reads nothing, for the payload has no `{shorten(name, 60)}`; its lists are {others}."
    )
    return Diagnostic("vtl.foreach-undefined", "info", message, "Name the list that is there, if that is meant.", span=read.reference.span)


def _without_parentheses(name: str, read: Read) -> Diagnostic:
    shown = shorten(read.reference.literal.rstrip())
    message = f"`{shown}` reads nothing: `{name}` is a method, and needs parentheses."
    fix = TextEdit(Span(read.span.end, read.span.end), "()")
    return Diagnostic("vtl.misspelt", "warning", message, f"Write `.{name}()`.", span=read.reference.span, fix=(fix,))
