"""What a reader gives: operations, and what of the document is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playground.documents.tree import NOWHERE, Node, mapping
from playground.jsontext.pointer import from_pointer, to_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.diagnostics import Span
    from playground.documents.tree import SourceFile

_INTEGRATION = ("method", "methodIntegration")


class Unusable(Exception):
    """A part of a document that no operation can be made of: why, its place (in `file`; None: the main one), and its path in what was
    pasted.
    """

    def __init__(self, why: str, span: Span, path: tuple[str, ...] = (), file: SourceFile | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.span = span
        self.path = path
        self.file = file


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of the document that a Scenario does not hold: a sentence, and its place (in `file`; None: the main one). `name` says of
    what, where it is no operation.
    """

    why: str
    span: Span
    name: str = ""
    file: SourceFile | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """A method, as the document of a Scenario.

    `root` is that Scenario as far as it stands in the document, with its places; `span` is where the operation begins there.
    """

    name: str
    scenario: dict[str, Any]
    root: Node
    span: Span = NOWHERE
    notes: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The operations of a document, and what was left out.

    `at` is where the pasted document is in the Scenario's; None where it was taken apart.
    """

    what: str
    operations: list[Operation]
    left_out: list[Remark] = field(default_factory=list)
    at: str | None = None


def of_method(name: str, method: Node, span: Span = NOWHERE, path: str | None = None, notes: tuple[Remark, ...] = ()) -> Operation:
    """The operation of a method in AWS's shape, whose resource is at `path` where that is known."""
    context = {} if path is None else {"context": {"resourcePath": path}}
    return Operation(name, {"version": 1, "method": method.plain(), **context}, mapping([("method", method)]), span, notes)


def templates_of(root: Node) -> Iterator[tuple[str, Node]]:
    """The JSON Pointer in the Scenario, and the node, of each template that is a text."""
    holders: list[tuple[str, ...]] = [(), (*_INTEGRATION, "requestTemplates")]
    responses = root.get(*_INTEGRATION, "integrationResponses")
    keys = responses.members if responses else {}
    holders += [(*_INTEGRATION, "integrationResponses", key, "responseTemplates") for key in keys]
    for path in holders:
        holder = root.get(*path)
        for name, one in holder.members.items() if holder else ():
            if one.text is not None and (path or name == "template"):
                yield to_pointer([*path, name]), one


def span_at(root: Node, pointer: str, otherwise: Span) -> Span:
    """Where the value at a JSON Pointer stands, or the innermost around it that the document has."""
    span = node_at(root, pointer).span
    return otherwise if span == NOWHERE else span


def node_at(root: Node, pointer: str) -> Node:
    """The value at a JSON Pointer that stands somewhere, or the innermost around it."""
    node = last = root
    for name in from_pointer(pointer):
        step = node.items[int(name)] if name.isdigit() and int(name) < len(node.items) else node.members.get(name)
        if step is None:
            break
        node = step
        last = step if step.span != NOWHERE or step.file else last
    return last
