"""The OpenAPI document of the JSON API; every schema is a model's own."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from playground.evaluator.tool_signatures import SIGNATURES
from playground.model import Result, Scenario
from playground.model.explanation import CodeExplanation, ListedExplanation
from playground.model.listed_example import ListedExample
from playground.model.problem_details import ProblemDetails
from playground.model.schemas import reference_to, schemas_of
from playground.web.api import openapi_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.model.schemas import ModelClass

REFUSALS = {
    "400": "The body is not JSON",
    "413": "The body is over the size cap",
    "415": "The body is not application/json",
    "422": "The JSON is no Scenario, or not what the tool takes",
    "503": "All evaluators are busy; come back after Retry-After",
}

FOR_EACH = {key: openapi_store.REFUSALS[int(key)] for key in ("401", "429")}
"""What any call may be refused with, by who asks."""


@lru_cache(maxsize=4)
def openapi(*, stored: bool = True, library: bool = True) -> dict[str, Any]:
    """The whole document, of a site with a store, and with a library."""
    kept = openapi_store.paths(stored=stored, library=library)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Playground for API Gateway mapping templates",
            "version": "1",
            "description": "A template's failure, or a limit that ended it, is a Result (200). Readers ignore members they do not know.",
        },
        "paths": {
            "/api/v1/evaluate": {"post": evaluate()},
            "/api/v1/examples": {"get": read("listExamples", "The Examples", {"type": "array", "items": reference_to(ListedExample)})},
            "/api/v1/examples/{name}": {
                "get": read("getExample", "An Example's Scenario", reference_to(Scenario), ("404", "There is no such Example")),
                "parameters": [{"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}],
            },
            "/api/v1/codes": {
                "get": read("listCodes", "The codes of diagnostics", {"type": "array", "items": reference_to(ListedExplanation)})
            },
            "/api/v1/codes/{code}": {
                "get": read("getCode", "What is behind a code", reference_to(CodeExplanation), ("404", "There is no such code")),
                "parameters": [{"name": "code", "in": "path", "required": True, "schema": {"type": "string"}}],
            },
            **{f"/api/v1/{name}": {"post": tool(name)} for name in SIGNATURES},
            "/api/v1/openapi.json": {"get": read("getOpenapi", "This document", {"type": "object"})},
            **kept,
        },
        "components": {"schemas": schemas_of([*models(), *(one for one in openapi_store.MODELS if _names(kept, one))])},
    }


def models() -> Iterator[ModelClass]:
    """What the API takes and gives, saved scenarios aside."""
    yield from (Scenario, Result, ProblemDetails, ListedExample, ListedExplanation, CodeExplanation)
    for one in SIGNATURES.values():
        yield from (*one.takes, *one.gives)


def evaluate() -> dict[str, Any]:
    """The operation of `/api/v1/evaluate`."""
    return asked("evaluate", "Evaluate a Scenario", "The Result", (Scenario,), (Result,)) | {
        "parameters": [
            {"name": "trace", "in": "query", "description": "`1`: with `trace` and `bodyMap`", "schema": {"type": "string"}, "example": "1"}
        ],
    }


def tool(name: str) -> dict[str, Any]:
    """The operation of one of the tools."""
    one = SIGNATURES[name]
    return asked(name, one.summary, one.summary, one.takes, one.gives)


def asked(name: str, summary: str, description: str, takes: tuple[ModelClass, ...], gives: tuple[ModelClass, ...]) -> dict[str, Any]:
    """An operation that takes JSON of one of some models, and gives that of one of others."""
    return read(name, description, _any_of(gives), *REFUSALS.items()) | {
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": _any_of(takes)}}},
    }


def _any_of(models: tuple[ModelClass, ...]) -> dict[str, Any]:
    """The schema of what is of one of these models."""
    schemas = [reference_to(one) for one in models]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def read(name: str, description: str, schema: dict[str, Any], *refusals: tuple[str, str]) -> dict[str, Any]:
    """An operation that gives JSON of this schema, or one of the problems."""
    problem = {"application/problem+json": {"schema": reference_to(ProblemDetails)}}
    responses: dict[str, Any] = {"200": {"description": description, "content": {"application/json": {"schema": schema}}}}
    responses |= {status: {"description": meaning, "content": problem} for status, meaning in sorted([*refusals, *FOR_EACH.items()])}
    return {"operationId": name, "responses": responses}


def _names(value: object, model: ModelClass) -> bool:
    """Whether a part of the document refers to a model."""
    if isinstance(value, dict):
        return value.get("$ref") == reference_to(model)["$ref"] or any(_names(one, model) for one in value.values())
    return False
