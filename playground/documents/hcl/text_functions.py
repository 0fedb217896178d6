"""HCL's functions of texts. Where they move parts of a text, its pieces move with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.documents.hcl.function_types import ANY, Function
from playground.documents.hcl.values import as_pieces, as_text, as_whole, cut, is_open, listed, scalar, shown, text_of, unknown
from playground.documents.tree import Node, Piece
from playground.javaregex.matching import replace_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playground.documents.hcl.function_types import Surroundings
    from playground.documents.hcl.syntax import Expression

_SECONDS = 0.5
_MOST_CHARACTERS = 4_000_000
_MOST_REPLACED = 100_000
"""Parts of a text that are replaced: each is a piece of its own, with where it was written."""
_VERB = re.compile(r"%(?:%|\[(\d+)\]([a-zA-Z])|([-+ 0#]*)(\d*)(?:\.(\d+))?([a-zA-Z]))")


def _sliced(node: Node, start: int, end: int, at: Expression) -> Node:
    """A part of a text, from `start` to `end`."""
    return text_of(cut(as_pieces(node, at), start, end), at)


def _stripped(left: bool, right: bool) -> Callable[[list[Node], Expression, Surroundings], Node]:  # noqa: FBT001 - which sides
    """A function that takes characters (the second argument; blanks without it) off one or both ends of a text."""

    def call(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
        text = as_text(arguments[0], at)
        characters = as_text(arguments[1], at) if len(arguments) > 1 else None
        start = len(text) - len(text.lstrip(characters)) if left else 0
        end = max(start, len(text.rstrip(characters)) if right else len(text))
        return _sliced(arguments[0], start, end, at)

    return call


def _chomp(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """The text without line ends at its end."""
    return _sliced(arguments[0], 0, len(as_text(arguments[0], at).rstrip("\r\n")), at)


def _trimprefix(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    text, prefix = (as_text(one, at) for one in arguments)
    return _sliced(arguments[0], len(prefix) if text.startswith(prefix) else 0, len(text), at)


def _trimsuffix(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    text, suffix = (as_text(one, at) for one in arguments)
    return _sliced(arguments[0], 0, len(text) - len(suffix) if text.endswith(suffix) else len(text), at)


def _substr(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """Characters from an offset (below 0: from the end), so many of them (-1: all)."""
    size = len(as_text(arguments[0], at))
    offset, length = (as_whole(one, at) for one in arguments[1:])
    start = max(0, size + offset) if offset < 0 else min(offset, size)
    return _sliced(arguments[0], start, size if length < 0 else min(size, start + length), at)


def _changed(change: Callable[[str], str]) -> Callable[[list[Node], Expression, Surroundings], Node]:
    """A function of one text's characters."""
    return lambda arguments, at, _: scalar(change(as_text(arguments[0], at)), at)


def _title(text: str) -> str:
    """Each word with a capital; the other letters stay."""
    return re.sub(r"(?:^|(?<=[\s\-.,!?()/]))\w", lambda one: one[0].upper(), text)


