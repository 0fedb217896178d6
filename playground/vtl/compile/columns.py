"""Blocks → functions of a batch: what a loop's body writes in many turns at once, column by column, where `foreach_batch` cannot say it.

For bodies with #if, #set, #foreach and calls of methods that change nothing, as loops over DynamoDB's items have: all items' attributes are
looked up, then all of them compared, then all escaped. A column is a list of what is written in each turn, or one text that is the same in
all of them. What cannot be done so is `batch.Irregular`, and left to the ordinary way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress, islice, repeat
from operator import not_
from typing import TYPE_CHECKING, Any

from playground.errors import LimitReached
from playground.vtl.compile.batch import SCALARS, Batch, Irregular, Work
from playground.vtl.compile.column_values import TURN, ColumnValues
from playground.vtl.compile.foreach_batch import Rendered
from playground.vtl.java.values import ArrayList, JavaArray, JavaException, JavaSet, NoSuchMethod, to_text
from playground.vtl.runtime.definition import Definition
from playground.vtl.syntax.element import Element
from playground.vtl.syntax.references import FormalReference
from playground.vtl.syntax.statements import Block, Directive, IfDirective, SetDirective
from playground.vtl.syntax.texts import PLAIN

if TYPE_CHECKING:
    from playground.vtl.runtime.scope import Scope

Columns = list[str | list[str]]
Write = Callable[[Batch], Columns]
FEWEST = 16
"""Items for which columns are worth their preparation."""
_PRINTED = SCALARS | {type(None)}
_IRREGULAR = (Irregular, JavaException, NoSuchMethod, LimitReached, RecursionError)
"""What ends the rendering of many turns at once: rendered one after the other, they come to the same, or to its error."""
_LISTS = frozenset({list, ArrayList, JavaArray, JavaSet})


class ColumnCompiler:
    """Compiles blocks; `assigned` are the variables that they set."""

    def __init__(self) -> None:
        self.assigned: set[str] = set()
        self.values = ColumnValues(self.text)
        self._statements: dict[type, Callable[[Any], Write]] = {
            FormalReference: self.reference,
            Block: self.block,
            IfDirective: self.condition,
            SetDirective: self.assignment,
            Directive: self.foreach,
        }

    def block(self, block: Block) -> Write:
        """All statements of a block; each that is no plain text is a step."""
        parts: list[str | Write] = []
        for child in block.children:
            if type(child) in PLAIN:
                parts += [child.text] if child.text else []
                continue
            parts.append(self._statements[type(child)](child))
        steps, size = sum(not isinstance(part, str) for part in parts), sum(len(part) for part in parts if isinstance(part, str))

        def write(batch: Batch) -> Columns:
            batch.work.steps += steps * batch.size
            batch.work.spend(size * batch.size)
            written: Columns = []
            for part in parts:
                if isinstance(part, str):
                    written.append(part)
                else:
                    written += part(batch)
            return written

        return write

    def text(self, block: Block) -> Callable[[Batch], list[str]]:
        """What a block writes in each turn, as one text."""
        write = self.block(block)
        return lambda batch: joined(write(batch), batch.size)

    def body(self, block: Block, item: str) -> tuple[Callable[[Batch], list[str]], frozenset[str]]:
        """What the body of a loop writes, whose variable is `item`, and the variables that it sets."""
        before, self.assigned = self.assigned, set()
        text, assigned = self.text(block), frozenset(self.assigned)
        self.assigned = before | assigned
        if item in TURN or item in assigned or not assigned.isdisjoint(TURN):
            raise Irregular
        return text, assigned

    def reference(self, reference: FormalReference) -> Write:
        """What a reference prints."""
        if reference.glued not in {"$", "$!"}:
            raise Irregular
        path, name, span = self.values.path(reference), reference.name if reference.names == () else None, reference.span
        quiet = reference.glued == "$!"

        def write(batch: Batch) -> Columns:
            if name is not None and not batch.varies(name):
                found = batch.work.scope.variables.get(name)
                if type(found) is Definition:
                    batch.work.run.span = span
                    return _defined(batch, found)
            column = path(batch)
            kinds = set(map(type, column))
            if kinds == {str}:
                batch.work.spend(sum(map(len, column)))
                return [column]
            if not kinds <= _PRINTED:
                raise Irregular
            if not quiet and (missing := column.count(None)):
                batch.work.tell_again("vtl.undefined", span, [""] * missing)
            return [list(map(to_text, column))]

        return write

    def assignment(self, directive: SetDirective) -> Write:
        """#set of a variable."""
        reference, value = directive.reference, self.values.value(directive.value)
        name = reference.name
        if reference.names != () or reference.braces or reference.glued != "$":
            raise Irregular
        self.assigned.add(name)

        def write(batch: Batch) -> Columns:
            batch.set(name, value(batch))
            return []

        return write

    def condition(self, directive: IfDirective) -> Write:
        """#if, its #elseif and its #else: of each turn, the first that holds."""
        branches = [(self.values.test(one.condition.expression), self.block(one.block)) for one in (directive, *directive.elseifs)]
        otherwise = self.block(directive.else_block.block) if isinstance(directive.else_block, Element) else None

        def write(batch: Batch) -> Columns:
            rest: Batch = batch
            indices: Sequence[int] = range(batch.size)
            texts = [""] * batch.size
            for test, block in branches:
                held = test(rest)
                if rest is batch and False not in held:
                    return block(batch)
                chosen = list(compress(indices, held))
                if chosen:
                    _fill(texts, chosen, block(batch.pick(chosen)))
                    indices = list(compress(indices, map(not_, held)))
                    rest = batch.pick(indices)
                    if not indices:
                        return [texts]
            if otherwise is None:
                return [] if rest is batch else [texts]
            if rest is batch:
                return otherwise(batch)
            _fill(texts, indices, otherwise(rest))
            return [texts]

        return write

    def foreach(self, directive: Directive) -> Write:
        """#foreach, in each turn over a collection of its own; the turns of all are worked on together."""
        parts = [*(directive.arguments or ()), directive.block]
        if directive.name != "foreach" or len(parts) != 4 or not isinstance(parts[0], FormalReference) or not isinstance(parts[3], Block):
            raise Irregular
        name, values = parts[0].name, self.values.value(parts[2])
        text, assigned = self.body(parts[3], name)

        def write(batch: Batch) -> Columns:
            collections = [_items(one) for one in values(batch)]
            turns = batch.loop(name, collections, assigned)
            if not turns.size:
                return []
            texts = iter(text(turns))
            turns.leave()
            return [["".join(islice(texts, len(items))) for items in collections]]

        return write


