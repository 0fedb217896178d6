"""The answer of a DynamoDB engine over the tables of the Scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.diagnostics import Diagnostic
from playground.gateway.stage_values import BackendAnswer
from playground.model.result import ChangedItem
from playground.services.engine.actions import ITEM_ACTIONS
from playground.services.engine.session import HOW_TO_HAVE_IT, EngineAbsent, EngineFailed
from playground.services.target import target_of

if TYPE_CHECKING:
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import SentRequest
    from playground.services.finding import ServiceError

_HEADERS = {"Content-Type": "application/x-amz-json-1.0"}
"""Of DynamoDB's answers; its others differ from call to call."""


def answer_over_tables(evaluation: Evaluation, sent: SentRequest, refusal: ServiceError | None) -> BackendAnswer | None:
    """What the engine answers; None where it is not asked, or gave no answer, which is told.

    It is asked where the integration is DynamoDB's, and the Scenario has tables, or the engine has its own. `refusal`: what the service
    surely answers, which stands for the engine's where the action is none that it is asked for. LimitReached.
    """
    tables, engine = evaluation.scenario.tables, evaluation.engine
    target = target_of(evaluation.integration.type, evaluation.integration.uri or "", sent.request.header)
    if target.service != "dynamodb" or (tables is None and (engine is None or not engine.has_tables)):
        return None
    if refusal is not None and target.action not in ITEM_ACTIONS:
        return BackendAnswer(refusal.status, {}, refusal.text, "check")
    evaluation.where = "/tables"
    try:
        if engine is not None:
            answer = engine.answer(
                [{"definition": one.definition, "items": one.items} for one in tables or ()], target.action, sent.request.body
            )
            return BackendAnswer(answer.status, _HEADERS, answer.body, "engine", answer.engine, _changed(answer.tables))
    except EngineAbsent:
        pass
    except EngineFailed as failure:
        where = failure.where or evaluation.scenario.where("methodIntegration", "uri")
        help_ = "See what is written there." if failure.where.startswith("/tables/") else ""
        evaluation.tell(Diagnostic("engine.failed", "error", failure.message, help_, where=where))
        return None
    message = "No DynamoDB engine is installed here, so nothing answers over the tables."
    evaluation.tell(Diagnostic("engine.absent", "error", message, HOW_TO_HAVE_IT, where="/tables"))
    return None


def _changed(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[ChangedItem]]:
    return {name: [ChangedItem(**one) for one in changes] for name, changes in tables.items()}
