"""The value of a node: its intrinsic functions called, from the inside out, each place once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.documents.intrinsics import functions
from playground.documents.intrinsics.calls import LOOP, Calls, Unresolved, text_of
from playground.documents.intrinsics.conditions import Conditions
from playground.documents.intrinsics.dynamic import with_resolved
from playground.documents.intrinsics.loops import Loops
from playground.documents.intrinsics.names import Names
from playground.documents.intrinsics.template import Template
from playground.documents.tree import Node, assembled, mapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.documents.sources import Sources
    from playground.documents.tree import Piece

MOST_CHARACTERS = 1_000_000
"""Characters of one text that functions put together; CloudFormation takes a template of 1 MB as a whole."""
_MOST_IN_ALL = 30_000_000
_MOST_PIECES = 20_000
_DEEPEST = 100
"""Calls and levels inside of each other."""
_INCLUDE = "AWS::Include"
_IN_CONDITION = frozenset({"Fn::And", "Fn::Or", "Fn::Not", "Fn::Equals", "Condition"})


class Evaluator:
    """Gives the values of a template's nodes. None is the value that AWS::NoValue takes away; a value asked for again is the same node."""

    def __init__(self, root: Node, sources: Sources) -> None:
        self.calls = Calls()
        self.sources = sources
        self.loops = Loops(self.value)
        self.template = Template(root)
        self._known: dict[int, tuple[Node, Node | None]] = {}
        self._open: set[int] = set()
        self._conditions: dict[str, bool | None] = {}
        self._left = _MOST_IN_ALL
        self._depth = 0
        self.names = Names(self)
        self.conditions = Conditions(self)
        if self.template.loops():
            for section in ("resources", "conditions"):
                setattr(self.template, section, self.loops.unrolled(getattr(self.template, section)))

    def value(self, node: Node) -> Node | None:
        """What a node comes to. Unresolved."""
        if id(node) in self._known:
            return self._known[id(node)][1]
        if id(node) in self._open:
            raise Unresolved("this leads in a circle, back to itself", node)
        if self._depth == _DEEPEST:
            raise Unresolved(f"functions and values are nested more than {_DEEPEST} levels deep", node)
        self._open.add(id(node))
        self._depth += 1
        try:
            made = self._made(node)
        finally:
            self._depth -= 1
            self._open.discard(id(node))
        self._known[id(node)] = node, made
        return made

    def known(self, node: Node, what: str) -> Node:
        """A value that must be there. Unresolved."""
        found = self.value(node)
        if found is None:
            raise Unresolved(f"{what} is AWS::NoValue", node)
        return found

    def text(self, node: Node, what: str) -> str:
        """The text of a value. Unresolved."""
        return text_of(self.value(node), what, node)

    def put_together(self, pieces: Sequence[Piece], node: Node) -> Node:
        """The text of pieces. Unresolved where it would be too long."""
        size = sum(len(one.text) for one in pieces)
        self._left -= size + len(pieces)
        if size > MOST_CHARACTERS or len(pieces) > _MOST_PIECES or self._left < 0:
            raise Unresolved(f"this makes a text of more than {MOST_CHARACTERS:,} characters, or too many of them", node)
        return assembled(pieces, node)

    def condition(self, name: str, at: Node) -> bool:
        """Whether a condition is true. Unresolved."""
        if name in self._conditions:
            known = self._conditions[name]
            if known is None:
                raise Unresolved(f"the condition {name} leads in a circle, back to itself", at)
            return known
        written = self.template.conditions.get(name)
        if written is None:
            raise Unresolved(f"there is no condition {name}", at)
        if sum(one is None for one in self._conditions.values()) >= _DEEPEST:
            raise Unresolved(f"conditions name each other more than {_DEEPEST} deep", at)
        self._conditions[name] = None
        try:
            made = self.conditions.truth(written)
        except BaseException:
            del self._conditions[name]
            raise
        self._conditions[name] = made
        return made

    def _made(self, node: Node) -> Node | None:
        call = self.calls.of(node)
        if call is not None:
            return self._called(*call, node)
        if isinstance(node.value, dict):
            return self._mapping(node)
        if isinstance(node.value, list):
            items = [made for one in node.items if (made := self.value(one)) is not None]
            same = len(items) == len(node.items) and all(map(_is, items, node.items))
            return node if same else replace(node, value=items, size=1 + sum(one.size for one in items))
        return with_resolved(node, self.sources)

    def _called(self, name: str, argument: Node, node: Node) -> Node | None:
        if name in _IN_CONDITION:
            return Node(self.conditions.truth(node), node.span, file=node.file)
        function = functions.TABLE.get(name)
        if function is not None:
            return function(self, argument, node)
        if node.tag:
            return node
        raise Unresolved(f"{name} is no intrinsic function", node)

    def _mapping(self, node: Node) -> Node:
        if any(name.startswith(LOOP) for name in node.members):
            node = self.loops.unrolled(node)
        members = {name: made for name, one in node.members.items() if (made := self.value(one)) is not None}
        included = members.pop("Fn::Transform", None)
        if included is not None:
            what = functions.transform(self, included, included)
            members = {**(what.members if what else {}), **members}
        if members.keys() == node.members.keys() and all(map(_is, members.values(), node.members.values())):
            return node
        made = mapping(members.items(), node.span, node.names)
        return replace(made, file=node.file)


def _is(one: Node, other: Node) -> bool:
    return one is other
