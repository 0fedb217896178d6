"""JSON as json-smart's permissive mode reads it, whether it is strict or not; what is accepted beyond RFC 8259 is at LenientReader.

Of a name that stands twice the last counts; half a character stays; numbers are Java's (`java_numbers`). Used by `smart_reader` alone.

Evidence for every rule here, unless it says otherwise: json-smart 2.2 in its permissive mode, which is how Jayway JsonPath 2.0.0 calls it,
asked case by case.
"""

from __future__ import annotations

import re
from typing import Any, Final

from playground.jsontext.java_numbers import NOT_A_NUMBER, to_decimal, to_integer
from playground.words import shorten

MAX_DEPTH = 400
"""How deep objects and arrays may stand in each other: json-smart's own limit (its fix of CVE-2023-1370)."""


class NotSmartJson(ValueError):
    """A text that even json-smart refuses, with the offset of what cannot stand there. A text that is not RFC 8259's: MalformedJson."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def _end(pattern: re.Pattern[str], text: str, offset: int) -> int:
    match = pattern.match(text, offset)
    return match.end() if match else offset


_SPACE: Final = re.compile(r"[ \t\n\r]*+")
_SEPARATORS: Final = re.compile(r"[ \t\n\r,]*+")
_BLANKS: Final = re.compile(r"[\x00-\x19\x1b-\x20]*+")  # not U+001A, which is json-smart's own mark of the end
_NUMBER: Final = re.compile(r"[-0-9][0-9]*+(?:\.[0-9]*+)?(?:[eE][-+0-9][0-9]*+)?")
_STRING: Final = {quote: re.compile(rf"(?:[^\\{quote}\x1a]++|\\[^\x1a])*+", re.DOTALL) for quote in "\"'"}
_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)|[\x00-\x1f\x7f]", re.DOTALL)
_ESCAPED: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b", "\\": "\\", "/": "/", "'": "'", '"': '"'}
_WORDS: Final = {"null": None, "true": True, "false": False, "NaN": NOT_A_NUMBER}
_TRIMMED: Final = "".join(map(chr, range(33)))  # what Java's String.trim takes off

# Where an unquoted word ends: a member's name, a member's value, an element, the whole text.
_NAME_END: Final = re.compile(r"[:\x1a]")
_MEMBER_END: Final = re.compile(r"[,}\x1a]")
_ELEMENT_END: Final = re.compile(r"[,\]\x1a]")
_TEXT_END: Final = re.compile("\x1a")


class LenientReader:
    """One reading of a text by json-smart's permissive mode.

    Beyond JSON it takes: words without quotes, as keys and as values (`{a: b c}`), single quotes, commas too many or (in arrays, after
    a string, an object or an array) too few, leading zeros, `NaN`, `\\x41`, `\\'`, unknown escapes (dropped), control characters (dropped
    from a string that has an escape, kept in others) and anything after the value. Comments are no part of it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.offset = 0

    def read(self) -> Any:
        """The value that the text begins with. Iterative: the depth of a text never meets Python's recursion limit."""
        root = self._value(_TEXT_END)
        stack: list[Any] = [root] if isinstance(root, (dict, list)) else []
        while stack:
            if len(stack) > MAX_DEPTH:
                raise NotSmartJson(f"objects and arrays stand more than {MAX_DEPTH} deep in each other", self.offset)
            top = stack[-1]
            child = self._member(top) if isinstance(top, dict) else self._element(top)
            if child is not None:
                stack.append(child)
                continue
            stack.pop()
            while stack and isinstance(stack[-1], dict) and self._ends_after_value():
                stack.pop()
        return root

    def _element(self, array: list[Any]) -> Any:
        """Read elements up to one that is a container, which is given, or to the `]`: None."""
        while True:
            self._skip(_SEPARATORS)
            if self._peek() == "]":
                self.offset += 1
                return None
            if self._peek() in {"", "\x1a"}:
                raise self._refusal("the text ends inside an array: `]` is missing")
            value = self._value(_ELEMENT_END)
            array.append(value)
            if isinstance(value, (dict, list)):
                return value

    def _member(self, members: dict[str, Any]) -> Any:
        """Read members up to one that is a container, which is given, or to the `}`: None."""
        while True:
            self._skip(_SEPARATORS)
            if self._peek() == "}":
                self.offset += 1
                return None
            key = self._key()
            value = members[key] = self._value(_MEMBER_END)
            if isinstance(value, (dict, list)):
                return value
            if self._ends_after_value():
                return None

    def _ends_after_value(self) -> bool:
        """After a member's value: `}` ends the object, `,` goes on, anything else is refused."""
        self._skip(_BLANKS)
        if self._peek() not in {"}", ","}:
            raise self._refusal("a member's value is followed by `,` or `}`")
        self.offset += 1
        return self.text[self.offset - 1] == "}"

    def _key(self) -> str:
        first = self._peek()
        if first and first in ":[]{":
            raise self._refusal("a member begins with its name")
        key = self._quoted() if first and first in "\"'" else self._unquoted(_NAME_END)
        self._skip(_BLANKS)
        if self._peek() != ":":
            raise self._refusal("a member's name is followed by `:`")
        self.offset += 1
        if not self._peek():
            raise self._refusal("a member's value is missing")
        return key

    def _value(self, stop: re.Pattern[str]) -> Any:
        self._skip(_SPACE)
        first = self._peek()
        if not first:
            return ""
        if first in ":]}":
            raise self._refusal("a value is expected")
        if first in "{[":
            self.offset += 1
            return {} if first == "{" else []
        if first in "\"'":
            return self._quoted()
        if first in "-0123456789":
            return self._number(stop)
        word = self._unquoted(stop)
        return _WORDS.get(word, word)

    def _number(self, stop: re.Pattern[str]) -> Any:
        """A number, or the unquoted string that only begins like one (`1a`, `2024-01-01`, `1 2`)."""
        start = self.offset
        after = _end(_NUMBER, self.text, start)
        end = _end(_BLANKS, self.text, after)
        if end < len(self.text) and self.text[end] < "~" and not stop.match(self.text, end):
            return self._unquoted(stop)
        self.offset = end
        digits = self.text[start:after]
        try:
            return to_integer(digits) if digits.lstrip("-").isdigit() else 0 if digits == "-" else to_decimal(digits)
        except ValueError as error:
            raise NotSmartJson(f"`{shorten(digits, 40)}` is no number", start) from error

    def _quoted(self) -> str:
        quote = self.text[self.offset]
        start = self.offset + 1
        end = self.text.find(quote, start)
        if end >= 0 and "\\" in self.text[start:end]:
            end = _end(_STRING[quote], self.text, start)
        if end < 0 or self.text[end : end + 1] != quote:
            raise NotSmartJson(f"the string that begins here is not closed: {quote} is missing", self.offset)
        self.offset = end + 1
        content = self.text[start:end]
        if "\\" not in content:
            return content
        content = _ESCAPE.sub(lambda match: self._unescaped(match, start), content)
        return content.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")  # joins the two halves of a pair

    def _unescaped(self, match: re.Match[str], start: int) -> str:
        escape = match[1]
        if escape is None:
            return ""
        if escape in {"u", "x"}:
            raise NotSmartJson(f"`\\{escape}` is followed by {4 if escape == 'u' else 2} hexadecimal digits", start + match.start())
        if escape[0] in "ux":
            return chr(int(escape[1:], 16))
        return _ESCAPED.get(escape, "")

    def _unquoted(self, stop: re.Pattern[str]) -> str:
        match = stop.search(self.text, self.offset)
        start, self.offset = self.offset, match.start() if match else len(self.text)
        return self.text[start : self.offset].strip(_TRIMMED)

    def _peek(self) -> str:
        return self.text[self.offset : self.offset + 1]

    def _skip(self, blanks: re.Pattern[str]) -> None:
        self.offset = _end(blanks, self.text, self.offset)

    def _refusal(self, expected: str) -> NotSmartJson:
        found = self._peek()
        return NotSmartJson(f"{expected}; found {found!r}" if found else f"{expected}, but the text ends here", self.offset)
