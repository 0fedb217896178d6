"""Modules that a module calls: their outputs, and themselves where their files were given."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.documents.hcl.evaluator import evaluate
from playground.documents.hcl.syntax import Expression
from playground.documents.hcl.values import Unknown, unknown
from playground.documents.tree import Node

if TYPE_CHECKING:
    from playground.documents.hcl.scope import Scope
    from playground.documents.hcl.syntax import Block
    from playground.documents.hcl.values import Lazy
    from playground.documents.readers.terraform.context import Asked
    from playground.documents.readers.terraform.multiplied import Copy

_DEEPEST = 8
"""Modules inside of modules."""
_NO_ARGUMENTS = frozenset({"source", "version", "providers", "count", "for_each", "depends_on"})
"""Attributes of a module's block that are none of its arguments."""


@dataclass(slots=True, eq=False)
class Refused(Node):
    """An argument whose value is not known, and why."""

    why: Unknown = field(kw_only=True)


@dataclass(slots=True, eq=False)
class _Child(Node):
    """A module among values."""

    module: Asked = field(kw_only=True)


def called(module: Asked, label: str, at: Expression) -> Node:
    """What `module.label` is; its outputs are open where its files were not given. Unknown."""
    block = module.blocks.get(("module", label))
    if block is None:
        raise unknown(f"there is no module {label}", at)
    return module.multiplied(block, at, lambda copy: _outputs(module, block, copy, at))


def _address(module: Asked, block: Block, copy: Copy) -> str:
    return f"{module.address}module.{block.labels[0]}{copy.suffix}."


def _outputs(module: Asked, block: Block, copy: Copy, at: Expression) -> Lazy:
    """The outputs of a call."""

    def output(name: str, inner: Expression) -> Node:
        try:
            made = child(module, block, copy)
        except Unknown:
            return module.open(f"{_address(module, block, copy)}{name}", inner)
        return _output(made, name, inner)

    return module.lazy(at, f"module.{block.labels[0]}", output)


def _output(module: Asked, name: str, at: Expression) -> Node:
    """An output of a module. Unknown."""
    block = module.blocks.get(("output", name))
    expression = block.body.attributes.get("value") if block else None
    if expression is None:
        raise unknown(f"the module has no output {name}", at)
    return module.once(("output", name), at, lambda: evaluate(expression, module.scope()))


def child(module: Asked, block: Block, copy: Copy) -> Asked:
    """The module that a block calls. Unknown where its files were not given."""
    key = ("child", _address(module, block, copy))
    at = Expression(block.span, block.file)
    made = module.once(key, at, lambda: _made(module, block, copy, at))
    if isinstance(made, _Child):
        return made.module
    raise unknown("the module cannot be used", at)


def _made(module: Asked, block: Block, copy: Copy, at: Expression) -> _Child:
    """A module, with the arguments of its call. Unknown."""
    source = block.body.attributes.get("source")
    path = evaluate(source, module.scope()).text if source is not None else None
    if not path or not path.startswith(("./", "../")):
        raise unknown(f"the module comes from elsewhere ({path}), and is not among the files", at)
    folder = posixpath.normpath(posixpath.join(module.folder, path))
    address = _address(module, block, copy)
    bodies = module.shared.read_folder(folder)
    if bodies is None:
        raise unknown(f"the module's files, in {folder}, were not given", at)
    if address.count("module.") > _DEEPEST:
        raise unknown(f"modules call modules more than {_DEEPEST} levels deep", at)
    names = module.scope(copy.names)
    given = {name: _argument(one, names) for name, one in block.body.attributes.items() if name not in _NO_ARGUMENTS}
    return _Child(None, block.span, file=block.file, module=module.child(bodies, folder, address, given))


def _argument(expression: Expression, scope: Scope) -> Node:
    """An argument of a call; one that is not known says so where it is used."""
    try:
        return evaluate(expression, scope)
    except Unknown as error:
        return Refused(None, expression.span, file=expression.file, why=error)
