"""A record of one rendering: how often each part of the template ran, the values it took, and which part wrote which piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playground.vtl.statements import Comment, Directive, IfDirective, SetDirective
from playground.vtl.values import to_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.diagnostics import Span
    from playground.vtl.grammar import Element
    from playground.vtl.scope import Scope

    Render = Callable[[Scope], None]

MOST_VALUES = 5
LONGEST_VALUE = 80
MOST_PIECES = 20_000


@dataclass(slots=True)
class Site:
    """A part of the template: how often it ran, the first few values it took, and how often it had none."""

    kind: str
    span: Span
    count: int = 0
    values: list[str] = field(default_factory=list)
    missing: int = 0

    def took(self, value: str) -> None:
        """Keep a value, if there are few yet."""
        if len(self.values) < MOST_VALUES:
            self.values.append(value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…")


@dataclass(frozen=True, slots=True)
class Piece:
    """`length` characters of the output, and the part of the template that wrote them."""

    length: int
    span: Span


class Recorder:
    """Wraps what a compiler makes, so that running it is recorded."""

    def __init__(self) -> None:
        self.sites: list[Site] = []
        self.pieces: list[Piece] = []

    def statement(self, element: Element, step: Render) -> Render:
        """A statement: it counts, and where it writes by itself, what it wrote."""
        if isinstance(element, IfDirective):
            return self._counted(self._site("if", element), step)
        if isinstance(element, Directive) and element.name == "foreach":
            return self._counted(self._site("foreach", element), step)
        if isinstance(element, SetDirective):
            return self._assigned(self._site("set", element), element, step)
        if isinstance(element, Comment):
            return step
        return self._written(self._site("reference" if hasattr(element, "steps") else "text", element), step)

    def condition(self, element: Element, test: Callable[[Scope], bool]) -> Callable[[Scope], bool]:
        """A condition: its operands and whether it held."""
        site = self._site("condition", element)

        def tested(scope: Scope) -> bool:
            scope.forget_operands()
            held = test(scope)
            site.count += 1
            site.took(f"{scope.operands} → {str(held).lower()}" if scope.operands else str(held).lower())
            return held

        return tested

    def _site(self, kind: str, element: Element) -> Site:
        site = Site(kind, element.span)
        self.sites.append(site)
        return site

    @staticmethod
    def _counted(site: Site, step: Render) -> Render:
        def counted(scope: Scope) -> None:
            site.count += 1
            step(scope)

        return counted

    @staticmethod
    def _assigned(site: Site, element: SetDirective, step: Render) -> Render:
        name = "" if element.place.steps else element.place.name

        def assigned(scope: Scope) -> None:
            step(scope)
            site.count += 1
            if name:
                site.took(_short(scope.variables.get(name)))

        return assigned

    def _written(self, site: Site, step: Render) -> Render:
        def written(scope: Scope) -> None:
            before, scope.missing = len(scope.out), -1
            step(scope)
            text = "".join(scope.out[before:])
            site.count += 1
            if site.kind == "reference":
                site.missing += scope.missing >= 0
                if scope.missing < 0:
                    site.took(text)
            if text and not scope.captured and len(self.pieces) < MOST_PIECES:
                self.pieces.append(Piece(len(text), site.span))

        return written


def _short(value: Any) -> str:
    return to_text(value)[: LONGEST_VALUE * 2]
