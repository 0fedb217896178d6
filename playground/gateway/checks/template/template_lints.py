"""What a template says that AWS takes silently, and the user hardly meant: found by reading, without running.

To add one: write a function that yields diagnostics, and call it in `lint_template`.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, TextEdit
from playground.gateway.checks.template.loop_stop import silent_stops
from playground.gateway.checks.template.misspelt_roots import misspelt_roots
from playground.gateway.checks.template.number_texts import joined_numbers
from playground.gateway.checks.template.status_texts import member_name, status_text
from playground.gateway.variables.util import Util
from playground.vtl.syntax.operands import Value
from playground.vtl.syntax.references import FormalReference, NameOrCall
from playground.vtl.syntax.statements import Block, Directive, SetDirective
from playground.vtl.syntax.walk import walk
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from playground.vtl.syntax.element import Element

_APPSYNC = frozenset({
    "appendError", "authType", "autoId", "autoKsuid", "autoUlid", "defaultIfNull", "defaultIfNullOrBlank", "defaultIfNullOrEmpty",
    "dynamodb", "error", "escapeJavaScriptString", "http", "invalidateCache", "isBoolean", "isList", "isMap", "isNull", "isNullOrBlank",
    "isNullOrEmpty", "isNumber", "isString", "list", "map", "math", "matches", "parseNumber", "qr", "quiet", "rds", "str", "time", "toJson",
    "transform", "typeOf", "unauthorized", "validate", "xml",
})  # fmt: skip
_UTIL_NAMES = frozenset(name for name, _ in Util.methods)
_EMPTY = 'What is missing or null is empty: ask for it with #if(… == "").'
_UTIL_HINTS = {
    **dict.fromkeys(("isNull", "isNullOrBlank", "isNullOrEmpty", "defaultIfNull", "defaultIfNullOrBlank", "defaultIfNullOrEmpty"), _EMPTY),
    **dict.fromkeys(("appendError", "unauthorized"), "Set $context.responseOverride.status and print the error's JSON."),
    **dict.fromkeys(("autoId", "autoKsuid", "autoUlid"), "Use $context.requestId, which no other call has."),
    **dict.fromkeys(
        ("str", "list", "map", "math", "matches"), "Texts, lists, maps and numbers have Java's methods, such as .size() and .matches(…)."
    ),
    "escapeJavaScriptString": "Use $util.escapeJavaScript(…).",
    "parseNumber": "Use .parseInt(…) of a number: #set($n = 0), then $n.parseInt(…).",
    "toJson": "For the JSON of a part of the payload, use $input.json('$.path').",
    "error": "Set $context.responseOverride.status and print the error's JSON.",
    "dynamodb": 'Write DynamoDB\'s types out: {"S": "$value"}.',
    "time": "Use $context.requestTime or $context.requestTimeEpoch.",
    "qr": "Use #set($ignored = …).",
    "quiet": "Use #set($ignored = …).",
}
_OVERRIDES = {"responseOverride": frozenset({"status", "header"}), "requestOverride": frozenset({"header", "path", "querystring"})}
_SUBTRACTION = re.compile(r"(?s)(.+?)((?:-\d+)+)")


def lint_template(tree: Element) -> Iterator[Diagnostic]:
    """Everything to say about a template's tree; places are in its text."""
    elements = list(walk(tree))
    printed = {id(child) for element in elements if isinstance(element, Block) for child in element.children}
    assigned = {element.reference.literal.strip() for element in elements if isinstance(element, SetDirective)}
    operands = {id(element.expression) for element in elements if type(element) is Value}
    references = {id(element.reference) for element in elements if isinstance(element, SetDirective)}
    read = [one for one in elements if isinstance(one, FormalReference) and one.name == "context" and id(one) not in references]
    yield from silent_stops(elements, printed)
    yield from misspelt_roots(elements)
    for element in elements:
        yield from status_text(element)
        yield from joined_numbers(element)
        if isinstance(element, FormalReference):
            yield from _unknown_util(element)
            if id(element) not in printed and element.literal.strip() not in assigned:
                yield from _subtraction(element, is_operand=id(element) in operands)
        elif isinstance(element, Directive):
            yield from _not_run(element)
        elif isinstance(element, SetDirective):
            yield from _misspelt_override(element, read, assigned)


