"""All elements of a tree, for whoever looks at a template without running it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.vtl.grammar import Element

if TYPE_CHECKING:
    from collections.abc import Iterator


def walk(element: Element) -> Iterator[Element]:
    """The element and everything in it, in the order of the text."""
    stack: list[object] = [element]
    while stack:
        current = stack.pop()
        if isinstance(current, Element):
            yield current
            parts = [value for name, value in vars(current).items() if isinstance(value, _PARTS) and name not in _NOT_PARTS]
            stack.extend(reversed(parts))
        elif isinstance(current, list | tuple):
            stack.extend(reversed(current))


_PARTS = (Element, list, tuple)
_NOT_PARTS = frozenset({"filename", "_full_text", "start", "end"})
