"""Words for a condition that holds where other languages would not let it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.vtl.grammar import FormalReference


def describe_truth(reference: FormalReference, value: object) -> tuple[str, str]:
    """The message for `#if($x)` on what other languages take for false."""
    shown = reference.literal.rstrip()[:80]
    state, instead = "is 0", f"{shown} != 0"
    if value is None or isinstance(value, str):
        state, instead = "is undefined" if value is None else "is empty", f'{shown} != ""'
    elif isinstance(value, list | dict):
        state, instead = "is empty", f"!{shown}.isEmpty()"
    return f"`#if({shown})` holds although `{shown}` {state}: to AWS only `false` is false.", f"Write `#if({instead})`."
