"""`count` and `for_each`: the copies of a block."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.documents.hcl.evaluator import evaluate
from playground.documents.hcl.values import as_text, as_whole, is_open, number, object_of, scalar, shown, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.hcl.scope import Scope
    from playground.documents.hcl.syntax import Block, Expression
    from playground.documents.tree import Node

_MOST = 1_000
"""Copies of one block."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy of a block: its key, how its address ends, and what `each` or `count` is in it."""

    key: str = ""
    suffix: str = ""
    names: dict[str, Node] = field(default_factory=dict)


def copies(block: Block, scope: Scope) -> list[Copy]:
    """The copies of a block in the order of their keys; one where nothing multiplies it. Unknown."""
    each, count = (block.body.attributes.get(name) for name in ("for_each", "count"))
    if each is not None:
        made = list(_each(evaluate(each, scope), each, dynamic=block.type == "dynamic"))
    elif count is not None:
        times = as_whole(evaluate(count, scope), count)
        if times > _MOST:
            raise unknown(f"count is {times:,}, more than {_MOST:,}", count)
        made = [Copy(str(one), f"[{one}]", {"count": object_of([("index", number(one, count))], count)}) for one in range(times)]
    else:
        made = [Copy()]
    return made


def _each(value: Node, at: Expression, *, dynamic: bool) -> Iterator[Copy]:
    """A copy for each member of an object, each text of a set, or in a dynamic block each item of a list."""
    if is_open(value):
        raise unknown(f"for_each goes through {shown(value)}, which is not known", at)
    if len(value.members) + len(value.items) > _MOST:
        raise unknown(f"for_each has more than {_MOST:,} keys", at)
    if isinstance(value.value, dict):
        pairs = [(scalar(name, at), one) for name, one in sorted(value.members.items())]
    elif dynamic:
        pairs = [(number(place, at), one) for place, one in enumerate(value.items)]
    else:
        pairs = sorted(((one, one) for one in value.items), key=lambda pair: as_text(pair[0], at))
    for key, one in pairs:
        name = as_text(key, at)
        yield Copy(name, f'["{name}"]', {"each": object_of([("key", key), ("value", one)], at)})
