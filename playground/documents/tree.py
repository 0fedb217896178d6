"""A document as a tree whose every value knows its place in the text: the one form in which readers see JSON and YAML."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from playground.diagnostics import Lines, Span
from playground.errors import PlaygroundError
from playground.jsontext.source import JsonNumber
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

DEEPEST = 200
"""Levels of nesting that are read."""
MOST_NODES = 1_000_000
"""Values of a document, what its aliases repeat counted each time."""

MARK = "\ufeff"
"""The byte order mark with which a file may begin; it is none of its text."""
Scalar: TypeAlias = str | bool | JsonNumber | None
NOWHERE = Span(0, 0)


@dataclass(frozen=True, eq=False)
class SourceFile:
    """A file that values are read from: its path relative to the main document's folder (of the main document its own name, "" where it
    has none), and its text.
    """

    name: str
    text: str

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text, for telling places."""
        return Lines(self.text)


class MalformedDocument(PlaygroundError):
    """A text that cannot be read as a tree: a sentence, the offset in characters of what is wrong, and the file (None: the main one)."""

    def __init__(self, message: str, offset: int = 0, file: SourceFile | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.file = file


Escape: TypeAlias = Literal["", "sub", "hcl"]
"""In which form a source writes a `${` that is meant as text: as it is, as `${!` (Fn::Sub), or as `$${` (Terraform)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text that a document puts together of several.

    `text` is the part. `source` is the scalar that it was taken from, whose own (decoded) text holds it from `start` to `end`, with `${`
    escaped as `escape` says; None where it was filled in: a parameter's value, the name of a resource, a separator.
    """

    text: str
    source: Node | None = None
    start: int = 0
    end: int = 0
    escape: Escape = ""


@dataclass(slots=True, eq=False)
class Node:
    """A value, and the span of the text that it was read from. An alias is the node of its anchor, so one node may stand in many places.

    `names` has the span of each member's name. `tag` is YAML's where one is written (`!Sub`), else "". `size` counts the nodes of the tree.
    `file` is where the span is; None for the main document. `pieces` tell what a text was put together of; none where it stands in the
    span as one scalar.
    """

    value: Scalar | list[Node] | dict[str, Node]
    span: Span
    tag: str = ""
    names: dict[str, Span] = field(default_factory=dict)
    size: int = 1
    file: SourceFile | None = None
    pieces: tuple[Piece, ...] = ()

    @property
    def members(self) -> dict[str, Node]:
        """The members of a mapping; none of anything else."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def items(self) -> list[Node]:
        """The items of a list; none of anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def text(self) -> str | None:
        """A scalar as it is put into a text; None for null, lists and mappings."""
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        return str(self.value) if isinstance(self.value, str) else None

    def get(self, *path: str) -> Node | None:
        """The node at a path of names; None where there is none."""
        node: Node | None = self
        for name in path:
            node = node.members.get(name) if node else None
        return node

    def name_span(self, name: str) -> Span:
        """Where the name of a member stands; the whole mapping where that is not known."""
        return self.names.get(name, self.span)

    def plain(self) -> Any:
        """The value without places, numbers as Python's. MalformedDocument for a number that is too large."""
        if isinstance(self.value, dict):
            return {name: member.plain() for name, member in self.value.items()}
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return self._number() if isinstance(self.value, JsonNumber) else self.value

    def _number(self) -> int | float:
        """A number as Python's. MalformedDocument where Python has none for it."""
        digits = str(self.value)
        try:
            value = int(digits) if digits.lstrip("-").isdigit() else float(digits)
        except ValueError:
            value = math.inf
        if math.isinf(value):
            raise MalformedDocument(f"the number {shorten(digits, 100)} is too large", self.span.start)
        return value


def mapping(pairs: Iterable[tuple[str, Node]], span: Span = NOWHERE, names: dict[str, Span] | None = None) -> Node:
    """A mapping of nodes, made of what a document says elsewhere."""
    members = dict(pairs)
    return Node(members, span, names=names or {}, size=1 + sum(one.size for one in members.values()))


def assembled(pieces: Iterable[Piece], node: Node) -> Node:
    """The text that the pieces make, in place of `node`, which says how to put it together."""
    kept = tuple(one for one in pieces if one.text or one.source is not None)
    return Node("".join(one.text for one in kept), node.span, file=node.file, pieces=kept)


def pieces_of(node: Node) -> tuple[Piece, ...]:
    """The pieces of a text; a scalar that stands as it is, is one."""
    text = node.text or ""
    return node.pieces or (Piece(text, node, 0, len(text)),)
