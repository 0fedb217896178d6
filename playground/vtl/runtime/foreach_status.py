"""`$foreach`: the status of a loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from playground.vtl.java.length import joined
from playground.vtl.java.values import Host, nested_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playground.vtl.java.values import JavaMethod


class Foreach(Host, dict[object, object]):
    """`$foreach`, and a map of its own for whatever a template sets on it (Velocity: a Scope)."""

    java_class = "org.apache.velocity.runtime.directive.ForeachScope"

    def __init__(self, size: int, parent: object) -> None:
        super().__init__()
        self.index = 0
        self.size = size
        self.has_next = size > 1
        self.parent = parent if isinstance(parent, Foreach) else None

    def __getitem__(self, name: object) -> object:
        """A member of the map, as long as the loop's own properties leave it to be seen."""
        if name in PROPERTIES:
            raise KeyError(name)
        return super().__getitem__(name)

    def topmost(self) -> Foreach:
        """The outermost loop."""
        return self if self.parent is None else self.parent.topmost()

    def get_property(self, name: str) -> object:
        """`index`, `count`, `hasNext`, `first`, `last`, `parent`, `topmost`."""
        function = PROPERTIES.get(name)
        return function(self) if function else None

    def to_text(self) -> str:
        """The text of the map that templates may fill; `{}` unless one does."""
        return "{" + joined((f"{nested_text(key)}={nested_text(value)}" for key, value in self.items()), ", ", around=2) + "}"

    methods: ClassVar[Mapping[tuple[str, int], JavaMethod]] = {}


PROPERTIES: dict[str, Callable[[Foreach], object]] = {
    "hasNext": lambda loop: loop.has_next,
    "first": lambda loop: loop.index == 0,
    "last": lambda loop: not loop.has_next,
    "index": lambda loop: loop.index,
    "count": lambda loop: loop.index + 1,
    "parent": lambda loop: loop.parent,
    "topmost": Foreach.topmost,
}
Foreach.methods = {("hasNext", 0): PROPERTIES["hasNext"], ("isFirst", 0): PROPERTIES["first"], ("isLast", 0): PROPERTIES["last"]} | {
    (f"get{name[0].upper()}{name[1:]}", 0): function for name, function in PROPERTIES.items()
}
