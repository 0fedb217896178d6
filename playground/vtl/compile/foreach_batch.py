"""Many turns of a #foreach at once: where its body is texts and plain references, as most loops over DynamoDB's items are.

Nothing in such a body changes anything, and it asks of its turn no more than whether it is the last, so each of its parts can be rendered
for all items but the last before the next part is: more than twice as fast. What a row cannot say, such as an attribute that an item
lacks, is left to columns.py, or to the ordinary way.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from playground.vtl.compile.blocks import Separator, nothing
from playground.vtl.java.values import to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playground.diagnostics import Span
    from playground.vtl.compile.blocks import Part, PropertyNames
    from playground.vtl.runtime.scope import Scope

FEWEST = 4
"""Items for which rows are worth their preparation."""
_TURN = {"foreach", "velocityCount", "velocityHasNext"}
"""Variables that differ from turn to turn, and are no item."""
_PLAIN = {str, int, float, Decimal, bool}
"""Types of which there is nothing to say when they are printed."""


class Rendered(NamedTuple):
    """Turns of a loop that are rendered, of which the run does not know yet: `hand_over` tells it all but how many turns there are."""

    texts: list[str]
    length: int
    turns: int
    span: Span | None
    """The place of the call that was made last."""
    hand_over: Callable[[], None]


class Rows:
    """A loop's body as a row of texts, which each item repeats; `columns` are the places in it that references fill."""

    def __init__(self, item: str) -> None:
        self.item = item
        self.steps = 0
        self.length = 0  # of the texts that are the same for each item
        self.texts: list[str] = []
        self.columns: list[tuple[int, str, PropertyNames]] = []
        self.sites: list[int] = []  # where the run is recorded: of each text, who wrote it
        self.separators: list[Separator] = []

    def render(self, scope: Scope, items: Sequence[Any]) -> Rendered | None:
        """The rows of items of which none is the loop's last; None where they are not plain."""
        count, width = len(items), len(self.texts)
        if (
            count < FEWEST
            or scope.run.steps_left < self.steps * count
            or not all(separator.is_plain(scope) for separator in self.separators)
        ):
            return None
        texts, length = self.texts * count, self.length * count
        try:
            for slot, root, names in self.columns:
                column: Any = items if root == self.item else [scope.variables[root]] * count
                for name in names:
                    column = [found[name] for found in column]
                kinds = set(map(type, column))
                if kinds != {str}:
                    if not kinds <= _PLAIN:
                        return None
                    column = [to_text(found) for found in column]
                texts[slot::width] = column
                length += sum(map(len, column))
        except (KeyError, TypeError):
            return None
        return Rendered(texts, length, count, None, partial(self.hand_over, scope, count))

    def hand_over(self, scope: Scope, count: int) -> None:
        """Let the run, and the record, know of so many rows."""
        scope.run.steps_left -= self.steps * count
        scope.writers.extend(self.sites * count)
        for separator in self.separators:
            separator.wrote(scope, count)


def rows_of(item: str, parts: Sequence[Part], tail: str) -> Rows | None:
    """The rows of a body that `blocks` renders, of a loop whose variable is `item`; None where it has more than rows can say."""
    if item in _TURN:
        return None
    rows = Rows(item)
    for before, root, names, then, sites in parts:
        if before:
            rows.texts.append(before)
        rows.sites.extend(sites)
        if then is nothing:
            continue
        rows.steps += 1
        if root is not None:
            if root in _TURN:
                return None
            rows.columns.append((len(rows.texts), root, names))
            rows.texts.append("")
        elif isinstance(then, Separator):
            rows.separators.append(then)
            rows.texts.append(then.text)
            rows.sites.extend(then.sites)
        else:
            return None
    if tail:
        rows.texts.append(tail)
    rows.length = sum(map(len, rows.texts))
    return rows
