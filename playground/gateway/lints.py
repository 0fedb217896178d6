"""What a template or a method says that AWS takes silently, and the user hardly meant: found by reading, without running.

To add one: write a function that yields diagnostics, and call it in `lint_template` or list it in `_METHOD_LINTS`.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from playground import regexes
from playground.diagnostics import Diagnostic, Fix, Span
from playground.errors import LimitReached
from playground.gateway.util import Util
from playground.pointer import to_pointer
from playground.vtl.reference_grammar import ArrayIndex, FormalReference, NameOrCall
from playground.vtl.statements import Block, Directive, SetDirective
from playground.vtl.walk import walk

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from playground.model import Method
    from playground.vtl.grammar import Element

_APPSYNC = frozenset({
    "appendError", "authType", "autoId", "autoKsuid", "autoUlid", "defaultIfNull", "defaultIfNullOrBlank", "defaultIfNullOrEmpty",
    "dynamodb", "error", "escapeJavaScriptString", "http", "invalidateCache", "isBoolean", "isList", "isMap", "isNull", "isNullOrBlank",
    "isNullOrEmpty", "isNumber", "isString", "list", "map", "math", "matches", "parseNumber", "qr", "quiet", "rds", "str", "time", "toJson",
    "transform", "typeOf", "unauthorized", "validate", "xml",
})  # fmt: skip
_UTIL_NAMES = frozenset(name for name, _ in Util.methods)
_UTIL_HINTS = {
    "toJson": "For the JSON of a part of the payload, use $input.json('$.path').",
    "error": "Set $context.responseOverride.status and print the error's JSON.",
    "dynamodb": 'Write DynamoDB\'s types out: {"S": "$value"}.',
    "time": "Use $context.requestTime or $context.requestTimeEpoch.",
    "qr": "Use #set($ignored = …).",
    "quiet": "Use #set($ignored = …).",
}
_OVERRIDES = {"responseOverride": frozenset({"status", "header"}), "requestOverride": frozenset({"header", "path", "querystring"})}
_STATUS_HINT = "DynamoDB answers 400 to what it refuses: match that, and tell its errors apart by `__type` in the template."
_SUBTRACTION = re.compile(r"(?s)(.+?)-(\d+)")


def lint_template(tree: Element) -> Iterator[Diagnostic]:
    """Everything to say about a template's tree; places are in its text."""
    elements = list(walk(tree))
    printed = {id(child) for element in elements if isinstance(element, Block) for child in element.children}
    assigned = {element.place.literal.strip() for element in elements if isinstance(element, SetDirective)}
    for element in elements:
        if isinstance(element, FormalReference):
            yield from _unknown_util(element)
            if id(element) not in printed and element.literal.strip() not in assigned:
                yield from _subtraction(element)
        elif isinstance(element, Directive):
            yield from _not_run(element)
        elif isinstance(element, SetDirective):
            yield from _misspelt_override(element)


def lint_method(method: Method) -> Iterator[Diagnostic]:
    """Everything to say about a method as the user gave it; `where` is set, places are not."""
    for lint in _METHOD_LINTS:
        yield from lint(method)


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


def _misspelt_override(element: SetDirective) -> Iterator[Diagnostic]:
    """`$context.responseOverride.headers` and the like, which AWS carries along and never reads.

    Evidence: recorded: ls/response-override-in-request-template.
    """
    if element.place.name != "context" or not element.place.steps:
        return
    steps = element.place.steps[:2]
    names = [_member(step) for step in steps]
    for depth, known in ((0, _OVERRIDES.keys()), (1, _OVERRIDES.get(names[0] or "", frozenset()))):
        name = names[depth] if depth < len(names) else None
        meant = _meant(name, known) if name is not None and name not in known else None
        if name is None or name in known or not (meant or (depth and known)):
            continue
        message = (
            f"`$context.{'.'.join(str(one) for one in names[: depth + 1])}` is none of the overrides that AWS reads: nothing comes of it."
        )
        hint = f"Did you mean `{meant}`?" if meant else f"They are {', '.join(sorted(known))}."
        step = steps[depth]
        written = step.literal
        fix = (Fix(step.span, written.replace(name, meant)),) if meant and written.count(name) == 1 else ()
        yield Diagnostic("lint.override", "warning", message, hint, span=element.place.span, fix=fix)
        return


