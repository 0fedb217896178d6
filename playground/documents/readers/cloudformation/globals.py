"""SAM's section Globals: properties that every resource of a kind has, unless it says otherwise.

Documented: sam-specification-template-anatomy-globals. Mappings are merged, lists are put together, what a resource says counts.
"""

from __future__ import annotations

from dataclasses import replace

from playground.documents.tree import Node, mapping

_KINDS = {"Api": "AWS::Serverless::Api", "Function": "AWS::Serverless::Function", "SimpleTable": "AWS::Serverless::SimpleTable"}


def with_globals(root: Node) -> Node:
    """A template whose resources have what Globals say; itself where it has none."""
    given = {kind: properties for name, kind in _KINDS.items() if (properties := root.get("Globals", name)) is not None}
    resources = root.get("Resources")
    if not given or resources is None:
        return root
    made = {name: _with(one, given) for name, one in resources.members.items()}
    return replace(root, value={**root.members, "Resources": replace(resources, value=made)})


def _with(one: Node, given: dict[str, Node]) -> Node:
    kind = one.get("Type")
    common = given.get((kind.text if kind else None) or "")
    if common is None:
        return one
    own = one.get("Properties")
    return replace(one, value={**one.members, "Properties": common if own is None else _merged(common, own)})


def _merged(common: Node, own: Node) -> Node:
    """What a resource says over what all say."""
    if isinstance(common.value, list) and isinstance(own.value, list):
        return replace(own, value=[*common.items, *own.items])
    if not common.members or not own.members or common.tag or own.tag or _is_call(common) or _is_call(own):
        return own
    members = {name: _merged(common.members[name], one) if name in common.members else one for name, one in own.members.items()}
    added = {name: one for name, one in common.members.items() if name not in members}
    return replace(mapping({**members, **added}.items(), own.span, {**common.names, **own.names}), file=own.file)


def _is_call(node: Node) -> bool:
    name = next(iter(node.members))
    return len(node.members) == 1 and (name == "Ref" or name.startswith("Fn::"))
