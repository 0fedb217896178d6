"""The values of a service's variables: of the service itself, of files, of what is given; what nobody says stays open under its name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playground.diagnostics import Span
from playground.documents.intrinsics.calls import Unresolved, filled, harmless
from playground.documents.readers.found import Remark
from playground.documents.readers.serverless.syntax import Literal, Variable, variables_in
from playground.documents.tree import MOST_NODES, Node, Piece, assembled
from playground.jsontext.source import JsonNumber
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from playground.documents.readers.serverless.syntax import Source, Written
    from playground.documents.sources import Sources

_DEEPEST = 60
"""Values and variables inside of each other."""
_MOST_CHARACTERS = 1_000_000
_MOST_IN_ALL = 20_000_000
"""Characters of one text that is put together, and of all."""
_PROGRAMS = (".js", ".cjs", ".mjs", ".ts", ".py")
_TREES = (".yml", ".yaml", ".json", ".tfstate")
DEFAULT_STAGE, _REGION = "dev", "us-east-1"
"""The framework's own defaults."""
_HERE = frozenset({"self", "file", "strToBool", "merge"})
"""Types whose values are in the service and its files. Those of all others, plugins' too, can be given by name."""
_TRUTHS = {"true": True, "1": True, "false": False, "0": False, "": False}


@dataclass(slots=True)
class _Left:
    """What may still be put together, in characters."""

    characters: int = _MOST_IN_ALL


