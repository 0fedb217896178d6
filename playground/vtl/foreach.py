"""#foreach: what it goes over, what `$foreach` knows, and where it ends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from playground.vtl.expressions import failure
from playground.vtl.scope import BreakBlock
from playground.vtl.values import Host, JavaException, JavaIterator, JavaSet, nested_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from playground.diagnostics import Span
    from playground.vtl.expressions import Value
    from playground.vtl.scope import Scope
    from playground.vtl.values import Method

_MISSING = object()
_CHANGED = JavaException("java.util.ConcurrentModificationException", "the collection changes while it is looped over")


class Foreach(Host, dict[object, object]):
    """`$foreach`, and a map of its own for whatever a template sets on it (Velocity: a Scope)."""

    java_class = "org.apache.velocity.runtime.directive.ForeachScope"

    def __init__(self, size: int, parent: object) -> None:
        super().__init__()
        self.index = 0
        self.size = size
        self.parent = parent if isinstance(parent, Foreach) else None

    @property
    def has_next(self) -> bool:
        """Whether another item follows."""
        return self.index + 1 < self.size

    def topmost(self) -> Foreach:
        """The outermost loop."""
        return self if self.parent is None else self.parent.topmost()

    def get_property(self, name: str) -> object:
        """`index`, `count`, `hasNext`, `first`, `last`, `parent`, `topmost`."""
        function = _PROPERTIES.get(name)
        return function(self) if function else None

    def to_text(self) -> str:
        """The map of its own, which is empty unless a template fills it."""
        return "{" + ", ".join(f"{nested_text(key)}={nested_text(value)}" for key, value in self.items()) + "}"

    methods: ClassVar[Mapping[tuple[str, int], Method]] = {}


_PROPERTIES: dict[str, Callable[[Foreach], object]] = {
    "index": lambda loop: loop.index,
    "count": lambda loop: loop.index + 1,
    "hasNext": lambda loop: loop.has_next,
    "first": lambda loop: loop.index == 0,
    "last": lambda loop: not loop.has_next,
    "parent": lambda loop: loop.parent,
    "topmost": Foreach.topmost,
}
Foreach.methods = {("hasNext", 0): _PROPERTIES["hasNext"], ("isFirst", 0): _PROPERTIES["first"], ("isLast", 0): _PROPERTIES["last"]} | {
    (f"get{name[0].upper()}{name[1:]}", 0): function for name, function in _PROPERTIES.items()
}


def items_of(collection: object) -> Sequence[Any]:
    """What a loop goes over: a list's members, a map's values; nothing for whatever is no collection (SEMANTICS 3.4)."""
    if isinstance(collection, dict):
        return list(collection.values())
    if isinstance(collection, JavaIterator):
        return collection.values[collection.at :]
    return list(collection) if isinstance(collection, list) else collection if isinstance(collection, range) else ()


_VARIABLES = ("foreach", "velocityCount", "velocityHasNext")


class Loop:
    """A #foreach over `values`, each item in the variable `name`; afterwards the variables are what they were."""

    def __init__(self, name: str, values: Value, body: Callable[[Scope], None], span: Span) -> None:
        self.name = name
        self.values = values
        self.body = body
        self.span = span

    def render(self, scope: Scope) -> None:
        """Go over what `values` gives."""
        collection = self.values(scope)
        items = items_of(collection)
        if not items:
            if isinstance(collection, str) and collection:
                scope.run.notes.tell("vtl.foreach-text", self.span, _over_text)
            return
        saved = {key: scope.variables.get(key, _MISSING) for key in (self.name, *_VARIABLES)}
        loop = Foreach(len(items), saved["foreach"])
        try:
            self.go_round(scope, loop, items, collection)
        except BreakBlock as request:
            if request.target is not None and request.target is not loop:
                raise
        finally:
            scope.variables.update(saved)
            for key in (key for key, value in saved.items() if value is _MISSING):
                del scope.variables[key]

    def go_round(self, scope: Scope, loop: Foreach, items: Sequence[Any], collection: object) -> None:
        """Render the body for each item, as far as the limits and the collection let it."""
        name, body, variables, run, size = self.name, self.body, scope.variables, scope.run, len(items)
        watched = collection.owner if isinstance(collection, JavaSet) else collection if isinstance(collection, list | dict) else items
        variables["foreach"] = loop
        for index, item in enumerate(items):
            if len(watched) != size and self.is_over(index, watched):
                return
            if index >= run.limits.loop:
                run.notes.tell("limit.loop", self.span, partial(_cut_off, run.limits.loop, size))
                return
            run.iterations += 1
            if not run.iterations & 63 or run.iterations > run.limits.iterations:
                run.check_iterations()
            loop.index = index
            variables[name] = item
            variables["velocityCount"] = index + 1
            variables["velocityHasNext"] = index + 1 < size
            body(scope)
        if len(watched) != size and isinstance(watched, list):
            raise failure(_CHANGED, self.span, "#foreach")

    def is_over(self, index: int, watched: Collection[Any]) -> bool:
        """Whether a loop whose collection has changed ends quietly: as in Java it fails, unless it stands at the list's new end."""
        if not index:
            return False
        if index == len(watched) and isinstance(watched, list):
            return True
        raise failure(_CHANGED, self.span, "#foreach")


def _cut_off(limit: int, size: int) -> tuple[str, str]:
    """What to tell of a loop that is too long. It ends as Velocity's directive.foreach.maxloops ends it; AWS's way is not recorded [?]."""
    message = f"This #foreach has {size:,} items; API Gateway loops at most {limit:,} times, so the last {size - limit:,} are left out."
    return message, "Ask DynamoDB for fewer items at once (Limit), and for the rest with LastEvaluatedKey."


def _over_text() -> tuple[str, str]:
    return "This #foreach goes over a text, so it does nothing.", "$input.json gives text: use $input.path, or $util.parseJson."
