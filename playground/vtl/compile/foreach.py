"""#foreach: what it goes over, and where it ends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from playground.limits import Limits
from playground.vtl.compile.calls import failure
from playground.vtl.compile.foreach_batch import FEWEST
from playground.vtl.java.objects import JavaIterator
from playground.vtl.java.values import Host, JavaException, JavaSet
from playground.vtl.runtime.foreach_status import Foreach
from playground.vtl.runtime.record import MOST_VALUES
from playground.vtl.runtime.scope import BreakBlock, Tries

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from playground.diagnostics import Span
    from playground.vtl.compile.columns import LoopColumns
    from playground.vtl.compile.foreach_batch import Rows
    from playground.vtl.compile.functions import Evaluate
    from playground.vtl.runtime.scope import Scope

QUOTA = Limits().loop
"""API Gateway's own."""
_AT_ONCE = 64
"""Items that are rendered at once at most: the limits are looked at between."""
_RECORDED_FIRST = MOST_VALUES
"""Items after which a record has all the values of conditions that it keeps, so that the rest can be rendered at once."""
_MISSING = object()
_CHANGED = JavaException("java.util.ConcurrentModificationException", "the collection changes while it is looped over")


def items_of(collection: object) -> Sequence[Any]:
    """What a loop goes over: a list's members, a map's values; nothing for whatever is no collection.

    Evidence: recorded: airspeed/test_foreach_with_unset_variable_expands_to_nothing.
    """
    if isinstance(collection, dict):
        return list(collection.values())
    if isinstance(collection, JavaIterator):
        return collection.values[collection.at :]
    return list(collection) if isinstance(collection, list) else collection if isinstance(collection, range) else ()


class LoopBody(NamedTuple):
    """How one turn of a loop renders, and many at once, where they can be."""

    render: Callable[[Scope], None]
    rows: Rows | None = None
    columns: LoopColumns | None = None


class Loop:
    """A #foreach over `values`, each item in the variable `name`; afterwards the variables are what they were."""

    def __init__(self, name: str, values: Evaluate, body: LoopBody, span: Span, *, counts: bool) -> None:
        """`counts`: whether the template reads $velocityCount or $velocityHasNext."""
        self.name = name
        self.counts = counts
        self.kept = (name, "foreach", "velocityCount", "velocityHasNext") if counts else (name, "foreach")
        self.values = values
        self.body = body.render
        self.rows = body.rows
        self.columns = body.columns
        self.span = span

    def render(self, scope: Scope) -> None:
        """Go over what `values` gives."""
        collection = self.values(scope)
        if isinstance(collection, Host):
            scope.run.span = self.span
            collection.seen()
        items = items_of(collection)
        if not items:
            if isinstance(collection, str) and collection:
                scope.run.notes.tell("vtl.foreach-text", self.span, _over_text)
            return
        saved = {key: scope.variables.get(key, _MISSING) for key in self.kept}
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
        """Render the body for each item, as far as the limits and the collection let it; many at once where that can be done."""
        run, size = scope.run, len(items)
        end = min(size, run.limits.loop)
        watched = collection.owner if isinstance(collection, JavaSet) else collection if isinstance(collection, list | dict) else items
        scope.variables["foreach"] = loop
        start, stop = 0, min(end, _RECORDED_FIRST if scope.is_recorded else _AT_ONCE)
        tries = scope.tries.setdefault(self, Tries()) if size > FEWEST and (self.rows or self.columns) else None
        while start < end:
            if tries and len(watched) == size and scope.variables["foreach"] is loop:
                start += self.at_once(scope, items[start : min(stop, size - 1)], start, tries)
                loop.index = max(start - 1, 0)
            if not self.one_by_one(scope, loop, items[start:stop], start, watched):
                return
            start, stop = stop, min(stop + _AT_ONCE, end)
        if end < size:
            run.notes.tell("limit.loop", self.span, partial(_cut_off, end, size))
        elif len(watched) != size and isinstance(watched, list):
            raise failure(_CHANGED, self.span, "#foreach")

    def one_by_one(self, scope: Scope, loop: Foreach, items: Sequence[Any], start: int, watched: Collection[Any]) -> bool:
        """Render the body for these items, the first one's number `start`. False where the collection ends the loop by having changed."""
        name, body, counts, variables, run, size = self.name, self.body, self.counts, scope.variables, scope.run, loop.size
        for index, item in enumerate(items, start):
            if len(watched) != size and self.is_over(index, watched):
                return False
            run.iterations += 1
            if run.iterations >= run.next_check:
                self.check(scope)
            loop.index = index
            loop.has_next = index + 1 < size
            variables[name] = item
            if counts:
                variables["velocityCount"] = index + 1
                variables["velocityHasNext"] = loop.has_next
            body(scope)
        return True

    def at_once(self, scope: Scope, items: Sequence[Any], start: int, tries: Tries) -> int:
        """Render the body for all these items at once, where that can be done: how many are done. `start`: the first one's number."""
        if tries.wait:
            tries.wait -= 1
            return 0
        made = None if self.rows is None else self.rows.render(scope, items)
        if made is None and self.columns is not None:
            made = self.columns.render(scope, items, start)
        run = scope.run
        if made is None or run.iterations + made.turns > run.limits.iterations:
            tries.note(done=False)
            return 0
        tries.note(done=True)
        run.span = self.span
        run.iterations += made.turns
        if run.iterations >= run.next_check:
            self.check(scope)
        made.hand_over()
        scope.write(made.texts, made.length)
        run.span = made.span or run.span
        return len(items)

    def check(self, scope: Scope) -> None:
        """Look whether the loops still keep within the limits."""
        scope.run.span = self.span
        scope.run.check_iterations()
        scope.count()

    def is_over(self, index: int, watched: Collection[Any]) -> bool:
        """Whether a loop whose collection has changed ends quietly: as in Java it fails, unless it stands at the list's new end."""
        if not index:
            return False
        if index == len(watched) and isinstance(watched, list):
            return True
        raise failure(_CHANGED, self.span, "#foreach")


def _cut_off(limit: int, size: int) -> tuple[str, str]:
    """What to tell of a loop that is too long. It ends as Velocity's directive.foreach.maxloops ends it; AWS's way is not recorded [?]."""
    most = f"API Gateway loops at most {limit:,} times"
    if limit != QUOTA:
        most = f"it goes round {limit:,} times at most, as is set here (API Gateway's own limit is {QUOTA:,})"
    message = f"This #foreach has {size:,} items; {most}, so the last {size - limit:,} are left out."
    return message, "Ask DynamoDB for fewer items at once (Limit), and for the rest with LastEvaluatedKey."


def _over_text() -> tuple[str, str]:
    return "This #foreach loops over a string, so it does nothing.", "$input.json gives a string: use $input.path, or $util.parseJson."
