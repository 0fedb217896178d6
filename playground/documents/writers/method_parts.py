"""What documents of APIs need of a Scenario: its method in parts, as AWS's own API names them, without what is empty."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.documents.writers.client_call import http_method, resource_path
from playground.gateway.variables.context import DEFAULT_CONTEXT
from playground.jsontext.strict import MalformedJson, load_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model import Scenario

_MODEL_ADDRESS = "https://apigateway.amazonaws.com/restapis/"


@dataclass(frozen=True, slots=True)
class MethodParts:
    """A method: its path and verb; what it says of itself (`method`), its integration without its responses, its integration responses and
    the declared ones, each of which has a `statusCode`.
    """

    path: str
    verb: str
    title: str
    method: dict[str, Any]
    integration: dict[str, Any]
    responses: list[dict[str, Any]]
    declared: list[dict[str, Any]]
    models: dict[str, dict[str, Any]]
    validators: dict[str, dict[str, Any]]
    binary_types: list[str]
    gateway_responses: dict[str, dict[str, Any]]
    stage_variables: dict[str, str]


def parts_of(scenario: Scenario) -> MethodParts:
    """The parts of a Scenario's method. Where it declares no responses, those are that its integration responses answer with."""
    given = scenario.effective_method.model_dump(exclude_none=True)
    integration = given.pop("methodIntegration")
    responses = _with_status(integration.pop("integrationResponses", {}))
    declared = given.pop("methodResponses", None)
    own = scenario.method.httpMethod if scenario.method else None
    api = scenario.api.model_dump(exclude_none=True, by_alias=True)
    validators = api["requestValidators"]
    if given.get("requestValidatorId") not in {None, *validators}:
        validators = {**validators, given["requestValidatorId"]: {}}
    return MethodParts(
        path=_path(resource_path(scenario) or str(DEFAULT_CONTEXT["resourcePath"])),
        verb=own or http_method(scenario),
        title=(scenario.title or "").strip() or "playground",
        method=_filled({name: value for name, value in given.items() if name != "httpMethod"}),
        integration={"type": scenario.effective_method.methodIntegration.type, **_filled(integration)},
        responses=responses,
        declared=_derived(responses) if declared is None else _with_status(declared),
        models={name: {**one, "schema": _schema(one["schema"])} for name, one in api["models"].items()},
        validators=validators,
        binary_types=api["binaryMediaTypes"],
        gateway_responses={
            kind: _filled(one)
            for kind, one in ((kind, one.model_dump(exclude_none=True)) for kind, one in scenario.gatewayResponses.items())
        },
        stage_variables=dict(scenario.stageVariables),
    )


def _path(path: str) -> str:
    return path if path.startswith("/") else f"/{path}"


def _filled(members: Mapping[str, Any]) -> dict[str, Any]:
    """Members without those that are empty; a template that is null is an empty one."""
    made: dict[str, Any] = {}
    for name, value in members.items():
        if isinstance(value, dict):
            value = {key: "" if one is None else one for key, one in value.items()}  # noqa: PLW2901 - the same value, mended
        if value not in ({}, [], "", None):
            made[name] = value
    return made


def _with_status(keyed: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"statusCode": one.get("statusCode") or key, **_filled(one)} for key, one in keyed.items()]


def _derived(responses: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The declarations that integration responses need: their statuses, and the headers that they map."""
    made: dict[str, dict[str, Any]] = {}
    for one in responses:
        declared = made.setdefault(one["statusCode"], {"statusCode": one["statusCode"]})
        if headers := dict.fromkeys(one.get("responseParameters", {}), False):
            declared.setdefault("responseParameters", {}).update(headers)
    return list(made.values())


def _schema(schema: Any) -> Any:
    """A model's schema as an object, where it is a text that is one."""
    if not isinstance(schema, str):
        return schema
    try:
        return load_json(schema)
    except (MalformedJson, RecursionError):
        return {"description": f"This schema is no JSON: {json.dumps(schema)}"}


def model_named(target: Any) -> str | None:
    """The name of the model that a `$ref` of a model's schema leads to; None where that is no model."""
    if isinstance(target, str) and target.startswith(_MODEL_ADDRESS) and "/models/" in target:
        return target.rpartition("/models/")[2]
    return None
