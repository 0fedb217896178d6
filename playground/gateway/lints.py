"""What a template or a method says that AWS takes silently, and the user hardly meant: found by reading, without running.

To add one: write a function that yields diagnostics, and list it in `_TEMPLATE_LINTS` or `_METHOD_LINTS`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from playground import regexes
from playground.diagnostics import Diagnostic
from playground.errors import LimitReached
from playground.gateway.util import Util
from playground.pointer import to_pointer
from playground.vtl.grammar import FormalReference, NameOrCall
from playground.vtl.statements import Directive, SetDirective
from playground.vtl.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.model import Method
    from playground.vtl.grammar import Element

_APPSYNC = frozenset({"dynamodb", "time", "list", "map", "http", "xml", "transform", "math", "str", "rds"})
_UTIL_NAMES = frozenset(name for name, _ in Util.methods)
_OVERRIDES = {"responseOverride": frozenset({"status", "header"}), "requestOverride": frozenset({"header", "path", "querystring"})}


def lint_template(tree: Element) -> Iterator[Diagnostic]:
    """Everything to say about a template's tree; places are in its text."""
    for element in walk(tree):
        for lint in _TEMPLATE_LINTS:
            yield from lint(element)


def lint_method(method: Method) -> Iterator[Diagnostic]:
    """Everything to say about a method as the user gave it; `where` is set, places are not."""
    for lint in _METHOD_LINTS:
        yield from lint(method)


def _unknown_util(element: Element) -> Iterator[Diagnostic]:
    """Helpers that only AppSync has (SEMANTICS 5)."""
    if not isinstance(element, FormalReference) or element.name != "util" or not element.steps:
        return
    step = element.steps[0]
    if isinstance(step, NameOrCall) and step.name not in _UTIL_NAMES:
        appsync = step.name in _APPSYNC or step.name in {"toJson", "error", "appendError", "validate", "qr", "quiet", "autoId", "isNull"}
        state = "exists in AppSync only" if appsync else "does not exist"
        hint = f"API Gateway's $util has {', '.join(sorted(_UTIL_NAMES))}."
        if step.name == "toJson":
            hint = "For the JSON of a part of the payload, use $input.json('$.path')."
        yield Diagnostic("lint.util", "warning", f"`$util.{step.name}` {state}: here it prints nothing.", hint, span=element.span)


def _not_run(element: Element) -> Iterator[Diagnostic]:
    """Directives that AWS prints instead of running them (SEMANTICS 3.5)."""
    if not isinstance(element, Directive) or element.name not in {"macro", "evaluate", "return"}:
        return
    if element.name == "macro":
        message, hint = "AWS runs no #macro: its calls print as they are written.", "Use #define, or write the block out."
    else:
        message, hint = f"AWS does not know #{element.name}: it prints as it is written.", "Remove it."
    yield Diagnostic("lint.not-run", "warning", message, hint, span=element.span)


def _misspelt_override(element: Element) -> Iterator[Diagnostic]:
    """`$context.responseOverride.headers` and the like, which AWS carries along and never reads (SEMANTICS 7.2)."""
    if not isinstance(element, SetDirective) or element.place.name != "context":
        return
    names = [step.name for step in element.place.steps[:2] if isinstance(step, NameOrCall)]
    known = _OVERRIDES.get(names[0]) if len(names) > 1 else None
    if known and names[1] not in known:
        message = f"`{names[0]}.{names[1]}` is none of the overrides that AWS reads: nothing comes of it."
        meant = next((f"Did you mean `{names[0]}.{name}`?" for name in known if name[:4] == names[1][:4].lower()), "")
        yield Diagnostic("lint.override", "warning", message, meant or f"They are {', '.join(sorted(known))}.", span=element.place.span)


def _dead_pattern(method: Method) -> Iterator[Diagnostic]:
    """Selection patterns that match no status: with AWS and HTTP backends they are held against nothing else (SEMANTICS 8.1)."""
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
                "Match the status, and tell errors apart by their `__type` in the template.",
                where=to_pointer(("method", "methodIntegration", "integrationResponses", key, "selectionPattern")),
            )


@lru_cache(maxsize=256)
def _matches_a_status(pattern: str) -> bool:
    try:
        return any(regexes.matches(pattern, str(status), 0.05) for status in range(100, 600))
    except (regexes.InvalidRegex, LimitReached):
        return True  # said elsewhere


def _undeclared(method: Method) -> Iterator[Diagnostic]:
    """Integration responses whose status, and mapped headers that, the method does not declare (SEMANTICS 8.4, 9.1)."""
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
    """Templates under a content type that no header's media type can equal: parameters are dropped before (SEMANTICS 8.5, 8.6)."""
    integration = method.methodIntegration
    places: list[tuple[tuple[str, ...], dict[str, str | None]]] = [(("requestTemplates",), integration.requestTemplates)]
    places += [
        (("integrationResponses", key, "responseTemplates"), one.responseTemplates) for key, one in integration.integrationResponses.items()
    ]
    for path, templates in places:
        for name in templates:
            if ";" in name or "/" not in name or name != name.strip():
                where = to_pointer(("method", "methodIntegration", *path, name))
                message = f"No content type selects this template: `{name[:60]}` is no plain media type."
                yield Diagnostic(
                    "lint.content-type", "warning", message, "Name it like `application/json`, without parameters.", where=where
                )


_TEMPLATE_LINTS = (_unknown_util, _not_run, _misspelt_override)
_METHOD_LINTS = (_dead_pattern, _undeclared, _unreachable_template)
