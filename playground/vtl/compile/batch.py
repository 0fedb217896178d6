"""Many turns of a loop that are worked on together: the values that variables have in each, and what the turns use up together.

Nothing of it reaches the run or the template's variables before all turns are done: where something turns up that cannot be done together
(`Irregular`), they are rendered one after the other, as if nothing had been.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

from playground.vtl.java.objects import Entry
from playground.vtl.java.values import Host
from playground.vtl.runtime.notes import Notes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from playground.diagnostics import Span
    from playground.vtl.runtime.scope import Scope

Column = list[Any]
"""A value for each turn."""
SCALARS = frozenset({str, int, float, Decimal, bool})
"""Types of which there is nothing to say, and which run nothing, when they are printed or compared."""
HAS_NEXT, INDEX = "foreach.hasNext", "foreach.index"
"""Columns that each loop has; no variable of a template has such a name."""
_ROOM = 4_000_000
"""Characters and members that may be read, made and written in one batch, for the run looks at its limits only after it."""
_MOST_TURNS = 10_000
"""Turns of a loop in the loop's turns: its columns are that long."""
_UNSET = object()
"""What a variable is in a turn that has not set it yet: what an earlier turn has left, which is not known."""


class Irregular(Exception):
    """Raised where turns cannot be rendered together: a part of the template, or a value in one of the turns, prevents it."""


def scalars(column: Column) -> Column:
    """The column; Irregular where it has more than scalars."""
    if not set(map(type, column)) <= SCALARS:
        raise Irregular
    return column


def without_hosts(column: Column) -> Column:
    """The column; Irregular where it has a host, of which what is read may depend on when that is done."""
    if any(issubclass(kind, Host) and kind is not Entry for kind in set(map(type, column))):
        raise Irregular
    return column


