"""Integration responses that can never be chosen, found by reading the method.

Evidence: documented: how-to-method-settings-execution-console (the status alone, the whole of it); user-reported: aws-cdk issue 23758
(several responses without a pattern).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.errors import LimitReached
from playground.gateway.checks.method.pattern_repairs import can_match, repairs
from playground.javaregex import matching
from playground.jsontext.pointer import to_pointer
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.model import Method

_STATUSES = tuple(map(str, range(100, 600)))
_MOST = 100
"""Integration responses of one method that are examined at most."""
_WORDS = re.compile(r"(?<!\\)[A-Za-z]{3}")
_BODY_HINT = (
    "The body is not looked at. DynamoDB answers 400 to what it refuses: match that, and tell its errors apart by `__type` in the template."
)
_DIGITS_HINT = r"A status has three digits, and the pattern has to match all of them: `4\d{2}` is 400 to 499."
_RESPONSES = ("method", "methodIntegration", "integrationResponses")


def declares(method: Method, status: str) -> bool:
    """Whether the method declares a response of that status, or nothing is known of what it declares."""
    declared = method.methodResponses
    return declared is None or any(status in {key, response.statusCode} for key, response in declared.items())


def dead_patterns(method: Method) -> Iterator[Diagnostic]:
    """Selection patterns that match no status: with AWS and HTTP backends they are held against nothing else."""
    responses = list(method.methodIntegration.integrationResponses.items())[:_MOST]
    for key, response in responses if _is_by_status(method) else ():
        pattern = response.selectionPattern
        if not pattern or _can_match(pattern) is not False:
            continue
        mended = next((one for one in repairs(pattern) if _can_match(one.pattern)), None)
        message = f"The selection pattern `{shorten(pattern, 60)}` can never match: it is held against the status code alone, such as 400."
        hint = f"Write `{shorten(mended.pattern, 60)}`: {mended.why}." if mended else _BODY_HINT if _WORDS.search(pattern) else _DIGITS_HINT
        span = Span(0, len(pattern))
        fix = (TextEdit(span, mended.pattern),) if mended and declares(method, response.statusCode or key) else ()
        yield Diagnostic(
            "selection.unreachable", "warning", message, hint, to_pointer((*_RESPONSES, key, "selectionPattern")), span=span, fix=fix
        )


def spare_defaults(method: Method) -> Iterator[Diagnostic]:
    """Integration responses without a pattern beside another one, or beside patterns that match whatever comes."""
    responses = method.methodIntegration.integrationResponses
    defaults = sorted(((one.statusCode or key, key) for key, one in responses.items() if not one.selectionPattern), key=lambda one: one[0])
    for status, key in defaults[1:]:
        message = (
            f"The integration response for {status} has no selection pattern, and so has that for {defaults[0][0]}: one is the default."
        )
        hint = f"The others are never chosen. Give it a pattern of the statuses that it is for, such as `{_pattern_for(status)}`."
        if not _is_by_status(method):
            hint = (
                "The others are never chosen. Give it a pattern for the errorMessage of the calls that it is for, such as `.*not found.*`."
            )
        yield Diagnostic("selection.unreachable", "warning", message, hint, where=to_pointer((*_RESPONSES, key)))
    patterns = tuple(one.selectionPattern for one in responses.values() if one.selectionPattern)[:_MOST]
    if defaults and patterns and _is_by_status(method) and _match_all(patterns):
        status, key = defaults[0]
        message = f"The integration response for {status}, the default, is never chosen: every status matches a selection pattern."
        hint = "A pattern that matches beats the default: let the patterns leave out what the default is for."
        yield Diagnostic("selection.unreachable", "warning", message, hint, where=to_pointer((*_RESPONSES, key)))


def _is_by_status(method: Method) -> bool:
    """Whether patterns are held against the status: not for Lambda, and not where nothing is selected."""
    integration = method.methodIntegration
    return ":lambda:path/" not in (integration.uri or "") and integration.type in {"AWS", "HTTP", "MOCK"}


def _pattern_for(status: str) -> str:
    return status if status not in {"400", "500"} else rf"{status[0]}\d{{2}}"


@lru_cache(maxsize=256)
def _can_match(pattern: str) -> bool | None:
    """Whether a pattern matches some status; None where that cannot be said, which is told elsewhere."""
    try:
        return any(matching.matches(pattern, status, 0.05) for status in _STATUSES)
    except (matching.InvalidRegex, LimitReached):
        return None


@lru_cache(maxsize=64)
def _match_all(patterns: tuple[str, ...]) -> bool:
    """Whether each status matches one of the patterns."""
    return all(any(can_match(pattern, status) for pattern in patterns) for status in _STATUSES)
