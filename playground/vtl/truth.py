"""Words for a condition that holds where other languages would not let it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Fix

if TYPE_CHECKING:
    from playground.vtl.reference_grammar import FormalReference


def describe_truth(reference: FormalReference, value: object) -> tuple[str, str, Fix]:
    """The message for `#if($x)` on what other languages take for false, and the comparison in its place."""
    shown = reference.literal.rstrip()
    state, instead = "is 0", f"{shown} != 0"
    if value is None or isinstance(value, str):
        state, instead = "is undefined" if value is None else "is empty", f'{shown} != ""'
    elif isinstance(value, list | dict):
        state, instead = "is empty", f"!{shown}.isEmpty()"
    message = f"`#if({shown[:80]})` holds although `{shown[:80]}` {state}: to AWS only `false` is false."
    return message, f"Write `#if({instead[:90]})`.", Fix(reference.span, instead if _stands_alone(reference) else f"({instead})")


def _stands_alone(reference: FormalReference) -> bool:
    """Whether a reference is all that is in its parentheses, so that a comparison may take its place as it is."""
    tokens = reference._full_text  # noqa: SLF001 - which every element keeps
    return tokens[reference.start - 1].kind == "LPAREN" and tokens[reference.end].kind == "RPAREN"
