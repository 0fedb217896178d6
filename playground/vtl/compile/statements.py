"""Blocks and statements → functions that render into a scope. See directives.py for #foreach and its like, expressions.py for values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.errors import LimitReached
from playground.vtl.compile import blocks
from playground.vtl.compile.calls import failure
from playground.vtl.compile.columns import LoopColumns
from playground.vtl.compile.directives import Directives
from playground.vtl.compile.expressions import Expressions
from playground.vtl.compile.foreach import LoopBody
from playground.vtl.compile.foreach_batch import rows_of
from playground.vtl.compile.references import first_missing, is_runt, property_names, property_step
from playground.vtl.explain.truth import Use
from playground.vtl.explain.undefined import describe_undefined
from playground.vtl.java.methods import set_index, set_property
from playground.vtl.java.values import Host, JavaException, to_text
from playground.vtl.runtime.definition import Definition
from playground.vtl.runtime.record import UNDEFINED
from playground.vtl.syntax.element import Element
from playground.vtl.syntax.references import ArrayIndex, FormalReference
from playground.vtl.syntax.statements import PLAIN, Block, Directive, IfDirective, SetDirective, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playground.diagnostics import Span
    from playground.vtl.compile.blocks import Part, RecordedPart
    from playground.vtl.compile.functions import Evaluate, Render, Step, Test
    from playground.vtl.compile.recorder import Recorder
    from playground.vtl.runtime.scope import Scope


_ELSEIF = Use("#elseif")
_LONG = 10_000
"""Characters of a text that is counted at once, for it may be a new one and take memory."""


class Compiler:
    """Compiles blocks; what a block needs of values comes from `Expressions`."""

    def __init__(self, recorder: Recorder | None = None) -> None:
        self.recorder = recorder
        self.expressions = Expressions(self.block, recording=recorder is not None)
        self.references = self.expressions.references
        self.directives = Directives(self.statement, self.body, self.expressions)

    def block(self, block: Block) -> Render:
        """All statements of a block, one after the other."""
        return self.assembled(*self.parts(block))

    def body(self, block: Block, item: str) -> LoopBody:
        """The block of a #foreach whose variable is `item`."""
        parts, tail = self.parts(block)
        columns = LoopColumns(block, item) if self.recorder is None else None
        return LoopBody(self.assembled(parts, tail), rows_of(item, parts, tail), columns)

    def assembled(self, parts: Sequence[Any], tail: str) -> Render:
        """How these parts of a block render."""
        if self.recorder is None:
            return blocks.block(parts, tail)
        if len(parts) == 1 and parts[0][3] is blocks.nothing:
            return blocks.recorded_text(parts[0][0], parts[0][4][0])
        return blocks.recorded(parts)

    def parts(self, block: Block) -> tuple[list[Part] | list[RecordedPart], str]:
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
                parts.append((text, child.name, names, self.text_of(child, names)))
                text = ""
            elif (step := self.statement(child)) is not None:
                parts.append((text, None, (), step))
                text = ""
        return parts, text

    def recorded_parts(self, block: Block, recorder: Recorder) -> list[RecordedPart]:
        """The same for a run that is recorded: each text is a site of its own."""
        parts: list[RecordedPart] = []
        text = ""
        sites: list[int] = []
        for child in [*block.children, None]:
            part: Part | None = None
            if child is None or isinstance(child, Text):
                part = (text, None, (), blocks.nothing) if text else None
            elif isinstance(child, FormalReference) and (names := printed_property(child)) is not None:
                part = (text, child.name, names, self.text_of(child, names))
                sites.append(recorder.site("reference", child))
            elif (step := self.statement(child)) is not None:
                part = (text, None, (), recorder.statement(child, step))
            if part:
                is_end = part[1] is None
                parts.append((*part, tuple(sites) if is_end else ()))
                text, sites = "", [] if is_end else sites
            if isinstance(child, Text) and child.text:
                text = child.text
                sites.append(recorder.site("text", child))
        if sites:
            parts[-1] = (*parts[-1][:4], tuple(sites))
        return parts

    def statement(self, element: Element) -> Render | None:
        """One statement; None where it never does anything, or is none."""
        compile_statement = _STATEMENTS.get(type(element))
        return compile_statement(self, element) if compile_statement else None

    def text(self, element: Text) -> Render | None:
        """A text outside of a block, such as the third thing in a #foreach."""
        return blocks.text(element.text) if element.text else None

    def directive(self, directive: Directive) -> Render | None:
        """A directive by its name."""
        return self.directives.directive(directive)

    # References

    def reference(self, reference: FormalReference) -> Render | None:
        """What a reference prints, with the text that Velocity keeps before it (recorded: airspeed/test_velocity_style_escaping)."""
        glued = reference.glued
        if is_runt(reference):
            return blocks.text(reference.tokens[0].image)
        if "\\!" in glued:
            return None
        path = self.references.path(reference)
        if _backslashes(glued) % 2:
            return _escaped(path, "\\" * (_backslashes(glued) // 2) + reference.literal)
        before = _before(reference)
        text_of = self.text_of(reference, None)

        def render(scope: Scope) -> None:
            found = path(scope)
            text = found if type(found) is str else text_of(found, scope)
            scope.append(before + text if before else text)
            if len(text) > _LONG:
                scope.count()

        return render

    def text_of(self, reference: FormalReference, names: tuple[str, ...] | None) -> Callable[[object, Scope], str]:
        """What a reference prints for a value that is no text; `names`: the path to it, where `scope.missing` is still to be found."""
        quiet = reference.glued.endswith("!")
        root, loop_depth = reference.name, self.directives.loop_depth(reference.name)
        is_direct = names is not None and self.recorder is None  # whether nothing else is written with it
        span: Span | None = None  # which most references never need

        def text_of(found: object, scope: Scope) -> str:
            nonlocal span
            span = span or reference.span
            if found is None:
                if not quiet:
                    if names is not None:
                        scope.missing = first_missing(scope.variables.get(root), names)
                    scope.run.notes.tell("vtl.undefined", span, lambda: describe_undefined(reference, scope, loop_depth))
                return UNDEFINED
            if isinstance(found, (Host, dict, list)):
                scope.run.span = span
            if type(found) is Definition and is_direct and found.write(scope):
                return ""
            try:
                text = found.printed(reference) if type(found) is Definition else to_text(found)
            except LimitReached as error:
                error.span = error.span or span
                raise
            if type(found) is list and "/" in text:
                scope.run.notes.tell("uncertain.slash", span, _uncertain_slash, "info")
            if found and (type(found) is dict or type(found) is list):
                scope.run.notes.printed(found, text, span)
            if len(text) > _LONG:
                scope.count()
            return text

        return text_of

    # #if and #set

    def condition(self, directive: IfDirective) -> Render:
        """#if, its #elseif and its #else: the first that holds renders."""
        condition = directive.condition.expression
        is_alone = not directive.elseifs and not isinstance(directive.else_block, Element)
        use = Use("#if", is_idle=is_alone and all(map(_is_blank, directive.block.children)))
        test, block = self.test(condition, use), self.block(directive.block)
        others = [(self.test(branch.condition.expression, _ELSEIF), self.block(branch.block)) for branch in directive.elseifs]
        otherwise = self.block(directive.else_block.block) if isinstance(directive.else_block, Element) else blocks.nothing

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

    def assignment(self, directive: SetDirective) -> Render:
        """#set; a computation without a value leaves the old one (Velocity 1.7)."""
        reference = directive.reference
        value, name = self.expressions.value(directive.value), reference.name
        if reference.names == ():
            if reference.braces or reference.glued.endswith("!"):
                return lambda scope: value(scope) and None  # Velocity puts it under `{name}` or `!name`, where nothing finds it

            def render(scope: Scope) -> None:
                found = value(scope)
                if found is not None:
                    scope.variables[name] = found

            return render
        if reference.names is not None:
            path, last = [property_step(step) for step in reference.names[:-1]], reference.names[-1]
            return self.member_assignment(name, path, last, value, directive.span)
        path, step = [self.references.step(step) for step in reference.steps[:-1]], reference.steps[-1]
        return self.member_assignment(
            name, path, self.expressions.value(step.index) if isinstance(step, ArrayIndex) else step.name, value, directive.span
        )

    def member_assignment(self, name: str, path: list[Step], last: str | Evaluate, value: Evaluate, span: Span) -> Render:
        """`#set($a.b.c = …)` and `#set($a[0] = …)`: nothing happens where the way there is undefined. `last`: a name, or an index."""
        index, member = (None, last) if isinstance(last, str) else (last, "")

        def render(scope: Scope) -> None:
            found = value(scope)
            target = scope.variables.get(name)
            for step in path:
                if target is None:
                    return
                target = step(target, scope)
            if found is None or target is None:
                return
            scope.run.span = span
            try:
                if index is None:
                    set_property(target, member, found)
                else:
                    set_index(target, index(scope), found)
                scope.run.check_length(target)
            except JavaException as error:
                raise failure(error, span, "This #set") from error

        return render


def printed_property(reference: FormalReference) -> tuple[str, ...] | None:
    """The names in `$root.names…`, if a reference is no more than that, and nothing is glued to its front."""
    return property_names(reference) if reference.glued in {"$", "$!"} else None


def _escaped(path: Evaluate, text: str) -> Render:
    """What is escaped prints as it is written; Velocity asks for its value all the same, and what fails there fails the template."""

    def render(scope: Scope) -> None:
        path(scope)
        scope.append(text)

    return render


def _before(reference: FormalReference) -> str:
    """The text that Velocity keeps before a reference, of what is glued to its front: half of its backslashes, and what no `$` begins."""
    glued, backslashes = reference.glued, _backslashes(reference.glued)
    return "\\" * (backslashes // 2) + glued[backslashes : glued.rindex("$")]


def _backslashes(glued: str) -> int:
    return len(glued) - len(glued.lstrip("\\"))


def _is_blank(element: Element) -> bool:
    return isinstance(element, Text) and not element.text.strip()


def _uncertain_slash() -> tuple[str, str]:
    """Uncertain: neither form is recorded."""
    return (
        "A list that is printed writes `/` as `\\/`; whether AWS does so is not recorded.",
        "Both are the same JSON. $input.json writes `/`.",
    )


_STATEMENTS: dict[type, Callable[[Compiler, Any], Render | None]] = {
    **dict.fromkeys(PLAIN, Compiler.text),
    FormalReference: Compiler.reference,
    Block: Compiler.block,
    IfDirective: Compiler.condition,
    SetDirective: Compiler.assignment,
    Directive: Compiler.directive,
}
