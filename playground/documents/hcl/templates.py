"""Templates of HCL: quoted strings, heredocs, files (documented: HCL native syntax specification, "Templates").

A text's tokens are single lines, escapes, `${…}` and `%{…}`; `~` takes the blanks off the one token beside it, and `<<-` the smallest
indentation off each token that begins a line. Both are so in HashiCorp's own reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from playground.diagnostics import Span
from playground.documents.hcl.cursor import Cursor
from playground.documents.hcl.syntax import Expression, Part, Template, TemplateFor, TemplateIf, Text
from playground.documents.tree import Node

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.documents.tree import SourceFile

    Reader: TypeAlias = Callable[[Cursor], Expression]

_QUOTED = re.compile(r'(?:[^"\\$%\r\n]|\\[^\r\n])+')
_LINE = re.compile(r"[^$%\n]*\n|[^$%\n]+")
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_ESCAPES = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}
_HEREDOC = re.compile(r"<<(-?)([^\W\d][\w-]*)\r?\n")


@dataclass(slots=True)
class _Token:
    """A part of a text. `raw` is what its source has, of which `cut` characters of indentation are no part; `text` what it means,
    without `left` and `right` characters that `~` takes off. `part` is what is evaluated, or a directive; None: plain text.
    """

    raw: str
    text: str = ""
    part: Expression | _Directive | None = None
    cut: int = 0
    left: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class _Directive:
    """`%{keyword …}` at an offset."""

    keyword: str
    at: int
    of: Expression | None = None
    names: tuple[str | None, str] = (None, "")


def read_quoted(cursor: Cursor, read: Reader) -> Template:
    """`"…"`, in one line. MalformedDocument."""
    start = cursor.at
    cursor.at += 1
    tokens: list[_Token] = []
    while not cursor.text.startswith('"', cursor.at):
        if found := _QUOTED.match(cursor.text, cursor.at):
            decoded = _ESCAPE.sub(lambda one: _decoded(cursor, one, found.start()), found[0]) if "\\" in found[0] else found[0]
            cursor.at = found.end()
            _add_text(tokens, decoded)
        elif cursor.text[cursor.at : cursor.at + 1] in {"", "\n", "\r", "\\"}:
            cursor.fail("the string that begins here is not closed in its line", start)
        else:
            _read_sign(cursor, tokens, read)
    cursor.at += 1
    return _template(cursor, start, tokens)


def _decoded(cursor: Cursor, escape: re.Match[str], start: int) -> str:
    """The character that a backslash and what follows mean. MalformedDocument where HCL knows none."""
    kind, digits = escape[0][1], escape[0][2:]
    if kind in "uU" and digits:
        code = int(digits, 16)
        if code <= 0x10FFFF:
            return chr(code)
    elif kind in _ESCAPES:
        return _ESCAPES[kind]
    return cursor.fail(f"`{escape[0]}` is no escape in a string; a backslash is written `\\\\`", start + escape.start())


def read_heredoc(cursor: Cursor, read: Reader) -> Template:
    """`<<MARKER`, lines, and a line with the marker alone; with `<<-` the lines' common indentation is taken off. MalformedDocument."""
    start = cursor.at
    heading = _HEREDOC.match(cursor.text, start)
    if heading is None:
        cursor.fail("expected `<<` and a marker")
    cursor.at = heading.end()
    end = re.compile(rf"[ \t]*{re.escape(heading[2])}[ \t]*(?=\r?\n|\Z)")
    tokens: list[_Token] = []
    begins_line = True
    while not (begins_line and (closing := end.match(cursor.text, cursor.at))):
        if cursor.at >= len(cursor.text):
            cursor.fail(f"the heredoc <<{heading[2]} is never closed: no line holds {heading[2]} alone", start)
        if found := _LINE.match(cursor.text, cursor.at):
            cursor.at = found.end()
            _add_text(tokens, found[0])
            begins_line = found[0].endswith("\n")
        else:
            _read_sign(cursor, tokens, read)
            begins_line = False
    cursor.at = closing.end()
    if heading[1]:
        _flush(tokens)
    return _template(cursor, start, tokens)


