"""A status override that is written as a text, `"404"`: AWS ignores it. Told by reading, for the branch that sets it may not be taken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.vtl.syntax.operands import StringLiteral
from playground.vtl.syntax.references import ArrayIndex, FormalReference, NameOrCall
from playground.vtl.syntax.statements import SetDirective
from playground.vtl.syntax.walk import sole_operand
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.vtl.syntax.element import Element

_STATUS = ["responseOverride", "status"]
_QUOTED_STATUS = re.compile(r"""(["'])\s*([1-5][0-9]{2})\s*\1""")
_QUOTED_NAME = re.compile(r"""\[\s*(['"])([^'"$]*)\1\s*\]""")
HELP = "Write the number without quotes; to make one of a text, #set($n = 0) and then $n.parseInt($text)."


def status_text(element: Element) -> Iterator[Diagnostic]:
    """What to tell of `#set($context.responseOverride.status = "404")`, and of `$context.responseOverride.put("status", "404")`."""
    if isinstance(element, SetDirective):
        if element.reference.name == "context" and [member_name(step) for step in element.reference.steps] == _STATUS:
            yield from _diagnostic(sole_operand(element.value), element.span)
    elif isinstance(element, FormalReference) and element.name == "context" and len(element.steps) == 2:
        holder, call = element.steps
        arguments = call.arguments if isinstance(call, NameOrCall) and call.name == "put" else []
        if member_name(holder) == _STATUS[0] and len(arguments) == 2 and arguments[0].literal.strip()[1:-1] == _STATUS[1]:
            yield from _diagnostic(sole_operand(arguments[1]), call.span)


def describe_status_text(text: str | None) -> str:
    """The message for a status that is a text; None where it is made of references."""
    what = "a text" if text is None else f'the text "{shorten(text, 40)}"'
    return f"The status override is {what}, not a number: AWS probably ignores it (untested)."


def _diagnostic(value: Element | None, span: Span) -> Iterator[Diagnostic]:
    if not isinstance(value, StringLiteral):
        return
    written = value.literal.strip()
    number = _QUOTED_STATUS.fullmatch(written)
    fix = (TextEdit(value.span, number[2]),) if number else ()
    text = None if value.block is not None and "$" in written else written[1:-1]
    if text != "":
        yield Diagnostic("override.status", "warning", describe_status_text(text), HELP, span=span, fix=fix)


def member_name(step: NameOrCall | ArrayIndex) -> str | None:
    """The name in `.name` and `['name']`; None for what is only known when it runs."""
    if isinstance(step, NameOrCall):
        return step.name if step.parameters is None else None
    quoted = _QUOTED_NAME.fullmatch(step.literal)
    return quoted[2] if quoted else None
