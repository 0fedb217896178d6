"""Words for what is undefined where a template did not expect it: which part of a reference is missing, and in which item of a loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.vtl.grammar import ArrayIndex
from playground.vtl.loop_status import Foreach

if TYPE_CHECKING:
    from playground.vtl.grammar import FormalReference
    from playground.vtl.scope import Scope


def describe_undefined(reference: FormalReference, scope: Scope, loop_depth: int | None) -> tuple[str, str]:
    """The message for a reference that prints nothing because it is undefined or null; `scope.missing` says which part is.

    `loop_depth` says how many loops out the one is whose item the reference begins with; None where it begins with no item.
    """
    shown = reference.literal.rstrip()[:80]
    hint = 'Ask before with #if($x != ""), or write $! where nothing is meant to be printed.'
    if scope.missing == 0:
        return f"`{shown}` prints nothing: `${reference.name}` is undefined here.", hint
    step = reference.steps[scope.missing - 1]
    before = "".join(part.literal for part in reference.steps[: scope.missing - 1])
    owner = _item(scope, loop_depth) if loop_depth is not None and not before else f"`${reference.name}{before}`"
    if isinstance(step, ArrayIndex):
        return f"`{shown}` prints nothing: {owner} has nothing at {step.literal[:40]}.", hint
    if step.parameters is not None:
        return f"`{shown}` prints nothing: `{step.literal[1:][:60]}` gives nothing for {owner}.", hint
    return f"`{shown}` prints nothing: {owner} has no `{step.name}`{_subtraction(step.name)}", hint


def _item(scope: Scope, depth: int | None) -> str:
    loop = scope.variables.get("foreach")
    for _ in range(depth or 0):
        loop = loop.parent if isinstance(loop, Foreach) else None
    return f"item {loop.index + 1:,} of {loop.size:,}" if isinstance(loop, Foreach) else "the item"


def _subtraction(name: str) -> str:
    head, minus, tail = name.partition("-")
    return f" (a name may hold `-`: to subtract, write `{head} - {tail}`)." if minus and tail[:1].isdigit() else "."
