"""The client's body against the model of its Content-Type.

Evidence: documented: api-gateway-method-request-validation, models-mappings-models; recorded: ls/validator; user-reported: the logs of
two courses, in which an empty body is one that cannot be parsed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playground import json_schema
from playground.diagnostics import Diagnostic, Span
from playground.errors import LimitReached
from playground.gateway import execution_log
from playground.gateway.failures import GatewayFailure
from playground.gateway.template_choice import header, media_type
from playground.json_schema import BrokenSchema, Budget, Checked, Violation
from playground.jsontext.exact import load_exact
from playground.jsontext.fast import dump_ascii
from playground.jsontext.flaws import find_flaw
from playground.jsontext.places import span_of
from playground.jsontext.pointer import to_pointer
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.gateway.evaluation import Evaluation
    from playground.model import Model

ANY_TYPE = "$default"
"""The key of a model for every Content-Type that has none of its own (documented: api-gateway-method-request-validation)."""
BUILT_IN = {
    "Empty": '{"title": "Empty Schema", "type": "object"}',
    "Error": '{"title": "Error Schema", "type": "object", "properties": {"message": {"type": "string"}}}',
}
"""The models that every API has from the start (documented: models-mappings-models)."""
_NOT_JSON = "Unknown error parsing request body"
_MOST_TOLD = 5
_MOST_LOGGED = 20
_MOST_READING = 2_000_000
"""Characters of a body, read once for each level of a path, to find the place of a value in it."""


def validate_body(evaluation: Evaluation) -> None:
    """Hold the body against the method's model for its Content-Type. GatewayFailure (400) where it is refused; LimitReached."""
    models, request = evaluation.method.requestModels, evaluation.scenario.request
    content_type = media_type(header(request.header, "content-type"))
    name = models.get(content_type) or models.get(ANY_TYPE)
    if not name:
        _tell_skipped(evaluation, content_type)
        return
    texts = BUILT_IN | {model: _schema_text(one) for model, one in evaluation.scenario.api.models.items()}
    if name not in texts:
        what = f"The model for {shorten(content_type, 60)} is {shorten(name, 60)}"
        message = f"{what}, which `api.models` does not define: the body is not validated here."
        where = to_pointer(("method", "requestModels", content_type if models.get(content_type) else ANY_TYPE))
        evaluation.tell(Diagnostic("validator.unknown", "info", message, "Add the model to `api.models`, with its schema.", where=where))
        return
    checked = _check(evaluation, name, texts, content_type)
    if checked is None:
        return
    if checked.violations:
        raise _refusal(evaluation, name, content_type, checked)
    execution_log.validated(evaluation, content_type)
    _tell_formats(evaluation, name, checked)


def _check(evaluation: Evaluation, name: str, texts: Mapping[str, str], content_type: str) -> Checked | None:
    """What the model says of the body; None where the model cannot be used, which is told. GatewayFailure for a body that is no JSON."""
    body = evaluation.scenario.request.body
    where, evaluation.where = evaluation.where, _where(name)  # where a limit is told
    try:
        document = load_exact(body) if body.strip() else {}
        checked: Checked | None = json_schema.check(name, texts, document, Budget(evaluation.limits.regex, evaluation.run.seconds_left))
    except BrokenSchema as error:
        evaluation.tell(_broken(evaluation, error))
        checked = None
    except RecursionError:
        raise LimitReached("nesting", "The body and its model are nested too deep to be held against each other.") from None
    except ValueError as error:
        execution_log.refused(evaluation, content_type, _NOT_JSON)
        raise GatewayFailure("BAD_REQUEST_BODY", [_malformed(body, name)], validation=f"[{_NOT_JSON}]") from error
    evaluation.where = where
    return checked


