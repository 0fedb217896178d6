"""`configuration` of a plan: which resource an attribute refers to, through variables and outputs of modules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playground.documents.tree import Node

_KEY = re.compile(r"\[[^\]]*\]")
_MODULE = re.compile(r'module\.([^.\["]+)(\[[^\]]*\])?$')
_DEEPEST = 20


def plain_address(address: str) -> str:
    """An address without the quotes around keys, which is harmless in a template."""
    return address.replace('"', "")


@dataclass(frozen=True, slots=True, eq=False)
class Configured:
    """What configures one module: `module` of the document, the address that its resources begin with, and the one that calls it.

    `addresses` are all resources of the document, filled in before anything is asked.
    """

    module: Node | None
    addresses: set[str]
    address: str = ""
    caller: Configured | None = None
    arguments: Node | None = None
    _children: dict[str, Configured] = field(default_factory=dict)

    def child(self, address: str) -> Configured:
        """What configures the module at an address, which this one calls."""
        if address not in self._children:
            found = _MODULE.search(address)
            call = self.module.get("module_calls", found[1]) if found and self.module else None
            arguments = call.get("expressions") if call else None
            self._children[address] = Configured(call.get("module") if call else None, self.addresses, f"{address}.", self, arguments)
        return self._children[address]

    def link(self, resource: Node, name: str) -> str | None:
        """What an attribute of a resource leads to: `ADDRESS.id` of another resource, or the reference as it is written; None for none."""
        expression = self._expression(resource, name)
        if expression is None:
            return None
        index = resource.get("index")
        return self._resolved(expression, index.text if index else None, _DEEPEST)

    def reference(self, resource: Node, name: str) -> str | None:
        """The first reference of an attribute, as it is written."""
        expression = self._expression(resource, name)
        references = expression.get("references") if expression else None
        first = references.items[0].text if references and references.items else None
        return None if first is None else plain_address(f"{self.address}{first}")

    def _expression(self, resource: Node, name: str) -> Node | None:
        kind, label = (found.text if (found := resource.get(one)) else None for one in ("type", "name"))
        resources = self.module.get("resources") if self.module else None
        for one in resources.items if resources else ():
            own_kind, own = (found.text if (found := one.get(each)) else None for each in ("type", "name"))
            if (own_kind, own) == (kind, label):
                return one.get("expressions", name)
        return None

    def _resolved(self, expression: Node, index: str | None, deepest: int) -> str | None:
        """What an expression leads to."""
        constant = expression.get("constant_value")
        if constant is not None:
            return constant.text
        references = expression.get("references")
        written = [one.text for one in references.items if one.text] if references else []
        for one in written:
            found = self._found(one, index, deepest)
            if found is not None:
                return found
        return plain_address(f"{self.address}{written[0]}") if written else None

    def _found(self, written: str, index: str | None, deepest: int) -> str | None:
        """The resource that a reference leads to, through variables and outputs; None where there is none."""
        parts = written.split(".")
        if deepest <= 0 or len(parts) < 2:
            return None
        if parts[0] == "var":
            argument = self.arguments.get(parts[1]) if self.arguments else None
            return self.caller._resolved(argument, index, deepest - 1) if argument is not None and self.caller else None  # noqa: SLF001
        if parts[0] == "module":
            return self._output(parts, index, deepest)
        of = plain_address(f"{self.address}{'.'.join(parts[:2])}")
        attribute = "root_resource_id" if parts[-1] == "root_resource_id" else "id"
        for address in (of, f"{of}[{index}]", f"{_KEY.sub('', of)}[{index}]"):
            if address in self.addresses:
                return f"{address}.{attribute}"
        return None

    def _output(self, parts: list[str], index: str | None, deepest: int) -> str | None:
        """What `module.NAME.OUTPUT` leads to."""
        if len(parts) < 3:
            return None
        child = self.child(f"{self.address}{'.'.join(parts[:2])}")
        output = child.module.get("outputs", parts[2], "expression") if child.module else None
        return child._resolved(output, index, deepest - 1) if output is not None else None  # noqa: SLF001
