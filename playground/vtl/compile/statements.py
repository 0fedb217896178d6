"""Blocks and statements → functions that render into a scope. See directives.py for #foreach and its like, expressions.py for values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.vtl.compile import blocks
from playground.vtl.compile.assignments import assignment
from playground.vtl.compile.blocks import Part
from playground.vtl.compile.columns import LoopColumns
from playground.vtl.compile.directives import Directives
from playground.vtl.compile.expressions import Expressions
from playground.vtl.compile.foreach import LoopBody
from playground.vtl.compile.foreach_batch import rows_of
from playground.vtl.compile.printing import Printing, printed_property
from playground.vtl.explain.truth import Use
from playground.vtl.syntax.references import FormalReference
from playground.vtl.syntax.statements import Block, Directive, ElseBlock, IfDirective, SetDirective
from playground.vtl.syntax.texts import PLAIN, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playground.vtl.compile.functions import Render, Test
    from playground.vtl.compile.recorder import Recorder
    from playground.vtl.runtime.scope import Scope
    from playground.vtl.syntax.element import Element


_ELSEIF = Use("#elseif")


class Compiler:
    """Compiles blocks; what a block needs of values comes from `Expressions`."""

    def __init__(self, recorder: Recorder | None = None) -> None:
        self.recorder = recorder
        self.expressions = Expressions(self.block, recording=recorder is not None)
        self.directives = Directives(self.statement, self.body, self.expressions)
        self.printing = Printing(self.expressions.references, self.directives.loop_depth, is_recorded=recorder is not None)

    def block(self, block: Block) -> Render:
        """All statements of a block, one after the other."""
        return self.assembled(*self.parts(block))

    def body(self, block: Block, item: str) -> LoopBody:
        """The block of a #foreach whose variable is `item`."""
        parts, tail = self.parts(block)
        columns = LoopColumns(block, item) if self.recorder is None else None
        return LoopBody(self.assembled(parts, tail), rows_of(item, parts, tail), columns)

    def assembled(self, parts: Sequence[Part], tail: str) -> Render:
        """How these parts of a block render."""
        if self.recorder is None:
            return blocks.block(parts, tail)
        if len(parts) == 1 and parts[0].then is blocks.nothing:
            return blocks.recorded_text(parts[0].before, parts[0].sites[0])
        return blocks.recorded(parts)

    def parts(self, block: Block) -> tuple[list[Part], str]:
        """The statements of a block, each with the plain text before it, and the text after the last one."""
        if self.recorder is not None:
            return self.recorded_parts(block, self.recorder), ""
        parts: list[Part] = []
        text = ""
        for child in block.children:
            kind = type(child)  # for isinstance takes its time with airspeed's abstract classes
            if kind in PLAIN:
                text += child.text
            elif kind is FormalReference and (names := printed_property(child)) is not None:
                parts.append(Part(text, child.name, names, self.printing.text_of(child, names)))
                text = ""
            elif (step := self.statement(child)) is not None:
                parts.append(Part(text, None, (), step))
                text = ""
        return parts, text

    def recorded_parts(self, block: Block, recorder: Recorder) -> list[Part]:
        """The same for a run that is recorded: each text is a site of its own."""
        parts: list[Part] = []
        text = ""
        sites: list[int] = []
        for child in [*block.children, None]:
            part: Part | None = None
            if child is None or isinstance(child, Text):
                part = Part(text, None, (), blocks.nothing, tuple(sites)) if text else None
            elif isinstance(child, FormalReference) and (names := printed_property(child)) is not None:
                part = Part(text, child.name, names, self.printing.text_of(child, names))
                sites.append(recorder.site("reference", child))
            elif (step := self.statement(child)) is not None:
                part = Part(text, None, (), recorder.statement(child, step), tuple(sites))
            if part:
                parts.append(part)
                text, sites = "", [] if part.root is None else sites
            if isinstance(child, Text) and child.text:
                text = child.text
                sites.append(recorder.site("text", child))
        if sites:
            parts[-1] = parts[-1]._replace(sites=tuple(sites))
        return parts

    def statement(self, element: Element) -> Render | None:
        """One statement; None where it never does anything, or is none."""
        compile_statement = _STATEMENTS.get(type(element))
        return compile_statement(self, element) if compile_statement else None

    def reference(self, reference: FormalReference) -> Render | None:
        """A reference that is no plain property, or has something glued to its front."""
        return self.printing.reference(reference)

    def assignment(self, directive: SetDirective) -> Render:
        """#set"""
        return assignment(directive, self.expressions)

    def directive(self, directive: Directive) -> Render | None:
        """A directive by its name."""
        return self.directives.directive(directive)

    def condition(self, directive: IfDirective) -> Render:
        """#if, its #elseif and its #else: the first that holds renders."""
        condition = directive.condition.expression
        is_alone = not directive.elseifs and type(directive.else_block) is not ElseBlock
        use = Use("#if", is_idle=is_alone and all(map(_is_blank, directive.block.children)))
        test, block = self.test(condition, use), self.block(directive.block)
        others = [(self.test(branch.condition.expression, _ELSEIF), self.block(branch.block)) for branch in directive.elseifs]
        otherwise = self.block(directive.else_block.block) if type(directive.else_block) is ElseBlock else blocks.nothing

        def render(scope: Scope) -> None:
            if test(scope):
                block(scope)
                return
            for other, other_block in others:
                if other(scope):
                    other_block(scope)
                    return
            otherwise(scope)

        if not is_alone or not self.expressions.is_has_next(condition):
            return render
        return self.separator(condition, directive.block.children, render)

    def separator(self, condition: Element, children: list[Element], render: Render) -> Render:
        """`#if($foreach.hasNext)…#end`, which `render` renders, in fewer steps where it has nothing but a text."""
        if len(children) != 1 or type(children[0]) is not Text:
            return render
        if self.recorder is not None:
            return self.recorder.separator(condition, children[0], render)
        return blocks.Separator(children[0].text, render)

    def test(self, condition: Element, use: Use) -> Test:
        """Whether a condition holds."""
        test = self.expressions.test(condition, use)
        return test if self.recorder is None else self.recorder.condition(condition, test)


def _is_blank(element: Element) -> bool:
    return type(element) in PLAIN and not element.text.strip()


_STATEMENTS: dict[type, Callable[[Compiler, Any], Render | None]] = {
    FormalReference: Compiler.reference,
    Block: Compiler.block,
    IfDirective: Compiler.condition,
    SetDirective: Compiler.assignment,
    Directive: Compiler.directive,
}
