"""Why a MOCK integration finds no `statusCode`: what its request template wrote, or that none is for the call's Content-Type.

Evidence: recorded: ls/mock; user-reported: aws-cdk issues 18297 and 30984, aws-sam-cli issue 2483.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.mock import written_status
from playground.gateway.template_choice import header, media_type
from playground.jsontext.flaws import find_flaw
from playground.words import shorten

if TYPE_CHECKING:
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import SentRequest

_WRITE = 'Let it write {"statusCode": 200}.'


def mock_diagnostic(evaluation: Evaluation, sent: SentRequest) -> Diagnostic:
    """What to tell where the body that a MOCK integration got has no whole number `statusCode`: AWS answers 500."""
    body = sent.request.body
    if sent.template is not None:
        what = "The request template of this MOCK integration writes no JSON with a whole number `statusCode`"
        message = f"{what}: it {_written(body)}. AWS answers 500."
        return Diagnostic("mock.status", "error", message, _WRITE, where=sent.template)
    templates = evaluation.integration.requestTemplates
    given = header(evaluation.scenario.request.header, "content-type")
    wanted = media_type(given)
    others = [name for name, text in templates.items() if text]
    calls = f"The call's Content-Type is {shorten(wanted, 60)}" if given else f"The call has no Content-Type, so it counts as {wanted}"
    has = f" (it has one for {shorten(', '.join(others))})" if others else ""
    passed = f"client's body, {_shown(body)}," if body.strip() else "client's empty body"
    message = (
        f"{calls}, for which this MOCK integration has no request template{has}. The {passed} passes through instead, and gives no whole "
        "number `statusCode`: AWS answers 500."
    )
    hint = f'Add a request template for {shorten(wanted, 60)} that writes {{"statusCode": 200}}'
    hint += f", or send the call with Content-Type {shorten(others[0], 60)}." if others else "."
    return Diagnostic("mock.status", "error", message, hint, where=evaluation.scenario.where("methodIntegration", "requestTemplates"))


def _written(body: str) -> str:
    """What a request template wrote in the place of an object with a status."""
    if not body.strip():
        return "writes nothing"
    status = written_status(body)
    if status is not None:
        return f"writes {_shown(body)}, whose `statusCode` is no whole number"
    flaw, is_object = find_flaw(body), body.lstrip().startswith("{")
    if flaw is None and is_object:
        return f"writes {_shown(body)}, which has no `statusCode`"
    reason = f" ({flaw.message})" if flaw is not None and is_object else ""
    return f"writes {_shown(body)}, which is no JSON object{reason}"


def _shown(body: str) -> str:
    return f"`{shorten(body, 60)}`"
