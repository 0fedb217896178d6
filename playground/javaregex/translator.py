"""Java's regular expression syntax (`java.util.regex.Pattern`), written anew in the syntax of the `regex` package's version 1.

Nothing is matched here. Flags are worked out while translating (`(?i)` becomes `[aA]`), so that they mean what they mean in Java: case only
in ASCII, `.` and `$` with Java's line terminators. Evidence: Pattern's documentation, and Java 17 asked case by case.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from playground.errors import LimitReached
from playground.javaregex.classes import Cursor, literal


class Translation(NamedTuple):
    """A pattern in the `regex` package's syntax, how many groups it has, and their names."""

    pattern: str
    groups: int
    names: dict[str, int]


def translate(pattern: str) -> Translation:
    """Java's `pattern` for the `regex` package with its VERSION1 flag. Raises InvalidRegex."""
    return _Translator(_without_quoting(pattern)).translate()


_LINE_ENDS: Final = r"\r\x85\u2028\u2029"
_ANY: Final = {"s": "(?s:.)", "d": r"[^\n]", "": rf"[^\n{_LINE_ENDS}]"}
_LAST_LINE_END: Final = {"d": r"(?=\n?\Z)", "": rf"(?=(?:\r\n|(?<!\r)\n|[{_LINE_ENDS}])?\Z)"}
_EACH_LINE_END: Final = {"d": r"(?=\n|\Z)", "": rf"(?=\r\n|(?<!\r)\n|[{_LINE_ENDS}]|\Z)"}
_EACH_LINE_START: Final = {
    "d": r"(?:(?:\A|(?<=\n))(?!\Z))",
    "": r"(?:(?:\A|(?<=[\n\x85\u2028\u2029])|(?<=\r)(?!\n))(?!\Z))",
}
_ANCHORS: Final = {
    "A": r"\A",
    "z": r"\Z",
    "b": r"\b",
    "B": r"\B",
    "G": r"\G",
    "X": r"\X",
    "R": r"(?:\r\n|[\n\x0b\f\r\x85\u2028\u2029])",
}
_OPENINGS: Final = {"?:": "(?:", "?=": "(?=", "?!": "(?!", "?>": "(?>", "?<=": "(?<=", "?<!": "(?<!"}
_OPENING: Final = re.compile(
    r"\?(?:[:=!>]|<[=!])|\?<(?P<name>[a-zA-Z][a-zA-Z0-9]*)>|\?(?P<on>[a-zA-Z]*)(?:-(?P<off>[a-zA-Z]*))?(?P<end>[:)])"
)
_COUNT: Final = re.compile(r"\{([0-9]+)(?:(,)([0-9]*))?\}")
_NAMED_REFERENCE: Final = re.compile(r"k<([a-zA-Z][a-zA-Z0-9]*)>")
_QUOTED: Final = re.compile(r"\\Q(.*?)(?:\\E|\Z)|\\E|\\.|[^\\]+|\\", re.DOTALL)
_MAX_COUNT: Final = 2**31 - 1

MAX_REPEATS: Final = 10_000
"""The most mandatory repetitions of a pattern, nested ones multiplied: the `regex` package cannot be interrupted in those."""


_LITERAL_RUN: Final = 100
_BREAK: Final = "(?s:.){0}"
"""Matches the empty text and splits a run of literals: `regex` prepares the search for a run in time cubic in its length."""


def _without_quoting(pattern: str) -> str:
    """`pattern` with each character between `\\Q` and `\\E` escaped, as Pattern does before it parses."""
    if "\\Q" not in pattern:
        return pattern
    return "".join(
        match[0] if match[1] is None else "".join(char if char.isalnum() else f"\\{char}" for char in match[1])
        for match in _QUOTED.finditer(pattern)
    )