class Variables:
    """Gives the nodes of a service with their variables replaced, each node once. `left_out` is told of what the framework would refuse."""

    def __init__(self, root: Node, sources: Sources, left_out: list[Remark]) -> None:
        self.root = root
        self.sources = sources
        self.left_out = left_out
        self._known: dict[int, tuple[Node, Node]] = {}
        self._open: set[int] = set()
        self._left = _Left()

    def value(self, node: Node) -> Node:
        """A node with the variables of everything in it replaced; itself where there are none. Unresolved."""
        if id(node) in self._known:
            return self._known[id(node)][1]
        if id(node) in self._open:
            raise Unresolved("this leads in a circle, back to itself", node)
        if len(self._open) >= _DEEPEST:
            raise Unresolved(f"variables and values are nested more than {_DEEPEST} levels deep", node)
        self._open.add(id(node))
        try:
            made = self._made(node)
        finally:
            self._open.discard(id(node))
        self._known[id(node)] = node, made
        return made

    def at(self, *path: str) -> Node | None:
        """The value at a path of names in the service; None where there is none, and for null. Unresolved."""
        found = self._walk(self.root, path)
        made = self.value(found) if found is not None else None
        return None if made is None or made.value is None else made

    def stage(self) -> str:
        """The stage: as given, else the provider's, else the framework's default. Unresolved."""
        found = self.at("provider", "stage")
        return self.sources.given.get("opt:stage") or (found.text if found is not None else None) or DEFAULT_STAGE

    def _made(self, node: Node) -> Node:
        if isinstance(node.value, dict):
            members = {name: self.value(one) for name, one in node.value.items()}
            if all(one is node.value[name] for name, one in members.items()):
                return node
            return replace(node, value=members, size=_size(members.values(), node))
        if isinstance(node.value, list):
            items = [self.value(one) for one in node.value]
            if all(one is other for one, other in zip(items, node.value, strict=True)):
                return node
            return replace(node, value=items, size=_size(items, node))
        if not isinstance(node.value, str) or isinstance(node.value, JsonNumber) or "${" not in node.value:
            return node
        found = variables_in(node.value)
        if not found:
            return node
        if found[0].start == 0 and found[0].end == len(node.value):
            return _tagged(self._variable(found[0], node), node)
        return self._together(list(self._pieces(node.value, found, node)), node)

    def _pieces(self, text: str, found: Sequence[Variable], node: Node) -> Iterator[Piece]:
        at = 0
        for one in found:
            if at < one.start:
                yield Piece(text[at : one.start], node, at, one.start)
            yield Piece(self._as_text(self._variable(one, node), text[one.start : one.end], node))
            at = one.end
        if at < len(text):
            yield Piece(text[at:], node, at, len(text))

    def _together(self, pieces: list[Piece], node: Node) -> Node:
        """The text of pieces. Unresolved where it would be too long."""
        size = sum(len(one.text) for one in pieces)
        self._left.characters -= size
        if size > _MOST_CHARACTERS or self._left.characters < 0:
            raise Unresolved(f"this makes a text of more than {_MOST_CHARACTERS:,} characters, or too many of them", node)
        return _tagged(assembled(pieces, node), node)

    def _as_text(self, value: Node, written: str, node: Node) -> str:
        """A value as it is put into a text. Unresolved for what cannot be."""
        if value.text is None:
            kind = "an object" if value.members else "a list" if isinstance(value.value, list) else "no value"
            raise Unresolved(f"{shorten(written, 80)} is {kind}, and stands in a text", node)
        return value.text

    def _text(self, written: Written, node: Node) -> str:
        """A text with variables in it, inside of a variable. Unresolved."""
        parts = [one if isinstance(one, str) else self._as_text(self._variable(one, node), "a variable", node) for one in written]
        return self._together([Piece(one) for one in parts], node).text or ""

    def _variable(self, one: Variable, node: Node) -> Node:
        """The value of the first source that has one; else what stands for it. Unresolved."""
        names: list[tuple[str, bool]] = []
        value: Node | None = None
        for source in one.sources:
            if isinstance(source, Literal):
                value = _literal(source, node)
                break
            if source.type == "merge":
                return self._merged(source, node)
            name = harmless(self._name(source, node))
            if name in self.sources.given:
                return filled(self.sources.fill(name, node), node)
            value = self._found(source, node)
            if value is not None:
                break
            names.append((name, source.type not in _HERE))
        if value is None:
            return self._placeholder(names, node)
        for name, is_open in names:
            if is_open and value.text is not None:
                self.sources.fill(name, node, value.text)
        return value

    def _merged(self, source: Source, node: Node) -> Node:
        """The members, or the items, of all values in the parentheses. Unresolved for other values."""
        values = [self._variable(one[0], node) for one in source.params if len(one) == 1 and isinstance(one[0], Variable)]
        if values and all(isinstance(one.value, list) for one in values):
            items = [item for one in values for item in one.items]
            return Node(items, node.span, size=_size(items, node), file=node.file)
        if len(values) == len(source.params) and all(isinstance(one.value, dict) for one in values):
            members = {name: member for one in values for name, member in one.members.items()}
            names = {name: span for one in values for name, span in one.names.items()}
            return Node(members, node.span, names=names, size=_size(members.values(), node), file=node.file)
        raise Unresolved("merge takes objects, or lists, that variables stand for", node)

    def _placeholder(self, names: list[tuple[str, bool]], node: Node) -> Node:
        """What stands for a variable without a value: its name."""
        name = next((name for name, is_open in names if is_open), names[0][0])
        if not any(is_open for _, is_open in names):
            told = "has no value here: the Serverless Framework would refuse it, and its name stands for it"
            self.left_out.append(Remark(told, node.span, f"${{{name}}}", node.file))
        return filled(self.sources.fill(name, node), node)

    def _name(self, source: Source, node: Node) -> str:
        """A source as the document writes it, with the values of what is in it. Unresolved."""
        params = ", ".join(self._text(one, node) for one in source.params)
        address = "" if source.address is None else f":{self._text(source.address, node)}"
        return f"{source.type}{f'({params})' if source.params else ''}{address}"

    def _found(self, source: Source, node: Node) -> Node | None:
        """The value of a source; None where it has none. Unresolved."""
        address = "" if source.address is None else self._text(source.address, node)
        if source.type == "self":
            return self._of_service(address, node)
        if source.type == "file":
            return self._of_file(self._text(source.params[0], node) if source.params else "", address, node)
        if source.type == "param":
            return self._param(address)
        if source.type == "sls" and address == "stage":
            return filled(self.stage(), node)
        if source.type == "opt" and address == "stage":
            return None if self.root.get("provider", "stage") is not None else filled(DEFAULT_STAGE, node)
        if source.type == "aws" and address == "region":
            region = self.at("provider", "region")
            return region if region is not None else filled(_REGION, node)
        if source.type == "strToBool" and source.params:
            return self._truth(self._text(source.params[0], node), node)
        return None

    def _of_service(self, address: str, node: Node) -> Node | None:
        found = self._walk(self.root, [one for one in address.split(".") if one])
        if found is None and address in {"provider.stage", "provider.region"}:
            return filled(DEFAULT_STAGE if address == "provider.stage" else _REGION, node)
        made = self.value(found) if found is not None else None
        return None if made is None or made.value is None else made

    def _of_file(self, path: str, address: str, node: Node) -> Node | None:
        """What stands in a file, or at an address in it; of a file that is no JSON and no YAML, its text. Unresolved, MalformedDocument."""
        if path.lower().endswith(_PROGRAMS):
            self.left_out.append(Remark("a program gives this value, which is not run", node.span, shorten(path, 100), node.file))
            return None
        if path.lower().endswith(_TREES):
            tree = self.sources.companion_tree(path)
            found = self._walk(tree, address.split(".") if address else []) if tree is not None else None
        else:
            file = self.sources.companion(path)
            found = None if file is None else Node(file.text, Span(0, len(file.text)), file=file)
        return self.value(found) if found is not None and found.value is not None else None

    def _param(self, name: str) -> Node | None:
        """A parameter of the service: of its stage, else of all stages."""
        for stage in (self.stage(), "default"):
            for path in (("params", stage, name), ("stages", stage, "params", name)):
                found = self.at(*path)
                if found is not None:
                    return found
        return None

    def _truth(self, text: str, node: Node) -> Node:
        known = _TRUTHS.get(text.lower())
        if known is None:
            raise Unresolved(f"strToBool takes true, false, 0 or 1, and not {shorten(text, 40)}", node)
        return Node(known, node.span, file=node.file)

    def _walk(self, node: Node, path: Sequence[str]) -> Node | None:
        """The node at a path, as it stands; what leads to it may be a variable."""
        at: Node | None = node
        for name in path:
            if at is not None and isinstance(at.value, str):
                at = self.value(at)
            if at is None:
                return None
            at = at.items[int(name)] if name.isdecimal() and int(name) < len(at.items) else at.members.get(name)
        return at


def _tagged(made: Node, node: Node) -> Node:
    """A value with YAML's tag of the text that it comes of: `!Sub` of a text with variables."""
    return replace(made, tag=node.tag) if node.tag else made


def _literal(one: Literal, node: Node) -> Node:
    """A literal as a value in place of the variable."""
    if isinstance(one.value, str) and not one.is_number:
        return filled(one.value, node)
    return Node(JsonNumber(str(one.value)) if one.is_number else one.value, node.span, file=node.file)


def _size(inside: Iterable[Node], node: Node) -> int:
    """The size of what holds these nodes. Unresolved where it is too large."""
    size = 1 + sum(one.size for one in inside)
    if size > MOST_NODES:
        raise Unresolved(f"what this comes to has more than {MOST_NODES:,} values", node)
    return size