def _indent(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """So many blanks before each line but the first."""
    width, text = as_whole(arguments[0], at), as_text(arguments[1], at)
    if not 0 <= width <= 1_000:
        raise unknown(f"indent is called with {width} spaces", at)
    return _replaced(arguments[1], text, "\n", (Piece("\n" + " " * width),), at)


def _replace(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """Every part with another in its place; `/…/` is a regular expression."""
    text, part = as_text(arguments[0], at), as_text(arguments[1], at)
    if len(part) > 1 and part[0] == part[-1] == "/":
        try:
            made = replace_all(text, part[1:-1], as_text(arguments[2], at), _SECONDS, limit=_MOST_CHARACTERS)
        except (ValueError, TimeoutError):
            raise unknown(f"the regular expression {shown(arguments[1])} cannot be used", at) from None
        return scalar(made, at)
    return _replaced(arguments[0], text, part, as_pieces(arguments[2], at), at)


def _replaced(node: Node, text: str, part: str, by: tuple[Piece, ...], at: Expression) -> Node:
    """A text with every `part` of it replaced. Unknown where it grows too much."""
    if not part:
        raise unknown("replace is called with an empty text to look for", at)
    count = text.count(part)
    if count > _MOST_REPLACED or len(text) + count * sum(len(one.text) for one in by) > _MOST_CHARACTERS:
        raise unknown("replace makes a text that is too long", at)
    if not count:
        return node
    made: list[Piece] = []
    given = as_pieces(node, at)
    position = _Position(given)
    start = 0
    while (found := text.find(part, start)) >= 0:
        made += position.up_to(found)
        position.up_to(found + len(part))
        made += by
        start = found + len(part)
    made += position.up_to(len(text))
    return text_of(made, node)


class _Position:
    """Where one is in pieces that are taken in order."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self.rest = list(reversed(list(pieces)))
        self.at = 0

    def up_to(self, end: int) -> list[Piece]:
        """The pieces of the characters from here to `end`."""
        taken: list[Piece] = []
        while self.at < end and self.rest:
            one = self.rest.pop()
            length = min(len(one.text), end - self.at)
            taken += cut((one,), 0, length)
            if length < len(one.text):
                self.rest += cut((one,), length, len(one.text))
            self.at += length
        return taken


def _join(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """Lists of texts, with a text between."""
    separator = as_pieces(arguments[0], at)
    made: list[Piece] = []
    for one in (item for listed_one in arguments[1:] for item in _items(listed_one, at)):
        made += (*(separator if made else ()), *(as_pieces(one, at) or (Piece(""),)))
    return text_of(made, at)


def _items(node: Node, at: Expression) -> list[Node]:
    if isinstance(node.value, list):
        return node.items
    if is_open(node):
        return [node]
    raise unknown(f"a list is expected, and {shown(node)} is none", at)


def _split(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """The parts of a text between separators."""
    separator, text = (as_text(one, at) for one in arguments)
    parts = text.split(separator) if separator else list(text)
    position = _Position(as_pieces(arguments[1], at))
    made: list[Node] = []
    end = 0
    for one in parts:
        position.up_to(end)
        end += len(one)
        made.append(text_of(position.up_to(end), at))
        end += len(separator)
    return listed(made, at)


def formatted(arguments: list[Node], at: Expression, _: Surroundings | None = None) -> Node:
    """The first argument with each verb (`%s`, `%d`, `%q`, …) replaced by one of the others."""
    pieces, text = as_pieces(arguments[0], at), as_text(arguments[0], at)
    values = arguments[1:]
    made: list[Piece] = []
    start, following = 0, 0
    for verb in _VERB.finditer(text):
        made += cut(pieces, start, verb.start())
        start = verb.end()
        if verb[0] == "%%":
            made.append(Piece("%"))
            continue
        place = int(verb[1]) - 1 if verb[1] else following
        following = place + 1
        if not 0 <= place < len(values):
            raise unknown(f"format has no argument for {verb[0]}", at)
        made += _verb(verb, values[place], at)
    return text_of([*made, *cut(pieces, start, len(text))], at)


def _verb(verb: re.Match[str], value: Node, at: Expression) -> tuple[Piece, ...]:
    """A value as a verb writes it. Unknown for a verb that is not known."""
    kind, flags, width, precision = verb[2] or verb[6], verb[3] or "", int(verb[4] or 0), verb[5]
    if width > 1_000 or int(precision or 0) > 1_000:
        raise unknown(f"format is asked for {verb[0]}", at)
    if kind in {"s", "v"} and precision is None:
        made = as_pieces(value, at)
    elif kind == "s":
        made = tuple(cut(as_pieces(value, at), 0, int(precision or 0)))
    elif kind == "q":
        return (Piece('"'), *json_text(as_pieces(value, at)), Piece('"'))
    elif kind == "t":
        made = as_pieces(value, at)
    elif kind in "dfxXobeEgG":
        return (Piece(f"%{flags}{width or ''}{'' if precision is None else '.' + precision}{kind}" % _number(kind, value, at)),)
    else:
        raise unknown(f"format does not know {verb[0]}", at)
    missing = " " * (width - sum(len(one.text) for one in made))
    return (*made, Piece(missing)) if "-" in flags else (Piece(missing), *made)


def _number(kind: str, value: Node, at: Expression) -> int | float:
    if kind == "b":
        raise unknown("format does not know %b here", at)
    return as_whole(value, at) if kind in "dxXo" else float(as_text(value, at))


def _formatlist(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    """The text formatted once for each item of the lists, whose lengths are the same."""
    lengths = {len(one.items) for one in arguments[1:] if isinstance(one.value, list)}
    if len(lengths) > 1:
        raise unknown("formatlist is called with lists of different lengths", at)
    turns = lengths.pop() if lengths else 1
    rows = [[one.items[turn] if isinstance(one.value, list) else one for one in arguments[1:]] for turn in range(turns)]
    return listed((formatted([arguments[0], *row], at) for row in rows), at)


_JSON = re.compile('["\\\\\x00-\x1f<>&\u2028\u2029]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def json_text(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces as a string of JSON has them; what must be escaped is filled in, `<`, `>` and `&` among it, as Terraform writes them."""
    made: list[Piece] = []
    for one in pieces:
        start = 0
        for found in _JSON.finditer(one.text):
            made += cut((one,), start, found.start())
            made.append(Piece(_SHORT.get(found[0], f"\\u{ord(found[0]):04x}")))
            start = found.end()
        made += cut((one,), start, len(one.text))
    return made


def _tested(test: Callable[[str, str], bool]) -> Callable[[list[Node], Expression, Surroundings], Node]:
    return lambda arguments, at, _: scalar(test(as_text(arguments[0], at), as_text(arguments[1], at)), at)


TEXTS: dict[str, Function] = {
    "chomp": Function(_chomp),
    "endswith": Function(_tested(str.endswith), 2, 2),
    "format": Function(formatted, 1, ANY, takes_open=True),
    "formatlist": Function(_formatlist, 1, ANY, takes_open=True),
    "indent": Function(_indent, 2, 2),
    "join": Function(_join, 1, ANY, takes_open=True),
    "lower": Function(_changed(str.lower)),
    "replace": Function(_replace, 3, 3, takes_open=True),
    "split": Function(_split, 2, 2),
    "startswith": Function(_tested(str.startswith), 2, 2),
    "strcontains": Function(_tested(str.__contains__), 2, 2),
    "strrev": Function(_changed(lambda text: text[::-1])),
    "substr": Function(_substr, 3, 3),
    "title": Function(_changed(_title)),
    "trim": Function(_stripped(left=True, right=True), 2, 2),
    "trimprefix": Function(_trimprefix, 2, 2),
    "trimspace": Function(_stripped(left=True, right=True)),
    "trimsuffix": Function(_trimsuffix, 2, 2),
    "upper": Function(_changed(str.upper)),
}
