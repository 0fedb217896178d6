"""What is said of binary bodies: why AWS answers 500, and which setting mends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.binary import ANY_TYPE
from playground.gateway.template_choice import header
from playground.jsontext.pointer import to_pointer
from playground.words import shorten

if TYPE_CHECKING:
    from playground.gateway.binary import Way
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import Selection

_NO_TEMPLATE = "a template cannot read a binary body: AWS answers 500."
_TO_TEXT = "contentHandling: CONVERT_TO_TEXT"


def unreadable_request(evaluation: Evaluation, way: Way, where: str) -> Diagnostic:
    """The request template at `where` would get a binary body (recorded: ls/s3; user-reported: chalice issue 1310)."""
    if way.by is None or evaluation.integration.contentHandling == "CONVERT_TO_BINARY":
        return _made_binary(where)
    message = f"The client's body is binary, for {_reason(evaluation, 'Content-Type', way.by)}, and {_NO_TEMPLATE}"
    hint = f"Set {_TO_TEXT} on the integration{_on_responses(evaluation)}. Templates then see the body's base64 text in $input.body."
    return Diagnostic("content.binary", "error", message, hint, where=_type_where(way.by))


def unreadable_response(evaluation: Evaluation, way: Way, selection: Selection, where: str) -> Diagnostic:
    """The response template at `where` would get a binary body (recorded: ls/s3; user-reported: serverless issue 7243)."""
    if way.by is None or selection.response.contentHandling == "CONVERT_TO_BINARY":
        return _made_binary(where)
    message = f"The client is to get a binary body, for {_reason(evaluation, 'Accept', way.by)}, and {_NO_TEMPLATE}"
    hint = f"Set {_TO_TEXT} on the integration response {selection.key}."
    return Diagnostic("content.binary", "error", message, hint, where=_type_where(way.by))


def no_base64_request(evaluation: Evaluation) -> Diagnostic:
    """The client's text was to be decoded (recorded: ls/s3)."""
    message = "contentHandling is CONVERT_TO_BINARY, and the client's body is text that is no base64: AWS, which decodes it, answers 500."
    hint = "Send base64 without line ends, or remove contentHandling from the integration."
    return Diagnostic("content.binary", "error", message, hint, where=evaluation.scenario.where("methodIntegration", "contentHandling"))


def no_base64_response(evaluation: Evaluation, way: Way, selection: Selection) -> Diagnostic:
    """The backend's text was to be decoded (recorded: ls/s3)."""
    text = "the backend's body is text that is no base64: AWS, which decodes it, answers 500."
    if way.by is None or selection.response.contentHandling == "CONVERT_TO_BINARY":
        where = evaluation.scenario.where("methodIntegration", "integrationResponses", selection.key, "contentHandling")
        hint = f"Let the backend answer base64 without line ends, or set {_TO_TEXT}."
        return Diagnostic("content.binary", "error", f"contentHandling is CONVERT_TO_BINARY, and {text}", hint, where=where)
    message = f"The client is to get a binary body, for {_reason(evaluation, 'Accept', way.by)}, and {text}"
    hint = f"Set {_TO_TEXT} on the integration response {selection.key}, or let the backend's Content-Type be one of them."
    return Diagnostic("content.binary", "error", message, hint, where=_type_where(way.by))


def unseen_json(evaluation: Evaluation, where: str, whose: str) -> Diagnostic:
    """The template at `where` reads a body as JSON that reaches it as base64 (documented: api-gateway-payload-encodings)."""
    types = shorten(", ".join(evaluation.scenario.api.binaryMediaTypes))
    message = (
        f"The {whose} body is binary by the API's binaryMediaTypes ({types}): a template sees its base64 text, and in $input.body alone."
    )
    hint = "$input.path and $input.json find no members in it: read $input.body, or take its type out of binaryMediaTypes."
    return Diagnostic("content.binary", "warning", message, hint, where=where)


def shown_as_base64(evaluation: Evaluation, way: Way, what: str, path: tuple[str, ...]) -> Diagnostic:
    """A body that goes on binary; `path`: where in the integration its contentHandling would stand."""
    where = _type_where(way.by) if way.by is not None else evaluation.scenario.where("methodIntegration", *path, "contentHandling")
    why = "the API's binaryMediaTypes" if way.by is not None else "contentHandling"
    message = f"The {what} is binary, by {why}: it is shown as base64, and goes out as the bytes of that."
    return Diagnostic("content.binary", "info", message, "For text, set contentHandling: CONVERT_TO_TEXT.", where=where)


def tell_uncertain_binary(evaluation: Evaluation, way: Way, selection: Selection, *, is_template: bool, is_empty: bool) -> None:
    """Tell `uncertain.binary` for an answer that the client's Accept makes binary; `is_empty`: of the backend's body."""
    if way.by is None or selection.response.contentHandling:
        return
    if is_template and evaluation.integration.type != "MOCK":
        message = "That a response template fails here is recorded with CONVERT_TO_BINARY and reported for MOCK, not in front of a service."
        _tell(evaluation, message, "Set contentHandling: CONVERT_TO_TEXT on the integration response: then it is sure.", way.by)
    if header(evaluation.scenario.request.header, "accept") is None and (is_template or not is_empty):
        message = "The call has no Accept: it is taken for one that binaryMediaTypes make binary (`*/*`), which is not known."
        _tell(evaluation, message, "Give the call the Accept that clients send: browsers and curl send one.", way.by)


def _tell(evaluation: Evaluation, message: str, hint: str, index: int) -> None:
    evaluation.tell(Diagnostic("uncertain.binary", "info", message, hint, where=_type_where(index)))


def _made_binary(where: str) -> Diagnostic:
    message = f"contentHandling is CONVERT_TO_BINARY, and {_NO_TEMPLATE}"
    return Diagnostic("content.binary", "error", message, help="Remove contentHandling or the template.", where=where)


def _on_responses(evaluation: Evaluation) -> str:
    """The integration responses that need the setting as well: those of a MOCK that have a template, under `*/*`."""
    if evaluation.integration.type != "MOCK" or ANY_TYPE not in evaluation.scenario.api.binaryMediaTypes:
        return ""
    responses = evaluation.integration.integrationResponses.items()
    keys = [key for key, one in responses if any(one.responseTemplates.values()) and one.contentHandling != "CONVERT_TO_TEXT"]
    return f", and on the integration response {', '.join(keys)}, for its template" if keys else ""


def _reason(evaluation: Evaluation, name: str, index: int) -> str:
    """Why a body counts as binary: the media type that has this index, and the client's header of that name."""
    entry = evaluation.scenario.api.binaryMediaTypes[index]
    if entry == ANY_TYPE:
        return "the API's binaryMediaTypes have `*/*`, which is every body, an empty one as well"
    value = header(evaluation.scenario.request.header, name.lower()) or ""
    return f"its {name}, {shorten(value, 60)}, is among the API's binaryMediaTypes (`{shorten(entry, 60)}`)"


def _type_where(index: int) -> str:
    return to_pointer(("api", "binaryMediaTypes", str(index)))
