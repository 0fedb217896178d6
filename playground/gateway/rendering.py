"""How a mapping template is rendered in an evaluation, and what is told of it: what reading it shows, and what its run showed."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from playground import vtl
from playground.diagnostics import Diagnostic, Span, utf8_length
from playground.errors import LimitReached, TemplateFailure
from playground.gateway.checks.template.after_rendering import AFTER, Ran, Reading, after_rendering
from playground.gateway.checks.template.attribute_values import PrintedMaps
from playground.gateway.checks.template.dynamodb_names import is_answer
from playground.gateway.checks.template.reading import MOST_LINTS, explain_failure, lint_text
from playground.gateway.checks.template.uncertain_uses import uncertain_uses
from playground.gateway.failures import GatewayFailure
from playground.gateway.stage_values import Rendering
from playground.gateway.variables.input import Input
from playground.gateway.variables.util import Util
from playground.vtl import Record, Template

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import Headers, MappingTemplate
    from playground.gateway.variables.input import Payload
    from playground.limits import Limits

_LONGEST_KEPT = 64 * 1024
"""Characters of a template that is kept after it was read."""


def render(evaluation: Evaluation, template: MappingTemplate, payload: Payload, headers: Headers | None = None) -> Rendering:
    """What `template` writes over `payload`; `headers`: those of the backend's answer, for a response template.

    GatewayFailure (500) where it fails as on AWS; LimitReached.
    """
    where = template.where
    evaluation.where, evaluation.run.span = where, Span(0, 0)
    _check_size(template.text, evaluation.limits)
    parsed, reading, printed = None, None, None
    try:
        parsed, reading = _read(evaluation, template, payload)
        record = None if evaluation.records is None else evaluation.records.setdefault(where, Record())
        text = write(evaluation, parsed, payload, headers, record)
    except TemplateFailure as failure:
        diagnostics = [diagnostic.at(where) for diagnostic in explain_failure(template.text, failure.diagnostics, evaluation.limits)]
        reason = f"Unable to transform {'request' if headers is None else 'response'}"
        raise GatewayFailure("API_CONFIGURATION_ERROR", diagnostics, reason=reason) from failure
    finally:
        printed = _tell_after(evaluation, where, reading, payload, is_request=headers is None)
        for diagnostic in uncertain_uses(parsed.tree, evaluation.call.uses.take()) if parsed is not None else ():
            evaluation.tell(diagnostic.at(where))
    rendering = Rendering(where, parsed, payload, headers, text, printed)
    evaluation.rendered.append(rendering)
    return rendering


def write(evaluation: Evaluation, template: Template, payload: Payload, headers: Headers | None, record: Record | None) -> str:
    """What a template that was read writes, with the variables of the evaluation; `record`, if there is one, is filled.

    `$integration` is in response templates only. TemplateFailure, LimitReached; GatewayFailure where the payload is refused.
    """
    variables = {
        "input": Input(payload, evaluation.call, evaluation.run),
        "util": Util(evaluation.run),
        "context": evaluation.context,
        "stageVariables": evaluation.stage_variables,
        **evaluation.call.variables(template, headers, payload.text),
    }
    return template.render(variables, evaluation.run, record)


def _check_size(text: str, limits: Limits) -> None:
    size = utf8_length(text)
    if size > limits.template:
        raise LimitReached(
            "template",
            f"The template has {size:,} bytes; the limit is {limits.template:,} (API Gateway's own is 300 KB).",
            help="Shorten it, or let a Lambda function do the work.",
        )


def _read(evaluation: Evaluation, template: MappingTemplate, payload: Payload) -> tuple[Template, Reading]:
    """The template, and what is known of it; what there is to say of it without running it is told."""
    text = template.text
    parsed, found, reading = (_read_text if len(text) <= _LONGEST_KEPT else _read_text.__wrapped__)(text, evaluation.limits)
    for diagnostic in found:
        if diagnostic.code != "lint.minus" or diagnostic.span is None or _last_name(text, diagnostic.span) not in payload.text:
            evaluation.tell(diagnostic.at(template.where))
    return parsed, reading


@lru_cache(maxsize=64)
def _read_text(text: str, limits: Limits) -> tuple[Template, tuple[Diagnostic, ...], Reading]:
    """A template and what is to be said of it; kept, for the same one is rendered over and over while a user works on the rest."""
    template = vtl.parse(text, limits)
    found = list(islice(lint_text(template, limits), MOST_LINTS))
    reading = Reading(text, template.tree, [one for one in found if one.code in AFTER])
    return template, tuple(one for one in found if one.code not in AFTER), reading


def reading_of(text: str, limits: Limits) -> Reading:
    """What is known by reading a template that was read before; a short one was kept."""
    return (_read_text if len(text) <= _LONGEST_KEPT else _read_text.__wrapped__)(text, limits)[2]


def _last_name(text: str, span: Span) -> str:
    """`b-1` of `$a.b-1`: where the payload has it, it is meant as a name."""
    return text[span.start : span.end].rpartition(".")[2].lstrip("$!")


def _tell_after(evaluation: Evaluation, where: str, reading: Reading | None, payload: Payload, *, is_request: bool) -> PrintedMaps | None:
    """Tell what the rendering of the template at `where` noted, and what its data say of it; what it printed of maps and lists.

    `reading`: None where the template could not be read.
    """
    printed = evaluation.run.notes.take_printed()
    notes, missed = evaluation.run.notes.take(), evaluation.call.missed.take()
    ran = Ran(notes, missed, evaluation.scenario.request, payload, evaluation.context, is_request=is_request)
    for found in after_rendering(reading, ran):
        _tell_new(evaluation, where, found)
    if not printed or reading is None:
        return None
    return PrintedMaps(reading.text, reading.tree, printed, is_dynamodb=is_answer(payload.seen))


def _tell_new(evaluation: Evaluation, where: str, diagnostics: Iterable[Diagnostic]) -> None:
    """Tell what is said of the text at `where`, but not of a place of which something was told before."""
    found = list(diagnostics)
    if not found:
        return
    said = {diagnostic.span for diagnostic in evaluation.diagnostics if diagnostic.where == where}
    for diagnostic in found:
        if diagnostic.span not in said:
            evaluation.tell(diagnostic.at(where))
