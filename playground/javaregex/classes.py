"""The characters and character classes of Java's regular expressions (`\\p{Alpha}`, `[a-z&&[^aeiou]]`) in the `regex` package's syntax.

Evidence: java.util.regex.Pattern's documentation, and Java 17 asked case by case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


class InvalidRegex(ValueError):
    """A pattern that Java refuses (PatternSyntaxException), or one of its rarest constructs that is not supported here."""


_ASCII_CLASSES: Final = {
    "d": "0-9",
    "w": "a-zA-Z0-9_",
    "s": r" \t\n\x0b\f\r",
    "h": r" \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000",
    "v": r"\n\x0b\f\r\x85\u2028\u2029",
}
_UNICODE_CLASSES: Final = {"d": r"\p{Nd}", "w": r"\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d", "s": r"\p{White_Space}"}
_CONTROLS: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\a", "e": "\x1b"}
_PROPERTIES: Final = {
    "Lower": "a-z",
    "Upper": "A-Z",
    "ASCII": r"\x00-\x7f",
    "Alpha": "a-zA-Z",
    "Digit": "0-9",
    "Alnum": "a-zA-Z0-9",
    "Punct": r"\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e",
    "Graph": r"\x21-\x7e",
    "Print": r"\x20-\x7e",
    "Blank": r" \t",
    "Cntrl": r"\x00-\x1f\x7f",
    "XDigit": "0-9a-fA-F",
    "Space": r" \t\n\x0b\f\r",
    "javaLowerCase": r"\p{Lowercase}",
    "javaUpperCase": r"\p{Uppercase}",
    "javaWhitespace": r"\t-\r\x1c-\x20\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000",
    "javaLetter": r"\p{L}",
    "javaAlphabetic": r"\p{Alphabetic}",
    "javaDigit": r"\p{Nd}",
    "javaLetterOrDigit": r"\p{L}\p{Nd}",
    "L1": r"\x00-\xff",
    "LC": r"\p{Lu}\p{Ll}\p{Lt}",
    "all": r"\x00-\U0010ffff",
}
_IS_PROPERTIES: Final = {
    "Letter": r"\p{L}",
    "Digit": r"\p{Nd}",
    "Punctuation": r"\p{P}",
    "Control": r"\p{Cc}",
    "Titlecase": r"\p{Lt}",
    "Assigned": r"\P{Cn}",
}
_CODE: Final = re.compile(r"x\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|0([0-3][0-7]{2}|[0-7]{1,2})|c(.)", re.DOTALL)
_PROPERTY: Final = re.compile(r"[pP](?:\{(\^?)([^}]*)\}|(.))", re.DOTALL)
_BLANKS: Final = " \t\n\x0b\f\r"
_LINE_END: Final = re.compile(r"[\n\r\x85\u2028\u2029]")
_MAX_CLASS_DEPTH: Final = 50


def literal(char: str) -> str:
    """`char` escaped for the `regex` package, for use inside and outside of a class."""
    code = ord(char)
    if char.isalnum():
        return char
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


@dataclass
class Cursor:
    """A read position in a pattern, with the flags (Java's letters) that are on there."""

    text: str
    offset: int = 0
    flags: frozenset[str] = frozenset()

    def peek(self) -> str:
        """The next character, or "" at the end."""
        return self.text[self.offset : self.offset + 1]

    def take(self) -> str:
        """The next character, read."""
        self.offset += 1
        return self.text[self.offset - 1 : self.offset]

    def skip_comment(self) -> bool:
        """Read a blank or a comment where flag x allows it."""
        if "x" not in self.flags or (char := self.peek()) not in {*_BLANKS, "#"}:
            return False
        self.offset += 1
        if char == "#":
            end = _LINE_END.search(self.text, self.offset)
            self.offset = end.end() if end else len(self.text)
        return True

    def error(self, message: str, offset: int | None = None) -> InvalidRegex:
        """What to raise: `message` with its place."""
        return InvalidRegex(f"{message} (at character {(self.offset if offset is None else offset) + 1} of the pattern)")

    def escaped_set(self) -> str:
        """What stands between the brackets for `\\d`, `\\p{Lu}` and their like, or "" where it is no set; the backslash is read."""
        char = self.peek()
        if match := _PROPERTY.match(self.text, self.offset):
            self.offset = match.end()
            inner = self._property(match[2] if match[3] is None else match[3])
            return f"[^{inner}]" if (char == "P") != bool(match[1]) else f"[{inner}]"
        if not char or char.lower() not in _ASCII_CLASSES:
            return ""
        self.offset += 1
        classes = _ASCII_CLASSES | _UNICODE_CLASSES if "U" in self.flags else _ASCII_CLASSES
        return f"[{'^' if char.isupper() else ''}{classes[char.lower()]}]"

    def _property(self, name: str) -> str:
        if "i" in self.flags and name in {"Lower", "Upper"}:
            return _PROPERTIES["Alpha"]
        if name in _PROPERTIES:
            return _PROPERTIES[name]
        if name.startswith("Is") and ((short := name[2:]) in _IS_PROPERTIES or len(short) <= len("Lu")):
            return _IS_PROPERTIES.get(short, f"\\p{{{short}}}")
        if not re.fullmatch(r"[A-Za-z0-9_ =-]+", name):
            raise self.error(f"`{name}` is no character property")
        return f"\\p{{{name}}}"

    def escaped_char(self) -> str:
        """The one character that an escape means; the backslash is read."""
        char = self.peek()
        if not char:
            raise self.error("the pattern ends with a `\\`; a literal one is written `\\\\`")
        if match := _CODE.match(self.text, self.offset):
            self.offset = match.end()
            if match[5]:
                return chr(ord(match[5]) ^ 64)
            code = int(match[4], 8) if match[4] else int(match[1] or match[2] or match[3], 16)
            if code <= 0x10FFFF:
                return chr(code)
        elif char in _CONTROLS:
            return _CONTROLS[self.take()]
        elif not (char.isascii() and char.isalpha()) and not char.isdigit():
            return self.take()
        raise self.error(f"`\\{char}` is no escape that Java knows")

    def read_class(self, depth: int = 0) -> str:
        """A class in brackets, which may hold others and intersections: `[a-z&&[^aeiou]]`."""
        start = self.offset
        self.offset += 1
        if depth > _MAX_CLASS_DEPTH:
            raise self.error("classes stand too deep in each other")
        negation = "^" if self.peek() == "^" else ""
        self.offset += len(negation)
        operands: list[str] = []
        items = ""
        while (char := self.peek()) != "]" or not (items or operands):
            if not char:
                raise self.error("an opened class `[` is not closed", start)
            if char == "[":
                items += self.read_class(depth + 1)
            elif self.text.startswith("&&", self.offset):
                self.offset = self.offset + 2
                operands.append(items)
                items = ""
            elif not self.skip_comment():
                items += self._class_item()
        self.offset += 1
        operands = [f"[{operand}]" for operand in (*operands, items) if operand]
        if not operands:
            raise self.error("a class is empty", start)
        return f"[{negation}{'&&'.join(operands)}]"

    def _class_item(self) -> str:
        if self.peek() == "\\":
            self.offset += 1
            if inner := self.escaped_set():
                return inner
            first = self.escaped_char()
        else:
            first = self.take()
        last = first
        if self.peek() == "-" and self.text[self.offset + 1 : self.offset + 2] not in {"]", "[", ""}:
            self.offset += 1
            last = self.take()
            if last == "\\":
                last = self.escaped_char()
        if last < first:
            raise self.error(f"the range {first}-{last} runs backwards")
        return self._range(first, last)

    def _range(self, first: str, last: str) -> str:
        text = literal(first) if first == last else f"{literal(first)}-{literal(last)}"
        if "i" not in self.flags or "u" in self.flags:
            return text
        for low, high, shift in (("a", "z", -32), ("A", "Z", 32)):
            begin, end = max(first, low), min(last, high)
            if begin <= end:
                text += f"{chr(ord(begin) + shift)}-{chr(ord(end) + shift)}"
        return text