class DefinedColumns:
    """The block of a #define, compiled when it is first printed in many turns, which most never are."""

    __slots__ = ("_block", "_write")

    def __init__(self, block: Block) -> None:
        self._block = block
        self._write: Write | None = None

    def __call__(self, batch: Batch) -> Columns:
        """What the block writes in each turn."""
        if self._write is None:
            self._write = _refuse
            compiler = ColumnCompiler()
            write = compiler.block(self._block)
            self._write = _refuse if compiler.assigned else write
        return self._write(batch)


class LoopColumns:
    """The body of a loop, to be rendered for many of its items at once; compiled when it first is."""

    __slots__ = ("_assigned", "_block", "_item", "_text")

    def __init__(self, block: Block, item: str) -> None:
        self._block = block
        self._item = item
        self._text: Callable[[Batch], list[str]] | None = None
        self._assigned: frozenset[str] = frozenset()

    def render(self, scope: Scope, items: Sequence[Any], start: int) -> Rendered | None:
        """The turns of these items, of which none is the loop's last; `start`: the first one's number. None where they are irregular."""
        if len(items) < FEWEST or self._text is _refuse:
            return None
        work, run = Work(scope), scope.run
        notes, span = run.notes, run.span
        run.notes = work.notes  # for what methods tell
        try:
            texts = self._texts(work, items, start)
        except _IRREGULAR:
            run.span = span
            return None
        finally:
            run.notes = notes
        return Rendered(texts, sum(map(len, texts)), work.turns, run.span, work.hand_over)

    def _texts(self, work: Work, items: Sequence[Any], start: int) -> list[str]:
        if self._text is None:
            self._text = _refuse
            self._text, self._assigned = ColumnCompiler().body(self._block, self._item)
        batch = Batch.outermost(work, self._item, items, start, self._assigned)
        texts = self._text(batch)
        batch.leave()
        work.check()
        return texts


def _refuse(_batch: Batch) -> Any:
    """What a block does that cannot be compiled."""
    raise Irregular


def joined(columns: Columns, size: int) -> list[str]:
    """What stands beside each other in columns, as one text for each turn."""
    if len(columns) == 1:
        (column,) = columns
        return [column] * size if isinstance(column, str) else column
    if all(isinstance(column, str) for column in columns):
        return ["".join(columns)] * size  # type: ignore[arg-type]
    return list(map("".join, zip(*[repeat(column) if isinstance(column, str) else column for column in columns], strict=False)))


def _fill(texts: list[str], indices: Sequence[int], columns: Columns) -> None:
    for index, text in zip(indices, joined(columns, len(indices)), strict=True):
        texts[index] = text


def _items(collection: Any) -> Sequence[Any]:
    """What a loop goes over; see foreach.items_of."""
    if type(collection) is dict:
        return list(collection.values())
    if type(collection) in _LISTS:
        items: Sequence[Any] = collection
        return items
    raise Irregular


def _defined(batch: Batch, definition: Definition) -> Columns:
    """What a #define writes where it is printed; one that is being rendered renders itself, which goes only so deep."""
    if definition.depth or definition.scope is not batch.work.scope or definition.columns is None:
        raise Irregular
    definition.depth += 1
    try:
        return definition.columns(batch)
    finally:
        definition.depth -= 1
