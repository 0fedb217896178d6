"""`resources` of a service: its own resources beside those that the framework makes, and its changes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.documents.readers.serverless.build import Maker
from playground.documents.tree import Node, mapping

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SECTIONS = ("Parameters", "Mappings", "Conditions")


def with_own(made: Mapping[str, Node], own: Sequence[Node], root: Node) -> Node:
    """A template of the resources that are made and of a service's own, which change those of the same logical id; `extensions` change
    such alone. Of the parts of `own`, the later ones count.
    """
    resources, sections = dict(made), dict[str, dict[str, Node]]()
    extensions: list[tuple[str, Node]] = []
    for part in own:
        for name, one in (part.get("Resources") or Maker(root).object({})).members.items():
            resources[name] = changed(resources[name], one) if name in resources else one
        for section in _SECTIONS:
            sections.setdefault(section, {}).update((part.get(section) or Maker(root).object({})).members)
        extensions += (part.get("extensions") or Maker(root).object({})).members.items()
    for name, one in extensions:
        if name in resources:
            resources[name] = changed(resources[name], one)
    members = {"Resources": resources, **sections}
    return mapping(((name, mapping(one.items(), root.span)) for name, one in members.items()), root.span)


def changed(base: Node, over: Node) -> Node:
    """A value with the members of another over its own, however deep; lists and texts are replaced."""
    if not isinstance(base.value, dict) or not isinstance(over.value, dict) or over.tag:
        return over
    members = {
        **base.members,
        **{name: changed(base.members[name], one) if name in base.members else one for name, one in over.members.items()},
    }
    return replace(base, value=members, size=1 + sum(one.size for one in members.values()), names={**base.names, **over.names})