class _Translator:
    """One pass over a pattern, without recursion."""

    def __init__(self, text: str) -> None:
        self.at = Cursor(text)
        self.out: list[str | int] = []  # a number is a reference back to that group
        self.open: list[tuple[int, frozenset[str]]] = []  # place, flags outside
        self.repeats = [0]  # for the pattern and each open group: how many things it takes at least, about
        self.literals = 0
        self.groups = 0
        self.names: dict[str, int] = {}

    def translate(self) -> Translation:
        while char := self.at.peek():
            if self.at.skip_comment():
                continue
            if char == "(":
                self._open()
            elif char == ")":
                self._close()
            elif char == "|":
                self._emit("|", 1)
            else:
                self._atom(char)
                self._quantify(1)
        if self.open:
            raise self.at.error("an opened group `(` is not closed", self.open[-1][0])
        return Translation(
            "".join(piece if isinstance(piece, str) else self._reference(piece) for piece in self.out), self.groups, self.names
        )

    # -- groups

    def _open(self) -> None:
        start = self.at.offset
        self.at.offset += 1
        if self.at.peek() != "?":
            self.groups += 1
            self._push(start, "(")
            return
        match = _OPENING.match(self.at.text, self.at.offset)
        if not match:
            raise self.at.error("Java knows no group that begins like this", start)
        self.at.offset = match.end()
        if match[0] in _OPENINGS:
            self._push(start, _OPENINGS[match[0]])
        elif name := match["name"]:
            self.groups += 1
            if name in self.names:
                raise self.at.error(f"two groups are named `{name}`", start)
            self.names[name] = self.groups
            self._push(start, "(")
        else:
            flags = self._flags(match["on"], match["off"] or "", start)
            if match["end"] == ":":
                self._push(start, "(?:")
            self.at.flags = flags

    def _flags(self, on: str, off: str, start: int) -> frozenset[str]:
        if unknown := set(on + off) - set("idmsuxU"):
            raise self.at.error(f"`{min(unknown)}` is no flag", start)
        on = f"{on}u" if "U" in on else on
        return (self.at.flags | set(on)) - set(off)

    def _push(self, start: int, opening: str) -> None:
        self.open.append((start, self.at.flags))
        self.repeats.append(0)
        self.out.append(opening)

    def _close(self) -> None:
        if not self.open:
            raise self.at.error("`)` closes no group")
        _, self.at.flags = self.open.pop()
        self._emit(")", 1)
        self._quantify(max(self.repeats.pop(), 1))

    def _reference(self, group: int) -> str:
        return f"(?:\\{group})" if group <= self.groups else "(?!)"  # Java: a group that is nowhere never matches

    # -- one thing that can be repeated

    def _atom(self, char: str) -> None:
        if char == "\\":
            self._escape()
        elif char == "[":
            self._emit_set(self.at.read_class())
        elif char in "*+?":
            raise self.at.error(f"`{char}` has nothing before it to repeat; a literal one is written `\\{char}`")
        elif char == "{":
            if not _COUNT.match(self.at.text, self.at.offset):
                raise self.at.error("`{` has nothing before it to repeat, or no number in it; a literal one is written `\\{`")
            self.out.append("(?:)")
        elif char == ".":
            self._emit(_ANY["s" if "s" in self.at.flags else self._line_mode()], 1)
        elif char == "^":
            self._emit(_EACH_LINE_START[self._line_mode()] if "m" in self.at.flags else r"\A", 1)
        elif char == "$":
            self._emit((_EACH_LINE_END if "m" in self.at.flags else _LAST_LINE_END)[self._line_mode()], 1)
        else:
            self.at.offset += 1
            self._emit_literal(char)

    def _quantify(self, repeats: int) -> None:
        """Read a quantifier if there is one, after something that takes `repeats` things."""
        self.repeats[-1] += repeats
        while self.at.skip_comment():
            pass
        char = self.at.peek()
        if not char or char not in "*+?{":
            return
        start, text = self.at.offset, char
        if char == "{":
            text = self._count()
            self.repeats[-1] += repeats * (int(text.strip("{}").partition(",")[0]) - 1)
        self.at.offset = start + len(text)
        if (mode := self.at.peek()) and mode in "?+":
            self.at.offset += 1
            text += mode
        self.out[-1:] = ["(?:", self.out[-1], ")"] if isinstance(self.out[-1], str) and self.out[-1] != ")" else [self.out[-1]]
        if self.repeats[-1] > MAX_REPEATS:
            raise LimitReached(
                "regex",
                f"A regular expression repeats more than {MAX_REPEATS:,} times, those in each other multiplied; no setting changes that.",
            )
        self.out.append(text)

    def _count(self) -> str:
        match = _COUNT.match(self.at.text, self.at.offset)
        if not match:
            raise self.at.error("`{` begins a repetition, such as `{2}` or `{2,5}`; a literal one is written `\\{`")
        least, most = match[1], match[3] or match[1]
        if max(len(least), len(most)) > len(str(_MAX_COUNT)) or int(least) > _MAX_COUNT or not int(least) <= int(most) <= _MAX_COUNT:
            raise self.at.error("the repetition's range is not possible")
        return match[0]

    def _escape(self) -> None:
        start = self.at.offset
        self.at.offset += 1
        char = self.at.peek()
        if char in _ANCHORS and char:
            self._emit(_ANCHORS[char], 1)
        elif char in "123456789" and char:
            self._back_reference()
        elif char == "Z":
            self._emit(_LAST_LINE_END[self._line_mode()], 1)
        elif char == "k":
            match = _NAMED_REFERENCE.match(self.at.text, self.at.offset)
            if not match or match[1] not in self.names:
                raise self.at.error("`\\k` names no group that stands before it", start)
            self.at.offset = match.end()
            self._emit_reference(self.names[match[1]])
        elif inner := self.at.escaped_set():
            self._emit_set(f"[{inner}]")
        else:
            self._emit_literal(self.at.escaped_char())

    def _back_reference(self) -> None:
        number = int(self.at.take())
        while (char := self.at.peek()) and char in "0123456789" and number * 10 + int(char) <= self.groups:
            number = number * 10 + int(self.at.take())
        self._emit_reference(number)

    def _emit_reference(self, group: int) -> None:
        self.out.extend(["(?i:", group, ")"] if "i" in self.at.flags else [group])

    # -- what is written

    def _line_mode(self) -> str:
        return "d" if "d" in self.at.flags else ""

    def _emit(self, piece: str, read: int) -> None:
        self.out.append(piece)
        self.at.offset += read

    def _emit_set(self, text: str) -> None:
        self.out.append(f"(?i:{text})" if {"i", "u"} <= self.at.flags else text)

    def _emit_literal(self, char: str) -> None:
        self.literals += 1
        if self.literals % _LITERAL_RUN == 0:
            self.out.append(_BREAK)
        if "i" in self.at.flags and ("u" in self.at.flags or (char.isascii() and char.isalpha())):
            self.out.append(f"(?i:{literal(char)})" if "u" in self.at.flags else f"[{char.lower()}{char.upper()}]")
        else:
            self.out.append(literal(char))
