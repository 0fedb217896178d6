"""The variables of a module: what the call gives, what was given for the document, what `*.tfvars` say, the default; else open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.hcl.evaluator import evaluate
from playground.documents.hcl.parser import parse, parse_expression
from playground.documents.hcl.syntax import Expression, Name
from playground.documents.hcl.values import GIVEN, is_text, open_value, scalar, unknown
from playground.documents.readers.terraform.calls import Refused
from playground.documents.readers.terraform.json_syntax import assigned_in
from playground.documents.tree import MalformedDocument, Node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.documents.readers.terraform.context import Asked

_FIRST = ("terraform.tfvars", "terraform.tfvars.json")
_AUTO = (".auto.tfvars", ".auto.tfvars.json")


class Variables:
    """The variables of one module; `given` are those of the call, None for the root."""

    def __init__(self, module: Asked, given: Mapping[str, Node] | None) -> None:
        self.module = module
        self.given = given
        self.files = _assigned(module) if given is None else {}

    def value(self, name: str, at: Expression) -> Node:
        """The value of a variable. Unknown where a call gives one that is not known."""
        block = self.module.blocks.get(("variable", name))
        if block is None:
            self.module.ask_for_files()
            raise unknown(f"there is no variable {name}", at)
        if self.given is not None and name in self.given:
            found = self.given[name]
            if isinstance(found, Refused):
                raise found.why
            return found
        default = block.body.attributes.get("default")
        written = self.files.get(name, default)
        known = self.module.once(("variable", name), at, lambda: self._known(written)) if written is not None else None
        return self._filled(name, known, block.body.attributes.get("type"), at)

    def _known(self, written: Expression) -> Node:
        return _as_given(evaluate(written, self.module.scope()))

    def _filled(self, name: str, known: Node | None, kind: Expression | None, at: Expression) -> Node:
        """The value as it is known or given, listed as one that can be given. Unknown."""
        sources = self.module.shared.sources
        if self.given is not None:
            name = f"{self.module.address}{name}"
        place = Node(None, at.span, file=at.file)
        given = sources.given.get(name)
        if known is None and given is None:
            sources.fill(name, place)
            return open_value(name, sources.given, at)
        shown = known.text if known is not None and known.text is not None else "null" if known and known.value is None else "…"
        sources.fill(name, place, shown)
        return known if given is None and known is not None else _typed(given or "", kind, known, self.module, at)


def _as_given(node: Node) -> Node:
    """A value whose texts, however deep, are those of a variable."""
    value = node.value
    if isinstance(value, dict):
        value = {name: _as_given(one) for name, one in value.items()}
    elif isinstance(value, list):
        value = [_as_given(one) for one in value]
    return Node(value, node.span, GIVEN if is_text(node) else node.tag, node.names, node.size, node.file, node.pieces)


def _typed(given: str, kind: Expression | None, known: Node | None, module: Asked, at: Expression) -> Node:
    """A text that was given, as a value of the variable's type. Unknown."""
    is_plain = (isinstance(kind, Name) and kind.name == "string") or (kind is None and (known is None or is_text(known)))
    if is_plain:
        return scalar(given, at)
    try:
        expression = parse_expression(given)
    except MalformedDocument:
        return scalar(given, at)
    if isinstance(expression, Name):
        return scalar(given, at)
    return evaluate(expression, module.scope())


def _assigned(module: Asked) -> dict[str, Expression]:
    """What the document's `terraform.tfvars` and `*.auto.tfvars` say, of either also the form in JSON, the later one over the earlier."""
    sources = module.shared.sources
    names = [one for one in sources.companions if "/" not in one and (one in _FIRST or one.endswith(_AUTO))]
    made: dict[str, Expression] = {}
    for name in sorted(names, key=lambda one: (_FIRST.index(one) if one in _FIRST else len(_FIRST), one)):
        if name.endswith(".json"):
            tree = sources.companion_tree(name)
            made |= assigned_in(tree, tree.file) if tree is not None else {}
        elif (file := sources.companion(name)) is not None:
            made |= parse(file.text, file).attributes
    return made
