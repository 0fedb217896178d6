"""The part of the OpenAPI document that tells of saved scenarios, tokens, the library, and who is asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.model import Result, Scenario
from playground.model import saved as models
from playground.model.problem_details import ProblemDetails
from playground.model.schemas import reference_to
from playground.store.scenarios import MOST_LISTED
from playground.web.identity import EDIT_KEY

if TYPE_CHECKING:
    from playground.model.schemas import ModelClass

MODELS: tuple[ModelClass, ...] = (
    *(models.NewScenario, models.NewRevision, models.Changes, models.NewToken),
    *(models.SavedRevision, models.ScenarioList, models.ScenarioEntry, models.History, models.Deleted, models.SavedMeanwhile),
    *(models.Me, models.MadeToken, models.TokenList, models.LibraryList),
)
REFUSALS = {
    400: "The body is not JSON",
    401: "This needs signing in",
    403: "The caller may not do this",
    404: "There is no such thing, or the caller may not see it",
    412: "Somebody saved meanwhile",
    413: "The body, or the Scenario, is over the size cap",
    415: "The body is not application/json",
    422: "The JSON is not what the call takes, or no Scenario",
    428: "`If-Match` is missing",
    429: "One caller asked too often; come back after Retry-After",
    503: "The evaluators are busy, or the database does not answer; come back after Retry-After",
}
BODY = (400, 413, 415, 422)
ASKED = (401, 403, 429, 503)
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z2-9]{16}$"}}
NUMBER = {"name": "number", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1, "maximum": 999_999_999}}
KEY = {
    "name": EDIT_KEY,
    "in": "header",
    "description": "`editKey` of the answer to who saved it, where nobody signs in",
    "schema": {"type": "string"},
}
IF_MATCH = {"name": "If-Match", "in": "header", "description": 'The ETag of what was read: `"1"`', "schema": {"type": "string"}}
TRACE = {"name": "trace", "in": "query", "description": "`1`: with `trace` and `bodyMap`", "schema": {"type": "string"}, "example": "1"}
PAGE = [
    {"name": "before", "in": "query", "description": "`next` of the page before", "schema": NUMBER["schema"]},
    {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": MOST_LISTED, "default": MOST_LISTED}},
]
LIST = [
    {"name": "q", "in": "query", "description": "Part of a title, tag, method, path or table's name", "schema": {"type": "string"}},
    {"name": "tag", "in": "query", "description": "A whole tag", "schema": {"type": "string"}},
    {"name": "owner", "in": "query", "description": "A whole name", "schema": {"type": "string"}},
    {"name": "before", "in": "query", "description": "`next` of the page before", "schema": {"type": "string"}},
    {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": MOST_LISTED, "default": 50}},
]


def paths(*, stored: bool, library: bool) -> dict[str, Any]:
    """The paths that are there: with a store, with a library."""
    found: dict[str, Any] = {"/api/v1/me": {"get": operation("getMe", "Who is asking", 200, models.Me)}}
    if stored:
        found |= _scenario_paths() | _token_paths()
    if library:
        name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
        found |= {
            "/api/v1/library": {"get": operation("listLibrary", "The library's Scenarios", 200, models.LibraryList)},
            "/api/v1/library/{name}": {
                "get": operation("getLibraryScenario", "A Scenario of the library", 200, Scenario, 404),
                "parameters": [name],
            },
        }
    return found


def _scenario_paths() -> dict[str, Any]:
    one, result = "/api/v1/scenarios/{id}", ("Its Result", 200, Result, 404)
    with_id, with_number = {"parameters": [ID, KEY]}, {"parameters": [ID, NUMBER, KEY]}
    return {
        "/api/v1/scenarios": {
            "get": operation("listScenarios", "The saved scenarios, newest first", 200, models.ScenarioList, 422) | {"parameters": LIST},
            "post": operation("saveScenario", "Save a Scenario", 201, models.SavedRevision, *BODY, takes=models.NewScenario),
        },
        one: {
            "get": operation("getSavedScenario", "The newest revision's Scenario", 200, Scenario, 404),
            "put": operation("saveRevision", "Save a revision", 200, models.SavedRevision, *BODY, 404, 412, 428, takes=models.NewRevision)
            | {"parameters": [IF_MATCH]},
            "patch": operation(
                "changeScenario", "Change title, tags, visibility", 200, models.ScenarioEntry, *BODY, 404, takes=models.Changes
            ),
            "delete": operation("deleteScenario", "Delete all revisions; restorable for 30 days", 200, models.Deleted, 404),
            **with_id,
        },
        f"{one}/restore": {"post": operation("restoreScenario", "Take a deletion back", 200, models.ScenarioEntry, 404), **with_id},
        f"{one}/result": {"get": operation("getSavedResult", *result) | {"parameters": [TRACE]}, **with_id},
        f"{one}/revisions": {
            "get": operation("listRevisions", "The revisions, newest first", 200, models.History, 404, 422) | {"parameters": PAGE},
            **with_id,
        },
        f"{one}/revisions/{{number}}": {"get": operation("getRevision", "A revision's Scenario", 200, Scenario, 404), **with_number},
        f"{one}/revisions/{{number}}/result": {
            "get": operation("getRevisionResult", *result) | {"parameters": [TRACE]},
            **with_number,
        },
    }


def _token_paths() -> dict[str, Any]:
    return {
        "/api/v1/tokens": {
            "get": operation("listTokens", "One's own tokens", 200, models.TokenList),
            "post": operation("makeToken", "Make a token, shown this once", 201, models.MadeToken, *BODY, takes=models.NewToken),
        },
        "/api/v1/tokens/{id}": {"delete": operation("revokeToken", "End a token", 204, None, 404), "parameters": [ID]},
    }


def operation(
    name: str, summary: str, status: int, gives: ModelClass | None, *refusals: int, takes: ModelClass | None = None
) -> dict[str, Any]:
    """An operation with JSON of one of the models in and out, or one of the problems."""
    content = {} if gives is None else {"content": {"application/json": {"schema": reference_to(gives)}}}
    made: dict[str, Any] = {"operationId": name, "summary": summary, "responses": {str(status): {"description": summary, **content}}}
    for refusal in sorted({*refusals, *ASKED}):
        problem = reference_to(models.SavedMeanwhile if refusal == 412 else ProblemDetails)
        made["responses"][str(refusal)] = {"description": REFUSALS[refusal], "content": {"application/problem+json": {"schema": problem}}}
    if takes is not None:
        made["requestBody"] = {"required": True, "content": {"application/json": {"schema": reference_to(takes)}}}
    return made
