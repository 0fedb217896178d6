"""Values of HCL as nodes: texts that know what they were put together of, numbers, lists, sets (tag "set"), objects, what is open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Self

from playground.documents.tree import Node, Piece, assembled, mapping, pieces_of
from playground.jsontext.source import JsonNumber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from playground.diagnostics import Span
    from playground.documents.hcl.syntax import Expression
    from playground.documents.tree import Scalar, SourceFile

SET = "set"
GIVEN = "given"
"""The tag of a variable's text: it is filled in where it is put into another one, so no edit of that goes into the variable."""
_BRACES = re.compile(r"[$%]\{")
_LARGEST = 400
"""The power of ten up to which numbers are calculated with."""


class Open(str):
    """A text that stands for what is not known: `name` is the document's own name of it, the text what was put in.

    `given`: name → text of all that was given for the document, in which its attributes are looked for.
    """

    __slots__ = ("given", "name")
    name: str
    given: Mapping[str, str]

    def __new__(cls, name: str, given: Mapping[str, str]) -> Self:
        """What was given under the name; else the name itself, without the quotes around keys, which is harmless in a template."""
        made = super().__new__(cls, given.get(name, name.replace('"', "")))
        made.name = name
        made.given = given
        return made


class Unknown(Exception):
    """A value that cannot be known: why, and where that is said (in `file`; None: the main document)."""

    def __init__(self, why: str, span: Span, file: SourceFile | None) -> None:
        super().__init__(why)
        self.why = why
        self.span = span
        self.file = file


@dataclass(slots=True, eq=False)
class Lazy(Node):
    """An object whose attributes are evaluated when they are asked for, such as a resource; `what` is its address."""

    find: Callable[[str, Expression], Node] | None = None
    what: str = ""


def unknown(why: str, at: Expression) -> Unknown:
    """What to raise where the value of an expression cannot be known."""
    return Unknown(why, at.span, at.file)


def scalar(value: Scalar, at: Expression) -> Node:
    """A value that an expression gives; a text is filled in."""
    made = Node(value, at.span, file=at.file)
    if isinstance(value, str) and not isinstance(value, JsonNumber):
        made.pieces = (Piece(value),)
    return made


def number(value: Decimal | int, at: Expression) -> Node:
    """A number. Unknown where it is too large."""
    exact = Decimal(value)
    if not exact.is_finite() or abs(exact.adjusted()) > _LARGEST:
        raise unknown("the number is too large, or too small", at)
    digits = f"{exact.normalize():f}" if exact else "0"
    return Node(JsonNumber(digits), at.span, file=at.file)


def text_of(pieces: Iterable[Piece], at: Expression | Node) -> Node:
    """The text that pieces make, neighbours of one source put together again."""
    merged: list[Piece] = []
    for one in pieces:
        last = merged[-1] if merged else None
        is_next = last is not None and one.source is last.source and one.escape == last.escape
        if last is not None and is_next and (one.source is None or last.end == one.start) and not _is_open(last.text, one.text):
            merged[-1] = Piece(last.text + one.text, one.source, last.start, one.end, one.escape)
        else:
            merged.append(one)
    return assembled(merged, at if isinstance(at, Node) else Node(None, at.span, file=at.file))


def _is_open(*texts: str) -> bool:
    return any(isinstance(one, Open) for one in texts)


def is_text(node: Node) -> bool:
    """Whether a value is a text."""
    return isinstance(node.value, str) and not isinstance(node.value, JsonNumber)


def is_open(node: Node) -> bool:
    """Whether a value stands for something that is not known, as a whole."""
    return isinstance(node.value, Open) or (len(node.pieces) == 1 and isinstance(node.pieces[0].text, Open))


def open_value(name: str, given: Mapping[str, str], at: Expression) -> Node:
    """What is put in for what is not known: what was given under its name, else the name."""
    put_in = Open(name, given)
    return Node(put_in, at.span, file=at.file, pieces=(Piece(put_in),))


def open_attribute(of: Node, name: str, at: Expression) -> Node:
    """An attribute of what is not known: not known itself, under a name of its own."""
    put_in = of.value if isinstance(of.value, Open) else of.pieces[0].text
    return open_value(f"{put_in.name}.{name}", put_in.given, at) if isinstance(put_in, Open) else of


