"""What events and service proxies write alike: path, verb, CORS, parameters, texts by content type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.readers.found import Unusable
from playground.documents.readers.serverless.build import Maker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.readers.serverless.build import Members
    from playground.documents.tree import Node

HEADER = "method.response.header."


def text(node: Node | None, *path: str) -> str | None:
    """The text at a path of names; None where there is none."""
    found = node.get(*path) if node is not None else None
    return found.text if found is not None else None


def member(node: Node, name: str) -> Node:
    """A member that must be there. Unusable."""
    found = node.get(name)
    if found is None or found.value is None:
        raise Unusable(f"it has no {name}", node.span, (), node.file)
    return found


def required(node: Node, name: str) -> str:
    """A text that must be there. Unusable."""
    found = member(node, name).text
    if not found:
        raise Unusable(f"its {name} is no text", node.span, (), node.file)
    return found


def is_on(node: Node | None) -> bool:
    """Whether a setting is there and neither false nor null."""
    return node is not None and node.value not in (None, False, "false")


def origin_headers(cors: Node | None) -> Iterator[tuple[str, str]]:
    """The headers that `cors` adds to each response, as mappings."""
    if cors is None or not is_on(cors):
        return
    origins = cors.get("origins")
    listed = ",".join(one.text or "" for one in origins.items) if origins is not None else ""
    yield "Access-Control-Allow-Origin", f"'{listed or text(cors, 'origin') or '*'}'"
    if is_on(cors.get("allowCredentials")):
        yield "Access-Control-Allow-Credentials", "'true'"


def merged(*parts: Node | None, at: Node) -> Node:
    """The members of all, the later over the earlier; what is null goes."""
    members: dict[str, Node] = {}
    for one in parts:
        members |= one.members if one is not None else {}
    return Maker(at).object({name: one for name, one in members.items() if one.value is not None})


def authorization(given: Node) -> Members:
    """A proxy's own words for who may call: properties of a method."""
    return {
        "AuthorizationType": given.get("authorizationType") or "NONE",
        "AuthorizerId": given.get("authorizerId"),
        "AuthorizationScopes": given.get("authorizationScopes"),
        "ApiKeyRequired": is_on(given.get("private")),
    }
