"""All elements of a tree, for whoever looks at a template without running it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from playground.vtl.syntax.element import Element
from playground.vtl.syntax.operands import Expression, IndexParameter, Parameter, ParenthesizedExpression, Value

if TYPE_CHECKING:
    from collections.abc import Iterator


def walk(element: Element) -> Iterator[Element]:
    """The element and everything in it, in the order of the text."""
    stack: list[object] = [element]
    while stack:
        current = stack.pop()
        if isinstance(current, list | tuple):
            stack.extend(reversed(current))
        elif isinstance(current, Element):
            yield current
            parts = [value for name, value in vars(current).items() if _may_be_part(type(value)) and name not in _NOT_PARTS]  # type: ignore[arg-type]  # a type is hashable
            stack.extend(reversed(parts))


def sole_operand(element: object) -> Element | None:
    """The literal or reference that an expression is, without parentheses and blanks; None where it is an operation."""
    while isinstance(element, _WRAPPERS):
        inner: object = element.expression
        element = inner if not isinstance(inner, list) else inner[0] if len(inner) == 1 else None
    return element if isinstance(element, Element) else None


@cache
def _may_be_part(kind: type) -> bool:
    """Whether a value of this type is an element or may hold some; kept, for airspeed's abstract classes take their time to say so."""
    return issubclass(kind, (Element, list, tuple))


_NOT_PARTS = frozenset({"filename", "_full_text", "start", "end"})
_WRAPPERS = (Expression, ParenthesizedExpression, Value, Parameter, IndexParameter)
