"""`http` events of functions → methods, as the framework makes them. Documented: "REST API"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.documents.readers.found import Unusable
from playground.documents.readers.serverless.build import Maker
from playground.documents.readers.serverless.lambda_defaults import STATUS_PATTERNS, request_templates
from playground.documents.readers.serverless.settings import HEADER, is_on, merged, origin_headers, required, text
from playground.documents.readers.serverless.validation import is_required
from playground.jsontext.source import JsonNumber

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.documents.readers.serverless.build import Members
    from playground.documents.readers.serverless.resources import MadeResources
    from playground.documents.readers.serverless.validation import Validation
    from playground.documents.tree import Node

_TYPES = {"LAMBDA": "AWS", "LAMBDA_PROXY": "AWS_PROXY"}
_KNOWN = frozenset({"AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"})
_WITH_TEMPLATES = frozenset({"AWS", "HTTP", "MOCK"})
_LOCATIONS = {"paths": "path", "querystrings": "querystring", "headers": "header"}
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Event:
    """An `http` event of a function, with its variables replaced; `function` is the function's deployed name."""

    http: Node
    function: str
    path: str
    verb: str
    type: str

    @classmethod
    def of(cls, http: Node, function: str) -> Event:
        """The event of a node: an object, or `GET path`. Unusable."""
        if isinstance(http.value, str) and not isinstance(http.value, JsonNumber):
            verb, _, path = http.value.strip().partition(" ")
            return cls(Maker(http).object({}), function, path.strip(), verb, "AWS_PROXY")
        if not http.members:
            raise Unusable("it must be an object, or a method and a path such as GET items", http.span, (), http.file)
        written = (text(http, "integration") or "").upper().replace("-", "_")
        kind = _TYPES.get(written, written) or ("AWS" if is_on(http.get("async")) else "AWS_PROXY")
        if kind not in _KNOWN:
            raise Unusable(f"{text(http, 'integration')} is no integration", http.span, (), http.file)
        return cls(http, function, text(http, "path") or "", required(http, "method"), kind)

    def parameters(self) -> dict[str, Node]:
        """The parameters that it names: `path.id` and what is said of each."""
        given = self.http.get("request", "parameters")
        places = ((location, given.get(name)) for name, location in _LOCATIONS.items()) if given is not None else ()
        return {f"{location}.{name}": one for location, names in places if names is not None for name, one in names.members.items()}


def add_method(event: Event, resources: MadeResources, validation: Validation) -> None:
    """The method of an event, in `resources`. Unusable."""
    make = Maker(event.http)
    parameters = event.parameters()
    responses = list(_responses(event))
    properties: Members = {
        "OperationName": event.http.get("operationId"),
        "ApiKeyRequired": is_on(event.http.get("private")),
        **_authorization(event.http),
        "RequestParameters": make.object({f"method.request.{name}": is_required(one) for name, one in parameters.items()}),
        **validation.of(event.http, event.path, event.verb, parameters),
        **_named_validator(event.http),
        "Integration": _integration(event, parameters, responses),
        "MethodResponses": make.list(_declared(one) for one in responses) if event.type in _WITH_TEMPLATES else None,
    }
    resources.method(event.path, event.verb, properties, event.http)


def _named_validator(http: Node) -> Members:
    """The validator of the service's own resources that an event names for the plugin serverless-reqvalidator-plugin."""
    name = text(http, "reqValidatorName")
    return {"RequestValidatorId": Maker(http).ref(name)} if name else {}


def _integration(event: Event, parameters: Mapping[str, Node], responses: list[Node]) -> Node:
    make, request = Maker(event.http), event.http.get("request")
    members: Members = {"Type": event.type, "IntegrationHttpMethod": "POST"}
    if event.type in {"AWS", "AWS_PROXY"}:
        members["Uri"] = make.sub(_LAMBDA.replace("NAME", event.function))
    elif event.type != "MOCK":
        members["Uri"] = request.get("uri") if request is not None else None
        members["IntegrationHttpMethod"] = (text(request, "method") or event.verb).upper()
    if event.type in _WITH_TEMPLATES:
        members["PassthroughBehavior"] = text(request, "passThrough") or ("NEVER" if event.type == "AWS" else None)
        members["ContentHandling"] = request.get("contentHandling") if request is not None else None
        members["RequestTemplates"] = _request_templates(event)
        members["IntegrationResponses"] = make.list(responses)
    mapped = dict(_mapped(event, parameters)) if event.type not in {"AWS_PROXY", "MOCK"} else {}
    members["RequestParameters"] = make.object(mapped) if mapped else None
    return make.object(members)


