"""`Auth` and `Cors` of AWS::Serverless::Api and of events: who may call a method, and the OPTIONS methods that SAM adds.

Documented: sam-property-api-apiauth, sam-property-function-apifunctionauth, sam-property-api-corsconfiguration.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.documents.readers.found import Remark
from playground.documents.tree import Node, mapping

if TYPE_CHECKING:
    from playground.documents.readers.cloudformation.stack import Resource, Stack
    from playground.documents.readers.found import Operation

_IAM, _NONE = "AWS_IAM", "NONE"
_CORS = "Cors makes an OPTIONS method of every path without one: a MOCK that answers with CORS headers, without a template of this document"


class Auth:
    """Who may call the methods of an API: what its `Auth` says, or that of Globals for the API that SAM makes by itself. Unusable."""

    def __init__(self, stack: Stack, api: str) -> None:
        one = stack.resources.get(api)
        section = one.properties if one is not None else stack.evaluator.template.root.get("Globals", "Api")
        self._given = (stack.value(section.get("Auth")) if section is not None else None) or mapping([])

    def of_event(self, own: Node | None, verb: str) -> dict[str, Node]:
        """The members of the method of an event, whose own `Auth` may say otherwise."""
        own = own or mapping([])
        name = own.get("Authorizer") or self._default(verb)
        made = self._of_authorizer(name, own.get("AuthorizationScopes"))
        key = own.get("ApiKeyRequired") or self._key(verb)
        return made | ({"apiKeyRequired": replace(key, value=key.text == "true")} if key is not None else {})

    def laid_under(self, operation: Operation, *, is_open: bool) -> Operation:
        """An operation of the API's own document, which says nothing of who may call it; `is_open`: but that anybody may."""
        method = dict(operation.scenario["method"])
        verb = str(method.get("httpMethod", ""))
        if "authorizationType" not in method:
            name = None if is_open else self._default(verb)
            method |= {key: one.plain() for key, one in self._of_authorizer(name, None).items()}
        if "apiKeyRequired" not in method and (key := self._key(verb)) is not None and key.text == "true":
            method["apiKeyRequired"] = True
        return replace(operation, scenario={**operation.scenario, "method": method})

    def _default(self, verb: str) -> Node | None:
        """The default authorizer; none of OPTIONS where that is said."""
        is_left = _is_false(self._given.get("AddDefaultAuthorizerToCorsPreflight"))
        return None if verb.upper() == "OPTIONS" and is_left else self._given.get("DefaultAuthorizer")

    def _key(self, verb: str) -> Node | None:
        """Whether all methods need an API key; an OPTIONS does where that is said."""
        is_left = verb.upper() == "OPTIONS" and not _is_true(self._given.get("AddApiKeyRequiredToCorsPreflight"))
        return None if is_left else self._given.get("ApiKeyRequired")

    def _of_authorizer(self, name: Node | None, scopes: Node | None) -> dict[str, Node]:
        if name is None or not name.text:
            return {}
        if name.text in {_IAM, _NONE}:
            return {"authorizationType": Node(name.text, name.span, file=name.file)}
        one = self._given.get("Authorizers", name.text) or mapping([])
        is_pool = one.get("UserPoolArn") is not None
        kind = Node("COGNITO_USER_POOLS" if is_pool else "CUSTOM", name.span, file=name.file)
        asked = (scopes or one.get("AuthorizationScopes")) if is_pool else None
        return {"authorizationType": kind, **({"authorizationScopes": asked} if asked is not None and asked.items else {})}


def open_operations(document: Node) -> set[str]:
    """The names of an OpenAPI document's operations that anybody may call, whatever the default is: `security: [{NONE: []}]`."""
    paths = document.get("paths")
    return {
        f"{verb.upper()} {path}"
        for path, item in (paths.members.items() if paths is not None else ())
        for verb, one in item.members.items()
        if (security := one.get("security")) is not None and any(_NONE in each.members for each in security.items)
    }


def tell_cors(stack: Stack, one: Resource) -> None:
    """Say of the OPTIONS methods that SAM adds to an API that they are not among the operations."""
    cors = one.properties.get("Cors")
    if cors is not None and cors.value not in (None, ""):
        stack.left_out.append(Remark(_CORS, one.properties.name_span("Cors"), f"{one.id}: OPTIONS", cors.file or one.node.file))


def _is_true(node: Node | None) -> bool:
    return node is not None and node.text == "true"


def _is_false(node: Node | None) -> bool:
    return node is not None and node.text == "false"
