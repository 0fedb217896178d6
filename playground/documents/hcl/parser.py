"""A file of HCL → its body (documented: HCL native syntax specification, "Structural Elements")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.documents.hcl.cursor import Cursor
from playground.documents.hcl.expressions import read_expression
from playground.documents.hcl.syntax import Block, Body, Template
from playground.documents.hcl.templates import read_text

if TYPE_CHECKING:
    from playground.documents.hcl.syntax import Expression
    from playground.documents.tree import Node, SourceFile

_STRING = re.compile(r'"((?:[^"\\\r\n]|\\.)*)"')
_KEYWORDS = r"resource|data|variable|locals|module|provider|terraform|output"
_LOOKS = re.compile(rf'(?:\s|#[^\n]*\n|//[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/)*(?:{_KEYWORDS})(?:[ \t]+"[^"\n]*")*[ \t]*\{{')


def looks_like_hcl(text: str) -> bool:
    """Whether a text begins as Terraform's files do: with a block of one of its kinds."""
    return bool(_LOOKS.match(text.removeprefix("\ufeff")))


def parse(text: str, file: SourceFile | None = None) -> Body:
    """The body of a file, which is that of `file` where it is a companion. MalformedDocument."""
    cursor = Cursor(text, file, at=len(text) - len(text.removeprefix("\ufeff")))
    return _body(cursor, inside=None)


def parse_expression(text: str, file: SourceFile | None = None) -> Expression:
    """The one expression of a text. MalformedDocument."""
    cursor = Cursor(text, file)
    cursor.lines_end = False
    made = read_expression(cursor)
    if cursor.skip() < len(text):
        cursor.fail(f"expected the end after a value, found {cursor.found()}")
    return made


def parse_template(node: Node, text: str, file: SourceFile | None) -> Template:
    """The template that a text is: a whole companion's, or a string's. MalformedDocument."""
    return read_text(node, text, file, read_expression)


def _body(cursor: Cursor, inside: Block | None) -> Body:
    """Attributes and blocks, up to the end or the brace that closes the block that they are in."""
    body = inside.body if inside else Body()
    while True:
        at = cursor.skip_lines()
        if at >= len(cursor.text):
            if inside:
                cursor.fail(f"the block `{_heading(inside)}` is not closed by `}}`", inside.span.start)
            return body
        if inside and cursor.text[at] == "}":
            cursor.at += 1
            return body
        name = cursor.name()
        if name is None:
            cursor.fail(f"expected the name of an attribute or a block, found {cursor.found()}")
        if cursor.sees("=") and not cursor.sees("=="):
            _attribute(cursor, body, name, at)
        else:
            body.blocks.append(_block(cursor, name, at))
        _end_of_line(cursor, one_line=inside is not None)


def _attribute(cursor: Cursor, body: Body, name: str, at: int) -> None:
    cursor.take("=")
    if name in body.attributes:
        cursor.fail(f"the attribute {name} stands twice in one block", at)
    body.attributes[name] = read_expression(cursor)


def _block(cursor: Cursor, kind: str, start: int) -> Block:
    """A block, whose type is read."""
    labels: list[str] = []
    while not cursor.sees("{"):
        if found := _STRING.match(cursor.text, cursor.at):
            labels.append(found[1])
            cursor.at = found.end()
        elif (label := cursor.name()) is not None:
            labels.append(label)
        else:
            named = " ".join([kind, *(f'"{one}"' for one in labels)])
            cursor.fail(f"expected `=` for an attribute or `{{` for a block after `{named}`, found {cursor.found()}")
    block = Block(kind, tuple(labels), Body(), cursor.span(start), cursor.file)
    cursor.take("{")
    cursor.enter()
    _body(cursor, block)
    cursor.depth -= 1
    return block


def _end_of_line(cursor: Cursor, *, one_line: bool) -> None:
    """An attribute or a block ends its line, or its block. MalformedDocument."""
    at = cursor.skip()
    if at < len(cursor.text) and cursor.text[at] != "\n" and not (one_line and cursor.text[at] == "}"):
        cursor.fail(f"expected the end of the line, found {cursor.found()}")


def _heading(block: Block) -> str:
    return " ".join([block.type, *(f'"{one}"' for one in block.labels)])
