"""What an OpenAPI document says around an operation: gateway responses, request validators, models, required parameters.

What is not of the shape that OpenAPI gives it is left out. Documented: api-gateway-swagger-extensions.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from playground.documents.readers.openapi_security import security_of
from playground.jsontext.pointer import from_pointer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_VALIDATOR = "x-amazon-apigateway-request-validator"
_LOCATIONS = {"query": "querystring", "header": "header", "path": "path"}
_MODELS = ("#/definitions/", "#/components/schemas/")
_ADDRESS = "https://apigateway.amazonaws.com/restapis/api/models/"
_SMALL = 4_096
"""Characters of all models up to which every operation comes with all of them; beyond, with those that it leads to."""
_LEADS_TO = re.compile(rf'"{_ADDRESS}([^"]+)"')
_INLINE = "Body"
"""The name of a model that is written where it is used."""


class Surroundings:
    """What one document says around all of its operations, read once."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.document = document
        schemas = {**_object(document.get("definitions")), **_object(_object(document.get("components")).get("schemas"))}
        self.models = {name: _schema_text(one) for name, one in schemas.items()}
        self.are_small = sum(map(len, self.models.values())) <= _SMALL
        validators = _object(document.get(f"{_VALIDATOR}s"))
        self.validators = {name: one for name, one in validators.items() if isinstance(one, dict)}
        types = document.get("x-amazon-apigateway-binary-media-types")
        self.binary = [one for one in types if isinstance(one, str)] if isinstance(types, list) else []
        self.gateway_responses = {
            name: {**one, "statusCode": str(one["statusCode"])} if isinstance(one, dict) and isinstance(one.get("statusCode"), int) else one
            for name, one in _object(document.get("x-amazon-apigateway-gateway-responses")).items()
        }

    def laid_over(self, scenario: dict[str, Any], path: str, operation: dict[str, Any]) -> dict[str, Any]:
        """`scenario`, whose method was made of `operation` at `path`, with what the document says around it."""
        document = self.document
        used, inline = _request_models(document, operation)
        texts = {
            **(self.models if self.are_small else self._reached(used.values())),
            **{name: _schema_text(one) for name, one in inline.items()},
        }
        models = {name: {"contentType": "application/json", "schema": text} for name, text in texts.items()}
        validator = operation.get(_VALIDATOR, document.get(_VALIDATOR))
        parameters = {
            **_parameters(document, _followed(document, _object(document.get("paths")).get(path))),
            **_parameters(document, operation),
        }
        given = {
            "requestValidatorId": validator if isinstance(validator, str) else None,
            "requestParameters": parameters,
            "requestModels": used,
            **security_of(document, operation),
        }
        api = {"requestValidators": self.validators, "models": models, "binaryMediaTypes": self.binary}
        api = {name: value for name, value in api.items() if value}
        return {
            **scenario,
            "method": {**scenario["method"], **{name: value for name, value in given.items() if value}},
            **({"api": api} if api else {}),
            **({"gatewayResponses": self.gateway_responses} if self.gateway_responses else {}),
        }

    def _reached(self, names: Iterable[str]) -> dict[str, str]:
        """The models of these names, and those that they lead to."""
        reached: dict[str, str] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in self.models and name not in reached:
                reached[name] = self.models[name]
                waiting += _LEADS_TO.findall(reached[name])
        return reached


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _followed(document: dict[str, Any], value: Any) -> dict[str, Any]:
    """An object, or what its `$ref` into the document leads to; nothing where that goes in a circle."""
    seen: set[str] = set()
    while isinstance(target := _object(value).get("$ref"), str) and target.startswith("#/"):
        if target in seen:
            return {}
        seen.add(target)
        found: Any = document
        for part in from_pointer(target):
            found = _object(found).get(part)
        value = found
    return _object(value)


def _each(document: dict[str, Any], holder: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The parameters that a path or an operation has."""
    listed = holder.get("parameters")
    for one in listed if isinstance(listed, list) else ():
        yield _followed(document, one)


def _parameters(document: dict[str, Any], holder: dict[str, Any]) -> dict[str, bool]:
    """`method.request.location.name` → whether it is required."""
    return {
        f"method.request.{_LOCATIONS[one['in']]}.{one['name']}": one.get("required") is True
        for one in _each(document, holder)
        if isinstance(one.get("in"), str) and one["in"] in _LOCATIONS and isinstance(one.get("name"), str)
    }


def _request_models(document: dict[str, Any], operation: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """The model's name for each content type of the body, and the schemas that are written in the operation, by their new names."""
    types = operation.get("consumes") or document.get("consumes")
    body = next((one for one in _each(document, operation) if one.get("in") == "body"), {})
    content = {name: body for name in (types if isinstance(types, list) else ["application/json"]) if isinstance(name, str)}
    content |= _object(_followed(document, operation.get("requestBody")).get("content"))
    used: dict[str, str] = {}
    inline: dict[str, Any] = {}
    for content_type, one in content.items():
        schema = _object(_object(one).get("schema"))
        name = _model_name(schema.get("$ref"))
        if name:
            used[content_type] = name
        elif schema:
            used[content_type] = _INLINE if inline in ({}, {_INLINE: schema}) else f"{_INLINE}{len(inline) + 1}"
            inline[used[content_type]] = schema
    return used, inline


def _model_name(target: Any) -> str | None:
    prefix = next((one for one in _MODELS if isinstance(target, str) and target.startswith(one)), None)
    return None if prefix is None else target.removeprefix(prefix)


def _schema_text(schema: Any) -> str:
    """A schema as a model has it: where it leads to another one, by that model's address."""
    return json.dumps(_addressed(schema))


def _addressed(value: Any) -> Any:
    if isinstance(value, list):
        return [_addressed(one) for one in value]
    if not isinstance(value, dict):
        return value
    name = _model_name(value.get("$ref"))
    return {"$ref": f"{_ADDRESS}{name}"} if name else {key: _addressed(one) for key, one in value.items()}
