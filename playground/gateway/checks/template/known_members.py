"""Members of `$input` and `$context` that API Gateway does not have: misspelt ones, methods without parentheses, AppSync's.

Evidence: documented: api-gateway-mapping-template-reference (the variables).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.gateway.checks.template.payload_reads import is_run
from playground.gateway.checks.template.status_texts import member_name
from playground.vtl.syntax.references import FormalReference, NameOrCall
from playground.vtl.syntax.statements import SetDirective
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from playground.vtl.syntax.element import Element

_CONTEXT = frozenset({
    "accountId", "apiId", "authorizer", "awsEndpointRequestId", "customDomain", "deploymentId", "domainName", "domainPrefix", "error",
    "extendedRequestId", "httpMethod", "identity", "isCanaryRequest", "path", "protocol", "requestId", "requestOverride", "requestTime",
    "requestTimeEpoch", "resourceId", "resourcePath", "responseOverride", "stage", "status", "wafResponseCode", "webaclArn",
})  # fmt: skip
_IDENTITY = frozenset({
    "accessKey", "accountId", "apiKey", "apiKeyId", "caller", "clientCert", "cognitoAuthenticationProvider", "cognitoAuthenticationType",
    "cognitoIdentityId", "cognitoIdentityPoolId", "principalOrgId", "sourceIp", "user", "userAgent", "userArn", "vpcId", "vpceId",
})  # fmt: skip
_APPSYNC = frozenset({"args", "arguments", "info", "prev", "result", "source", "stash"})
_INPUT = frozenset({"path", "json", "params", "body"})
_PROPERTIES = frozenset({"body", "class"})
_METHODS = frozenset({"path", "json", "params", "equals", "getClass", "hashCode", "toString"})
_CLOSE = 0.85


@dataclass(frozen=True, slots=True)
class Stranger:
    """What to tell of a member that API Gateway does not have, where no Scenario and no template gives it: `path` leads to it."""

    path: tuple[str, ...]
    diagnostic: Diagnostic

    def is_in(self, context: Mapping[object, object]) -> bool:
        """Whether the context has it nevertheless."""
        found: object = context
        for name in self.path:
            if not isinstance(found, Mapping) or name not in found:
                return False
            found = found[name]
        return bool(self.path)


def strange_members(elements: Sequence[Element]) -> Iterator[Stranger]:
    """All of them in a template, in the order of its text."""
    assigned = {id(element.reference) for element in elements if isinstance(element, SetDirective)}
    for element in elements:
        if not isinstance(element, FormalReference) or not element.steps or not is_run(element) or id(element) in assigned:
            continue
        if element.name == "input":
            yield from _of_input(element)
        elif element.name == "context":
            yield from _of_context(element)


def _of_input(element: FormalReference) -> Iterator[Stranger]:
    step = element.steps[0]
    if not isinstance(step, NameOrCall) or step.name in _PROPERTIES or (step.parameters is not None and step.name in _METHODS):
        return
    shown = shorten(f"$input.{step.name}", 60)
    if step.name in _METHODS:
        message = f"`{shown}` is a method, and needs parentheses: without them it gives nothing."
        yield _stranger((), element, message, f"Write `{shown}({'name' if step.name == 'params' else '$'!r})`.", ())
        return
    near = get_close_matches(step.name.lower(), _INPUT, 1, 0.7)
    help_ = f"Did you mean `$input.{near[0]}`?" if near else "$input has path, json, params and body."
    yield _stranger((), element, f"`{shown}` does not exist: it gives nothing.", help_, _fix(step, near[0] if near else None))


def _of_context(element: FormalReference) -> Iterator[Stranger]:
    names = [member_name(step) for step in element.steps[:2]]
    known: Collection[str] = _CONTEXT
    depth = 0
    if names[0] == "identity" and len(names) > 1:
        known, depth = _IDENTITY, 1
    name = names[depth]
    if name is None or name in known:
        return
    path = tuple(str(one) for one in names[: depth + 1])
    shown = shorten(f"$context.{'.'.join(path)}")
    if depth == 0 and name in _APPSYNC:
        help_ = "The payload is `$input.path('$')`, a part of it `$input.path('$.name')`."
        yield _stranger(path, element, f"`{shown}` exists in AppSync only: here it gives nothing.", help_, ())
        return
    by_case = {one.lower(): one for one in known}
    near = get_close_matches(name.lower(), by_case, 1, _CLOSE)
    if near:
        meant = by_case[near[0]]
        fix = _fix(element.steps[depth], meant)
        yield _stranger(path, element, f"`{shown}` is none of API Gateway's variables: it gives nothing.", f"Did you mean `{meant}`?", fix)


def _fix(step: object, meant: str | None) -> tuple[TextEdit, ...]:
    if meant is None or not isinstance(step, NameOrCall):
        return ()
    start = step.span.start + 1
    return (TextEdit(Span(start, start + len(step.name)), meant),)


def _stranger(path: tuple[str, ...], element: FormalReference, message: str, help_: str, fix: tuple[TextEdit, ...]) -> Stranger:
    return Stranger(path, Diagnostic("lint.member", "warning", message, help_, span=element.span, fix=fix))
