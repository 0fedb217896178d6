"""JSON → a tree with places. What is no JSON is found by `jsontext.source`, whose messages say why."""

from __future__ import annotations

import re
from json import decoder
from typing import TYPE_CHECKING, Any

from playground.diagnostics import Span
from playground.documents.tree import DEEPEST, MalformedDocument, Node, SourceFile
from playground.jsontext import source
from playground.jsontext.source import JsonNumber
from playground.jsontext.strict import MalformedJson

if TYPE_CHECKING:
    from collections.abc import Callable

_PIECE = re.compile(r'[ \t\r\n,:]*+([\[\]{}"]|[^ \t\r\n,:\[\]{}"]++)')
_STRINGS: Callable[[str, int], tuple[str, int]] = decoder.scanstring  # type: ignore[attr-defined] # no type of it
"""The standard library's reader of what follows a quote: the string, and the offset behind it."""
_LITERALS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


def read_json(text: str, file: SourceFile | None = None) -> Node:
    """The tree of a JSON text, which is that of `file` where it is a companion; of a name that stands twice the last counts.
    MalformedDocument.
    """
    try:
        source.load(text)
    except MalformedJson as error:
        raise MalformedDocument(error.message, error.offset) from None
    except RecursionError:
        raise MalformedDocument("the JSON is nested too deep") from None
    return _compose(text, file)


def _compose(text: str, file: SourceFile | None) -> Node:
    """The tree of a text that is JSON: values are put into the innermost list or object that is open."""
    root = Node([], Span(0, len(text)))
    open_: list[Node] = [root]
    name: tuple[str, Span] | None = None
    at = 0
    while found := _PIECE.match(text, at):
        start, at, piece = found.start(1), found.end(), found[1]
        if piece in "]}":
            closed = open_.pop()
            closed.span = Span(closed.span.start, at)
            open_[-1].size += closed.size
            continue
        value, at = _value(text, piece, at)
        if name is None and isinstance(open_[-1].value, dict):
            name = str(value), Span(start, at)
            continue
        node = Node(value, Span(start, at), file=file)
        _put(open_[-1], name, node)
        name = None
        if isinstance(value, list | dict):
            open_.append(node)
            if len(open_) > DEEPEST + 1:
                raise MalformedDocument(f"the JSON is nested more than {DEEPEST} levels deep", start)
        else:
            open_[-1].size += 1
    return root.items[0]


def _value(text: str, piece: str, at: int) -> tuple[Any, int]:
    """The value that begins with a piece, an empty one of a list or an object; and the offset behind the piece or the string."""
    if piece == '"':
        return _STRINGS(text, at)
    if piece in "[{":
        return [] if piece == "[" else {}, at
    return _LITERALS[piece] if piece in _LITERALS else JsonNumber(piece), at


def _put(holder: Node, name: tuple[str, Span] | None, node: Node) -> None:
    """Put a node into a list, or into an object under its name."""
    if name is None:
        holder.items.append(node)
    else:
        holder.members[name[0]] = node
        holder.names[name[0]] = name[1]
