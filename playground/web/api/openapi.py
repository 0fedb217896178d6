"""The OpenAPI document of the JSON API; the schemas of Scenario and Result are their models' own."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from playground.model import Result, Scenario
from playground.web.openapi_tools import OPERATIONS

PROBLEM_DETAILS = {
    "type": "object",
    "description": "An error (RFC 9457). `problems` names each thing that is wrong with a document, by JSON Pointer.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "message"],
                "properties": {
                    "path": {"type": "string"},
                    "message": {"type": "string"},
                    "line": {"type": "integer", "description": "the place in the text at `path`, where the problem is inside one"},
                    "column": {"type": "integer", "description": "counted in UTF-16 units"},
                },
            },
        },
    },
}
EXAMPLE = {
    "type": "object",
    "required": ["name", "title", "description"],
    "properties": {"name": {"type": "string"}, "title": {"type": "string"}, "description": {"type": "string"}},
}
REFUSALS = {
    "400": "The body is not JSON",
    "413": "The body is over the size cap",
    "415": "The body is not application/json",
    "422": "The JSON is no Scenario, or not what the tool takes",
    "503": "All evaluators are busy; come back after Retry-After",
}


@lru_cache(maxsize=1)
def openapi() -> dict[str, Any]:
    """The whole document."""
    schemas: dict[str, Any] = {"Problem": PROBLEM_DETAILS, "Example": EXAMPLE}
    for model in (Scenario, Result):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= schema.pop("$defs", {})
        schemas[model.__name__] = schema
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Playground for API Gateway mapping templates",
            "version": "1",
            "description": "A template's failure, or a limit that ended it, is a Result (200). Readers ignore members they do not know.",
        },
        "paths": {
            "/api/v1/evaluate": {"post": evaluate()},
            "/api/v1/examples": {"get": read("listExamples", "The Examples", {"type": "array", "items": reference("Example")})},
            "/api/v1/examples/{name}": {
                "get": read("getExample", "An Example's Scenario", reference("Scenario"), ("404", "There is no such Example")),
                "parameters": [{"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}],
            },
            **{f"/api/v1/{name}": {"post": tool(name)} for name in OPERATIONS},
            "/api/v1/openapi.json": {"get": read("getOpenapi", "This document", {"type": "object"})},
        },
        "components": {"schemas": schemas},
    }


def evaluate() -> dict[str, Any]:
    """The operation of `/api/v1/evaluate`."""
    operation = read("evaluate", "The Result", reference("Result"), *REFUSALS.items())
    return operation | {
        "summary": "Evaluate a Scenario",
        "parameters": [
            {"name": "trace", "in": "query", "description": "`1`: with `trace` and `bodyMap`", "schema": {"type": "string"}, "example": "1"}
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": reference("Scenario")}}},
    }


def tool(name: str) -> dict[str, Any]:
    """The operation of one of the tools."""
    summary, takes, gives = OPERATIONS[name]
    return read(name, summary, gives, *REFUSALS.items()) | {
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": takes}}},
    }


def read(name: str, description: str, schema: dict[str, Any], *refusals: tuple[str, str]) -> dict[str, Any]:
    """An operation that gives JSON of this schema, or one of the problems."""
    problem = {"application/problem+json": {"schema": reference("Problem")}}
    responses: dict[str, Any] = {"200": {"description": description, "content": {"application/json": {"schema": schema}}}}
    responses |= {status: {"description": meaning, "content": problem} for status, meaning in refusals}
    return {"operationId": name, "responses": responses}


def reference(name: str) -> dict[str, str]:
    """A reference to one of the schemas."""
    return {"$ref": f"#/components/schemas/{name}"}
