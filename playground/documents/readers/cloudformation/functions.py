"""Events of type Api of AWS::Serverless::Function: SAM makes a method with a proxy integration of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.readers.cloudformation.sam_auth import Auth
from playground.documents.readers.found import of_method
from playground.documents.tree import NOWHERE, Node, mapping

if TYPE_CHECKING:
    from playground.documents.readers.cloudformation.around import Around
    from playground.documents.readers.cloudformation.stack import Resource, Stack
    from playground.documents.readers.found import Operation

_IMPLICIT = "ServerlessRestApi"
"""The logical id of the API that SAM makes for the events that name none."""


def operations_of_events(stack: Stack, around: Around, one: Resource, known: list[tuple[str, Operation]]) -> list[tuple[str, Operation]]:
    """The operations of a function's events, without those that an API's own document has; each with its API. Unusable."""
    made: list[tuple[str, Operation]] = []
    taken = {(api, each.name) for api, each in known}
    auths: dict[str, Auth] = {}
    events = one.properties.get("Events")
    for name, event in events.members.items() if events is not None else ():
        kind = event.get("Type")
        if kind is None or kind.value != "Api":
            continue
        path, verb = (stack.value(event.get("Properties", member)) for member in ("Path", "Method"))
        if path is None or verb is None or not path.text or not verb.text:
            stack.left_out.append(one.remark("it has no Path and Method", f"{one.id}.{name}"))
            continue
        api = stack.target(event.get("Properties", "RestApiId")) or _IMPLICIT
        title = f"{verb.text.upper()} {path.text}"
        if (api, title) in taken or _comes_later(stack, api, path.text, verb.text):
            continue
        if api not in auths:
            auths[api] = Auth(stack, api)
        secured = auths[api].of_event(stack.value(event.get("Properties", "Auth")), verb.text).items()
        members = [("httpMethod", Node(verb.text.upper(), verb.span)), *secured, ("methodIntegration", _proxy(stack, one, event))]
        method = mapping(members, event.span)
        made.append((api, around.laid_over(of_method(title, method, event.span, path.text), api)))
    return made


def _comes_later(stack: Stack, api: str, path: str, verb: str) -> bool:
    """Whether the document of an API, which stands behind the function, has the operation."""
    one = stack.resources.get(api)
    item = one.properties.get("DefinitionBody", "paths", path) if one is not None else None
    return item is not None and any(name.lower() == verb.lower() and each.members for name, each in item.members.items())


def _proxy(stack: Stack, one: Resource, event: Node) -> Node:
    """The integration that SAM makes."""
    arn = f"arn:aws:lambda:{stack.sources.fill('AWS::Region', event)}:{stack.sources.fill('AWS::AccountId', event)}:function:{one.id}"
    uri = f"arn:aws:apigateway:{stack.sources.fill('AWS::Region', event)}:lambda:path/2015-03-31/functions/{arn}/invocations"
    return mapping([(name, Node(text, NOWHERE)) for name, text in (("type", "AWS_PROXY"), ("httpMethod", "POST"), ("uri", uri))], NOWHERE)