_LAMBDA = (
    "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
    "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:NAME/invocations"
)


def _mapped(event: Event, parameters: Mapping[str, Node]) -> Iterator[tuple[str, str | Node]]:
    """The integration's parameters: what is named is handed on."""
    for name, one in parameters.items():
        yield f"integration.request.{name}", one.get("mappedValue") or f"method.request.{name}"
    if is_on(event.http.get("async")):
        yield "integration.request.header.X-Amz-Invocation-Type", "'Event'"


def _request_templates(event: Event) -> Node | None:
    """The framework's own templates of a Lambda function, and the event's over them; one that is null goes. Unusable."""
    given = event.http.get("request", "template")
    if given is not None and given.value is not None and not isinstance(given.value, dict):
        raise Unusable("request.template must be an object from content types to templates", given.span, (), given.file)
    claims = event.http.get("authorizer", "claims")
    own = request_templates(one.text or "" for one in (claims.items if claims is not None else [])) if event.type == "AWS" else {}
    made = merged(Maker(event.http).object(own), given, at=event.http)
    return made if made.members else None


def _responses(event: Event) -> Iterator[Node]:
    """The integration responses, by status."""
    response = event.http.get("response")
    if event.type not in _WITH_TEMPLATES or (event.type != "AWS" and (response is None or not response.members)):
        return  # the framework has answers of its own for functions alone
    make = Maker(event.http)
    headers = merged(make.object(dict(origin_headers(event.http.get("cors")))), response and response.get("headers"), at=event.http)
    for status, config in sorted(_statuses(event, response, make).items(), key=lambda one: (not one[0].isdecimal(), one[0].zfill(9))):
        own = merged(headers, config.get("headers"), at=config)
        yield Maker(config).object(
            {
                "StatusCode": status,
                "SelectionPattern": config.get("pattern"),
                "ResponseParameters": Maker(config).object({f"{HEADER}{name}": one for name, one in own.members.items()}),
                "ResponseTemplates": merged(_templates(response), _templates(config), at=config),
                "ContentHandling": _handling(config, response, status),
            }
        )


def _handling(config: Node, response: Node | None, status: str) -> Node | None:
    """The content handling of a status: its own; of the statuses that begin with 2, else that of the whole response."""
    of_all = response.get("contentHandling") if response is not None and status.startswith("2") else None
    return config.get("contentHandling") or of_all


def _statuses(event: Event, response: Node | None, make: Maker) -> dict[str, Node]:
    """What is said of each status. Where no pattern is empty, the framework puts its own 200 in the place of any; not of a MOCK."""
    given = response.get("statusCodes") if response is not None else None
    if event.type == "MOCK":
        return dict(given.members) if given is not None else {}
    if given is None or not given.members:
        return {status: make.object({"pattern": pattern}) for status, pattern in STATUS_PATTERNS.items()}
    made = {status: one if one.members else make.object({}) for status, one in given.members.items()}
    if not any((pattern := one.get("pattern")) is not None and pattern.value == "" for one in made.values()):
        made["200"] = make.object({"pattern": ""})
    return made


def _templates(given: Node | None) -> Node | None:
    """The templates of a response: an object by content type, or one text for JSON."""
    template = given.get("template") if given is not None else None
    if template is None or template.value is None:
        return None
    return (
        template
        if isinstance(template.value, dict) and "Fn::" not in next(iter(template.members), "")
        else Maker(template).object({_JSON: template})
    )


def _declared(response: Node) -> Node:
    """The method response of an integration response."""
    headers = response.get("ResponseParameters")
    names = headers.members if headers is not None else {}
    make = Maker(response)
    return make.object({"StatusCode": response.get("StatusCode"), "ResponseParameters": make.object(dict.fromkeys(names, True))})


def _authorization(http: Node) -> Members:
    """Who may call: `aws_iam`, a function's name, the address of a user pool, or an object that says which."""
    given = http.get("authorizer")
    if given is None or given.value is None:
        return {"AuthorizationType": "NONE"}
    kind = (text(given, "type") or "").upper()
    name = given.text or text(given, "arn") or text(given, "name") or ""
    if "AWS_IAM" in {kind, name.upper()}:
        return {"AuthorizationType": "AWS_IAM"}
    is_pool = kind == "COGNITO_USER_POOLS" or ":cognito-idp:" in name
    return {
        "AuthorizationType": "COGNITO_USER_POOLS" if is_pool else "CUSTOM",
        "AuthorizerId": given.get("authorizerId"),
        "AuthorizationScopes": given.get("scopes") if is_pool else None,
    }