def read_text(node: Node, text: str, file: SourceFile | None, read: Reader) -> Template:
    """A whole text as a template: a companion's, whose offsets are the file's own, or a string of JSON at the place of `node`."""
    whole = node.span == Span(0, len(text))
    cursor = Cursor(text, file, fixed=None if whole else node.span)
    tokens: list[_Token] = []
    while cursor.at < len(text):
        if found := _LINE.match(text, cursor.at):
            cursor.at = found.end()
            _add_text(tokens, found[0])
        else:
            _read_sign(cursor, tokens, read)
    return Template(node.span, file, node, _parts(cursor, tokens))


def whole(text: str) -> tuple[Part, ...]:
    """The parts of a template that is one plain text."""
    return (Text(text, 0, len(text)),) if text else ()


def _add_text(tokens: list[_Token], text: str) -> None:
    """A token of plain text, without the blanks that a `~}` before it takes off."""
    tokens.append(_Token(text, text))
    if len(tokens) > 1 and tokens[-2].part is not None and tokens[-2].raw.endswith("~}"):
        tokens[-1].left = len(text) - len(text.lstrip())


def _read_sign(cursor: Cursor, tokens: list[_Token], read: Reader) -> None:
    """The token that begins with `$` or `%`: an escape, what is evaluated, or the sign itself."""
    sign = cursor.text[cursor.at]
    for escape in (f"{sign}{sign}{{~", f"{sign}{sign}{{"):
        if cursor.text.startswith(escape, cursor.at):
            tokens.append(_Token(escape, escape[1:]))
            cursor.at += len(escape)
            return
    if not cursor.text.startswith("{", cursor.at + 1):
        tokens.append(_Token(sign, sign))
        cursor.at += 1
        return
    start = cursor.at
    cursor.at += 2
    if cursor.text.startswith("~", cursor.at):
        cursor.at += 1
        if tokens and tokens[-1].part is None:
            tokens[-1].right = len(tokens[-1].text) - max(len(tokens[-1].text.rstrip()), tokens[-1].left)
    before, cursor.lines_end = cursor.lines_end, False
    cursor.enter()
    part = read(cursor) if sign == "$" else _read_directive(cursor, start, read)
    cursor.depth -= 1
    if not (cursor.take("~}") or cursor.take("}")):
        cursor.fail(
            f"expected `}}` at the end of `{sign}{{`, found {cursor.found()}; text that is no expression is written `{sign}{sign}{{`"
        )
    cursor.lines_end = before
    tokens.append(_Token(cursor.text[start : cursor.at], "", part))


def _read_directive(cursor: Cursor, start: int, read: Reader) -> _Directive:
    """What stands between `%{` and `}`. MalformedDocument."""
    keyword = cursor.name() or ""
    if keyword == "if":
        return _Directive(keyword, start, read(cursor))
    if keyword == "for":
        names = for_names(cursor)
        return _Directive(keyword, start, read(cursor), names)
    if keyword not in {"else", "endif", "endfor"}:
        cursor.fail(f"expected if, else, endif, for or endfor after `%{{`, found `{keyword or cursor.found()}`")
    return _Directive(keyword, start)


def for_names(cursor: Cursor) -> tuple[str | None, str]:
    """`key, item in` or `item in`: the two names. MalformedDocument."""
    key, item = None, cursor.name()
    if item and cursor.take(","):
        key, item = item, cursor.name()
    if not item:
        cursor.fail(f"expected the name of a variable after `for`, found {cursor.found()}")
    if cursor.name() != "in":
        cursor.fail("expected `in` after the variables of a `for`")
    return key, item


