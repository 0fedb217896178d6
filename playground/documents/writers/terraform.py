"""A method as resources of Terraform, whose mapping templates are heredocs. Documented: the AWS provider's aws_api_gateway_… resources."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeAlias

from playground.documents.writers.method_parts import parts_of
from playground.jsontext.strict import well_formed
from playground.model.documents import Exported

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playground.documents.writers.method_parts import MethodParts
    from playground.model import Scenario

_NEEDS_AUTHORIZER = frozenset({"CUSTOM", "COGNITO_USER_POOLS"})
_NO_NAME = re.compile(r"[^A-Za-z0-9]+")
_MARK = re.compile(r"\$\{|%\{")
_ONLY_QUOTED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
"""What no heredoc can hold, or no editor shows."""
_ESCAPED = re.compile('[\0-\x1f\x7f"\\\\]')
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
_SNAKE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INTEGRATION = (
    *("uri", "credentials", "requestParameters", "requestTemplates", "passthroughBehavior", "contentHandling"),
    *("cacheNamespace", "cacheKeyParameters", "connectionType", "connectionId"),
)
_RESPONSE = ("selectionPattern", "responseParameters", "responseTemplates", "contentHandling")


@dataclass(frozen=True, slots=True)
class _Raw:
    """An expression of HCL."""

    text: str


Value: TypeAlias = "str | bool | int | float | _Raw | list[str] | dict[str, Any] | None"


def to_terraform(scenario: Scenario) -> Exported:
    """The method as a Terraform file."""
    parts = parts_of(scenario)
    blocks = [_block("rest_api", "api", {"name": parts.title, "binary_media_types": parts.binary_types}), *_around(parts)]
    resource = "aws_api_gateway_rest_api.api.root_resource_id"
    for number, segment in enumerate((one for one in parts.path.split("/") if one), 1):
        name = f"{_name(segment)}_{number}"
        blocks.append(_block("resource", name, {**_OF_API, "parent_id": _Raw(resource), "path_part": segment}))
        resource = f"aws_api_gateway_resource.{name}.id"
    blocks += _method(
        parts, {**_OF_API, "resource_id": _Raw(resource), "http_method": _Raw("aws_api_gateway_method.method.http_method")}, resource
    )
    if parts.stage_variables:
        blocks.append(_block("deployment", "deployment", {**_OF_API, "depends_on": _Raw("[aws_api_gateway_integration.method]")}))
        deployment = {"deployment_id": _Raw("aws_api_gateway_deployment.deployment.id"), "stage_name": "prod"}
        blocks.append(_block("stage", "prod", {**_OF_API, **deployment, "variables": parts.stage_variables}))
    return Exported(text=well_formed("\n".join(blocks)), filename="method.tf")


_OF_API: dict[str, Any] = {"rest_api_id": _Raw("aws_api_gateway_rest_api.api.id")}


def _around(parts: MethodParts) -> Iterator[str]:
    """What the method names, and what stands around it."""
    if parts.method.get("authorizationType") in _NEEDS_AUTHORIZER:
        yield 'variable "authorizer_id" {\n  type = string\n}\n'
    for name, model in parts.models.items():
        kind = model.get("contentType") or "application/json"
        schema = json.dumps(model["schema"], indent=2, ensure_ascii=False) + "\n"
        yield _block("model", _name(name, parts.models), {**_OF_API, "name": name, "content_type": kind, "schema": schema})
    for name, one in parts.validators.items():
        yield _block("request_validator", _name(name, parts.validators), {**_OF_API, "name": name, **_snake(one)})
    for kind, one in parts.gateway_responses.items():
        yield _block("gateway_response", _name(kind), {**_OF_API, "response_type": kind, **_snake(one)})


def _method(parts: MethodParts, place: dict[str, Any], resource: str) -> Iterator[str]:
    """The method, its integration, and the responses of both. `place`: the attributes that say of which method they are."""
    method = parts.method
    validator = method.get("requestValidatorId")
    yield _block(
        "method",
        "method",
        {
            **_OF_API,
            "resource_id": _Raw(resource),
            "http_method": parts.verb,
            "authorization": method.get("authorizationType", "NONE"),
            "authorizer_id": _Raw("var.authorizer_id") if method.get("authorizationType") in _NEEDS_AUTHORIZER else None,
            "api_key_required": method.get("apiKeyRequired"),
            "operation_name": method.get("operationName"),
            "request_validator_id": _Raw(f"aws_api_gateway_request_validator.{_name(validator, parts.validators)}.id")
            if validator
            else None,
            "request_parameters": method.get("requestParameters"),
            "request_models": _models(method.get("requestModels", {}), parts),
        },
    )
    integration = {"type": parts.integration["type"], "integration_http_method": parts.integration.get("httpMethod")}
    timeout = {"timeout_milliseconds": parts.integration.get("timeoutInMillis")}
    yield _block("integration", "method", {**place, **integration, **_snake(parts.integration, _INTEGRATION), **timeout})
    for one in parts.declared:
        declared = {"response_parameters": one.get("responseParameters"), "response_models": _models(one.get("responseModels", {}), parts)}
        yield _block("method_response", f"status_{one['statusCode']}", {**place, "status_code": one["statusCode"], **declared})
    for number, one in enumerate(parts.responses, 1):
        waits = {"depends_on": _Raw("[aws_api_gateway_integration.method]")}
        yield _block(
            "integration_response", f"answer_{number}", {**place, "status_code": one["statusCode"], **_snake(one, _RESPONSE), **waits}
        )


def _models(given: dict[str, Any], parts: MethodParts) -> dict[str, Any]:
    """The models by content type; one that the Scenario has leads to its resource."""
    return {
        kind: _Raw(f"aws_api_gateway_model.{_name(name, parts.models)}.name") if name in parts.models else name
        for kind, name in given.items()
        if name
    }


def _snake(members: dict[str, Any], names: tuple[str, ...] | None = None) -> dict[str, Any]:
    """Members under the names that the provider has for them."""
    return {_SNAKE.sub("_", name).lower(): members[name] for name in names or members if name in members}


def _block(kind: str, name: str, attributes: dict[str, Any]) -> str:
    """A resource, whose empty attributes are left out."""
    lines = [f"  {key} = {_value(value, '  ')}\n" for key, value in attributes.items() if value not in (None, [], {})]
    return f'resource "aws_api_gateway_{kind}" "{name}" {{\n{"".join(lines)}}}\n'


def _value(value: Any, indent: str) -> str:
    """A value as HCL."""
    if isinstance(value, _Raw):
        return value.text
    if isinstance(value, str):
        return _text(value, indent)
    deeper = f"{indent}  "
    if isinstance(value, dict):
        return "{\n" + "".join(f"{deeper}{_quoted(key)} = {_value(one, deeper)}\n" for key, one in value.items()) + f"{indent}}}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(one, indent) for one in value) + "]"
    return json.dumps(value)


def _text(text: str, indent: str) -> str:
    """A text: of several lines as a heredoc, whose end is a line end, which `chomp` takes off where the text has none."""
    if "\n" not in text or _ONLY_QUOTED.search(text) or (not text.endswith("\n") and text.endswith("\r")):
        return _quoted(text)
    lines = _MARK.sub(lambda found: found[0][0] + found[0], text).removesuffix("\n").split("\n")
    marker = next(
        one for one in ("VTL", *(f"VTL{number}" for number in range(2, len(lines) + 3))) if one not in {line.strip() for line in lines}
    )
    ending = f"\n{indent}{marker}\n"
    if text.endswith("\n"):
        return f"<<{marker}\n" + "\n".join(lines) + ending.removesuffix("\n")
    return f"chomp(<<{marker}\n" + "\n".join(lines) + f"{ending}{indent})"


def _quoted(text: str) -> str:
    """A text between quotes."""
    written = _ESCAPED.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}", text)
    return '"' + _MARK.sub(lambda found: found[0][0] + found[0], written) + '"'


def _name(text: str, among: Iterable[str] = ()) -> str:
    """A text as a resource's name, or as a part of one; with a number where an earlier one `among` those of its kind has the same."""
    made = _NO_NAME.sub("_", text).strip("_").lower()
    name = made if made[:1].isalpha() else f"x{made}"
    number = sum(_name(one) == name for one in takewhile(lambda one: one != text, among))
    return f"{name}_{number + 1}" if number else name
