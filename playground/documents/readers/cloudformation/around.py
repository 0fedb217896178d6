"""What stands around the methods of a template's APIs: validators, models, binary types, gateway responses, stage variables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from playground.documents.readers.found import Unusable
from playground.documents.tree import MalformedDocument, Node, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.readers.cloudformation.stack import Resource, Stack
    from playground.documents.readers.found import Operation

_VALIDATOR = "AWS::ApiGateway::RequestValidator"
_MODEL = "AWS::ApiGateway::Model"
_API = "AWS::ApiGateway::"
_OWN = {
    "ValidateRequestBody": "validateRequestBody",
    "ValidateRequestParameters": "validateRequestParameters",
    "ContentType": "contentType",
    "Schema": "schema",
    "StatusCode": "statusCode",
    "ResponseParameters": "responseParameters",
    "ResponseTemplates": "responseTemplates",
}
_BOOLS = {"true": True, "false": False}


class Around:
    """What is around the APIs of a template, each read once. What of it cannot be used is told, once."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.known: dict[str, dict[str, Any]] = {}

    def laid_over(self, operation: Operation, api: str) -> Operation:
        """An operation with what stands around it; what it has already counts."""
        if api not in self.known:
            self.known[api] = self._read(api)
        made = dict(operation.scenario)
        for name, value in self.known[api].items():
            made[name] = {**value, **made.get(name, {})}
        return replace(operation, scenario=made)

    def of_method(self, method: Resource) -> Iterator[tuple[str, Node]]:
        """A method's validator and models, by the names by which the API has them. Unusable."""
        validator = method.properties.get("RequestValidatorId")
        if validator is not None and (found := self._named(validator, _VALIDATOR)) is not None:
            yield "requestValidatorId", found
        models = method.properties.get("RequestModels")
        if models is not None and (made := self._models(models)) is not None:
            yield "requestModels", made

    def with_models(self, method: Resource, declared: Node) -> Node:
        """Declared responses whose models have the names by which the API has them. Unusable."""
        written = method.properties.get("MethodResponses")
        if written is None or len(written.items) != len(declared.items):
            return declared
        return replace(declared, value=[self._with_model(*one) for one in zip(written.items, declared.items, strict=True)])

    def _with_model(self, written: Node, declared: Node) -> Node:
        models = written.get("ResponseModels")
        made = self._models(models) if models is not None else None
        return declared if made is None else mapping({**declared.members, "ResponseModels": made}.items(), declared.span, declared.names)

    def _models(self, models: Node) -> Node | None:
        """Models by content type."""
        if self.stack.evaluator.calls.of(models):
            return self.stack.value(models)
        pairs = ((kind, self._named(one, _MODEL)) for kind, one in models.members.items())
        return mapping(((kind, one) for kind, one in pairs if one is not None), models.span, models.names)

    def _named(self, node: Node, kind: str) -> Node | None:
        """The name of the validator or model that a property refers to; else what it says."""
        one = self.stack.resources.get(self.stack.target(node) or "")
        if one is None or one.type != kind:
            return self.stack.value(node)
        return Node(self._name(one, "Name"), node.span, file=node.file)

    def _name(self, one: Resource, member: str) -> str:
        found = self.stack.get(one, member)
        return (found.text if found else None) or one.id

    def _read(self, api: str) -> dict[str, Any]:
        rest_api = self.stack.resources.get(api)
        types = self._plain(rest_api, "BinaryMediaTypes") if rest_api else None
        parts = {
            "requestValidators": self._all("RequestValidator", api, "Name"),
            "models": self._all("Model", api, "Name"),
            "binaryMediaTypes": [str(one).replace("~1", "/") for one in types] if isinstance(types, list) else [],
        }
        made = {
            "api": {name: value for name, value in parts.items() if value},
            "gatewayResponses": self._all("GatewayResponse", api, "ResponseType") | self._own_responses(rest_api),
            "stageVariables": self._variables(api),
        }
        return {name: value for name, value in made.items() if value}

    def _all(self, kind: str, api: str, key: str) -> dict[str, Any]:
        """The resources of a type that belong to an API, by a property, in AWS's shape."""
        made: dict[str, Any] = {}
        for one in self._of_api(kind, api):
            name = self._plain(one, key)
            made[name if isinstance(name, str) else one.id] = _shaped({own: self._plain(one, given) for given, own in _OWN.items()})
        return made

    def _of_api(self, kind: str, api: str) -> Iterator[Resource]:
        for one in self.stack.of_type(f"{_API}{kind}"):
            try:
                if (self.stack.target(one.properties.get("RestApiId")) or "") == api:
                    yield one
            except Unusable as error:
                self.stack.left_out.append(one.remark(error.why))

    def _variables(self, api: str) -> dict[str, str]:
        """The variables of the API's first stage that has any, else those of its deployment, else those that SAM's API names."""
        places: list[tuple[Resource, tuple[str, ...]]] = [(one, ("Variables",)) for one in self._of_api("Stage", api)]
        places += [(one, ("StageDescription", "Variables")) for one in self._of_api("Deployment", api)]
        own = self.stack.resources.get(api)
        places += [(own, ("Variables",))] if own is not None else []
        for one, path in places:
            self._plain(one, "StageName")  # what it leaves open is listed
            found = self._plain(one, path[0])
            for member in path[1:]:
                found = found.get(member) if isinstance(found, dict) else None
            if isinstance(found, dict) and found:
                return {name: value if isinstance(value, str) else str(value).lower() for name, value in found.items() if value is not None}
        return {}

    def _own_responses(self, rest_api: Resource | None) -> dict[str, Any]:
        """Gateway responses that SAM writes at the API: headers, paths and query strings have members of their own."""
        given = self._plain(rest_api, "GatewayResponses") if rest_api else None
        made: dict[str, Any] = {}
        for kind, one in given.items() if isinstance(given, dict) else ():
            if not isinstance(one, dict):
                continue
            shaped = _shaped({own: one.get(name) for name, own in _OWN.items()})
            shaped["responseParameters"] = dict(_flat(one.get("ResponseParameters")))
            made[kind] = {name: value for name, value in shaped.items() if value not in ({}, None)}
        return made

    def _plain(self, one: Resource | None, name: str) -> Any:
        """The plain value of a property; None where it cannot be used, which is told."""
        if one is None:
            return None
        try:
            found = self.stack.get(one, name)
            return None if found is None else found.plain()
        except Unusable as error:
            self.stack.left_out.append(one.remark(f"its {name} is left away: {error.why}"))
        except MalformedDocument as error:
            self.stack.left_out.append(one.remark(f"its {name} is left away: {error.message}"))
        return None


_LOCATIONS = {"Headers": "header", "Paths": "path", "QueryStrings": "querystring"}


def _flat(parameters: Any) -> Iterator[tuple[str, Any]]:
    """`gatewayresponse.location.name` and value of each parameter."""
    for place, names in parameters.items() if isinstance(parameters, dict) else ():
        if place not in _LOCATIONS:
            yield place, names
        for name, value in names.items() if place in _LOCATIONS and isinstance(names, dict) else ():
            yield f"gatewayresponse.{_LOCATIONS[place]}.{name}", value


def _shaped(members: dict[str, Any]) -> dict[str, Any]:
    """Members that are there, the status as text, yes and no as such."""
    made = {name: value for name, value in members.items() if value is not None}
    if "statusCode" in made:
        made["statusCode"] = str(made["statusCode"])
    for name in ("validateRequestBody", "validateRequestParameters"):
        if isinstance(made.get(name), str):
            made[name] = _BOOLS.get(made[name], made[name])
    return made
