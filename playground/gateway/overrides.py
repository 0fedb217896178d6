"""`$context.requestOverride` and `$context.responseOverride`: what templates change of the request and of the answer (SEMANTICS 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Span
from playground.gateway.context import ContextMap, Written, written_at
from playground.vtl.values import nested_text, to_java_key, to_text

if TYPE_CHECKING:
    from playground.gateway.evaluation import Evaluation


def override_request(evaluation: Evaluation, mapped: dict[str, dict[str, str]]) -> None:
    """Lay `requestOverride` over what mappings send; it also makes parameters that were not mapped (7.7)."""
    override = evaluation.context.map("requestOverride")
    for place, values in mapped.items():
        given = override.get(place)
        if isinstance(given, dict):
            values.update({to_text(to_java_key(name)): joined(value) for name, value in given.items()})


def joined(value: object) -> str:
    """A header's text: the members of a list joined with a comma (7.3)."""
    return ",".join(map(nested_text, value)) if isinstance(value, list) else to_text(value)


def overridden_status(evaluation: Evaluation) -> tuple[int, Written | None] | None:
    """The status that a template set, and where; None where it set none that AWS heeds: a whole number from 100 to 599 (7.4)."""
    holder = evaluation.context.map("responseOverride")
    status = holder.get("status")
    if status is None:
        return None
    written = written_at(holder, "status", evaluation.context, "responseOverride")
    if isinstance(status, int) and not isinstance(status, bool) and 100 <= status <= 599:
        _tell_repeated(evaluation, holder, written)
        return status, written
    evaluation.tell(_ignored(status, written))
    return None


def overridden_headers(evaluation: Evaluation) -> dict[str, tuple[str, Written | None]]:
    """The headers that templates set, each with its text and where."""
    override = evaluation.context.map("responseOverride")
    holder = override.get("header")
    if not isinstance(holder, dict):
        return {}
    found: dict[str, tuple[str, Written | None]] = {}
    for key, value in holder.items():
        own = written_at(holder, key, evaluation.context, "responseOverride")
        found[to_text(to_java_key(key))] = joined(value), own
    return found


def _ignored(status: object, written: Written | None) -> Diagnostic:
    text = nested_text(status)[:40]
    if isinstance(status, str):
        message = f'The status override is the text "{text}", not a number: AWS ignores it.'
        hint = "Write the number without quotes." if text.strip().isdigit() else "Give a whole number from 100 to 599."
    else:
        message, hint = f"The status override {text} is ignored: it is no whole number from 100 to 599.", "Give one from 100 to 599."
    uncertain = " That AWS ignores a text is not recorded." if isinstance(status, str) else ""
    where, span = _place(written)
    return Diagnostic("override.status", "warning", message, help=hint + uncertain, where=where, span=span)


def _tell_repeated(evaluation: Evaluation, holder: dict[object, object], written: Written | None) -> None:
    """The documentation says that overriding one parameter twice gives 5XX; it is not recorded, so the last one counts [?] (7.5)."""
    if not isinstance(holder, ContextMap) or holder.times.get("status", 0) <= 1:
        return
    where, span = _place(written)
    evaluation.tell(
        Diagnostic(
            "override.repeated",
            "info",
            f"The status was overridden {holder.times['status']} times; AWS's documentation warns of a 5XX answer then.",
            help="Set it once, in one branch.",
            where=where,
            span=span,
        )
    )


def _place(written: Written | None) -> tuple[str, Span | None]:
    return (written.where, written.span) if written else ("/context", None)
