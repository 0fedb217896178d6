"""An API that is written as OpenAPI in a template, or in a file that it names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.documents.intrinsics.calls import Unresolved
from playground.documents.intrinsics.functions import included
from playground.documents.readers.base_path import IGNORE, PARAMETER
from playground.documents.readers.cloudformation.sam_auth import Auth, open_operations
from playground.documents.readers.cloudformation.stack import unusable
from playground.documents.readers.found import Remark, Unusable
from playground.documents.readers.openapi import read_openapi
from playground.documents.tree import MalformedDocument, Node, mapping

if TYPE_CHECKING:
    from playground.documents.readers.cloudformation.around import Around
    from playground.documents.readers.cloudformation.stack import Resource, Stack
    from playground.documents.readers.found import Operation

_SAM = "AWS::Serverless::Api"
_TRANSFORM = "Fn::Transform"
_BODIES = ("Body", "DefinitionBody")
_PLACES = ("BodyS3Location", "DefinitionUri")


def operations_of(stack: Stack, around: Around, one: Resource) -> list[Operation]:
    """The operations of an API's body; none where it has none. Unusable."""
    body = _body(stack, one)
    if body is None:
        return []
    before = len(stack.evaluator.names.notes)
    tree = _Body(stack).value(body)
    notes = tuple(Remark(why, node.span, "", node.file) for why, node in stack.evaluator.names.notes[before:])
    try:
        found = read_openapi(tree, stack.sources, _base_path(stack, one))
    except MalformedDocument as error:
        raise Unusable(error.message, body.span, (), body.file) from None
    if found is None:
        raise Unusable("its body is no OpenAPI document with paths", body.span, (), body.file)
    stack.left_out += found.left_out
    made = [around.laid_over(replace(each, notes=(*each.notes, *_inside(each.root, notes))), one.id) for each in found.operations]
    return _secured(stack, one, tree, made)


def _secured(stack: Stack, one: Resource, tree: Node, operations: list[Operation]) -> list[Operation]:
    """The operations as the `Auth` of SAM beside the document makes them."""
    if one.type != _SAM or "Auth" not in one.properties.members:
        return operations
    auth, is_open = Auth(stack, one.id), open_operations(tree)
    return [auth.laid_under(each, is_open=each.name in is_open) for each in operations]


def _base_path(stack: Stack, one: Resource) -> str:
    """How the import has the document's base path, by the API's `Parameters`. Unusable."""
    given = stack.value(one.properties.get("Parameters", PARAMETER))
    return given.text or IGNORE if given is not None else IGNORE


def _inside(root: Node, notes: tuple[Remark, ...]) -> list[Remark]:
    """The notes whose places are in an operation."""
    span = root.get("method")
    if span is None:
        return []
    return [one for one in notes if span.span.start <= one.span.start < span.span.end]


def _body(stack: Stack, one: Resource) -> Node | None:
    """The document as it stands. Unusable where it is elsewhere."""
    for name in _BODIES:
        if name in one.properties.members:
            return one.properties.members[name]
    for name in _PLACES:
        place = one.properties.get(name)
        if place is not None:
            return _companion(stack, place)
    return None


def _companion(stack: Stack, place: Node) -> Node:
    """The document that a template names by a path, or by the key of an object in S3, where it was given."""
    found = stack.value(place)
    key = found.get("Key") if found is not None else None
    path = (found.text if found is not None and found.text is not None else key.text if key is not None else None) or ""
    is_elsewhere = found is None or found.text is None or "://" in path
    if is_elsewhere and (path not in stack.sources.companions):
        raise Unusable(f"its document is elsewhere ({path[:200] or 'at a place that is not known'})", place.span, (), place.file)
    try:
        tree = stack.sources.companion_tree(path, place.file)
    except MalformedDocument as error:
        raise Unusable(f"{path[:200]} cannot be read: {error.message}", place.span, (), place.file) from None
    if tree is None:
        raise Unusable(f"the file {path[:200]} was not given", place.span, (), place.file)
    return tree


class _Body:
    """Evaluates a document so that an operation that cannot be known costs itself alone."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack

    def value(self, body: Node) -> Node:
        """The document with its values. Unusable where it is none."""
        evaluator = self.stack.evaluator
        try:
            if evaluator.calls.of(body) or _TRANSFORM in body.members:
                body = self._transformed(body)
            members = [
                (name, self._paths(one) if name == "paths" and not evaluator.calls.of(one) else evaluator.value(one))
                for name, one in body.members.items()
            ]
        except Unresolved as error:
            raise unusable(error) from None
        except MalformedDocument as error:
            raise Unusable(error.message, body.span, (), body.file) from None
        made = mapping(((name, one) for name, one in members if one is not None), body.span, body.names)
        return replace(made, file=body.file)

    def _transformed(self, body: Node) -> Node:
        """A whole document that a function gives; of AWS::Include as it stands in the file."""
        evaluator = self.stack.evaluator
        call = evaluator.calls.of(body)
        if call is None:
            rest = {name: one for name, one in body.members.items() if name != _TRANSFORM}
            found = included(evaluator, body.members[_TRANSFORM], body)
            return replace(found, value={**found.members, **rest})
        if call[0] == _TRANSFORM:
            return included(evaluator, call[1], body)
        return evaluator.known(body, "its body")

    def _paths(self, paths: Node) -> Node:
        """The paths whose values are known."""
        evaluator = self.stack.evaluator
        made: list[tuple[str, Node]] = []
        for path, item in evaluator.loops.unrolled(paths).members.items():
            if evaluator.calls.of(item) or not item.members:
                one = self._known(path, item)
                made += [(path, one)] if one is not None else []
                continue
            pairs = [(name, self._known(f"{name.upper()} {path}", each)) for name, each in item.members.items()]
            kept = mapping(((name, each) for name, each in pairs if each is not None), item.span, item.names)
            made.append((path, replace(kept, file=item.file)))
        return replace(mapping(made, paths.span, paths.names), file=paths.file)

    def _known(self, name: str, node: Node) -> Node | None:
        """A value; None where it cannot be known, which is told."""
        try:
            return self.stack.evaluator.value(node)
        except Unresolved as error:
            self.stack.left_out.append(Remark(error.why, error.node.span, name, error.node.file))
        except MalformedDocument as error:
            self.stack.left_out.append(Remark(error.message, node.span, name, node.file))
        return None
