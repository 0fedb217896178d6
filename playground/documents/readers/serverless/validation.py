"""`request.schemas` and required parameters of an event: models, and the validator of the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.readers.serverless.build import Maker
from playground.documents.readers.serverless.resources import API, method_id
from playground.documents.readers.serverless.settings import text

if TYPE_CHECKING:
    from playground.documents.readers.serverless.build import Members
    from playground.documents.readers.serverless.resources import MadeResources
    from playground.documents.tree import Node

_VALIDATOR = "ApiGatewayRequestValidator"
_MODEL = "AWS::ApiGateway::Model"


def is_required(parameter: Node) -> bool:
    """Whether a parameter must be sent: true, or an object that does not say `required: false`."""
    value = parameter.get("required") if parameter.members else parameter
    return value is None or value.value is True or value.value == "true"


class Validation:
    """Makes the models and the validator in `resources`. `schemas` are the provider's own, by name."""

    def __init__(self, resources: MadeResources, schemas: Node | None) -> None:
        self.resources = resources
        self.schemas = schemas

    def of(self, http: Node, path: str, verb: str, parameters: dict[str, Node]) -> Members:
        """The properties of the method that name them."""
        schemas = http.get("request", "schemas") or http.get("request", "schema")
        given = schemas.members if schemas is not None else {}
        if not given and not any(is_required(one) for one in parameters.values()):
            return {}
        make = Maker(http)
        on: Members = {"RestApiId": make.ref(API), "ValidateRequestBody": True, "ValidateRequestParameters": True}
        self.resources.put_once(_VALIDATOR, "AWS::ApiGateway::RequestValidator", make.object(on), http)
        models = {kind: make.ref(self._model(one, kind, path, verb)) for kind, one in given.items()}
        return {"RequestValidatorId": make.ref(_VALIDATOR), "RequestModels": make.object(models) if models else None}

    def _model(self, schema: Node, kind: str, path: str, verb: str) -> str:
        """The logical id of the model of a schema, or of the provider's schema that is named."""
        shared = self.schemas.get(schema.text) if self.schemas is not None and schema.text is not None else None
        if shared is None:
            name = f"{method_id(path, verb)}{''.join(part.capitalize() for part in kind.replace('/', '-').split('-'))}Model"
            return self.resources.put(name, _MODEL, _properties(schema, kind), schema)
        name = f"ApiGateway{(schema.text or '').capitalize()}Model"
        self.resources.put_once(name, _MODEL, _properties(shared, "application/json"), shared)
        return name


def _properties(schema: Node, kind: str) -> Node:
    """The properties of a model: of the schema itself, or of {name, description, schema}."""
    make = Maker(schema)
    return make.object(
        {"RestApiId": make.ref(API), "ContentType": kind, "Schema": schema.get("schema") or schema, "Name": text(schema, "name") or None}
    )
