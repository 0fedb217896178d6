"""Directives by their names → functions that render into a scope: all but #if and #set, which the grammar knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.errors import TemplateFailure
from playground.vtl.compile.blocks import nothing, text
from playground.vtl.compile.columns import DefinedColumns
from playground.vtl.compile.foreach import Loop, LoopBody
from playground.vtl.java.values import to_text
from playground.vtl.runtime.definition import Definition
from playground.vtl.runtime.foreach_status import Foreach
from playground.vtl.runtime.scope import BreakBlock, StopTemplate
from playground.vtl.syntax.references import FormalReference
from playground.vtl.syntax.statements import Block
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.vtl.compile.expressions import Expressions
    from playground.vtl.compile.functions import Evaluate, Render
    from playground.vtl.runtime.scope import Scope
    from playground.vtl.syntax.element import Element
    from playground.vtl.syntax.statements import Directive


_FOREACH_NEEDS = ("#foreach needs a variable and a collection.", "Write `#foreach($item in $items)`.")


class Directives:
    """Compiles directives.

    `statement` compiles what is in their blocks, or gives None for what does nothing or cannot stand there; `body` compiles the block of
    a loop over that variable.
    """

    def __init__(
        self,
        statement: Callable[[Element], Render | None],
        body: Callable[[Block, str], LoopBody],
        expressions: Expressions,
    ) -> None:
        self.statement = statement
        self.body = body
        self.expressions = expressions
        self.loops: list[str] = []  # the variables of the loops that are being compiled, the innermost last

    def directive(self, directive: Directive) -> Render | None:
        """A directive by its name; one that AWS does not know prints as it is written.

        Evidence: recorded: airspeed/test_recursive_macro, test_evaluate_directive, test_return_macro.
        """
        compile_directive = _BY_NAME.get(directive.name)
        return compile_directive(self, directive) if compile_directive else text(directive.written)

    def foreach(self, directive: Directive) -> Render:
        """#foreach: Velocity takes the third thing in it for the collection and the fourth for the block, whatever they are.

        Without parentheses it fails wherever it stands; with too little in them, when Velocity comes there.
        """
        if directive.arguments is None:
            raise _cannot(directive, *_FOREACH_NEEDS)
        parts = [*(directive.arguments or ()), *([directive.block] if directive.block else ())]
        if len(parts) < 3:
            return _failing(directive, *_FOREACH_NEEDS)
        first, collection = parts[0], parts[2]
        name = first.name if isinstance(first, FormalReference) else first.literal[1:]
        values: Evaluate = nothing if isinstance(collection, Block) else self.expressions.collection(collection)
        self.loops.append(name)
        block = parts[3] if len(parts) > 3 else None
        body = self.body(block, name) if isinstance(block, Block) else LoopBody((self.statement(block) if block else None) or nothing)
        self.loops.pop()
        counts = not directive.state.names.isdisjoint(("velocityCount", "velocityHasNext"))
        return Loop(name, values, body, directive.span, counts=counts).render

    def loop_depth(self, name: str) -> int | None:
        """How many loops out the one is that is being compiled and whose item `name` is; None where it is no item."""
        return self.loops[::-1].index(name) if name in self.loops else None

    def define(self, directive: Directive) -> Render:
        """#define: the variable stands for the block, rendered anew wherever it is printed; it fails wherever it stands without one."""
        if directive.arguments is None or len(directive.arguments) != 1 or directive.block is None:
            raise _cannot(directive, "#define needs one variable.", "Write `#define($name)`.")
        argument = directive.arguments[0]
        name = argument.name if isinstance(argument, FormalReference) else argument.literal[1:]
        block, columns = self.statement(directive.block) or nothing, DefinedColumns(directive.block)

        def render(scope: Scope) -> None:
            scope.variables[name] = Definition(block, scope, columns)

        return render

    def macro(self, directive: Directive) -> None:
        """#macro prints nothing, and AWS runs no macro; what cannot be in its block still fails.

        Evidence: recorded: airspeed/test_recursive_macro, test_evaluate_directive, test_return_macro.
        """
        if directive.block is not None:
            self.statement(directive.block)

    def break_out(self, directive: Directive) -> Render:
        """#break: the innermost loop or definition ends, or the loop whose `$foreach` is given."""
        target = self.expressions.value(directive.arguments[0]) if directive.arguments else nothing
        span = directive.span

        def render(scope: Scope) -> None:
            loop = target(scope)
            if loop is not None and not isinstance(loop, Foreach):
                message = f"#break takes a loop, such as $foreach.parent; `{shorten(to_text(loop), 40)}` is none."
                hint = "#break alone ends the innermost loop."
                raise TemplateFailure([Diagnostic("vtl.directive", "error", message, hint, span=span)])
            raise BreakBlock(loop)

        return render

    def stop(self, _directive: Directive) -> Render:
        """#stop: the template ends."""
        return _stop

    def no_file(self, directive: Directive) -> Render | None:
        """#include and #parse: there is no file to read. Without arguments #include does nothing; else AWS answers 500 [?]."""
        if directive.name == "include" and not directive.arguments:
            return None
        message = f"#{directive.name} finds no file: API Gateway has none that a template could read, and most likely answers 500."
        return _failing(directive, message, "Write what the file holds into the template.")

    def literal(self, directive: Directive) -> Render:
        """#literal: the block as it is written."""
        if directive.block is None or not directive.block.tokens:
            raise _cannot(directive, "#literal needs a block.", "Write `#literal()…#end`.")
        return text(directive.block.literal)


def _stop(_scope: Scope) -> None:
    raise StopTemplate


def _failing(directive: Directive, message: str, hint: str) -> Render:
    """Where Velocity fails only when it comes there."""
    failing = _cannot(directive, message, hint)

    def render(_scope: Scope) -> None:
        raise failing

    return render


def _cannot(directive: Directive, message: str, hint: str) -> TemplateFailure:
    return TemplateFailure([Diagnostic("vtl.directive", "error", message, hint, span=directive.span)])


_BY_NAME: dict[str, Callable[[Directives, Directive], Render | None]] = {
    "foreach": Directives.foreach,
    "define": Directives.define,
    "macro": Directives.macro,
    "literal": Directives.literal,
    "stop": Directives.stop,
    "break": Directives.break_out,
    "include": Directives.no_file,
    "parse": Directives.no_file,
}
