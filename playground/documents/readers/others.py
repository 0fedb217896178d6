"""What a document is that no reader takes, so that it can be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.words import shorten

if TYPE_CHECKING:
    from playground.documents.tree import Node

_KNOWN: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"apiVersion", "kind"}), "a Kubernetes resource"),
    (frozenset({"on", "jobs"}), "a GitHub Actions workflow"),
    (frozenset({"services"}), "a Compose file"),
    (frozenset({"asyncapi"}), "an AsyncAPI document"),
)
"""Members that tell a kind of document, the surest first."""
_MOST = 6


def kind_of(tree: Node) -> str:
    """What a document is: its kind where that is known, else its members."""
    if isinstance(tree.value, list):
        return f"a list of {len(tree.value)} items"
    if not isinstance(tree.value, dict):
        return "a text alone" if isinstance(tree.value, str) else "a value alone"
    if not tree.members:
        return "an empty mapping"
    for names, kind in _KNOWN:
        if names <= tree.members.keys():
            return kind
    if "openapi" in tree.members or "swagger" in tree.members:
        return "an OpenAPI document without paths"
    listed = [shorten(name, 40) for name in list(tree.members)[:_MOST]]
    return f"a mapping with {', '.join(listed)}{' and more' if len(tree.members) > _MOST else ''}"
