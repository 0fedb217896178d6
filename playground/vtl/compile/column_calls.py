"""Calls of methods → functions of a batch and of the values that are called in each turn: of those that change nothing.

What such a method tells is kept with the batch (`Work.notes`). What it may take of time is bounded by the sizes of what goes in and comes
out (`Work.spend`); a regular expression has its own time in each turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.javaregex import matching
from playground.vtl.compile.batch import SCALARS, Batch, Column, Irregular, scalars
from playground.vtl.compile.calls import NEWER_METHODS
from playground.vtl.java.methods import method_of, regex_method_of
from playground.vtl.java.values import ArrayList, Host, JavaArray, JavaSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.vtl.compile.batch import Steps, Values, Work
    from playground.vtl.syntax.references import NameOrCall

_OF_COLLECTIONS = frozenset({
    "get", "getOrDefault", "containsKey", "keySet", "values", "entrySet", "size", "isEmpty", "contains", "indexOf", "lastIndexOf",
})  # fmt: skip
"""Methods of maps and lists that change nothing, and print nothing that is in them."""
_COLLECTIONS = frozenset({dict, list, ArrayList, JavaArray, JavaSet})
_SEARCHED = _OF_COLLECTIONS - {"get", "getOrDefault", "containsKey", "size", "isEmpty"}
"""Those that go through all members."""
_MEMBER = 50
"""How many characters a member is worth that such a method goes through."""


def call(step: NameOrCall, arguments: Sequence[Values], texts: Sequence[str | None]) -> Steps:
    """`.name(…)`, with its `arguments`; `texts`: of those that are texts in the template, what they are."""
    name, span, count = step.name, step.span, len(arguments)
    if (name, count) in NEWER_METHODS:
        raise Irregular
    pattern, new = texts if (name, count) == ("replaceAll", 2) else (None, None)
    plain = None if pattern is None or new is None else matching.plain(pattern, new)

    def called(batch: Batch, targets: Column) -> Column:
        columns = [scalars(argument(batch)) for argument in arguments] if plain is None else []
        work = batch.work
        work.steps += batch.size
        work.run.span = span
        kinds = set(map(type, targets))
        kind = kinds.pop()
        if kinds or not _is_pure(kind, name):
            raise Irregular
        if kind in _COLLECTIONS:
            work.spend(_MEMBER * sum(map(len, targets)) if name in _SEARCHED else 0)
        else:
            work.spend_texts([targets, *columns])
        if plain is None:
            return work.made(_each(work, kind, name, [targets, *columns]))
        if kind is not str:
            raise Irregular
        if len(plain[1]) > len(plain[0]):
            work.spend(sum(matching.replaced_length(target, *plain) for target in targets))
        return work.made([target.replace(*plain) for target in targets])

    return called


def _is_pure(kind: type, name: str) -> bool:
    """Whether a method of a type changes nothing, and what it gives does not depend on what is changed meanwhile."""
    if kind in SCALARS:
        return True
    return name in _OF_COLLECTIONS if kind in _COLLECTIONS else issubclass(kind, Host) and name in kind.pure


def _each(work: Work, kind: type, name: str, columns: list[Column]) -> Column:
    """What the method gives in each turn."""
    count = len(columns) - 1
    with_regex = regex_method_of(kind, name, count)
    if with_regex is not None:
        return [with_regex(_seconds(work), *values) for values in zip(*columns, strict=True)]
    method = method_of(kind, name, count)
    if method is None:
        raise Irregular
    if kind is dict and (name, count) == ("get", 1) and set(map(type, columns[1])) == {str}:
        method = dict.get  # which is what it does of a text
    return list(map(method, *columns))


def _seconds(work: Work) -> float:
    seconds = work.run.regex_seconds()
    if not seconds:
        raise Irregular
    return seconds
