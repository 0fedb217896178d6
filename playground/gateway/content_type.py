"""The Content-Type of the client's answer where no mapping and no override sets it: by the method response's `responseModels`.

Evidence: user-reported: serverless issue 194, apigateway-service-proxy issue 115, mwittenbols issue 3; documented:
api-gateway-method-settings-method-response (the models are used for the response's content type); recorded: ls (no models).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from playground.diagnostics import Diagnostic
from playground.gateway.template_choice import DEFAULT_TYPE
from playground.jsontext.pointer import to_pointer

if TYPE_CHECKING:
    from playground.gateway.evaluation import Evaluation
    from playground.model import MethodResponse


class ContentType(NamedTuple):
    """A content type, the JSON Pointer of what says so ("": nothing does, it is the default), and those that might be it as well."""

    name: str
    where: str
    others: tuple[str, ...] = ()


def content_type_of(evaluation: Evaluation, status: str, template: str | None) -> ContentType:
    """What the method response of `status` makes of an answer that the template of the content type `template` wrote.

    The key of the one model counts; the model's own contentType, the template's key and Accept do not. Of several keys the template's
    is taken, else the first [?].
    """
    found = _method_response(evaluation, status)
    if found is None or not found[1].responseModels:
        return ContentType(DEFAULT_TYPE, "")
    key, response = found
    names = list(response.responseModels)
    name = template if template is not None and template in names else names[0]
    where = to_pointer(("method", "methodResponses", key, "responseModels", name))
    return ContentType(name, where, tuple(other for other in names if other != name))


def tell_uncertain(evaluation: Evaluation, taken: ContentType, template: str | None, overridden: str | None) -> None:
    """Tell `uncertain.content-type` where another one is as likely; `overridden` is the status that a template set, or None."""
    if taken.others:
        others = ", ".join(taken.others)
        message = f"The method response has several models: {taken.name} is taken for the Content-Type, and not {others}."
        hint = "Which one AWS takes is not known: keep one model, or set $context.responseOverride.header.Content-Type."
        evaluation.tell(Diagnostic("uncertain.content-type", "info", message[:400], hint, where=taken.where.rpartition("/")[0]))
    if overridden is None or _method_response(evaluation, overridden) is None:
        return
    other = content_type_of(evaluation, overridden, template)
    if other.name != taken.name:
        message = f"A template set the status to {overridden}, whose method response says {other.name}; the Content-Type is {taken.name}."
        hint = (
            "Whether AWS takes the models of the chosen integration response's status, as here, or those of the new one is not known: "
            "set $context.responseOverride.header.Content-Type as well."
        )
        where = other.where or taken.where
        evaluation.tell(Diagnostic("uncertain.content-type", "info", message, hint, where=where))


def _method_response(evaluation: Evaluation, status: str) -> tuple[str, MethodResponse] | None:
    """The method response of a status, with its key; None where there is none, or nothing is known of what is declared."""
    declared = evaluation.method.methodResponses or {}
    return next(((key, one) for key, one in declared.items() if (one.statusCode or key) == status), None)