def as_pieces(node: Node, at: Expression) -> tuple[Piece, ...]:
    """A value as it is put into a text. Unknown for what cannot be: null, lists, objects."""
    if is_text(node):
        return (Piece(node.text or ""),) if node.tag == GIVEN else pieces_of(node)
    if node.value is None or isinstance(node.value, list | dict):
        kind = "null" if node.value is None else "a list" if isinstance(node.value, list) else "an object"
        raise unknown(f"{kind} stands where a text is expected", at)
    return (Piece(node.text or ""),)


def as_text(node: Node, at: Expression) -> str:
    """A value as a text. Unknown."""
    return "".join(one.text for one in as_pieces(node, at))


def as_number(node: Node, at: Expression) -> Decimal:
    """A number, or a text that is one. Unknown."""
    try:
        made = Decimal(str(node.value)) if isinstance(node.value, str) else None
    except InvalidOperation:
        made = None
    if made is None or not made.is_finite() or abs(made.adjusted()) > _LARGEST:
        raise unknown(f"a number is expected, and {shown(node)} is none", at)
    return made


def as_whole(node: Node, at: Expression) -> int:
    """A whole number. Unknown."""
    made = as_number(node, at)
    if made != made.to_integral_value() or abs(made) > 10**9:
        raise unknown(f"a whole number is expected, and {shown(node)} is none", at)
    return int(made)


def as_bool(node: Node, at: Expression) -> bool:
    """True or false, or a text that is one. Unknown."""
    if isinstance(node.value, bool):
        return node.value
    if node.value in {"true", "false"} and not is_open(node):
        return node.value == "true"
    raise unknown(f"whether {shown(node)} is true is not known", at)


def shown(node: Node) -> str:
    """A value in a sentence."""
    if isinstance(node, Lazy):
        return node.what
    if isinstance(node.value, dict | list):
        return "an object" if isinstance(node.value, dict) else "a list"
    text = "null" if node.value is None else node.text or '""'
    return text if len(text) <= 60 else f"{text[:59]}…"


def listed(items: Iterable[Node], at: Expression, tag: str = "") -> Node:
    """A list, or a set."""
    made = list(items)
    return Node(made, at.span, tag, size=1 + sum(one.size for one in made), file=at.file)


def distinct(items: Iterable[Node]) -> list[Node]:
    """The items without those that are equal to an earlier one."""
    seen: dict[object, Node] = {}
    for one in items:
        seen.setdefault(frozen(one), one)
    return list(seen.values())


def set_of(items: Iterable[Node], at: Expression) -> Node:
    """A set: texts in order, anything else in the order in which it comes."""
    different = distinct(items)
    if all(is_text(one) for one in different):
        different.sort(key=lambda one: str(one.value))
    return listed(different, at, SET)


def object_of(pairs: Iterable[tuple[str, Node]], at: Expression, names: dict[str, Span] | None = None) -> Node:
    """An object."""
    made = mapping(pairs, at.span, names)
    made.file = at.file
    return made


def frozen(node: Node) -> object:
    """A value that can be compared: numbers by their size, texts apart from them."""
    if isinstance(node.value, dict):
        return ("object", tuple((name, frozen(one)) for name, one in sorted(node.value.items())))
    if isinstance(node.value, list):
        return ("list", tuple(frozen(one) for one in node.value))
    if isinstance(node.value, JsonNumber):
        return ("number", Decimal(str(node.value)))
    return (type(node.value).__name__ if not isinstance(node.value, str) else "text", node.value)


def cut(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """The pieces of the characters from `start` to `end`."""
    made: list[Piece] = []
    at = 0
    for one in pieces:
        first, last = max(start - at, 0), min(end - at, len(one.text))
        if first < last:
            made.append(_part(one, first, last))
        at += len(one.text)
        if at >= end:
            break
    return made


def _part(piece: Piece, first: int, last: int) -> Piece:
    """The characters of a piece from `first` to `last`."""
    if (first, last) == (0, len(piece.text)):
        return piece
    text = piece.text[first:last]
    if piece.source is None:
        return Piece(text)
    return Piece(text, piece.source, _offset(piece, first), _offset(piece, last), piece.escape)


def _offset(piece: Piece, at: int) -> int:
    """Where a character of a piece stands in its source, which writes `$${` for `${` where it escapes as HCL does."""
    if at == len(piece.text):
        return piece.end
    longer = len(_BRACES.findall(piece.text, 0, at + 1)) if piece.escape == "hcl" else 0
    return piece.start + at + longer
