"""Indexes and slices in the brackets of a JSONPath, read sign by sign as Jayway's PathCompiler reads them, mixed and malformed ones too.

What is left over is not refused: `[1:3,4]` is the slice `1:3`, `[0,1:3]` the elements 0, 1 and 3, `[2;x]` the element 2. Evidence:
Jayway JsonPath 2.0.0, asked case by case.
"""

from __future__ import annotations

from playground.jsonpath.filters import InvalidPath
from playground.jsonpath.steps import Elements, FromEnd, Slice
from playground.words import shorten

_FUNCTIONS = frozenset({"size", "length"})


def read_sequence(text: str) -> Elements | Slice | FromEnd:
    """The step that `text` is, from the first digit, `:`, `-` or `@` in the brackets on. InvalidPath where Jayway finds no number."""
    try:
        return _Cursor(text).from_end() if text[0] == "@" else _Cursor(text).sequence()
    except (IndexError, ValueError):
        raise InvalidPath(f"[{text} is no index and no slice") from None


class _Cursor:
    """A read position in the brackets. IndexError where the text ends early, ValueError for a number that is missing or too large."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.digits = ""  # of the number that is being read
        self.numbers: list[int] = []
        self.kinds: set[str] = set()  # which of "from", "to", "between" and "several" was met

    @property
    def char(self) -> str:
        return self.text[self.at]

    def sequence(self) -> Elements | Slice:
        """`0`, `0,2`, `1:3`, `:2`, `-2:` and what is like them."""
        while _is_part(self.char, ", :-"):
            if self.char == ":":
                self.colon()
                if self.char == "]":
                    break
            elif self.char == ",":
                self.take_number()
                self.kinds.add("several")
            elif self.char != " ":
                self.digits += self.char
            self.at += 1
        if self.digits:
            self.take_number()
        return self.step()

    def colon(self) -> None:
        """`:` and the number after it, up to whatever comes then, which is passed over."""
        opens = not self.digits
        if not opens:
            self.take_number()
        self.at += 1
        while _is_part(self.char, " -"):
            self.digits += self.char.strip()
            self.at += 1
        if opens or self.digits:
            self.take_number()
            self.kinds.add("to" if opens else "between")
        else:
            self.kinds.add("from")

    def take_number(self) -> None:
        """The number that was read."""
        number = int(self.digits)
        if not -(2**31) <= number < 2**31:
            raise ValueError(self.digits)
        self.numbers.append(number)
        self.digits = ""

    def step(self) -> Elements | Slice:
        """What the numbers mean: the first of the kinds that was met, in Jayway's order, which need not be the text's."""
        first, *others = self.numbers
        if "several" in self.kinds or (not others and not self.kinds):
            return Elements(tuple(self.numbers))
        if "from" in self.kinds:
            return Slice(first, None)
        return Slice(None, first) if "to" in self.kinds else Slice(first, others[0])

    def from_end(self) -> FromEnd:
        """`@.length-1)` and `@.size()-1)`."""
        self.at += 2
        function = self.until("-", " ()")
        if function not in _FUNCTIONS:
            raise InvalidPath(f"Only @.length and @.size() can stand in brackets, not @.{shorten(function, 40)}")
        self.digits = self.until(")", " ")
        self.take_number()
        return FromEnd(-self.numbers[0])

    def until(self, end: str, left_out: str) -> str:
        """The text up to `end`, without the characters that Jayway drops."""
        start, self.at = self.at, self.text.index(end, self.at)
        return "".join(char for char in self.text[start : self.at] if char not in left_out)


def _is_part(char: str, others: str) -> bool:
    """Whether a UTF-16 unit is a digit for Java, or one of the other characters of a sequence."""
    return char in others or (char.isdecimal() and char <= "\uffff")
