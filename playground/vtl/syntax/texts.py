"""Velocity 1.7's grammar of what prints as it is: text, comments, and escapes of directives."""

from __future__ import annotations

from playground.vtl.syntax.element import Element, stock

BLOCK_DIRECTIVES = frozenset({"foreach", "define", "macro", "literal"})
LINE_DIRECTIVES = frozenset({"stop", "break", "include", "parse", "evaluate"})
_CORE_DIRECTIVES = frozenset({"if", "elseif", "else", "end", "set"})


class Text(Element, stock.Text):
    """Whatever is no reference and no directive, with what no token takes before it; `text` is what it prints."""

    def parse(self) -> None:
        token = self._full_text[self.end]
        self.end += 1
        self.text = token.before + token.image if token.before else token.image


class TextBlock(Text):
    """text block := "#[[" … "]]#"; prints it without the first three characters and the last three."""

    def parse(self) -> None:
        super().parse()
        self.text = self.tokens[0].image[3:-3]


class Comment(Text, stock.Comment):
    """comment := "##" … line end | "#*" … "*#"; prints nothing but what is glued to `##` or to `#**#`."""

    def parse(self) -> None:
        super().parse()
        token = self.tokens[0]
        image = token.image if token.kind == "COMMENT" or token.image == token.glued + "#**#" else "#*"
        self.text = image[: min(at for at in (image.find("##"), image.find("#*")) if at >= 0)]


class EscapedDirective(Text):
    """escaped directive := "\\" ("\\" "\\")* "#" word; half of the backslashes print, if the word is a directive's."""

    def parse(self) -> None:
        super().parse()
        image = self.tokens[0].image
        backslashes = len(image) - len(image.lstrip("\\"))
        known = is_directive(self, image[backslashes + 1 :].strip("{}"))
        self.text = self.tokens[0].image = image[: (backslashes - 1) // 2] + image[backslashes:] if known else image


class Escape(Text):
    """escape := ("\\" "\\")+; half of the backslashes print where a directive follows."""

    def parse(self) -> None:
        super().parse()
        token, following = self.tokens[0], self.token
        halved = following.kind in {"IF", "ELSE", "ELSEIF", "END"} or is_directive(self, following.image[1:], core=False)
        self.text = token.image[: len(token.image) // 2] if halved else token.image


def is_directive(element: Element, name: str, *, core: bool = True) -> bool:
    """Whether `name` is a directive of Velocity's or a macro that the template defines before this place."""
    return name in BLOCK_DIRECTIVES or name in LINE_DIRECTIVES or (core and name in _CORE_DIRECTIVES) or name in element.filename.macros


PLAIN = frozenset({Text, TextBlock, Comment, Escape, EscapedDirective})
"""Statements that are no more than their `text`."""
