"""What stands around an API's methods: validators, models, binary types, gateway responses, stage variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.documents.hcl.values import Unknown
from playground.documents.readers.terraform.instance import remark
from playground.documents.readers.terraform.opened import list_open
from playground.documents.tree import MalformedDocument, Node

if TYPE_CHECKING:
    from playground.documents.readers.found import Remark
    from playground.documents.readers.terraform.instance import Instance
    from playground.documents.readers.terraform.resources import Resources

_VALIDATOR = {"validate_request_body": "validateRequestBody", "validate_request_parameters": "validateRequestParameters"}
_MODEL = {"content_type": "contentType", "schema": "schema"}
_GATEWAY = {"status_code": "statusCode", "response_parameters": "responseParameters", "response_templates": "responseTemplates"}


class Around:
    """What is around the APIs of a document. What of it is not known is told in `left_out`, once."""

    def __init__(self, resources: Resources, left_out: list[Remark]) -> None:
        self.resources = resources
        self.left_out = left_out
        self.known: dict[str, dict[str, Any]] = {}

    def validator(self, method: Instance) -> Node | None:
        """The name of a method's validator, as the API lists it. Unknown."""
        given = method.get("request_validator_id")
        one = self.resources.by_id.get(given.text or "") if given is not None else None
        return given if one is None or given is None else Node(_name(one), given.span, file=given.file)

    def laid_over(self, scenario: dict[str, Any], api: str) -> dict[str, Any]:
        """A scenario with what stands around it; what it has already counts."""
        if api not in self.known:
            self.known[api] = self._read(api)
        made = dict(scenario)
        for name, value in self.known[api].items():
            made[name] = {**value, **made.get(name, {})}
        return made

    def _read(self, api: str) -> dict[str, Any]:
        rest_api = self.resources.api(api)
        types = self._attribute(rest_api, "binary_media_types") if rest_api else None
        parts = {
            "requestValidators": self._named("aws_api_gateway_request_validator", api, "name", _VALIDATOR),
            "models": self._named("aws_api_gateway_model", api, "name", _MODEL),
            "binaryMediaTypes": types if isinstance(types, list) else [],
        }
        made = {
            "api": {name: value for name, value in parts.items() if value},
            "gatewayResponses": self._named("aws_api_gateway_gateway_response", api, "response_type", _GATEWAY),
            "stageVariables": self._variables(api),
        }
        return {name: value for name, value in made.items() if value}

    def _named(self, kind: str, api: str, key: str, names: dict[str, str]) -> dict[str, Any]:
        """The resources of a type by an attribute of theirs, in AWS's shape."""
        made: dict[str, Any] = {}
        for one in self.resources.of_api(kind, api):
            name = self._attribute(one, key)
            members = {own: value for attribute, own in names.items() if (value := self._attribute(one, attribute)) is not None}
            if "statusCode" in members:
                members["statusCode"] = str(members["statusCode"])
            made[name if isinstance(name, str) else one.address] = members
        return made

    def _variables(self, api: str) -> dict[str, str]:
        """The variables of the API's first stage that has any, else those of its deployment."""
        for kind in ("aws_api_gateway_stage", "aws_api_gateway_deployment"):
            for one in self.resources.of_api(kind, api):
                found = self._attribute(one, "variables")
                if isinstance(found, dict) and found:
                    return {name: value if isinstance(value, str) else str(value).lower() for name, value in found.items()}
        return {}

    def _attribute(self, one: Instance, name: str) -> Any:
        """The plain value of an attribute; None where it is not known, which is told."""
        try:
            found = one.get(name)
            if found is None:
                return None
            list_open(found, self.resources.sources)
            plain = found.plain()
        except Unknown as error:
            self.left_out.append(remark(error, f"{one.address}.{name}"))
            return None
        except MalformedDocument as error:
            self.left_out.append(remark(one.unknown(error.message), f"{one.address}.{name}"))
            return None
        return {key: value for key, value in plain.items() if value is not None} if isinstance(plain, dict) else plain


def _name(one: Instance) -> str:
    """The name by which the API lists a validator."""
    try:
        return one.text("name") or one.address
    except Unknown:
        return one.address
