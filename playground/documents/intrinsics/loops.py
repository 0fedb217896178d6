"""Fn::ForEach (AWS::LanguageExtensions): a member that stands for several, one for each item of a collection.

Documented: intrinsic-function-reference-foreach. `${Name}` and `&{Name}` in what is repeated become the item, and so does Ref of the name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from playground.documents.intrinsics.calls import LOOP, Unresolved, filled, list_of, text_of
from playground.documents.tree import Node, Piece, assembled

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.diagnostics import Span

MOST_NODES = 200_000
"""Values that the loops of a document may make."""
_NO_NAME = re.compile(r"[^A-Za-z0-9]")


class Loops:
    """Unrolls the loops of one document."""

    def __init__(self, value: Callable[[Node], Node | None]) -> None:
        self._value = value
        self._left = MOST_NODES

    def unrolled(self, node: Node) -> Node:
        """A mapping without loops in it; itself where it has none. Unresolved."""
        if not any(name.startswith(LOOP) for name in node.members):
            return node
        members: dict[str, Node] = {}
        names: dict[str, Span] = {}
        for name, one in node.members.items():
            made = self._repeated(one, name) if name.startswith(LOOP) else [(name, one)]
            for key, each in made:
                members[key] = each
                names[key] = node.name_span(name)
        return replace(node, value=members, names=names)

    def _repeated(self, loop: Node, name: str) -> list[tuple[str, Node]]:
        """The members that a loop stands for."""
        identifier, collection, body = list_of(loop, name, loop, 3, 3)
        variable = text_of(identifier, f"the identifier of {name}", loop)
        made: list[tuple[str, Node]] = []
        for item in list_of(self._value(collection), f"the collection of {name}", collection):
            text = text_of(item, f"an item of {name}", collection)
            self._left -= body.size
            if self._left < 0:
                raise Unresolved(f"the loops of this document make more than {MOST_NODES:,} values", loop)
            made += self.unrolled(_Put(variable, text).into(body)).members.items()
        return made


class _Put:
    """Puts an item in the place of a loop's variable."""

    def __init__(self, variable: str, text: str) -> None:
        self.variable = variable
        self.text = text
        self._named = re.compile(rf"[$&]\{{{re.escape(variable)}\}}")

    def into(self, node: Node) -> Node:
        """The same value with the item in it."""
        if node.tag == "!Ref" and node.value == self.variable:
            return filled(self.text, node)
        if isinstance(node.value, dict):
            ref = node.members.get("Ref")
            if len(node.members) == 1 and ref is not None and ref.value == self.variable:
                return filled(self.text, node)
            pairs = [(self._in_name(name), name, self.into(one)) for name, one in node.members.items()]
            return replace(node, value={key: one for key, _, one in pairs}, names={key: node.name_span(name) for key, name, _ in pairs})
        if isinstance(node.value, list):
            return replace(node, value=[self.into(one) for one in node.items])
        return self._in_text(node)

    def _in_name(self, name: str) -> str:
        """A member's name; `&{Name}` leaves what is neither letter nor digit away."""
        return self._named.sub(lambda found: self.text if found[0][0] == "$" else _NO_NAME.sub("", self.text), name)

    def _in_text(self, node: Node) -> Node:
        """A text whose pieces know where they stand."""
        if not isinstance(node.value, str) or not self._named.search(node.value):
            return node
        pieces: list[Piece] = []
        begin, text = 0, node.value
        for found in self._named.finditer(text):
            pieces += [Piece(text[begin : found.start()], node, begin, found.start()), Piece(self.text)]
            begin = found.end()
        pieces.append(Piece(text[begin:], node, begin, len(text)))
        return replace(assembled(pieces, node), tag=node.tag)