def _flush(tokens: list[_Token]) -> None:
    """Take the smallest indentation off each token that begins a line; lines of blanks alone do not count."""
    smallest: int | None = None
    indented: list[_Token] = []
    begins_line = True
    for token in tokens:
        value = token.text[token.left : len(token.text) - token.right]
        if begins_line:
            blanks = len(value) - len(value.lstrip()) if token.part is None else 0
            if token.part is not None or blanks < len(value) or not value.endswith("\n"):
                smallest = blanks if smallest is None else min(smallest, blanks)
                indented += [token] if token.part is None else []
        begins_line = token.part is None and value.endswith("\n")
    for token in indented:
        token.cut = min(smallest or 0, len(token.text))


def _template(cursor: Cursor, start: int, tokens: list[_Token]) -> Template:
    """The template of tokens that stand from `start` to here."""
    span = cursor.span(start)
    source = Node("".join(one.raw[one.cut :] for one in tokens), span, file=cursor.file)
    return Template(span, cursor.file, source, _parts(cursor, tokens))


@dataclass(slots=True)
class _Open:
    """A directive whose end has not come, and the parts in it; after an `else`, those before it are `yes`."""

    directive: _Directive
    parts: list[Part]
    yes: list[Part] | None = None


def _parts(cursor: Cursor, tokens: list[_Token]) -> tuple[Part, ...]:
    """The parts of a template, each `if` and `for` with what is in it. MalformedDocument where one is not closed."""
    root: list[Part] = []
    stack: list[_Open] = []
    at = 0
    for token in tokens:
        start, at = at, at + len(token.raw) - token.cut
        parts = stack[-1].parts if stack else root
        if isinstance(token.part, _Directive):
            _place(cursor, root, stack, token.part)
        elif token.part is not None:
            parts.append(token.part)
        else:
            lost = max(token.left, token.cut)
            _append(parts, Text(token.text[lost : len(token.text) - token.right], start + lost - token.cut, at - token.right))
    if stack:
        cursor.fail(f"`%{{ {stack[-1].directive.keyword} }}` has no end", stack[-1].directive.at)
    return tuple(root)


def _append(parts: list[Part], text: Text) -> None:
    """Add a text, to the one before it where they are neighbours."""
    if not text.text:
        return
    last = parts[-1] if parts else None
    if isinstance(last, Text) and last.end == text.start:
        parts[-1] = Text(last.text + text.text, last.start, text.end)
    else:
        parts.append(text)


def _place(cursor: Cursor, root: list[Part], stack: list[_Open], directive: _Directive) -> None:
    """Begin, divide or end an `if` or a `for`. MalformedDocument where it does not fit what is open."""
    keyword = directive.keyword
    if keyword in {"if", "for"}:
        if len(stack) >= _MOST_OPEN:
            cursor.fail(f"more than {_MOST_OPEN} directives are open", directive.at)
        stack.append(_Open(directive, []))
        return
    open_ = stack[-1] if stack else None
    if (
        open_ is None
        or open_.directive.keyword != ("for" if keyword == "endfor" else "if")
        or (keyword == "else" and open_.yes is not None)
    ):
        cursor.fail(f"`%{{ {keyword} }}` ends nothing that is open here", directive.at)
    if keyword == "else":
        open_.yes, open_.parts = open_.parts, []
        return
    stack.pop()
    made = _closed(open_)
    if made is not None:
        (stack[-1].parts if stack else root).append(made)


def _closed(open_: _Open) -> Part | None:
    """The part of a directive that has ended."""
    of, (key, item) = open_.directive.of, open_.directive.names
    if of is None:
        return None
    if open_.directive.keyword == "for":
        return TemplateFor(key, item, of, tuple(open_.parts))
    yes, no = (open_.parts, []) if open_.yes is None else (open_.yes, open_.parts)
    return TemplateIf(of, tuple(yes), tuple(no))


_MOST_OPEN = 50