class Work:
    """What all turns of a batch use and tell together, until the run has it."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.run = scope.run
        self.steps = 0
        self.turns = 0
        self.captured = 0  # characters of strings, which count, though they do not go to the output
        self.notes = Notes()
        self.again: dict[tuple[str, Span], list[str]] = {}  # notes that there are already: of which kind, each time
        self.left: dict[str, Any] = {}  # variables, as the last turn leaves them
        self._told = scope.run.notes
        self._room = _ROOM

    def spend(self, count: int) -> None:
        """Count characters or members against what a batch may use; Irregular where that is used up."""
        self._room -= count
        if self._room < 0:
            raise Irregular

    def spend_texts(self, columns: Iterable[Column]) -> None:
        """Count the texts in these columns, as `spend` does."""
        for column in columns:
            kinds = set(map(type, column))
            if str in kinds:
                self.spend(sum(map(len, column if len(kinds) == 1 else [one for one in column if type(one) is str])))

    def made(self, column: Column) -> Column:
        """The column itself, its values (newly made by the template) counted; Irregular where one is, or all together are, too long."""
        sized = column if set(map(type, column)) == {str} else [one for one in column if isinstance(one, (str, list, dict))]
        size, longest = sum(map(len, sized)), self.run.limits.string
        self.spend(size)
        if size > longest and max(map(len, sized)) > longest:
            raise Irregular
        return column

    def tell_again(self, code: str, span: Span, kinds: list[str]) -> None:
        """Count an existing note once more for each of these kinds; Irregular where there is none, for its words may depend on the turn."""
        if not self._told.has(code, span):
            raise Irregular
        self.again.setdefault((code, span), []).extend(kinds)

    def check(self) -> None:
        """Irregular where what was counted exceeds what the run has left."""
        run = self.run
        if run.steps_left < self.steps or run.iterations + self.turns > run.limits.iterations or not self._told.has_room(self.notes):
            raise Irregular

    def hand_over(self) -> None:
        """Add what the turns used and noted to the run; LimitReached where they wrote too much."""
        self.run.steps_left -= self.steps
        self.scope.variables.update(self.left)
        self._told.add(self.notes)
        for (code, span), kinds in self.again.items():
            self._told.repeat(code, span, len(kinds), filter(None, kinds))
        self.run.write(self.captured)


class Batch:
    """Turns that are rendered together: of a loop, or some of those of the batch `within`, those at its `indices`."""

    __slots__ = ("assigned", "columns", "indices", "size", "unsure", "within", "work")

    def __init__(self, work: Work, within: Batch | None, indices: Sequence[int], columns: dict[str, Column]) -> None:
        self.work = work
        self.size = len(indices)
        self.within = within
        self.indices = indices
        self.columns = columns
        self.assigned: Collection[str] | None = None  # of all turns of a loop: the variables that its body sets
        self.unsure: set[str] = set() if within is None else within.unsure.copy()  # those that may be unset in a turn

    @classmethod
    def outermost(cls, work: Work, name: str, items: Sequence[Any], start: int, assigned: Collection[str]) -> Batch:
        """Turns of a loop of which none is the last, each with its item in the variable `name`; `start`: the first one's number."""
        size = len(items)
        work.turns += size
        batch = cls(
            work, None, range(size), {name: without_hosts(list(items)), HAS_NEXT: [True] * size, INDEX: list(range(start, start + size))}
        )
        batch._expect(assigned)
        return batch

    def loop(self, name: str, collections: Sequence[Sequence[Any]], assigned: Collection[str]) -> Batch:
        """All turns of a loop that stands in these turns, and goes over one of the collections in each."""
        sizes = list(map(len, collections))
        items = without_hosts(list(chain.from_iterable(collections)))
        self.work.turns += len(items)
        if len(items) > _MOST_TURNS or max(sizes, default=0) > self.work.run.limits.loop:
            raise Irregular
        indices = list(chain.from_iterable([index] * size for index, size in enumerate(sizes)))
        indexes = list(chain.from_iterable(map(range, sizes)))
        has_next = [True] * len(items)
        for end in accumulate(sizes) if items else ():
            has_next[end - 1] = False  # of a loop without turns that is the last one of another
        batch = Batch(self.work, self, indices, {name: items, HAS_NEXT: has_next, INDEX: indexes})
        batch._expect(assigned)
        batch.unsure.discard(name)
        return batch

    def pick(self, indices: Sequence[int]) -> Batch:
        """A batch of some of these turns, by their indexes."""
        return Batch(self.work, self, indices, {})

    def column(self, name: str) -> Column:
        """What a variable is in each turn; Irregular where that is not known."""
        found = self.raw(name)
        if name in self.unsure:
            if any(value is _UNSET for value in found):
                raise Irregular
            self.unsure.discard(name)
        return found

    def varies(self, name: str) -> bool:
        """Whether a variable may differ from turn to turn."""
        return name in self.columns or (self.within is not None and self.within.varies(name))

    def set(self, name: str, column: Column) -> None:
        """Set a variable's column from here on, in these turns and in the batch that they were picked from."""
        self.columns[name] = without_hosts(column)
        self.unsure.discard(name)
        within, indices = self.within, self.indices
        inner = self
        while inner.assigned is None and within is not None:
            filled = within.raw(name).copy()
            for index, value in zip(indices, column, strict=True):
                filled[index] = value
            within.columns[name] = filled
            indices = [within.indices[index] for index in indices]
            inner, within = within, within.within

    def leave(self) -> None:
        """End an inner loop: each variable that its turns set gets, outside, the value of its last turn."""
        for name in self.assigned or ():
            left = {index: value for index, value in zip(self.indices, self.columns[name], strict=True) if value is not _UNSET}
            if left and self.within is not None:
                self.within.pick(list(left)).set(name, list(left.values()))
            elif left:
                self.work.left[name] = left.popitem()[1]

    def _expect(self, assigned: Collection[str]) -> None:
        self.assigned = assigned
        self.unsure.update(assigned)
        self.columns.update((name, [_UNSET] * self.size) for name in assigned)

    def raw(self, name: str) -> Column:
        """As `column`, with `_UNSET` in the turns in which the value is not known."""
        found = self.columns.get(name)
        if found is not None:
            return found
        if self.within is None or not self.within.varies(name):
            return [self.work.scope.variables.get(name)] * self.size
        outside = self.within.raw(name)
        found = self.columns[name] = [outside[index] for index in self.indices]
        return found


Values = Callable[[Batch], Column]
"""An operand: what it is worth in each turn."""
Tests = Callable[[Batch], list[bool]]
"""A condition: in which turns it holds."""
Steps = Callable[[Batch, Column], Column]
"""One step of a reference: where it leads from a value, in each turn."""
