"""What the functions need of whoever evaluates a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.documents.intrinsics.calls import Calls
    from playground.documents.intrinsics.template import Template
    from playground.documents.sources import Sources
    from playground.documents.tree import Node, Piece


class Values(Protocol):
    """Gives the values of nodes. Everything raises Unresolved."""

    calls: Calls
    sources: Sources
    template: Template

    def value(self, node: Node) -> Node | None:
        """What a node comes to; None for AWS::NoValue."""

    def known(self, node: Node, what: str) -> Node:
        """A value that must be there."""

    def text(self, node: Node, what: str) -> str:
        """The text of a value."""

    def put_together(self, pieces: Sequence[Piece], node: Node) -> Node:
        """The text of pieces, in place of `node`."""

    def condition(self, name: str, at: Node) -> bool:
        """Whether the condition of a name is true."""
