"""The resources of a document by what they are known as: paths, and the parts of a method."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from playground.documents.hcl.values import Unknown
from playground.documents.readers.found import Remark
from playground.documents.readers.terraform.instance import remark

if TYPE_CHECKING:
    from playground.documents.readers.found import Operation
    from playground.documents.readers.terraform.instance import Instance
    from playground.documents.sources import Sources
    from playground.documents.tree import Node

REST_API = "aws_api_gateway_rest_api"
_RESOURCES = {"aws_api_gateway_resource": "", "data.aws_api_gateway_resource": "path"}
"""Types that stand for a resource, each with the attribute of its whole path."""
_PARTS = {
    "aws_api_gateway_integration": "integration",
    "aws_api_gateway_method_response": "declared response",
    "aws_api_gateway_integration_response": "integration response",
}
"""Types that are parts of a method, in words."""
_DEEPEST = 50


class Resources:
    """All resources of a document. A part that cannot be placed is told in `left_out`."""

    def __init__(self, instances: list[Instance], sources: Sources, left_out: list[Remark]) -> None:
        self.instances = instances
        self.sources = sources
        self.by_id = {known: one for one in instances for known in one.ids}
        self.roots: dict[str, Instance] = {}
        for one in instances:
            if one.type == REST_API:
                self.roots[f"{one.address}.root_resource_id".replace('"', "")] = one
                if root := _text(one, "root_resource_id"):
                    self.roots[root] = one
        self.parts: dict[tuple[str, str, str], list[Instance]] = {}
        self.used: set[str] = set()
        self.api_by_operation: dict[int, str] = {}
        for one in instances:
            if one.type in _PARTS:
                try:
                    self.parts.setdefault((one.type, *self.place(one)), []).append(one)
                except Unknown as error:
                    left_out.append(remark(error, one.address))
                    self.used.add(one.address)

    def place(self, one: Instance) -> tuple[str, str]:
        """Of a method or a part of one: what its resource is known by, and its HTTP method. Unknown."""
        resource, verb = one.text("resource_id"), one.text("http_method")
        if not verb:
            raise one.unknown("it has no http_method")
        if not resource:
            raise one.unknown("it has no resource_id")
        return self._known(resource), verb.upper()

    def _known(self, resource: str) -> str:
        """One name for a resource, however it is referred to."""
        if resource in self.roots:
            return f"/{self.roots[resource].address}"
        return self.by_id[resource].address if resource in self.by_id else resource

    def of_method(self, kind: str, method: Instance) -> list[Instance]:
        """The parts of a type that a method has, in the document's order. Unknown."""
        found = self.parts.get((kind, *self.place(method)), [])
        self.used.update(one.address for one in found)
        return found

    def path(self, method: Instance) -> str:
        """The path of a method's resource. Unknown where it hangs on what was not given, or on itself."""
        resource = method.text("resource_id") or ""
        parts: list[str] = []
        while resource not in self.roots and not _is_root(resource):
            one = self.by_id.get(resource)
            whole = _RESOURCES.get(one.type) if one is not None else None
            if one is None or whole is None:
                parts.append(_unknown_parent(resource, method))
                break
            if whole:
                parts.append((one.text(whole) or "{parent}").strip("/"))
                break
            part = one.text("path_part")
            if part is None:
                raise one.unknown("it has no path_part")
            parts.append(part)
            if len(parts) > _DEEPEST:
                raise one.unknown("the resources above it lead in a circle, or are too many")
            resource = one.text("parent_id") or ""
        return "/" + "/".join(reversed(parts))

    def api_of(self, one: Instance) -> str:
        """One name for the API that a resource belongs to. Unknown."""
        known = one.text("rest_api_id") or ""
        return self.by_id[known].address if known in self.by_id else known

    def of_api(self, kind: str, api: str) -> list[Instance]:
        """The resources of a type that belong to an API; without those whose API is not known."""
        return [one for one in self.instances if one.type == kind and _api(self, one) == api]

    def api(self, name: str) -> Instance | None:
        """The API of a name."""
        return next((one for one in self.instances if one.type == REST_API and one.address == name), None)

    def name_of(self, one: Instance) -> str:
        """How a method is named where it is left out: as the operation that it would be, as far as that is known."""
        try:
            return f"{(one.text('http_method') or 'ANY').upper()} {self.path(one)} ({one.address})" if one.type == _METHOD else one.address
        except Unknown:
            return one.address

    def tell_unused(self, left_out: list[Remark]) -> None:
        """Tell the parts of methods that are not in the document."""
        left_out += [
            Remark(f"there is no method that this {_PARTS[one.type]} belongs to", one.span, one.address, one.file)
            for one in self.instances
            if one.type in _PARTS and one.address not in self.used
        ]

    def titled(self, operations: list[Operation]) -> list[Operation]:
        """The operations, those of one name told apart by the title of their API."""
        counts = Counter(one.name for one in operations)
        return [
            replace(one, name=f"{self.api_by_operation[id(one.root)]}: {one.name}")
            if counts[one.name] > 1 and id(one.root) in self.api_by_operation
            else one
            for one in operations
        ]

    def title(self, root: Node, api: str) -> None:
        """Note the API of an operation."""
        one = self.api(api)
        self.api_by_operation[id(root)] = (_text(one, "name") if one else None) or api


_METHOD = "aws_api_gateway_method"


def _api(resources: Resources, one: Instance) -> str | None:
    try:
        return resources.api_of(one)
    except Unknown:
        return None


def _text(one: Instance, name: str) -> str | None:
    """An attribute as text; None where it is not known."""
    try:
        return one.text(name)
    except Unknown:
        return None


def _is_root(resource: str) -> bool:
    """Whether a text leads to the root of an API that is not in the document."""
    return resource.startswith("data.aws_api_gateway_rest_api.") and resource.endswith(".root_resource_id")


def _unknown_parent(resource: str, method: Instance) -> str:
    """What stands for a resource that is not in the document. Unknown where a module has it that was not given."""
    if resource.startswith("module."):
        raise method.unknown(f"it hangs on {resource}, of a module that was not given")
    return "{parent}"
