"""Selection patterns that missed an answer by little: what is different, and the pattern that would have matched.

Evidence for what counts: documented: how-to-method-settings-execution-console (the whole string); Java's Pattern (`.`, case).
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, NamedTuple

from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.gateway.checks.method.pattern_repairs import Repair, can_match, on_one_line, repairs
from playground.gateway.checks.method.selection_lints import declares
from playground.jsontext.pointer import to_pointer
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playground.gateway.evaluation import Evaluation
    from playground.model import IntegrationResponse

_LONGEST = 10_000
"""Characters of an errorMessage that patterns are tried on."""
_MOST = 20
"""Patterns of one method that are tried."""
_SECONDS = 0.2
"""Seconds after which no further pattern is tried; only slow patterns reach it."""
_WORD = re.compile(r"(?<!\\)[A-Za-z0-9]{3,}")
_EXCLUDING = re.compile(r"\(\?<?!|\[\^|&&")
"""What a pattern excludes grows with what it matches: with other flags it may match less."""
_WHOLE = "a pattern has to match the whole text, and this one matches a part of it"
_CASE = "upper and lower case differ"
_LINES = "`.` does not match a line end, and the text has one"


class _Miss(NamedTuple):
    why: str
    hint: str
    fix: str | None = None


def tell_near(evaluation: Evaluation, text: str | None, responses: Iterable[tuple[str, IntegrationResponse]], error_type: object) -> None:
    """Tell of the patterns that nearly matched `text`, where none did; `error_type` is that of a failed Lambda call."""
    if text is None or len(text) > _LONGEST:
        return
    end = time.monotonic() + _SECONDS
    for key, response in [one for one in responses if one[1].selectionPattern][:_MOST]:
        if time.monotonic() > end:
            return
        pattern = response.selectionPattern or ""
        miss = _miss(pattern, text, error_type)
        if miss is not None:
            where = to_pointer(("method", "methodIntegration", "integrationResponses", key, "selectionPattern"))
            message = f"The selection pattern `{shorten(pattern, 80)}` nearly matches {_shown(text)}: {miss.why}."
            span = Span(0, len(pattern))
            is_sure = miss.fix is not None and declares(evaluation.method, response.statusCode or key)
            fix = (TextEdit(span, miss.fix or ""),) if is_sure else ()  # what is not declared would be answered 500
            evaluation.tell(Diagnostic("selection.near", "warning", message, miss.hint, where, span, fix))


def _miss(pattern: str, text: str, error_type: object) -> _Miss | None:
    """How a pattern nearly matched. An edit is offered only where the new pattern matches everything that the old one does."""
    for repair in repairs(pattern):
        if can_match(repair.pattern, text):
            return _Miss(repair.why, f"Write `{shorten(repair.pattern, 100)}`.", repair.pattern if text.isdigit() else None)
    for wider in () if text.isdigit() else _variations(pattern, text):
        if can_match(wider.pattern, text):
            is_wider = not _EXCLUDING.search(pattern)
            return _Miss(wider.why, f"Write `{shorten(wider.pattern, 100)}`.", wider.pattern if is_wider else None)
    if text.isdigit() or not _WORD.search(pattern):
        return None
    if can_match(_BLANK.sub("", pattern), _BLANK.sub("", text)):
        return _Miss("only whitespace differs", r"Write `\s*` where there may be whitespace.")
    if (
        isinstance(error_type, str)
        and len(error_type) <= _LONGEST
        and any(can_match(one, error_type) for one in (pattern, f".*{pattern}.*"))
    ):
        why = f"it matches the errorType, {shorten(error_type, 60)}, and patterns are held against the errorMessage alone"
        return _Miss(why, "Let the function put the name into the message, such as [NotFound] before it, and match that.")
    return None


_BLANK = re.compile(r"\s+")


def _variations(pattern: str, text: str) -> Iterator[Repair]:
    """The pattern with other flags, and as a part of the text."""
    lines = "(?s)" if "\n" in text or "\r" in text else ""
    if lines:
        yield Repair(_LINES, f"(?s){pattern}")
    if not _has_word_of(pattern, text):
        return
    yield Repair(_CASE, f"(?i){pattern}")
    if lines:
        yield Repair(f"{_LINES}, and {_CASE}", f"(?is){pattern}")
    inner = f"(?:{pattern})" if "|" in pattern else pattern
    for flags, why in ((lines, _WHOLE), ("(?is)" if lines else "(?i)", f"{_WHOLE}, and {_CASE}")):
        for wider in (f"{inner}.*", f".*{inner}", f".*{inner}.*"):
            yield Repair(why, f"{flags}{wider}")


def _has_word_of(pattern: str, text: str) -> bool:
    """Whether a word or number that the pattern asks for stands in the text: without one, any pattern matches some part of a text."""
    lower = text.lower()
    return any(
        re.search(rf"(?<!\d){word}(?!\d)", text) is not None if word.isdigit() else word.lower() in lower for word in _WORD.findall(pattern)
    )


def _shown(text: str) -> str:
    return f"the answer's status, {text}" if text.isdigit() else f'"{on_one_line(text)}"'
