"""`$context`: API Gateway's variables. What the call and the method say, it follows; the rest is fixed where a Scenario gives nothing.

Evidence: documented: api-gateway-mapping-template-reference; user-reported: klymenkoserhii 002, localstack issue 7252.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from playground.gateway.variables.parameters import last
from playground.vtl.java.java_maps import HashMap
from playground.vtl.java.values import nested_text, to_json, to_text

if TYPE_CHECKING:
    from playground.diagnostics import Span
    from playground.model import Method, Request

# The names and their order, a HashMap's, are AWS's (user-reported: functionless issue 23); the values are made up and never change.
DEFAULT_CONTEXT: Mapping[str, Any] = {
    "resourceId": "a1b2c3",
    "resourcePath": "/content/{id}",
    "httpMethod": "GET",
    "extendedRequestId": "ExtendedReqId=",
    "requestTime": "01/Jan/2026:00:00:00 +0000",
    "path": "/prod/content/42",
    "accountId": "123456789012",
    "protocol": "HTTP/1.1",
    "requestOverride": {"path": {}, "header": {}, "querystring": {}},
    "stage": "prod",
    "domainPrefix": "abcdefghij",
    "requestTimeEpoch": 1767225600000,
    "requestId": "00000000-0000-4000-8000-000000000000",
    "identity": {
        "cognitoIdentityPoolId": None,
        "accountId": None,
        "cognitoIdentityId": None,
        "caller": None,
        "sourceIp": "192.0.2.1",
        "principalOrgId": None,
        "accessKey": None,
        "cognitoAuthenticationType": None,
        "cognitoAuthenticationProvider": None,
        "userArn": None,
        "userAgent": "Mozilla/5.0",
        "user": None,
    },
    "domainName": "abcdefghij.execute-api.us-east-1.amazonaws.com",
    "deploymentId": "d1e2f3",
    "responseOverride": {"header": {}},
    "apiId": "abcdefghij",
}


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A span of one of the Scenario's texts, which the JSON Pointer `where` leads to."""

    where: str
    span: Span


class ContextMap(HashMap):
    """A map of `$context`: prints nothing, whatever it holds, and remembers where each member was written.

    Evidence: user-reported: functionless issue 23.
    """

    java_class = "com.amazonaws.EmptyStringExpandingMap"

    def __init__(self, members: Mapping[str, Any], now: Callable[[], TextSpan]) -> None:
        dict.__init__(self, members)  # type: ignore[misc]  # as HashMap does, which takes three times as long
        self._most = len(members)
        self.now = now
        for name, value in members.items():
            if type(value) is dict:
                dict.__setitem__(self, name, ContextMap(value, now))

    @cached_property
    def written(self) -> dict[object, TextSpan]:
        """Where each member was written last that was written at all."""
        return {}

    @cached_property
    def times(self) -> dict[object, int]:
        """How often each member was written, by its name."""
        return {}

    def __setitem__(self, key: object, value: object) -> None:
        super().__setitem__(key, value)
        self.written[key] = self.now()
        self.times[key] = self.times.get(key, 0) + 1

    def to_text(self) -> str:
        """Nothing."""
        return ""

    def peek(self) -> str:
        """Nothing."""
        return ""

    def why_nothing(self, name: str, _arguments: list[str] | None) -> str | None:
        """Why a member is undefined: "" for one that exists without a value, which is no mistake; None where nothing is known."""
        return "" if name in self else _WHY_NULL.get(name)

    def map(self, name: str) -> dict[object, object]:
        """The member `name` if it is a map, else an empty map."""
        member = self.get(name)
        return member if isinstance(member, dict) else {}


_WHY_NULL = {
    "apiKey": "it is null where the method requires no API key",
    "apiKeyId": "it is null without an API key; a Scenario's `context` can give it",
}


def to_context(given: Mapping[str, Any], now: Callable[[], TextSpan], call: tuple[Method, Request] | None = None) -> ContextMap:
    """The default context, what follows from the call where there is one, and over it, deeply, what a Scenario gives.

    What an authorizer gives is text. Nothing in it is shared with `given`, for templates may change it.
    """
    merged = _overlay(DEFAULT_CONTEXT, deepcopy(given) if given else {})
    if call is not None:
        _follow(merged, given, *call)
    authorizer = merged.get("authorizer")
    if isinstance(authorizer, dict):
        merged["authorizer"] = {name: _authorizer_text(value) for name, value in authorizer.items()}
        if isinstance(authorizer.get("claims"), dict):
            merged["authorizer"]["claims"] = {name: _claim_text(value) for name, value in authorizer["claims"].items()}
    return ContextMap(merged, now)


def _follow(context: dict[str, Any], given: Mapping[str, Any], method: Method, request: Request) -> None:
    """Fill in httpMethod (not ANY), identity.userAgent and path from the call where `given` does not have them."""
    verb = (method.httpMethod or "ANY").upper()
    if "httpMethod" not in given and verb != "ANY":
        context["httpMethod"] = verb
    identity = given.get("identity", {})
    agent = next((last(value) for name, value in request.header.items() if name.lower() == "user-agent"), None)
    if agent is not None and isinstance(identity, dict) and "userAgent" not in identity:
        context["identity"] = context["identity"] | {"userAgent": agent}
    if "path" not in given and (request.path or given):  # else it is the default's
        known = request.path if "resourcePath" in given else _DEFAULT_PARAMETERS | request.path
        stage = to_text(context["stage"])
        context["path"] = (f"/{stage}" if stage else "") + _filled(to_text(context["resourcePath"]), known)


_DEFAULT_PARAMETERS = {"id": "42"}
_PLACEHOLDER = re.compile(r"\{([^{}/+]+)\+?\}")


def _filled(resource: str, parameters: Mapping[str, str]) -> str:
    """A resource's path with the parameters that are known in their places, as they stand in the URL."""
    return _PLACEHOLDER.sub(lambda match: parameters.get(match[1], match[0]), resource)


def _overlay(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(below)
    for name, value in above.items():
        under = below.get(name)
        both[name] = _overlay(under if isinstance(under, Mapping) else {}, value) if isinstance(value, dict) else value
    return both


def _authorizer_text(value: object) -> object:
    return nested_text(value) if isinstance(value, bool | int | float) else value


def _claim_text(claim: object) -> object:
    """A Cognito claim is text; the members of a list are joined with commas.

    Evidence: user-reported: chalice issue 783, serverless-offline issue 480.
    """
    if isinstance(claim, list):
        return ",".join(map(nested_text, claim))
    if isinstance(claim, dict):
        return to_json(claim)
    return claim if claim is None else nested_text(claim)


def written_at(context: ContextMap, *names: object) -> TextSpan | None:
    """Where the value that these names lead to was written: by an assignment of its own, or of a map around it; None where by none."""
    found: TextSpan | None = None
    holder: object = context
    for name in names:
        if not isinstance(holder, ContextMap):
            break
        found = holder.written.get(name) or found
        holder = holder.get(name)
    return found
