"""Templates that are there and were not used, for the media type that the call names has none.

Evidence: documented: integration-passthrough-behaviors, request-response-data-mappings; user-reported: serverless 1264, aws-cdk 18297.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.template_choice import header, media_type
from playground.words import shorten

if TYPE_CHECKING:
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import Selection

_SHOWN = 60


def tell_skipped_request(evaluation: Evaluation) -> None:
    """Tell that the client's body passed by the request templates, where the call's own Content-Type, or the lack of one, made it so.

    A call that nobody described (no Content-Type and no body) is not told of: it may only be there for its answer.
    """
    request, templates = evaluation.scenario.request, evaluation.integration.requestTemplates
    given = header(request.header, "content-type")
    wanted = media_type(given)
    names = [name for name, template in templates.items() if template]
    if not names or wanted in templates or (given is None and not request.body):
        return
    what = f"The call's Content-Type is {shorten(wanted, _SHOWN)}" if given else f"The call has no Content-Type, which counts as {wanted}"
    near = next((name for name in names if name.lower() == wanted.lower() or media_type(name) == wanted), None)
    behavior = evaluation.integration.passthroughBehavior or "WHEN_NO_MATCH"
    then = "so this template did not run, and the body went on as it came"
    help_ = f"Add a request template for {shorten(wanted, _SHOWN)}, or let passthroughBehavior NEVER answer such calls with 415."
    if near is not None:
        help_ = f"Name the template {shorten(wanted, _SHOWN)}: the names must be the same, letter by letter, without parameters."
    _tell(evaluation, f"{what}, {then} ({behavior}).", help_, ("requestTemplates", near or names[0]))


def tell_skipped_response(evaluation: Evaluation, selection: Selection) -> None:
    """Tell that the backend's body passed by the response templates, where the call's Accept names an empty one among them."""
    templates = selection.response.responseTemplates
    given = header(evaluation.scenario.request.header, "accept")
    names = [name for name, template in templates.items() if template]
    wanted = media_type(given)
    if given is None or not names or templates.get(wanted, None) or wanted not in templates:
        return
    what = f"The call's Accept is {shorten(wanted, _SHOWN)}, whose template is empty"
    message = f"{what}, so this template did not run, and the backend's body went on as it came."
    help_ = f"Fill in the template for {shorten(wanted, _SHOWN)}, or remove it: where none fits, the first one runs."
    _tell(evaluation, message, help_, ("integrationResponses", selection.key, "responseTemplates", names[0]))


def _tell(evaluation: Evaluation, message: str, help_: str, path: tuple[str, ...]) -> None:
    where = evaluation.scenario.where("methodIntegration", *path)
    evaluation.tell(Diagnostic("template.skipped", "warning", message, help_, where))