def _member(step: NameOrCall | ArrayIndex) -> str | None:
    """The name in `.name` and `['name']`; None for what is only known when it runs."""
    if isinstance(step, NameOrCall):
        return step.name if step.parameters is None else None
    quoted = re.fullmatch(r"""\[\s*(['"])([^'"$]*)\1\s*\]""", step.literal)
    return quoted[2] if quoted else None


def _meant(name: str, known: Collection[str]) -> str | None:
    """The known name that `name` most likely is."""
    lower = name.lower()
    return next((one for one in known if lower.startswith(one.lower()) or get_close_matches(lower, [one.lower()], 1, 0.85)), None)


def _subtraction(element: FormalReference) -> Iterator[Diagnostic]:
    """`$x-1` in #set and in conditions: one name, as `-` may be part of it; where it prints, that is told when it runs.

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
    mended = f"{written[: -len(parts[2]) - 1]} - {parts[2]}"
    message = f"`{written[:80]}` is one name, and no subtraction: a name may hold `-`."
    yield Diagnostic(
        "lint.minus", "warning", message, f"To subtract, write `{mended[:80]}`.", span=element.span, fix=(Fix(element.span, mended),)
    )


def _dead_pattern(method: Method) -> Iterator[Diagnostic]:
    """Selection patterns that match no status: with AWS and HTTP backends they are held against nothing else.

    Evidence: documented: how-to-method-settings-execution-console; recorded: ls/lambda-selection.
    """
    integration = method.methodIntegration
    if ":lambda:path/" in (integration.uri or "") or integration.type not in {"AWS", "HTTP", "MOCK"}:
        return
    for key, response in integration.integrationResponses.items():
        pattern = response.selectionPattern
        if pattern and not _matches_a_status(pattern):
            yield Diagnostic(
                "lint.pattern",
                "warning",
                f"The selection pattern `{pattern[:60]}` can never match: it is held against the status code alone, such as 400.",
                _STATUS_HINT,
                where=to_pointer(("method", "methodIntegration", "integrationResponses", key, "selectionPattern")),
                span=Span(0, len(pattern)),
            )


@lru_cache(maxsize=256)
def _matches_a_status(pattern: str) -> bool:
    try:
        return any(regexes.matches(pattern, str(status), 0.05) for status in range(100, 600))
    except (regexes.InvalidRegex, LimitReached):
        return True  # said elsewhere


def _undeclared(method: Method) -> Iterator[Diagnostic]:
    """Integration responses whose status, and mapped headers that, the method does not declare.

    Evidence: documented: api-gateway-integration-settings-integration-response, request-response-data-mappings.
    """
    declared = {response.statusCode or key: response for key, response in (method.methodResponses or {}).items()}
    if method.methodResponses is None:
        return
    for key, response in method.methodIntegration.integrationResponses.items():
        where = ("method", "methodIntegration", "integrationResponses", key)
        status = response.statusCode or key
        if status not in declared:
            message = f"The method declares no response {status}: where this integration response is chosen, AWS answers 500."
            yield Diagnostic(
                "lint.undeclared-status", "warning", message, f"Add {status} to the method responses.", where=to_pointer(where)
            )
            continue
        for name in response.responseParameters:
            if name not in declared[status].responseParameters:
                message = f"The method does not declare the header `{name}` for {status}: AWS refuses the mapping."
                place = to_pointer((*where, "responseParameters", name))
                yield Diagnostic("lint.undeclared-header", "warning", message, f"Declare it in the method response {status}.", where=place)


def _unreachable_template(method: Method) -> Iterator[Diagnostic]:
    """Templates under a content type that no header's media type can equal: parameters are dropped before.

    The first response template is left out: it is taken where none fits.

    Evidence: documented: request-response-data-mappings; recorded: ls/s3; documented: integration-passthrough-behaviors.
    """
    integration = method.methodIntegration
    places: list[tuple[tuple[str, ...], list[str]]] = [(("requestTemplates",), list(integration.requestTemplates))]
    places += [
        (("integrationResponses", key, "responseTemplates"), list(one.responseTemplates)[1:])
        for key, one in integration.integrationResponses.items()
    ]
    for path, names in places:
        for name in names:
            if ";" in name or "/" not in name or name != name.strip():
                where = to_pointer(("method", "methodIntegration", *path, name))
                message = f"No content type selects this template: `{name[:60]}` is no plain media type."
                yield Diagnostic(
                    "lint.content-type", "warning", message, "Name it like `application/json`, without parameters.", where=where
                )


_METHOD_LINTS = (_dead_pattern, _undeclared, _unreachable_template)
