"""The resources that the framework makes: the API, the parts of paths, and methods, under the logical ids that services refer to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground.documents.readers.found import Unusable
from playground.documents.readers.serverless.build import Maker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.documents.readers.serverless.build import Members
    from playground.documents.tree import Node

API = "ApiGatewayRestApi"
_MOST_PARTS = 100
_ROLE = "IamRoleLambdaExecution"
_PARAMETER = re.compile(r"\{(.*)\}")
_OTHERS = re.compile(r"[^0-9A-Za-z]")


class MadeResources:
    """The resources by their logical ids, in the order in which they are made."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self._counts: dict[str, int] = {}
        self._of_path: dict[tuple[str, ...], str] = {}

    def put(self, name: str, kind: str, properties: Node, at: Node) -> str:
        """A resource under a logical id, or under the next one that is free; that id."""
        free = name
        while free in self.nodes:
            self._counts[name] = self._counts.get(name, 1) + 1
            free = f"{name}{self._counts[name]}"
        self.nodes[free] = Maker(at).resource(kind, properties)
        return free

    def put_once(self, name: str, kind: str, properties: Node, at: Node) -> None:
        """A resource that several things share."""
        self.nodes.setdefault(name, Maker(at).resource(kind, properties))

    def put_function(self, name: str, deployed: str, at: Node) -> None:
        """A function under its logical id, which own resources may refer to, and the role that functions share."""
        self.put_once(function_id(name), "AWS::Lambda::Function", Maker(at).object({"FunctionName": deployed}), at)
        self.put_once(_ROLE, "AWS::IAM::Role", Maker(at).object({}), at)

    def method(self, path: str, verb: str, properties: Members, at: Node) -> None:
        """A method of a path. Unusable."""
        if len(parts_of(path)) > _MOST_PARTS:
            raise Unusable(f"its path has more than {_MOST_PARTS} parts", at.span, (), at.file)
        make = Maker(at)
        place: Members = {"HttpMethod": verb.upper(), "ResourceId": self._resource(path, at), "RestApiId": make.ref(API)}
        self.put(method_id(path, verb), "AWS::ApiGateway::Method", make.object({**place, **properties}), at)

    def _resource(self, path: str, at: Node) -> Node:
        """What names the resource of a path."""
        make, parts = Maker(at), parts_of(path)
        parent = make.attribute(API, "RootResourceId")
        for count in range(1, len(parts) + 1):
            way = tuple(parts[:count])
            if way not in self._of_path:
                properties = make.object({"ParentId": parent, "PathPart": way[-1], "RestApiId": make.ref(API)})
                self._of_path[way] = self.put(f"ApiGatewayResource{_joined(way)}", "AWS::ApiGateway::Resource", properties, at)
            parent = make.ref(self._of_path[way])
        return parent


def parts_of(path: str) -> list[str]:
    """The parts of a path, which may begin and end with `/`."""
    return [one for one in path.strip("/").split("/") if one]


def method_id(path: str, verb: str) -> str:
    """The logical id of a method."""
    return f"ApiGatewayMethod{_joined(parts_of(path))}{verb.capitalize()}"


def function_id(name: str) -> str:
    """The logical id of a function: of `get-item` it is GetDashitemLambdaFunction."""
    named = name.replace("-", "Dash").replace("_", "Underscore")
    return f"{named[:1].upper()}{named[1:]}LambdaFunction"


def _joined(parts: Sequence[str]) -> str:
    return "".join(_named(one) for one in parts)


def _named(part: str) -> str:
    """A part of a path as logical ids have it: `{userId}` is UseridVar, `a-b` is ADashb."""
    named = _OTHERS.sub("", _PARAMETER.sub(r"\1Var", part.capitalize().replace("-", "Dash")))
    return named[:1].upper() + named[1:]
