"""Velocity 1.7's grammar of statements: references, directives and texts (`texts`), in blocks. See `element` for how elements work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.vtl.syntax.element import ABSENT, Element, stock
from playground.vtl.syntax.operands import Expression, Parameter, ParenthesizedExpression
from playground.vtl.syntax.parse_state import Kinds
from playground.vtl.syntax.references import FormalReference
from playground.vtl.syntax.texts import BLOCK_DIRECTIVES, LINE_DIRECTIVES, Comment, Escape, EscapedDirective, Text, TextBlock

if TYPE_CHECKING:
    from playground.vtl.syntax.tokens import Token

_CHECKED = BLOCK_DIRECTIVES | LINE_DIRECTIVES - {"evaluate"}  # AWS does not know #evaluate (recorded: airspeed/test_evaluate_directive)


class Block(Element, stock.Block):
    """block := statement*, each picked by its first token; ends at a token that begins none."""

    def parse(self) -> None:
        tokens, state, at = self._full_text, self.filename, self.end
        children: list[Element] = []
        while (statement := _STATEMENTS.get((token := tokens[at]).kind)) is not None:
            if token.kind == "LCURLY" and tokens[at + 1].kind != "IDENTIFIER":
                statement = Text
            state.statement = token
            element = statement(state, tokens, at)
            at = element.end
            children.append(element)
        self.children = children
        self.end = at


class TemplateBody(Element, stock.TemplateBody):
    """template := block end-of-text"""

    def parse(self) -> None:
        self.block = self.read(Block)
        if self.token.kind != "EOF":
            raise self.syntax_error("text or a directive")


class Condition(Element, stock.Condition):
    """condition := ws? "(" expression ")"; `expression` is what stands in the parentheses."""

    WHAT = "the condition"

    def parse(self) -> None:
        self.skip()
        self.expression = self.require(ParenthesizedExpression, "`(`").expression


END = Kinds("END")


class ElseBlock(Element, stock.ElseBlock):
    """else := "#else" block"""

    START = Kinds("ELSE")


class ElseifBlock(Element, stock.ElseifBlock):
    """elseif := "#elseif" condition block"""

    START = Kinds("ELSEIF")

    def parse(self) -> None:
        opening = self.token
        self.identity_match(self.START)
        self.filename.statement = opening
        self.condition = self.read(Condition)
        self.block = self.read(Block)


class IfDirective(Element, stock.IfDirective):
    """if := "#if" condition block elseif* else? "#end"; `else_block` is an ElseBlock where there is one."""

    WHAT = "`#if`"
    START = Kinds("IF")

    def parse(self) -> None:
        self.filename.open_directive(self.token)
        self.identity_match(self.START)
        self.condition = self.read(Condition)
        self.block = self.read(Block)
        self.elseifs = []
        while self.token.kind == "ELSEIF":
            self.elseifs.append(self.read(ElseifBlock))
        if self.token.kind == "ELSE":
            self.else_block = self.read(ElseBlock)
        self.require_match(END, "#else, #elseif or #end")
        self.filename.close_directive()


class SetDirective(Element, stock.SetDirective):
    """set := "#set(" ws? reference ws? "=" expression ")"; `reference` is the one to set, `value` the expression."""

    WHAT = "`#set`"
    START = Kinds("SET")
    EQUALS = Kinds("EQUALS")
    END = Kinds("RPAREN")

    def parse(self) -> None:
        self.identity_match(self.START)
        self.skip()
        self.reference = self.require(FormalReference, "the reference to set, such as `$name`")
        self.skip()
        self.require_match(self.EQUALS, "`=`")
        self.value = self.require(Expression, "a value")
        self.require_match(self.END, "an operator or `)`")


class Word(Element):
    """word := letter (letter | digit | "_" | "@")*, such as the `in` of #foreach and the name of a #macro."""

    NAME = Kinds("ARGUMENT", "WORD")

    def parse(self) -> None:
        (self.name,) = self.identity_match(self.NAME)


