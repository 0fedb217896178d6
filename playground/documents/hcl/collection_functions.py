"""HCL's functions of lists, sets and objects."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from playground.documents.hcl.function_types import ANY, Function
from playground.documents.hcl.values import (
    as_bool,
    as_text,
    as_whole,
    distinct,
    frozen,
    listed,
    number,
    object_of,
    scalar,
    set_of,
    shown,
    unknown,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.diagnostics import Span
    from playground.documents.hcl.function_types import Surroundings
    from playground.documents.hcl.syntax import Expression
    from playground.documents.tree import Node

_MOST = 10_000
"""Items of a list that a function makes out of nothing."""


def _items(node: Node, at: Expression) -> list[Node]:
    """The items of a list or a set. Unknown."""
    if isinstance(node.value, list):
        return node.items
    raise unknown(f"a list is expected, and {shown(node)} is none", at)


def _members(node: Node, at: Expression) -> dict[str, Node]:
    """The members of an object. Unknown."""
    if isinstance(node.value, dict):
        return node.members
    raise unknown(f"an object is expected, and {shown(node)} is none", at)


def _keys(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return listed((scalar(name, at) for name in sorted(_members(arguments[0], at))), at)


def _values(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return listed((one for _, one in sorted(_members(arguments[0], at).items())), at)


def _merge(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """The members of all objects; of a name that several have, the last one's."""
    made: dict[str, Node] = {}
    spans: dict[str, Span] = {}
    for one in arguments:
        if one.value is not None:
            made |= _members(one, at)
            spans |= one.names
    return object_of(made.items(), at, spans)


