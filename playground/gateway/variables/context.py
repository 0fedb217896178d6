"""`$context`: API Gateway's variables, with fixed values where a Scenario gives none.

Evidence: documented: api-gateway-mapping-template-reference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.vtl.values import Host, nested_text

if TYPE_CHECKING:
    from playground.diagnostics import Span

# The names and their order are AWS's (user-reported: functionless issue 23); the values are made up and never change.
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
class Written:
    """Where a template wrote: the JSON Pointer of the template, and the place in it."""

    where: str
    span: Span


class ContextMap(Host, dict[object, object]):
    """A map of `$context`: prints nothing, whatever it holds, and remembers where each member was written.

    Evidence: user-reported: functionless issue 23.
    """

    java_class = "com.amazonaws.EmptyStringExpandingMap"

    def __init__(self, members: Mapping[str, Any], now: Callable[[], Written]) -> None:
        super().__init__(members.items())
        for name, value in members.items():
            if isinstance(value, dict):
                super().__setitem__(name, ContextMap(value, now))
        self.now = now
        self.written: dict[object, Written] = {}
        self.times: dict[object, int] = {}

    def __setitem__(self, key: object, value: object) -> None:
        super().__setitem__(key, value)
        self.written[key] = self.now()
        self.times[key] = self.times.get(key, 0) + 1

    def why_nothing(self, name: str, _arguments: list[str] | None) -> str | None:
        """A variable that API Gateway has may be without a value: that is no mistake."""
        return "" if name in self else None

    def map(self, name: str) -> dict[object, object]:
        """The map that is the member `name`; an empty one where it is none."""
        member = self.get(name)
        return member if isinstance(member, dict) else {}


def to_context(given: Mapping[str, Any], now: Callable[[], Written]) -> ContextMap:
    """The default context with `given` laid over it, deeply; what an authorizer gives is text.

    Evidence: documented: api-gateway-mapping-template-reference.
    """
    merged = _overlay(DEFAULT_CONTEXT, given)
    if isinstance(merged.get("authorizer"), dict):
        merged["authorizer"] = {name: _authorizer_text(value) for name, value in merged["authorizer"].items()}
    return ContextMap(merged, now)


def _overlay(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    both = dict(below)
    for name, value in above.items():
        under = below.get(name)
        both[name] = _overlay(under if isinstance(under, Mapping) else {}, value) if isinstance(value, dict) else value
    return both


def _authorizer_text(value: object) -> object:
    return nested_text(value) if isinstance(value, bool | int | float) else value


def written_at(holder: dict[object, object], key: object, outer: ContextMap, name: str) -> Written | None:
    """Where `holder[key]` was written: by its own assignment, or by that of the whole map `name` in `outer`."""
    own = holder.written.get(key) if isinstance(holder, ContextMap) else None
    return own or outer.written.get(name)
