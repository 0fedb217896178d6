"""The tools around a Scenario: one POST each, JSON in and JSON out, worked out in the sandbox like an evaluation."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from playground.evaluator.tool_signatures import SIGNATURES
from playground.web.api.evaluate import body, caller
from playground.web.identity import needs

blueprint = Blueprint("tools", __name__, url_prefix="/api/v1")


@blueprint.post(f"/<any({', '.join(SIGNATURES)}):tool>")
@needs("read_site")
def use(tool: str) -> Response:
    """The tool's answer to the request's document."""
    answer = current_app.extensions["evaluator"].use(tool, body(), caller())
    return Response(answer, content_type="application/json", headers={"Cache-Control": "no-store"})
