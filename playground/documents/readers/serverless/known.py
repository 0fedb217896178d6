"""A service's parts with their variables replaced, one by one: a part whose value cannot be known costs itself alone."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from playground.documents.intrinsics.calls import Unresolved
from playground.documents.readers.found import Remark
from playground.documents.readers.serverless.variables import DEFAULT_STAGE, Variables
from playground.documents.tree import Node, mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playground.documents.sources import Sources

_BY_NAME = frozenset({"Resources", "extensions"})
"""Sections of `resources` whose members are known one by one."""


class Known:
    """The values of a service. `left_out` has what cannot be known."""

    def __init__(self, root: Node, sources: Sources) -> None:
        self.root = root
        self.left_out: list[Remark] = []
        self._variables = Variables(root, sources, self.left_out)

    def value(self, node: Node, name: str) -> Node | None:
        """A node with its variables replaced; None where that cannot be, which is told of `name`."""
        return self._tried(lambda: self._variables.value(node), name)

    def opened(self, node: Node | None, name: str) -> Node | None:
        """A node that is not a variable itself, but may have some in it; None where there is none, or it cannot be known."""
        return self.value(node, name) if node is not None and isinstance(node.value, str) else node

    def at(self, *path: str) -> Node | None:
        """The value at a path of names; None where there is none, for null, and where it cannot be known, whose cause is told once."""
        return self._tried(lambda: self._variables.at(*path), ".".join(path), once=True)

    def text_at(self, *path: str) -> str | None:
        """The text at a path of names; None where there is none."""
        found = self.at(*path)
        return found.text if found is not None else None

    @cached_property
    def stage(self) -> str:
        """The stage."""
        found = self._tried(lambda: Node(self._variables.stage(), self.root.span), "provider.stage", once=True)
        return (found.text if found is not None else None) or DEFAULT_STAGE

    @cached_property
    def service_name(self) -> str:
        """The service's name."""
        return self.text_at("service") or self.text_at("service", "name") or "service"

    def members_of(self, name: str) -> Iterator[tuple[str, Node]]:
        """The members of a part, each as it stands but for being a variable; a list of mappings counts as one."""
        found = self.opened(self.root.get(name), name)
        for group in (found.items or [found]) if found is not None else []:
            opened = self.opened(group, name)
            for key, one in opened.members.items() if opened is not None else ():
                member = self.opened(one, key)
                if member is not None:
                    yield key, member

    def inside(self, *path: str) -> Node | None:
        """What stands at a path of names, with the variables on the way and in its own place replaced, none of those in it."""
        found: Node | None = self.root
        for name in path:
            found = self.opened(found.get(name), name) if found is not None else None
        return found

    def items_of(self, *path: str) -> Iterator[Node]:
        """The items of a list, with their variables replaced."""
        found = self.inside(*path)
        for one in found.items if found is not None else []:
            known = self.value(one, path[-1])
            if known is not None:
                yield known

    def own_resources(self) -> list[Node]:
        """The parts of `resources`, in order."""
        found = self.opened(self.root.get("resources"), "resources")
        parts = (found.items or [found]) if found is not None else []
        opened = [self.opened(one, "resources") for one in parts]
        return [mapping(self._sections(one), one.span, one.names) for one in opened if one is not None]

    def tell(self, why: str, node: Node, name: str) -> None:
        """Say of a part that it cannot be used."""
        self.left_out.append(Remark(why, node.span, name, node.file))

    def _sections(self, part: Node) -> Iterator[tuple[str, Node]]:
        for section, one in part.members.items():
            opened = self.opened(one, section)
            if opened is not None and section in _BY_NAME:
                known = ((name, self.value(each, name)) for name, each in opened.members.items())
                yield section, mapping(((name, each) for name, each in known if each is not None), opened.span, opened.names)
            elif opened is not None and (whole := self.value(opened, section)) is not None:
                yield section, whole

    def _tried(self, make: Callable[[], Node | None], name: str, *, once: bool = False) -> Node | None:
        try:
            return make()
        except Unresolved as error:
            if not once or not any((one.why, one.span, one.file) == (error.why, error.node.span, error.file) for one in self.left_out):
                self.tell(error.why, error.node, name)
            return None
