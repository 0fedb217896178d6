"""Scalars of YAML that are blocks: literal (`|`) and folded (`>`). Source: YAML 1.2, 8.1 "Block Scalar Styles"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from playground.documents.styles.flow_scalar import folded
from playground.documents.styles.spelling import Spelt, respelt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADER = re.compile(r"([|>])([-+1-9]*)(.*?)(\r\n|\r|\n|\Z)", re.DOTALL)
_LARGEST_INDICATOR = 9
_MOST_PAIRS = 4_000_000
"""Pairs of lines that are compared; beyond, all lines between the first and the last difference are written anew."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block scalar: its sign (`|` or `>`), its indicators, what else stands in its first line (a comment), the lines of its content with
    their ends, and the empty lines behind them. `indent` is what each line of the content begins with.
    """

    sign: str
    digit: str
    chomping: str
    comment: str
    line_end: str
    lines: tuple[str, ...]
    blank: tuple[str, ...]
    indent: str

    @property
    def source(self) -> str:
        """The scalar as it stands in a document."""
        return "".join((self.sign, self.digit, self.chomping, self.comment, self.line_end, *self.lines, *self.blank))


def new_block(sign: str, text: str, indent: str, line_end: str) -> Block:
    """A block scalar for a text, whose lines begin with `indent`."""
    empty = Block(sign, "", "-", "", line_end, (), (), indent)
    return _ended(replace(empty, lines=tuple(_line(one, empty) for one in written_lines(sign, text))), "", text)


def read_block(raw: str, old: str, indent: str, line_end: str) -> Block:
    """The parts of the block scalar `raw`, whose text is `old`; where it has no content, its lines would begin with `indent`."""
    found = _HEADER.match(raw)
    if found is None:
        raise ValueError(raw)
    lines = raw[found.end() :].splitlines(keepends=True)
    count = max((at for at, one in enumerate(lines, 1) if one.strip(" \r\n")), default=0)
    first_line = next((one for one in lines if one.strip(" \r\n")), "")
    first_text = next((one for one in old.split("\n") if one.strip(" ")), "")
    width = _leading(first_line) - _leading(first_text)
    digits = found[2].strip("+-")
    return Block(
        *(found[1], digits, found[2].replace(digits, ""), found[3], found[4] or line_end),
        *(tuple(lines[:count]), tuple(lines[count:]), " " * width if first_line else indent),
    )


def with_text(block: Block, old: str, new: str) -> Block:
    """A block whose text becomes `new`: lines that stay are as they were, byte for byte."""
    was, wanted = written_lines(block.sign, old), written_lines(block.sign, new)
    if len(was) != len(block.lines):
        was = [one.removeprefix(block.indent).rstrip("\r\n") for one in block.lines]
    lines: list[str] = []
    for kind, low, high, from_, to in _differences(was, wanted):
        lines += block.lines[low:high] if kind == "equal" else [_line(one, block) for one in wanted[from_:to]]
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += block.line_end
    return _ended(replace(block, lines=tuple(lines)), old, new)


def with_folded_text(block: Block, old: str, new: str) -> Block:
    """A folded block whose text becomes `new`, with only those characters changed that differ."""
    body = "".join(block.lines)
    written = respelt(
        *(body[: len(body) - len(_end_of(body))], list(_folding(block)), new.rstrip("\n")),
        lambda text: folded(text, block.indent, block.line_end),
        quote=0,
    )
    lines = (written + block.line_end).splitlines(keepends=True) if new.strip("\n") else []
    return _ended(replace(block, lines=tuple(lines)), old, new)


def _folding(block: Block) -> Iterator[Spelt]:
    """The characters of a folded block's text, the line ends behind it aside, and where they stand in its lines."""
    at = end = ends = 0
    before = " "
    for one in block.lines:
        content = (one.removeprefix(block.indent) if one.startswith(block.indent) else one.lstrip(" ")).rstrip("\r\n")
        first = at + len(one) - len(_end_of(one)) - len(content)
        if content:
            is_folded = ends > 0 and not before.startswith((" ", "\t")) and not content.startswith((" ", "\t"))
            between = (" " if ends == 1 else "\n" * (ends - 1)) if is_folded else "\n" * ends
            yield Spelt(between, end, first)
            yield from (Spelt(char, first + index, first + index + 1) for index, char in enumerate(content))
            end, ends, before = first + len(content), 0, content
        ends += 1
        at += len(one)


def _end_of(line: str) -> str:
    """The line end with which a text ends; "" where there is none."""
    return next((one for one in ("\r\n", "\n", "\r") if line.endswith(one)), "")


def with_indicator(block: Block, column: int) -> Block | None:
    """A block that says how far its lines are indented, from the column of what holds it; None where it cannot."""
    digit = len(block.indent) - column
    return replace(block, digit=str(digit)) if 0 < digit <= _LARGEST_INDICATOR else None


def written_lines(sign: str, text: str) -> list[str]:
    """The lines of the source that a text makes, without its last line ends and without their indentation."""
    lines = text.rstrip("\n").split("\n") if text.strip("\n") else []
    return lines if sign == "|" else _for_folding(lines)


def _for_folding(lines: Sequence[str]) -> list[str]:
    """Lines between which a folded scalar has an empty one, so that their end is no blank; not beside lines that begin with a blank."""
    made: list[str] = []
    last = " "
    for one in lines:
        if one:
            if not last.startswith((" ", "\t")) and not one.startswith((" ", "\t")):
                made.append("")
            last = one
        made.append(one)
    return made


def _ended(block: Block, old: str, new: str) -> Block:
    """A block with the indicator, and the empty lines behind it, that the line ends at the end of its text need."""
    before, count = _ends(old), _ends(new)
    if before == count and block.lines:
        return block
    chomping = ("-", "")[count] if count < 2 else "+"
    if block.chomping == "+" and count:
        chomping = "+"
    if chomping != "+":
        return replace(block, chomping=chomping)
    return replace(block, chomping="+", blank=(block.line_end,) * (count - 1))


def _ends(text: str) -> int:
    return len(text) - len(text.rstrip("\n"))


def _differences(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """The parts of two lists of lines that are equal or not, as difflib tells them."""
    if len(old) * len(new) <= _MOST_PAIRS:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    head = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    return [("equal", 0, head, 0, head), ("replace", head, len(old), head, len(new))]


def _line(text: str, block: Block) -> str:
    return (block.indent + text if text else "") + block.line_end


def _leading(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
