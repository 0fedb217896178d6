"""Expressions of HCL (documented: HCL native syntax specification, "Expressions"): a function each rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.documents.hcl import templates
from playground.documents.hcl.syntax import (
    Attribute,
    Call,
    Conditional,
    Constant,
    Expression,
    For,
    Index,
    Name,
    Object,
    Operation,
    Splat,
    Template,
    Tuple,
)
from playground.documents.tree import Node
from playground.jsontext.source import JsonNumber

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.documents.hcl.cursor import Cursor

_LEVELS = {
    "||": 1, "&&": 2, "==": 3, "!=": 3, ">=": 4, "<=": 4, ">": 4, "<": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6,
}  # fmt: skip
"""Each operator with how tightly it binds."""
_OPERATOR = re.compile(r"\|\||&&|==|!=|>=|<=|>|<|\+|-|\*|/|%(?!\{)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_LITERALS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_DIGITS = re.compile(r"\d+")
_FOR = re.compile(r"for\s+[^\W\d][\w-]*\s*(?:,|in\b)")
_HEREDOC = re.compile(r"<<-?[^\W\d][\w-]*\r?\n")


def read_expression(cursor: Cursor) -> Expression:
    """`operation`, or `operation ? expression : expression`. MalformedDocument."""
    start = cursor.skip()
    cursor.enter()
    made = _operation(cursor, 1)
    if cursor.take("?"):
        yes = read_expression(cursor)
        cursor.expect(":", "between the two values of `? :`")
        made = Conditional(cursor.span(start), cursor.file, made, yes, read_expression(cursor))
    cursor.depth -= 1
    return made


def _operation(cursor: Cursor, level: int) -> Expression:
    """Operands and operators that bind as tightly as `level` or more."""
    start = cursor.skip()
    left = _unary(cursor)
    while found := _OPERATOR.match(cursor.text, cursor.skip()):
        binds = _LEVELS[found[0]]
        if binds < level:
            break
        cursor.at = found.end()
        right = _operation(cursor, binds + 1)
        left = Operation(cursor.span(start), cursor.file, found[0], left, right)
    return left


def _unary(cursor: Cursor) -> Expression:
    """A term, with any number of `-` and `!` before it."""
    start = cursor.skip()
    signs: list[str] = []
    while cursor.text[cursor.skip() : cursor.at + 1] in {"-", "!"}:
        signs.append(cursor.text[cursor.at])
        cursor.at += 1
    made = _steps(cursor, _term(cursor))
    for sign in reversed(signs):
        made = Operation(cursor.span(start), cursor.file, sign, None, made)
    return made


def _term(cursor: Cursor) -> Expression:
    """A literal, a name, a call, or what stands in brackets of any kind."""
    start = cursor.skip()
    sign = cursor.text[start : start + 1]
    if sign in _BRACKETS:
        return _BRACKETS[sign](cursor)
    if number := _NUMBER.match(cursor.text, start):
        cursor.at = number.end()
        return Constant(cursor.span(start), cursor.file, JsonNumber(_plain_number(number[0])))
    if _HEREDOC.match(cursor.text, start):
        return templates.read_heredoc(cursor, read_expression)
    name = cursor.name()
    if name is None:
        cursor.fail(f"expected a value, found {cursor.found()}")
    while cursor.text.startswith("::", cursor.at):
        cursor.at += 2
        name += f"::{cursor.name()}"
    if cursor.text.startswith("(", cursor.skip()):
        return _call(cursor, start, name)
    if name in _LITERALS:
        return Constant(cursor.span(start), cursor.file, _LITERALS[name])
    return Name(cursor.span(start), cursor.file, name)


def _plain_number(digits: str) -> str:
    """A number without zeros before it, which JSON does not take."""
    return digits.lstrip("0") if digits[:1] == "0" and digits.lstrip("0")[:1].isdigit() else digits


def _steps(cursor: Cursor, made: Expression) -> Expression:
    """What follows a term: `.name`, `.0`, `[key]`, `.*` and `[*]`."""
    start = made.span.start
    while True:
        text, at = cursor.text, cursor.skip()
        if text.startswith("...", at):
            return made
        if text.startswith((".*", "[*]"), at):
            made = _splat(cursor, made, full=text[at] == "[")
        elif text.startswith(".", at):
            made = _attribute(cursor, made)
        elif text.startswith("[", at):
            cursor.at += 1
            key = _inside(cursor, read_expression)
            cursor.expect("]", "after the key")
            made = Index(cursor.span(start), cursor.file, made, key)
        else:
            return made


def _attribute(cursor: Cursor, of: Expression) -> Expression:
    cursor.at += 1
    digits = _DIGITS.match(cursor.text, cursor.at)
    name = digits[0] if digits else cursor.peek_name()
    if not name:
        cursor.fail(f"expected the name of an attribute after `.`, found {cursor.found()}")
    cursor.at += len(name)
    return Attribute(cursor.span(of.span.start), cursor.file, of, name)


def _splat(cursor: Cursor, of: Expression, *, full: bool) -> Expression:
    """`of[*]` with all that follows, or `of.*` with the attributes that follow."""
    start = of.span.start
    cursor.at += 3 if full else 2
    each: Expression = Name(cursor.span(start), cursor.file, "*")
    while cursor.text.startswith(".", cursor.skip()) and not cursor.text.startswith((".*", "..."), cursor.at):
        each = _attribute(cursor, each)
        while full and cursor.text.startswith("[", cursor.at) and not cursor.text.startswith("[*]", cursor.at):
            cursor.at += 1
            key = _inside(cursor, read_expression)
            cursor.expect("]", "after the key")
            each = Index(cursor.span(start), cursor.file, each, key)
    return Splat(cursor.span(start), cursor.file, of, each)


def _inside(cursor: Cursor, read: Callable[[Cursor], Expression], *, lines_end: bool = False) -> Expression:
    """What `read` gives inside of brackets, where line ends mean nothing (or something)."""
    before, cursor.lines_end = cursor.lines_end, lines_end
    made = read(cursor)
    cursor.skip_lines()
    cursor.lines_end = before
    return made


def _parentheses(cursor: Cursor) -> Expression:
    """`(expression)`."""
    cursor.at += 1
    made = _inside(cursor, read_expression)
    cursor.expect(")", "after the value")
    return made


def _call(cursor: Cursor, start: int, name: str) -> Expression:
    """`name(expression, …)`, of which the last may be followed by `...`."""
    cursor.at += 1
    before, cursor.lines_end = cursor.lines_end, False
    arguments: list[Expression] = []
    spreads = False
    while not cursor.sees(")"):
        arguments.append(read_expression(cursor))
        spreads = cursor.take("...")
        if not cursor.take(","):
            break
    if not cursor.take(")"):
        cursor.fail(f"expected `,` or `)` in the call of {name}, found {cursor.found()}")
    cursor.lines_end = before
    return Call(cursor.span(start), cursor.file, name, tuple(arguments), spreads)


def _tuple(cursor: Cursor) -> Expression:
    """`[expression, …]`, or `[for …]`."""
    start = cursor.at
    cursor.at += 1
    before, cursor.lines_end = cursor.lines_end, False
    if _is_for(cursor):
        return _for(cursor, start, "]", before=before)
    items: list[Expression] = []
    while not cursor.sees("]"):
        items.append(read_expression(cursor))
        if not cursor.take(","):
            break
    if not cursor.take("]"):
        cursor.fail(f"expected `,` or `]` in the list that begins with `[`, found {cursor.found()}")
    cursor.lines_end = before
    return Tuple(cursor.span(start), cursor.file, tuple(items))


def _object(cursor: Cursor) -> Expression:
    """`{key = value, …}` with commas or line ends between, or `{for …}`."""
    start = cursor.at
    cursor.at += 1
    before = cursor.lines_end
    cursor.skip_lines()
    if _is_for(cursor):
        cursor.lines_end = False
        return _for(cursor, start, "}", before=before)
    cursor.lines_end = True
    members: list[tuple[Expression, Expression]] = []
    while not cursor.text.startswith("}", cursor.skip_lines()):
        key = _key(cursor)
        if not (cursor.take("=") or cursor.take(":")):
            cursor.fail(f"expected `=` after the key in the object that begins with `{{`, found {cursor.found()}")
        members.append((key, read_expression(cursor)))
        if not cursor.take(",") and not cursor.text.startswith(("\n", "}"), cursor.skip()):
            cursor.fail(f"expected a comma, the end of the line or `}}` in an object, found {cursor.found()}")
    cursor.at += 1
    cursor.lines_end = before
    return Object(cursor.span(start), cursor.file, tuple(members))


def _key(cursor: Cursor) -> Expression:
    """A key: a bare name is a text, and so is a keyword."""
    start = cursor.skip()
    name = cursor.name()
    if name is not None and cursor.text[cursor.skip() : cursor.at + 1] in {"=", ":"}:
        span = cursor.fixed or cursor.span(start)
        node = Node(name, span, file=cursor.file)
        return Template(span, cursor.file, node, templates.whole(name))
    cursor.at = start
    return read_expression(cursor)


def _is_for(cursor: Cursor) -> bool:
    """Whether a `for` expression comes next, not a key of that name."""
    return bool(_FOR.match(cursor.text, cursor.skip_lines()))


def _for(cursor: Cursor, start: int, end: str, *, before: bool) -> Expression:
    """The rest of a `for` expression, whose opening bracket is read."""
    cursor.name()
    names = templates.for_names(cursor)
    of = read_expression(cursor)
    cursor.expect(":", "after what a `for` goes through")
    value = read_expression(cursor)
    key_value = None
    if end == "}":
        cursor.expect("=>", "between key and value of a `for` in braces")
        key_value, value = value, read_expression(cursor)
    groups = cursor.take("...")
    only = None
    if cursor.peek_name() == "if":
        cursor.name()
        only = read_expression(cursor)
    cursor.expect(end, "at the end of a `for`")
    cursor.lines_end = before
    return For(cursor.span(start), cursor.file, *names, of, key_value, value, groups, only)


def _quoted(cursor: Cursor) -> Expression:
    """`"…"`."""
    return templates.read_quoted(cursor, read_expression)


_BRACKETS: dict[str, Callable[[Cursor], Expression]] = {"(": _parentheses, "[": _tuple, "{": _object, '"': _quoted}
