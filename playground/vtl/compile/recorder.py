"""What a compiler makes is wrapped so that running it is recorded (`runtime.record`).

Recording is cheap, for it happens at each step: a part is the number of its site, and each text that is written has the number of the
site that wrote it beside it. What can be counted from that is counted afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.vtl.compile.blocks import Separator
from playground.vtl.runtime.foreach_status import Foreach
from playground.vtl.runtime.record import MOST_VALUES, Site, shown
from playground.vtl.syntax.references import FormalReference
from playground.vtl.syntax.statements import Directive, IfDirective, SetDirective

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.diagnostics import Lines
    from playground.vtl.compile.functions import Render
    from playground.vtl.runtime.scope import Scope
    from playground.vtl.syntax.element import Element


_SILENT = frozenset({"stop", "break", "define", "include", "parse"})
"""Directives that write nothing themselves."""


class Recorder:
    """Wraps what a compiler makes, so that running it is recorded in `scope.record`."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.sites: list[Site] = []
        self._conditions: dict[Element, int] = {}

    def statement(self, element: Element, step: Render) -> Render:
        """Any other statement."""
        if isinstance(element, SetDirective):
            return self._assigned(self.site("set", element), element, step)
        if isinstance(element, IfDirective):
            self.site("if", element, as_often_as=self._conditions[element.condition.expression])
            return step
        if isinstance(element, Directive) and (element.name == "foreach" or element.name in _SILENT):
            return self._counted(self.site("foreach" if element.name == "foreach" else "text", element), step)
        return self._signed(self.site("reference" if isinstance(element, FormalReference) else "text", element), step)

    def condition(self, element: Element, test: Callable[[Scope], bool]) -> Callable[[Scope], bool]:
        """A condition: its operands and whether it held."""
        number = self._conditions[element] = self.site("condition", element)

        def tested(scope: Scope) -> bool:
            record = scope.record
            if record.counts[number] >= MOST_VALUES:
                scope.showing = False
                held = test(scope)
                record.counts[number] += 1
                return held
            scope.showing, scope.operands = True, ""
            held = test(scope)
            record.counts[number] += 1
            record.took(number, f"{scope.operands} → {str(held).lower()}" if scope.operands else str(held).lower())
            return held

        return tested

    def separator(self, condition: Element, text: Element, otherwise: Render) -> Separator:
        """`blocks.Separator`, recorded by the sites of its condition and of its text (the last one), which `otherwise` has too."""
        return _RecordedSeparator(text.text, otherwise, self._conditions[condition], len(self.sites) - 1)

    def site(self, kind: str, element: Element, as_often_as: int | None = None) -> int:
        """The number of a new site."""
        span = element.span
        self.sites.append(Site(kind, span, self.lines.position(span.start), self.lines.position(span.end), as_often_as))
        return len(self.sites) - 1

    @staticmethod
    def _counted(number: int, step: Render) -> Render:
        def counted(scope: Scope) -> None:
            scope.record.counts[number] += 1
            step(scope)

        return counted

    @staticmethod
    def _assigned(number: int, element: SetDirective, step: Render) -> Render:
        name = element.reference.name if element.reference.names == () else ""

        def assigned(scope: Scope) -> None:
            step(scope)
            record = scope.record
            record.counts[number] += 1
            if name and len(record.values[number]) < MOST_VALUES:
                record.took(number, shown(scope.variables.get(name)))

        return assigned

    @staticmethod
    def _signed(number: int, step: Render) -> Render:
        """A statement that writes one text."""

        def signed(scope: Scope) -> None:
            step(scope)
            scope.sign(number)

        return signed


class _RecordedSeparator(Separator):
    """Goes through `otherwise`, which keeps the values of the condition, until there are enough of them."""

    def __init__(self, text: str, otherwise: Render, condition: int, written: int) -> None:
        super().__init__(text, otherwise)
        self.condition = condition
        self.sites = (written,)

    def __call__(self, scope: Scope) -> None:
        loop = scope.variables.get("foreach")
        if type(loop) is not Foreach or not self.is_plain(scope):
            self.otherwise(scope)
            return
        scope.record.counts[self.condition] += 1
        if loop.has_next:
            scope.append(self.text)
            scope.writers.extend(self.sites)

    def is_plain(self, scope: Scope) -> bool:
        return scope.record.counts[self.condition] >= MOST_VALUES

    def wrote(self, scope: Scope, count: int) -> None:
        scope.record.counts[self.condition] += count
