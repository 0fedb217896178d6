"""Terraform's language in JSON → the same tree (documented: Terraform language, "JSON Configuration Syntax"): strings are templates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.documents.hcl.parser import parse_template
from playground.documents.hcl.syntax import Block, Body, Constant, Expression, Object, Tuple
from playground.documents.tree import Node
from playground.jsontext.source import JsonNumber

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.tree import SourceFile

_LABELS = {"resource": 2, "data": 2, "variable": 1, "module": 1, "output": 1, "provider": 1, "locals": 0, "terraform": 0}
"""Each kind of block with how many labels it has."""


def body_of(tree: Node, file: SourceFile | None) -> Body:
    """The body of a file. MalformedDocument."""
    body = Body()
    for kind, node in tree.members.items():
        if kind in _LABELS:
            body.blocks += _blocks(kind, (), node, _LABELS[kind], file)
    return body


def assigned_in(tree: Node, file: SourceFile | None) -> dict[str, Expression]:
    """The values of a `*.tfvars.json`, whose strings are texts and no templates. MalformedDocument."""
    return {name: _expression(_literal(one), file) for name, one in tree.members.items()}


def _literal(node: Node) -> Node:
    """A value whose strings, read as templates, are what they are."""
    if isinstance(node.value, dict):
        return replace(node, value={name: _literal(one) for name, one in node.value.items()})
    if isinstance(node.value, list):
        return replace(node, value=[_literal(one) for one in node.value])
    if isinstance(node.value, str) and not isinstance(node.value, JsonNumber):
        return replace(node, value=node.value.replace("${", "$${").replace("%{", "%%{"))
    return node


def _blocks(kind: str, labels: tuple[str, ...], node: Node, more: int, file: SourceFile | None) -> Iterator[Block]:
    """The blocks of a kind: objects below as many names as it has labels, or lists of such."""
    for one in node.items or [node]:
        if more:
            for label, inner in one.members.items():
                yield from _blocks(kind, (*labels, label), inner, more - 1, file)
        else:
            is_type = kind == "variable"
            attributes = {
                name: _typed(value, file) if is_type and name == "type" else _expression(value, file)
                for name, value in one.members.items()
                if name != "//"
            }
            yield Block(kind, labels, Body(attributes), one.span, file)


def _typed(node: Node, file: SourceFile | None) -> Expression:
    """The type of a variable, which is no value."""
    return Constant(node.span, file, None if node.text == "string" else node.text)


def _expression(node: Node, file: SourceFile | None) -> Expression:
    """A value: of a string, the template that it is."""
    if isinstance(node.value, dict):
        members = (
            (_template(Node(name, node.name_span(name)), file), _expression(one, file)) for name, one in node.value.items() if name != "//"
        )
        return Object(node.span, file, tuple(members))
    if isinstance(node.value, list):
        return Tuple(node.span, file, tuple(_expression(one, file) for one in node.value))
    if isinstance(node.value, str) and not isinstance(node.value, JsonNumber):
        return _template(node, file)
    return Constant(node.span, file, node.value)


def _template(node: Node, file: SourceFile | None) -> Expression:
    return parse_template(Node(node.value, node.span, file=file), node.text or "", file)