class Argument(Parameter):
    """argument := word | parameter, without blanks around; `expression` is what it is."""

    def parse(self) -> None:
        if self.token.kind == "WHITESPACE":  # a second blank, after a lone `$` that no token took
            raise ABSENT
        super().parse()

    def skip(self, kinds: Kinds | None = None) -> None:
        """Blanks stand between arguments, not in them."""


class Directive(Element, stock.MacroCall):
    """directive := "#" word (ws? "(" (ws? ("," ws?)? argument)* ws? ")" (block "#end")?)?

    `arguments` is None without parentheses, `block` where there is none. A name that Velocity does not know is a directive
    too: a call of a macro, which AWS does not run, printed as it is written.
    """

    OPEN_PAREN = Kinds("LPAREN")
    COMMA = Kinds("COMMA")
    CLOSE_PAREN = Kinds("RPAREN")
    arguments: list[Element] | None = None
    block: Block | None = None

    def parse(self) -> None:
        first = self.token
        self.name = first.image[2:-1] if first.image.endswith("}") else first.image[1:]
        self.WHAT = f"`#{self.name}`"
        self.end += 1
        blank = self.token.kind == "WHITESPACE"
        if self._full_text[self.end + blank].kind == "LPAREN":
            self.end += blank + 1
            self.parse_arguments()
        if self.name == "macro" and self.arguments is None:
            raise self.syntax_error("`(` and the macro's name")
        if self.arguments is not None and (self.name in BLOCK_DIRECTIVES or self.name.startswith("@")):
            self.filename.open_directive(first)
            self.block = self.read(Block)
            self.require_match(END, "`#end`")
            self.filename.close_directive()
        if self.name == "macro":
            self.filename.macros.update(word.name for word in (self.arguments or ())[:1] if isinstance(word, Word))

    @property
    def written(self) -> str:
        """What a directive prints that Velocity does not know: its tokens, without the text that none of them took."""
        first, *others = self.tokens
        return first.literal + "".join(map(_image, others))

    def parse_arguments(self) -> None:
        """What stands in the parentheses."""
        self.arguments = []
        while True:
            before = self.end
            self.skip()
            if self.token.kind == "RPAREN":
                break
            if self.optional_match(self.COMMA):
                self.skip()
            try:
                argument = self.read(Argument).expression
            except ABSENT:
                self.end = before
                break
            self.check_word(argument)
            self.arguments.append(argument)
        if self.name == "macro" and not self.arguments:
            raise self.syntax_error("the macro's name")
        self.skip()
        self.require_match(self.CLOSE_PAREN, "an argument or `)`")

    def check_word(self, argument: Element) -> None:
        """A bare word stands only where Velocity takes one: first in #macro, second in #foreach, anywhere in a macro's call."""
        signature = (self.name, len(self.arguments or ()))
        if signature == ("macro", 0):
            right, expected = type(argument) is Word, "the macro's name, a bare word"
        else:
            right = type(argument) is not Word or signature == ("foreach", 1) or self.name not in _CHECKED
            expected = "a reference or a value"
        if not right:
            self.end -= 1
            raise self.syntax_error(expected)


def _image(token: Token) -> str:
    """A token as Velocity keeps it: of a comment its end."""
    if token.kind == "COMMENT":
        return token.literal
    return "*#" if token.kind == "MULTI_COMMENT" and token.image != f"{token.glued}#**#" else token.image


_TEXT_KINDS = ("TEXT", "DOT", "RPAREN", "LPAREN", "INTEGER", "FLOAT", "STRING", "ESCAPE", "RCURLY", "EMPTY_INDEX")
_STATEMENTS: dict[str, Any] = {
    **dict.fromkeys(_TEXT_KINDS, Text),
    "IDENTIFIER": FormalReference,
    "LCURLY": FormalReference,
    "PATH": FormalReference,
    "IF": IfDirective,
    "SET": SetDirective,
    "WORD": Directive,
    "COMMENT": Comment,
    "MULTI_COMMENT": Comment,
    "TEXTBLOCK": TextBlock,
    "ESCAPE_DIRECTIVE": EscapedDirective,
    "DOUBLE_ESCAPE": Escape,
}
