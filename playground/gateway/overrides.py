"""`$context.requestOverride` and `$context.responseOverride`: what templates change of the request and of the answer.

Evidence: documented: apigateway-override-request-response-parameters; recorded: ls/response-override-in-request-template.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.gateway.answer import AnswerHeader, Cause
from playground.gateway.checks.method.selection_lints import declares
from playground.gateway.checks.template.status_texts import HELP, describe_status_text
from playground.gateway.variables.context import ContextMap, TextSpan, written_at
from playground.model import text_at
from playground.vtl.java.values import nested_text, to_java_key, to_text
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from playground.gateway.evaluation import Evaluation


_QUOTED_STATUS = re.compile(r"""(?<=[=,])\s*((["'])\s*([1-5][0-9]{2})\s*\2)\s*\)\s*\Z""")


def override_request(evaluation: Evaluation, mapped: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """`requestOverride` over what mappings send; it also makes parameters that were not mapped (recorded: ls/eventbridge)."""
    override = evaluation.context.map("requestOverride")
    return {
        location: {**values, **_texts(given)} if (given := override.get(location)) else dict(values) for location, values in mapped.items()
    }


def _texts(given: object) -> dict[str, str]:
    """The members of a map as the texts of parameters; none of what is no map."""
    return {to_text(to_java_key(name)): override_text(value) for name, value in given.items()} if isinstance(given, dict) else {}


def override_text(value: object) -> str:
    """The text of a part of the request or the answer that a template set: the members of a list joined with a comma."""
    return ",".join(map(nested_text, value)) if isinstance(value, list) else to_text(value)


class ResponseOverride(NamedTuple):
    """What templates set of the answer: the status with its cause, None where they set none that AWS heeds, and headers."""

    status: tuple[int, Cause] | None
    headers: Sequence[AnswerHeader]


def response_override(evaluation: Evaluation) -> ResponseOverride:
    """What `responseOverride` has. It comes last: it beats mappings, and the status needs no declaration.

    Evidence: recorded: ls/lambda-response-template-202; documented: apigateway-override-request-response-parameters.
    """
    status = _status(evaluation)
    if status is not None:
        _tell_undeclared(evaluation, str(status[0]))
    return ResponseOverride(status, _headers(evaluation))


def _status(evaluation: Evaluation) -> tuple[int, Cause] | None:
    """The status that a template set, and where; None where it set none that AWS heeds: a whole number from 100 to 599.

    Evidence: hand-written: hand/status-override.
    """
    holder = evaluation.context.map("responseOverride")
    status = holder.get("status")
    if status is None:
        return None
    written = written_at(evaluation.context, "responseOverride", "status")
    if isinstance(status, int) and not isinstance(status, bool) and 100 <= status <= 599:
        _tell_repeated(evaluation, holder, "status", written)
        return int(status), _cause(written)
    if not evaluation.has_told("override.status", *_where(written)):
        evaluation.tell(_ignored(status, written, evaluation))
    return None


def _headers(evaluation: Evaluation) -> list[AnswerHeader]:
    """The headers that templates set, each with its text and where."""
    override = evaluation.context.map("responseOverride")
    holder = override.get("header")
    if not isinstance(holder, dict):
        return []
    found: dict[str, AnswerHeader] = {}
    for key, value in holder.items():
        written = written_at(evaluation.context, "responseOverride", "header", key)
        name = to_text(to_java_key(key))
        found[name] = AnswerHeader(name, override_text(value), _cause(written))
        _tell_repeated(evaluation, holder, key, written)
    return list(found.values())


def _cause(written: TextSpan | None) -> Cause:
    """The cause of what `responseOverride` says: written by a template, or given by the Scenario."""
    if written is None:
        return Cause("responseOverride", "/context/responseOverride")
    return Cause("responseOverride", written.where, written.span)


def _tell_undeclared(evaluation: Evaluation, status: str) -> None:
    if declares(evaluation.method, status):
        return
    message = f"The method does not declare {status}. AWS allows that for an override; clients generated from the API will not know it."
    hint = f"Add {status} to the method responses."
    evaluation.tell(Diagnostic("override.undeclared", "info", message, help=hint, where="/method/methodResponses"))


def _ignored(status: object, written: TextSpan | None, evaluation: Evaluation) -> Diagnostic:
    text = shorten(nested_text(status), 40)
    if not isinstance(status, str):
        message, hint = f"The status override {text} is ignored: it is no whole number from 100 to 599.", "Give one from 100 to 599."
    elif not status:
        message, hint = (
            "The status override is empty: what it was set to is undefined or empty. AWS ignores it.",
            "Give a whole number from 100 to 599.",
        )
    else:
        message, hint = describe_status_text(text), HELP
    where, span = _where(written)
    return Diagnostic(
        "override.status", "warning", message, help=hint, where=where, span=span, fix=_without_quotes(where, span, evaluation)
    )


def _without_quotes(where: str, span: Span | None, evaluation: Evaluation) -> tuple[TextEdit, ...]:
    """The edit that makes a number of the quoted status that is all of what an assignment, or a call of put, gives."""
    text = text_at(evaluation.scenario, where)
    found = _QUOTED_STATUS.search(text[: span.end], span.start) if text is not None and span is not None else None
    return (TextEdit(Span(found.start(1), found.end(1)), found[3]),) if found else ()


def _tell_repeated(evaluation: Evaluation, holder: dict[object, object], key: object, written: TextSpan | None) -> None:
    """The documentation says that overriding one parameter twice gives 5XX; it is not recorded, so the last one counts [?]."""
    times = holder.times.get(key, 0) if isinstance(holder, ContextMap) else 0
    if times <= 1:
        return
    where, span = _where(written)
    what = "status" if key == "status" and "header" in holder else f"header {shorten(to_text(to_java_key(key)), 60)}"
    evaluation.tell(
        Diagnostic(
            "override.repeated",
            "info",
            f"The {what} was overridden {times:,} times, the last time here; AWS's documentation warns of a 5XX answer then.",
            help="Set it once, in one branch.",
            where=where,
            span=span,
        )
    )


def _where(written: TextSpan | None) -> tuple[str, Span | None]:
    return (written.where, written.span) if written else ("/context", None)