def _refusal(evaluation: Evaluation, name: str, content_type: str, checked: Checked) -> GatewayFailure:
    body = evaluation.scenario.request.body
    words = ", ".join(one.message for one in checked.violations[:_MOST_LOGGED]) if body.strip() else _NOT_JSON
    execution_log.refused(evaluation, content_type, words)
    diagnostics = [_refused(body, name, one) for one in checked.violations[:_MOST_TOLD]]
    return GatewayFailure("BAD_REQUEST_BODY", diagnostics, validation=f"[{words}]")


def _refused(body: str, name: str, violation: Violation) -> Diagnostic:
    """What the model refuses, with its place in the body."""
    pointer = to_pointer(str(part) for part in violation.path)
    at = f" at {shorten(pointer, 100)}" if pointer else ""
    what = "The body is empty, which is no JSON" if not body.strip() else f"The body does not match the model {shorten(name, 60)}{at}"
    is_cheap = body.strip() and len(body) * (len(violation.path) + 1) <= _MOST_READING
    span = Span(*span_of(body, violation.path)) if is_cheap else None
    hint = "Mend the body, or the model. In the model's words, an instance is the value in the body."
    message = f"{what}: {violation.message[:500]}. AWS answers 400."
    return Diagnostic("validator.body", "error", message, hint, where="/request/body", span=span)


def _malformed(body: str, name: str) -> Diagnostic:
    flaw = find_flaw(body)
    span = Span(flaw.offset, min(flaw.offset + 1, len(body))) if flaw else None
    message = (
        f"The body is not JSON{f': {flaw.message}' if flaw else ''}, so it does not match the model {shorten(name, 60)}. AWS answers 400."
    )
    return Diagnostic("validator.body", "error", message, "Mend the body.", where="/request/body", span=span)


def _broken(evaluation: Evaluation, error: BrokenSchema) -> Diagnostic:
    """A model that API Gateway would not have taken, with the place in its schema where that is text."""
    model = evaluation.scenario.api.models.get(error.model)
    text = model.json_schema if model and isinstance(model.json_schema, str) else None
    span = None
    if text is not None:
        flaw = find_flaw(text)
        start, end = (flaw.offset, flaw.offset + 1) if flaw else span_of(text, error.path)
        span = Span(start, min(end, len(text)))
    message = (
        f"The model {shorten(error.model, 60)} cannot be used: {error.message}. AWS takes no such model; the body is not validated here."
    )
    hint = "Mend its schema: JSON Schema draft 4, with references to models of this API only."
    return Diagnostic("validator.model", "warning", message, hint, where=_where(error.model), span=span)


def _tell_skipped(evaluation: Evaluation, content_type: str) -> None:
    """A body whose Content-Type has no model passes on (documented, and it surprises: user-reported)."""
    names = [key for key, model in evaluation.method.requestModels.items() if model]
    if names and evaluation.scenario.request.body.strip():
        has, shown = shorten(", ".join(names)), shorten(content_type, 60)
        message = f"The call's Content-Type is {shown}, and the method has models for {has}: its body is not validated."
        hint = f"Give a model for {shown}, or one under {ANY_TYPE} for every type. Or let passthroughBehavior NEVER refuse it."
        evaluation.tell(Diagnostic("validator.skipped", "info", message, hint, where="/method/requestModels"))


def _tell_formats(evaluation: Evaluation, name: str, checked: Checked) -> None:
    if checked.formats:
        listed = ", ".join(f"`{shorten(one, 40)}`" for one in sorted(checked.formats)[:5])
        what = f"The model {shorten(name, 60)} asks for the format {listed}"
        message = f"{what}: whether AWS looks at formats is not known, and it is not checked here."
        evaluation.tell(Diagnostic("uncertain.validator", "info", message, "A `pattern` is checked for sure.", where=_where(name)))


def _schema_text(model: Model) -> str:
    """A model's schema as JSON text."""
    schema = model.json_schema
    return schema if isinstance(schema, str) else dump_ascii(schema) or json.dumps(schema)


def _where(name: str) -> str:
    return to_pointer(("api", "models", name, "schema"))