def _unknown_util(element: FormalReference) -> Iterator[Diagnostic]:
    """Helpers that only AppSync has, and misspelt ones (documented: api-gateway-mapping-template-reference)."""
    if element.name != "util" or not element.steps:
        return
    step = element.steps[0]
    if not isinstance(step, NameOrCall) or step.name in _UTIL_NAMES:
        return
    state = "exists in AppSync only" if step.name in _APPSYNC else "does not exist"
    meant = get_close_matches(step.name, _UTIL_NAMES, 1, 0.8)
    hint = f"Did you mean `$util.{meant[0]}`?" if meant else f"API Gateway's $util has {', '.join(sorted(_UTIL_NAMES))}."
    message = f"`$util.{step.name}` {state}: here it gives nothing."
    yield Diagnostic("lint.util", "warning", message, _UTIL_HINTS.get(step.name, hint), span=element.span)


def _not_run(element: Directive) -> Iterator[Diagnostic]:
    """Directives that AWS prints instead of running them.

    Evidence: recorded: airspeed/test_recursive_macro, test_evaluate_directive, test_return_macro.
    """
    if element.name not in {"macro", "evaluate", "return"}:
        return
    message, hint = {
        "macro": ("AWS runs no #macro: its calls print as they are written.", "Use #define, or write the block out."),
        "evaluate": ("AWS runs no #evaluate: it prints as it is written.", "Write what it should evaluate into the template."),
        "return": ("#return exists in AppSync only: here it prints as it is written.", "#stop ends the output."),
    }[element.name]
    yield Diagnostic("lint.not-run", "warning", message, hint, span=element.span)


def _misspelt_override(element: SetDirective, read: list[FormalReference], assigned: set[str]) -> Iterator[Diagnostic]:
    """`$context.responseOverride.headers` and the like, which AWS carries along and never reads.

    There is an edit where nothing else of the template is about them: `read` has the references to $context, `assigned` what is set.

    Evidence: recorded: ls/response-override-in-request-template.
    """
    if element.reference.name != "context" or not element.reference.steps:
        return
    steps = element.reference.steps[:2]
    names = [member_name(step) for step in steps]
    for depth, known in ((0, _OVERRIDES.keys()), (1, _OVERRIDES.get(names[0] or "", frozenset()))):
        name = names[depth] if depth < len(names) else None
        meant = _meant(name, known) if name is not None and name not in known else None
        if name is None or name in known or not (meant or (depth and known)):
            continue
        message = f"`$context.{'.'.join(str(one) for one in names[: depth + 1])}` isn't an override AWS reads; it has no effect."
        hint = f"Did you mean `{meant}`?" if meant else f"They are {', '.join(sorted(known))}."
        step = steps[depth]
        written, whole = step.literal, element.reference.literal.strip()
        is_other = whole.replace(name, meant or "") in assigned or any(_is_about(one, [*names[:depth], name]) for one in read)
        fix = (TextEdit(step.span, written.replace(name, meant)),) if meant and not is_other and whole.count(name) == 1 else ()
        yield Diagnostic("lint.override", "warning", message, hint, span=element.reference.span, fix=fix)
        return


def _is_about(reference: FormalReference, path: list[str | None]) -> bool:
    """Whether a reference to $context may lead to what is below `path`, or to a whole of which that is a part."""
    names = [member_name(step) for step in reference.steps]
    return all(name in {part, None} for name, part in zip(names, path, strict=False))


def _meant(name: str, known: Collection[str]) -> str | None:
    """The known name that `name` most likely is."""
    lower = name.lower()
    return next((one for one in known if lower.startswith(one.lower()) or get_close_matches(lower, [one.lower()], 1, 0.85)), None)


def _subtraction(element: FormalReference, *, is_operand: bool) -> Iterator[Diagnostic]:
    """`$x-1` in #set and in conditions: one name, as `-` may be part of it; where it prints, that is told when it runs.

    Only as an operand can it become a subtraction where it stands: Velocity 1.7 computes nothing in a call, a list, a map or a range.

    Evidence: documented: integrating-api-with-aws-services-kinesis.
    """
    if "{" in element.literal:
        return
    last = element.steps[-1] if element.steps else None
    if last is not None and not (isinstance(last, NameOrCall) and last.parameters is None):
        return
    name = element.name if last is None else last.name
    parts = _SUBTRACTION.fullmatch(name)
    if parts is None:
        return
    written = element.literal.rstrip()
    mended = written[: -len(parts[2])] + parts[2].replace("-", " - ")
    message = f"`{shorten(written)}` is one name, and no subtraction: a name may hold `-`."
    hint = f"To subtract, write `{shorten(mended)}`."
    if not is_operand:
        hint = f"To subtract, write `#set($less = {shorten(mended)})` before it, and `$less` here."
    fix = (TextEdit(element.span, mended),) if is_operand else ()
    yield Diagnostic("lint.minus", "warning", message, hint, span=element.span, fix=fix)
