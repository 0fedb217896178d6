"""What `terraform show -json` prints of a plan or of a state → its API (documented: Terraform, "JSON Output Format").

A state names resources by their ids. In a plan those are not known yet: there `configuration` says which resource refers to which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.hcl.syntax import Expression
from playground.documents.hcl.values import open_value
from playground.documents.readers.terraform.api import read_api
from playground.documents.readers.terraform.instance import Instance
from playground.documents.readers.terraform.references import Configured, plain_address
from playground.documents.tree import Node, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.readers.found import Found, Remark
    from playground.documents.sources import Sources

_LINKS = frozenset({"rest_api_id", "resource_id", "parent_id", "request_validator_id", "authorizer_id"})
"""Attributes that lead to another resource."""
_DEEPEST = 50


def read_shown(pasted: Node, sources: Sources) -> Found | None:
    """The API of a plan or a state; None for anything else."""
    if "format_version" not in pasted.members:
        return None
    planned = pasted.get("planned_values", "root_module")
    root = planned or pasted.get("values", "root_module")
    if root is None and not pasted.members.keys() & {"terraform_version", "planned_values", "values"}:
        return None
    shown = _Shown(pasted, sources)
    left_out: list[Remark] = []
    configured = Configured(pasted.get("configuration", "root_module"), shown.addresses)
    listed = list(_resources(root, configured)) if root is not None else []
    shown.addresses.update(plain_address(address) for address, _, _ in listed)
    instances = [shown.instance(address, node, around) for address, node, around in listed]
    what = "a Terraform plan" if planned else "Terraform's state"
    return read_api([one for one in instances if one is not None], sources, what, left_out)


def _resources(module: Node, configured: Configured, depth: int = 0) -> Iterator[tuple[str, Node, Configured]]:
    """Address and values of each resource of a module and of those in it, with what configures the module."""
    resources = module.get("resources")
    for one in resources.items if resources else ():
        address = one.get("address")
        if address is not None and address.text and one.members.get("values") is not None:
            yield address.text, one, configured
    children = module.get("child_modules")
    for one in children.items if children and depth < _DEEPEST else ():
        address = one.get("address")
        yield from _resources(one, configured.child((address.text if address else None) or ""), depth + 1)


class _Shown:
    """What the document says beside the values."""

    def __init__(self, document: Node, sources: Sources) -> None:
        self.sources = sources
        self.addresses: set[str] = set()
        changes = document.get("resource_changes")
        self.unknown: dict[str, Node] = {}
        for one in changes.items if changes else ():
            address, after = one.get("address"), one.get("change", "after_unknown")
            if address is not None and address.text and after is not None:
                self.unknown[address.text] = after

    def instance(self, address: str, node: Node, configured: Configured) -> Instance | None:
        """A resource; None for one that has nothing to do with an API."""
        kind, mode = (found.text if (found := node.get(name)) else None for name in ("type", "mode"))
        if not kind or not kind.startswith("aws_api") or (mode == "data" and kind != "aws_api_gateway_resource"):
            return None
        values = node.members["values"]
        known = values.get("id")
        ids = {f"{plain_address(address)}.id", *([known.text] if known is not None and known.text else [])}

        def get(name: str) -> Node | None:
            return self._attribute(address, node, name, configured)

        return Instance(kind if mode != "data" else f"data.{kind}", address, node.span, node.file, get, frozenset(ids))

    def _attribute(self, address: str, node: Node, name: str, configured: Configured) -> Node | None:
        """An attribute: its value, what it refers to where that is not known yet, or a name that stands for it."""
        found = node.get("values", name)
        unknown = self.unknown.get(address)
        later = unknown.members.get(name) if unknown is not None else None
        at = Expression(node.span, node.file)
        if found is not None and found.value is not None and not (name in _LINKS and found.value == ""):
            return self._completed(found, later, f"{plain_address(address)}.{name}", at)
        if name in _LINKS:
            link = configured.link(node, name)
            return None if link is None else open_value(link, self.sources.given, at)
        if later is None or later.value is False or (isinstance(later.value, dict | list) and not later.value):
            return None
        return self._completed(None, later, configured.reference(node, name) or f"{plain_address(address)}.{name}", at)

    def _completed(self, found: Node | None, later: Node | None, name: str, at: Expression) -> Node | None:
        """A value with a name in each place where it is not known yet. `later` is true there, or says so of its members."""
        if later is not None and later.value is True:
            return open_value(name, self.sources.given, at)
        if later is None or not any(_says_so(one) for one in later.members.values()):
            return found
        members = dict(found.members) if found is not None else {}
        for key, one in later.members.items():
            made = self._completed(members.get(key), one, f"{name}.{key}", at)
            if made is not None:
                members[key] = made
        return mapping(members.items(), found.span if found is not None else at.span, found.names if found is not None else {})


def _says_so(later: Node) -> bool:
    """Whether something of a value is not known yet."""
    return later.value is True or any(one.value is True for one in later.members.values())
