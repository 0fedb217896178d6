"""Blocks and directives → functions that render into a scope. See expressions.py for what values are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playground.diagnostics import Diagnostic, Span
from playground.errors import TemplateFailure
from playground.vtl.expressions import Expressions
from playground.vtl.foreach import Loop
from playground.vtl.grammar import Element
from playground.vtl.loop_status import Foreach
from playground.vtl.methods import set_index, set_property
from playground.vtl.missing import describe_undefined
from playground.vtl.operands import ArrayIndex, FormalReference, NameOrCall
from playground.vtl.references import Step, Test, Value, failure, is_runt
from playground.vtl.scope import BreakBlock, Scope, StopTemplate
from playground.vtl.statements import Block, Comment, Directive, Escape, EscapedDirective, IfDirective, SetDirective, Text, TextBlock
from playground.vtl.values import Host, JavaException, to_text

if TYPE_CHECKING:
    from playground.vtl.recorder import Recorder

Render = Callable[[Scope], None]

_DEFINE_DEPTH = 2
"""How deep a #define may render itself: Velocity 1.7's default."""


class Compiler:
    """Compiles blocks; what a block needs of values comes from `Expressions`."""

    def __init__(self, recorder: Recorder | None = None) -> None:
        self.recorder = recorder
        self.expressions = Expressions(self.block, recording=recorder is not None)
        self.references = self.expressions.references
        self.loops: list[str] = []  # the variables of the loops that are being compiled, the innermost last
        self._statements: dict[type, Callable[[Any], Render | None]] = {
            Text: _text,
            TextBlock: _text,
            Comment: _text,
            Escape: _text,
            EscapedDirective: _text,
            FormalReference: self.reference,
            Block: self.block,
            IfDirective: self.condition,
            SetDirective: self.assignment,
            Directive: self.directive,
        }
        self._directives: dict[str, Callable[[Directive], Render | None]] = {
            "foreach": self.foreach,
            "define": self.define,
            "macro": self.macro,
            "literal": self.literal,
            "stop": lambda _directive: _stop,
            "break": self.break_out,
            "include": _no_file,
            "parse": _no_file,
        }

    def block(self, block: Block) -> Render:
        """All statements of a block, one after the other; plain text between them is joined and counted beforehand."""
        steps, tail = self.steps(block)
        if not steps:
            return _writer(tail) if tail else _nothing
        count, length = len(steps), sum(len(text) for text, _ in steps) + len(tail)

        def render(scope: Scope) -> None:
            run = scope.run
            run.steps_left -= count
            run.output_left -= length
            if run.steps_left < 0 or run.output_left < 0:
                run.check_left()
            append = scope.append
            for text, step in steps:
                if text:
                    append(text)
                step(scope)
            if tail:
                append(tail)

        return render

    def steps(self, block: Block) -> tuple[list[tuple[str, Render]], str]:
        """The statements of a block, each with the plain text before it; and the text after the last one."""
        steps: list[tuple[str, Render]] = []
        text = ""
        for child in block.children:
            if isinstance(child, Text) and self.recorder is None:
                text += child.text
            elif (step := self.statement(child)) is not None:
                steps.append((text, step))
                text = ""
        return steps, text

    def statement(self, element: Element) -> Render | None:
        """One statement; None where it never does anything."""
        step = self._statements[type(element)](element)
        return step if step is None or self.recorder is None else self.recorder.statement(element, step)

    def reference(self, reference: FormalReference) -> Render | None:
        """What a reference prints, with the text that Velocity keeps before it (recorded: airspeed/test_velocity_style_escaping)."""
        glued = reference.glued
        if is_runt(reference):
            return _writer(reference.tokens[0].image)
        backslashes = len(glued) - len(glued.lstrip("\\"))
        written = reference.literal
        if "\\!" in glued:
            return None
        if backslashes % 2:
            return _writer("\\" * (backslashes // 2) + written)
        before = "\\" * (backslashes // 2) + glued[backslashes : glued.rindex("$")]
        path, span, quiet = self.references.path(reference), reference.span, glued.endswith("!")
        loop_depth = self.loops[::-1].index(reference.name) if reference.name in self.loops else None

        def text_of(found: object, scope: Scope) -> str:
            if type(found) is list and "/" in to_text(found):
                scope.run.notes.tell("uncertain.slash", span, _uncertain_slash, "info")
            if found is None and not quiet:
                scope.run.notes.tell("vtl.undefined", span, lambda: describe_undefined(reference, scope, loop_depth))
            return found.text_or(written) if isinstance(found, Definition) else to_text(found)

        def render(scope: Scope) -> None:
            found = path(scope)
            text = found if type(found) is str else text_of(found, scope)
            run = scope.run
            run.output_left -= len(text)
            if run.output_left < 0:
                run.check_left()
            scope.append(before + text if before else text)

        return render

    def condition(self, directive: IfDirective) -> Render:
        """#if, its #elseif and its #else: the first that holds renders."""
        branches = [(self.test(branch.condition.expression), self.block(branch.block)) for branch in (directive, *directive.elseifs)]
        otherwise = self.block(directive.else_block.block) if isinstance(directive.else_block, Element) else None

        def render(scope: Scope) -> None:
            for test, block in branches:
                if test(scope):
                    block(scope)
                    return
            if otherwise is not None:
                otherwise(scope)

        return render

    def test(self, condition: Element) -> Test:
        """Whether a condition holds."""
        test = self.expressions.test(condition)
        return test if self.recorder is None else self.recorder.condition(condition, test)

    def assignment(self, directive: SetDirective) -> Render:
        """#set; a computation without a value leaves the old one (Velocity 1.7)."""
        place, span = directive.place, directive.span
        value, name = self.expressions.value(directive.value), place.name
        if not place.steps:
            if place.braces or place.glued.endswith("!"):
                return lambda scope: value(scope) and None  # Velocity puts it under `{name}` or `!name`, where nothing finds it

            def render(scope: Scope) -> None:
                found = value(scope)
                if found is not None:
                    scope.variables[name] = found

            return render
        path = [self.references.step(step) for step in place.steps[:-1]]
        return self.member_assignment(name, path, place.steps[-1], value, span)

    def member_assignment(self, name: str, path: list[Step], last: NameOrCall | ArrayIndex, value: Value, span: Span) -> Render:
        """`#set($a.b.c = …)` and `#set($a[0] = …)`: nothing happens where the way there is undefined."""
        index = self.expressions.value(last.index) if isinstance(last, ArrayIndex) else None
        member = "" if isinstance(last, ArrayIndex) else last.name

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
            except JavaException as error:
                raise failure(error, span, "This #set") from error

        return render

    def directive(self, directive: Directive) -> Render | None:
        """A directive by its name; one that AWS does not know prints as it is written.

        Evidence: recorded: airspeed/test_recursive_macro, test_evaluate_directive, test_return_macro.
        """
        compile_directive = self._directives.get(directive.name)
        return compile_directive(directive) if compile_directive else _writer(directive.literal)

    def foreach(self, directive: Directive) -> Render:
        """#foreach: Velocity takes the third thing in it for the collection and the fourth for the block, whatever they are."""
        parts = [*(directive.arguments or ()), *([directive.block] if directive.block else ())]
        if len(parts) < 3:
            return _failing(directive, "#foreach needs a variable and a collection: `#foreach($item in $items)`.")
        first, collection = parts[0], parts[2]
        name = first.name if isinstance(first, FormalReference) else first.literal[1:]
        values: Value = _nothing if isinstance(collection, Block) else self.expressions.collection(collection)
        self.loops.append(name)
        body = self._statements[type(parts[3])](parts[3]) if len(parts) > 3 and type(parts[3]) in self._statements else None
        self.loops.pop()
        counts = not directive.filename.names.isdisjoint(("velocityCount", "velocityHasNext"))
        return Loop(name, values, body or _nothing, directive.span, counts=counts).render

    def define(self, directive: Directive) -> Render:
        """#define: the variable stands for the block, rendered anew wherever it is printed."""
        if directive.arguments is None or len(directive.arguments) != 1 or directive.block is None:
            return _failing(directive, "#define needs one variable: `#define($name)`.")
        argument = directive.arguments[0]
        name = argument.name if isinstance(argument, FormalReference) else argument.literal[1:]
        block = self.block(directive.block)

        def render(scope: Scope) -> None:
            scope.variables[name] = Definition(block, scope)

        return render

    def macro(self, directive: Directive) -> None:
        """#macro prints nothing, and AWS runs no macro; what cannot be in its block still fails.

        Evidence: recorded: airspeed/test_recursive_macro, test_evaluate_directive, test_return_macro.
        """
        if directive.block is not None:
            self.block(directive.block)

    def break_out(self, directive: Directive) -> Render:
        """#break: the innermost loop or definition ends, or the loop whose `$foreach` is given."""
        target = self.expressions.value(directive.arguments[0]) if directive.arguments else _nothing
        span = directive.span

        def render(scope: Scope) -> None:
            loop = target(scope)
            if loop is not None and not isinstance(loop, Foreach):
                message = f"#break takes a loop, such as $foreach.parent; `{to_text(loop)[:40]}` is none."
                raise TemplateFailure([Diagnostic("vtl.directive", "error", message, span=span)])
            raise BreakBlock(loop)

        return render

    def literal(self, directive: Directive) -> Render:
        """#literal: the block as it is written."""
        if directive.block is None or not directive.block.tokens:
            raise _cannot(directive, "#literal needs a block: `#literal()…#end`.")
        return _writer(directive.block.literal)


class Definition(Host):
    """What #define puts into a variable: prints what its block writes at that moment."""

    java_class = "org.apache.velocity.runtime.directive.Block$Reference"

    def __init__(self, block: Render, scope: Scope) -> None:
        self.block = block
        self.scope = scope
        self.depth = 0

    def to_text(self) -> str:
        """What the block writes now; nothing where it renders itself too deep."""
        return self.text_or("")

    def text_or(self, written: str) -> str:
        """The same, but `written` where it renders itself too deep."""
        if self.depth >= _DEFINE_DEPTH:
            return written
        self.depth += 1
        try:
            return self.scope.capture(self._render)
        finally:
            self.depth -= 1

    def _render(self, scope: Scope) -> None:
        try:
            self.block(scope)
        except BreakBlock:
            return


def _uncertain_slash() -> tuple[str, str]:
    """Uncertain: neither form is recorded."""
    return (
        "A list that is printed writes `/` as `\\/`; whether AWS does so is not recorded.",
        "Both are the same JSON. $input.json writes `/`.",
    )


def _text(element: Any) -> Render | None:
    return _writer(element.text) if element.text else None


def _writer(text: str) -> Render:
    return lambda scope: scope.write(text)


def _stop(_scope: Scope) -> None:
    raise StopTemplate


def _nothing(_scope: Scope) -> None:
    return None


def _no_file(directive: Directive) -> Render | None:
    """#include and #parse: there is no file to read. Without arguments #include does nothing; else AWS answers 500 [?]."""
    if directive.name == "include" and not directive.arguments:
        return None
    return _failing(directive, f"#{directive.name} finds no file: API Gateway has none that a template could read.")


def _failing(directive: Directive, message: str) -> Render:
    """Where Velocity fails only when it comes there."""
    failing = _cannot(directive, message)

    def render(_scope: Scope) -> None:
        raise failing

    return render


def _cannot(directive: Directive, message: str) -> TemplateFailure:
    return TemplateFailure([Diagnostic("vtl.directive", "error", message, span=directive.span)])