def _concat(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return listed((item for one in arguments for item in _items(one, at)), at)


def _lookup(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """The member of a name, else the third argument."""
    found = _members(arguments[0], at).get(as_text(arguments[1], at))
    if found is not None:
        return found
    if len(arguments) < 3:
        raise unknown(f"lookup finds no {shown(arguments[1])}", at)
    return arguments[2]


def _element(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """The item at a place, counted round and round."""
    items = _items(arguments[0], at)
    if not items:
        raise unknown("element is called with an empty list", at)
    return items[as_whole(arguments[1], at) % len(items)]


def _length(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    one = arguments[0]
    return number(len(one.value) if isinstance(one.value, list | dict) else len(as_text(one, at)), at)


def _contains(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    wanted = frozen(arguments[1])
    return scalar(any(frozen(one) == wanted for one in _items(arguments[0], at)), at)


def _index(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    wanted = frozen(arguments[1])
    for place, one in enumerate(_items(arguments[0], at)):
        if frozen(one) == wanted:
            return number(place, at)
    raise unknown(f"index finds no {shown(arguments[1])}", at)


def _flatten(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    def flat(items: list[Node]) -> list[Node]:
        return [inner for one in items for inner in (flat(one.items) if isinstance(one.value, list) else [one])]

    return listed(flat(_items(arguments[0], at)), at)


def _coalesce(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """The first argument that is neither null nor an empty text."""
    for one in arguments:
        if one.value is not None and one.value != "":
            return one
    raise unknown("coalesce is called with null and empty texts alone", at)


def _coalescelist(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return next((one for one in arguments if one.items), listed([], at))


def _toset(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return set_of(_items(arguments[0], at), at)


def _tolist(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return listed(_items(arguments[0], at), at)


def _as_it_is(arguments: list[Node], _at: Expression, _: Surroundings) -> Node:
    return arguments[0]


def _distinct(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return listed(distinct(_items(arguments[0], at)), at)


def _compact(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return listed((one for one in _items(arguments[0], at) if one.value is not None and one.value != ""), at)


def _reverse(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return listed(reversed(_items(arguments[0], at)), at)


def _sort(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return listed(sorted(_items(arguments[0], at), key=lambda one: as_text(one, at)), at)


def _slice(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    items, (start, end) = _items(arguments[0], at), [as_whole(one, at) for one in arguments[1:]]
    if not 0 <= start <= end <= len(items):
        raise unknown(f"slice asks for items {start} to {end} of a list of {len(items)}", at)
    return listed(items[start:end], at)


def _chunklist(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    items, size = _items(arguments[0], at), max(1, as_whole(arguments[1], at))
    return listed((listed(items[start : start + size], at) for start in range(0, len(items), size)), at)


def _range(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """Whole numbers from 0, or from a first one, to before a last one, by a step."""
    limits = [as_whole(one, at) for one in arguments]
    first, last = (0, limits[0]) if len(limits) == 1 else limits[:2]
    step = limits[2] if len(limits) > 2 else 1 if first <= last else -1
    made = range(first, last, step) if step else range(0)
    if len(made) > _MOST:
        raise unknown(f"range makes {len(made):,} items, more than {_MOST:,}", at)
    return listed((number(one, at) for one in made), at)


def _zipmap(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    names, values = (_items(one, at) for one in arguments)
    if len(names) != len(values):
        raise unknown("zipmap is called with lists of different lengths", at)
    return object_of(((as_text(name, at), value) for name, value in zip(names, values, strict=True)), at)


def _setproduct(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    made = list(islice(product(*(_items(one, at) for one in arguments)), _MOST + 1))
    if len(made) > _MOST:
        raise unknown(f"setproduct makes more than {_MOST:,} items", at)
    return listed((listed(one, at) for one in made), at)


def _of_sets(keep: Callable[[set[object], list[set[object]]], set[object]]) -> Callable[[list[Node], Expression, Surroundings], Node]:
    """A function of sets: what of all their items is kept."""

    def call(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
        sets = [{frozen(item) for item in _items(one, at)} for one in arguments]
        kept = keep(sets[0], sets[1:])
        return set_of((item for one in arguments for item in one.items if frozen(item) in kept), at)

    return call


def _one(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    items = _items(arguments[0], at)
    if len(items) > 1:
        raise unknown(f"one is called with {len(items)} items", at)
    return items[0] if items else scalar(None, at)


def _alltrue(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return scalar(all(as_bool(one, at) for one in _items(arguments[0], at)), at)


def _anytrue(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return scalar(any(as_bool(one, at) for one in _items(arguments[0], at)), at)


def _tobool(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return arguments[0] if arguments[0].value is None else scalar(as_bool(arguments[0], at), at)


def _transpose(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """A map of lists of texts turned round: each text with the names that had it."""
    made: dict[str, list[Node]] = {}
    for name, one in sorted(_members(arguments[0], at).items()):
        for item in _items(one, at):
            made.setdefault(as_text(item, at), []).append(scalar(name, at))
    return object_of(((name, listed(names, at)) for name, names in sorted(made.items())), at)


def _matchkeys(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    values, keys, wanted = (_items(one, at) for one in arguments)
    found = {frozen(one) for one in wanted}
    return listed((value for value, key in zip(values, keys, strict=False) if frozen(key) in found), at)


COLLECTIONS: dict[str, Function] = {
    "alltrue": Function(_alltrue),
    "anytrue": Function(_anytrue),
    "chunklist": Function(_chunklist, 2, 2),
    "coalesce": Function(_coalesce, 1, ANY, takes_open=True),
    "coalescelist": Function(_coalescelist, 1, ANY),
    "compact": Function(_compact),
    "concat": Function(_concat, 1, ANY),
    "contains": Function(_contains, 2, 2, takes_open=True),
    "distinct": Function(_distinct),
    "element": Function(_element, 2, 2),
    "flatten": Function(_flatten),
    "index": Function(_index, 2, 2),
    "keys": Function(_keys),
    "length": Function(_length),
    "list": Function(lambda arguments, at, _: listed(arguments, at), 0, ANY, takes_open=True),
    "lookup": Function(_lookup, 2, 3, takes_open=True),
    "matchkeys": Function(_matchkeys, 3, 3),
    "merge": Function(_merge, 0, ANY),
    "nonsensitive": Function(_as_it_is),
    "one": Function(_one),
    "range": Function(_range, 1, 3),
    "reverse": Function(_reverse),
    "sensitive": Function(_as_it_is),
    "setintersection": Function(_of_sets(lambda first, others: first.intersection(*others)), 1, ANY),
    "setproduct": Function(_setproduct, 1, ANY),
    "setsubtract": Function(_of_sets(lambda first, others: first.difference(*others)), 2, 2),
    "setunion": Function(_of_sets(lambda first, others: first.union(*others)), 1, ANY),
    "slice": Function(_slice, 3, 3),
    "sort": Function(_sort),
    "tobool": Function(_tobool),
    "tolist": Function(_tolist),
    "tomap": Function(_as_it_is),
    "toset": Function(_toset),
    "transpose": Function(_transpose),
    "values": Function(_values),
    "zipmap": Function(_zipmap, 2, 2),
}
