"""Velocity 1.7's grammar of what prints as it is: text, comments, and escapes of directives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.vtl.syntax.element import Element, stock

if TYPE_CHECKING:
    from playground.vtl.syntax.parse_state import ParseState
    from playground.vtl.syntax.tokens import Token

BLOCK_DIRECTIVES = frozenset({"foreach", "define", "macro", "literal"})
LINE_DIRECTIVES = frozenset({"stop", "break", "include", "parse", "evaluate"})
_CORE_DIRECTIVES = frozenset({"if", "elseif", "else", "end", "set"})


class Text(Element, stock.Text):
    """Whatever is no reference and no directive, with what no token takes before it; `text` is what it prints.

    Half of a template's elements are texts, so they are made without the constructor of all elements and its call of `parse`.
    """

    def __init__(self, filename: ParseState, text: list[Token], start: int = 0) -> None:
        self.filename = filename
        self._full_text = text
        self.start = start
        self.end = start + 1
        token = text[start]
        self.text = token.before + token.image if token.before else token.image


class TextBlock(Text):
    """text block := "#[[" … "]]#"; prints it without the first three characters and the last three."""

    def __init__(self, filename: ParseState, text: list[Token], start: int = 0) -> None:
        super().__init__(filename, text, start)
        self.text = self.tokens[0].image[3:-3]


class Comment(Text, stock.Comment):
    """comment := "##" … line end | "#*" … "*#"; prints nothing but what is glued to `##` or to `#**#`."""

    def __init__(self, filename: ParseState, text: list[Token], start: int = 0) -> None:
        super().__init__(filename, text, start)
        token = self.tokens[0]
        image = token.image if token.kind == "COMMENT" or token.image == token.glued + "#**#" else "#*"
        self.text = image[: min(at for at in (image.find("##"), image.find("#*")) if at >= 0)]


class EscapedDirective(Text):
    """escaped directive := "\\" ("\\" "\\")* "#" word; half of the backslashes print, if the word is a directive's."""

    def __init__(self, filename: ParseState, text: list[Token], start: int = 0) -> None:
        super().__init__(filename, text, start)
        image = self.tokens[0].image
        backslashes = len(image) - len(image.lstrip("\\"))
        known = is_directive(self, image[backslashes + 1 :].strip("{}"))
        self.text = self.tokens[0].image = image[: (backslashes - 1) // 2] + image[backslashes:] if known else image


class Escape(Text):
    """escape := ("\\" "\\")+; half of the backslashes print where a directive follows."""

    def __init__(self, filename: ParseState, text: list[Token], start: int = 0) -> None:
        super().__init__(filename, text, start)
        token, following = self.tokens[0], self.token
        halved = following.kind in {"IF", "ELSE", "ELSEIF", "END"} or is_directive(self, following.image[1:], core=False)
        self.text = token.image[: len(token.image) // 2] if halved else token.image


def is_directive(element: Element, name: str, *, core: bool = True) -> bool:
    """Whether `name` is a directive of Velocity's or a macro that the template defines before this place."""
    return name in BLOCK_DIRECTIVES or name in LINE_DIRECTIVES or (core and name in _CORE_DIRECTIVES) or name in element.filename.macros


PLAIN = frozenset({Text, TextBlock, Comment, Escape, EscapedDirective})
"""Statements that are no more than their `text`."""
