"""The Content-Type of the client's answer where no mapping and no override sets it: by the method response's `responseModels`.

Evidence: user-reported: serverless issue 194, apigateway-service-proxy issue 115, mwittenbols issue 3; documented:
api-gateway-method-settings-method-response (the models are used for the response's content type); recorded: ls (no models).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from playground.diagnostics import Diagnostic
from playground.gateway.answer import AnswerHeader, Cause
from playground.gateway.template_choice import DEFAULT_TYPE
from playground.jsontext.pointer import to_pointer

if TYPE_CHECKING:
    from playground.gateway.answer import Answer
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import MappingTemplate, Selection
    from playground.model import MethodResponse


class ContentType(NamedTuple):
    """The header that sets a content type, the JSON Pointer of what says so, "" for the default, and the types that it might be as well."""

    header: AnswerHeader
    where: str
    others: tuple[str, ...] = ()


def content_type_of(evaluation: Evaluation, selection: Selection, template: MappingTemplate | None) -> ContentType:
    """The Content-Type that the method response of the selected status makes of what `template` wrote."""
    name, where, others = _by_model(evaluation, selection.status, template)
    return ContentType(AnswerHeader("Content-Type", name, Cause("integrationResponse", where or selection.where)), where, others)


def tell_uncertain_type(evaluation: Evaluation, taken: ContentType, template: MappingTemplate | None, answer: Answer) -> None:
    """Tell `uncertain.content-type` where another one is as likely, unless a mapping or a template set it."""
    if answer.headers_from["Content-Type"] is not taken.header.cause:
        return
    name = taken.header.value
    if taken.others:
        others = ", ".join(taken.others)
        message = f"The method response has several models: {name} is taken for the Content-Type, and not {others}."
        hint = "Which one AWS takes is not known: keep one model, or set $context.responseOverride.header.Content-Type."
        evaluation.tell(Diagnostic("uncertain.content-type", "info", message[:400], hint, where=taken.where.rpartition("/")[0]))
    status = str(answer.status)
    if answer.status_from.by != "responseOverride" or _method_response(evaluation, status) is None:
        return
    other, where, _ = _by_model(evaluation, status, template)
    if other != name:
        message = f"A template set the status to {status}, whose method response says {other}; the Content-Type is {name}."
        hint = (
            "Whether AWS takes the models of the chosen integration response's status, as here, or those of the new one is not known: "
            "set $context.responseOverride.header.Content-Type as well."
        )
        evaluation.tell(Diagnostic("uncertain.content-type", "info", message, hint, where=where or taken.where))


def _by_model(evaluation: Evaluation, status: str, template: MappingTemplate | None) -> tuple[str, str, tuple[str, ...]]:
    """What the method response of `status` makes of what `template` wrote: the type, what says so, and what it might be too.

    The key of the one model counts; the model's own contentType, the template's key and Accept do not. Of several keys the template's
    is taken, else the first [?].
    """
    found = _method_response(evaluation, status)
    if found is None or not found[1].responseModels:
        return DEFAULT_TYPE, "", ()
    key, response = found
    names = list(response.responseModels)
    name = template.content_type if template is not None and template.content_type in names else names[0]
    where = to_pointer(("method", "methodResponses", key, "responseModels", name))
    return name, where, tuple(other for other in names if other != name)


def _method_response(evaluation: Evaluation, status: str) -> tuple[str, MethodResponse] | None:
    """The method response of a status, with its key; None where there is none, or nothing is known of what is declared."""
    declared = evaluation.method.methodResponses or {}
    return next(((key, one) for key, one in declared.items() if (one.statusCode or key) == status), None)
