"""Words for a condition that holds on the text "false", such as what an authorizer, a stage variable or a query string gives for false."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import TextEdit
from playground.words import shorten

if TYPE_CHECKING:
    from playground.vtl.syntax.references import FormalReference


def describe_false_text(reference: FormalReference, *, is_quoted: bool) -> tuple[str, str] | tuple[str, str, TextEdit]:
    """The message for `#if($x)` where `$x` is that text, and the comparison in its place, which is right for a Boolean as well.

    `is_quoted`: it stands in a string, where the comparison's own quotes would end that.
    """
    shown = reference.literal.rstrip()
    span = reference.span
    tokens = reference.text_tokens
    message = f'`{shorten(shown)}` is the string "false", and #if takes every string for true; only the Boolean `false` is false on AWS.'
    help_ = f'Compare with the string: `{shorten(shown)} == "true"`, or `!= "false"`.'
    if is_quoted or reference.glued not in {"$", "$!"} or span.end - span.start != len(shown):
        return message, help_
    is_alone = tokens[reference.start - 1].kind == "LPAREN" and tokens[reference.end].kind == "RPAREN"
    instead = f'{shown} != "false"'
    return message, help_, TextEdit(span, instead if is_alone else f"({instead})")
