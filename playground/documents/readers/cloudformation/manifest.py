"""The manifest of a cloud assembly, `cdk.out/manifest.json`, which names the templates that the CDK wrote → the operations of all.

Documented: the CDK's package cloud-assembly-schema (Manifest: artifacts of type aws:cloudformation:stack and cdk:cloud-assembly).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from playground.documents.intrinsics.calls import Unresolved
from playground.documents.readers.cloudformation.read import operations_by_title, titled
from playground.documents.readers.found import Found, Remark
from playground.documents.tree import MalformedDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.documents.readers.found import Operation
    from playground.documents.sources import Sources
    from playground.documents.tree import Node, SourceFile

WHAT = "a cloud assembly of the CDK"
_STACK, _INNER = "aws:cloudformation:stack", "cdk:cloud-assembly"
_MANIFEST = "manifest.json"
_MOST = 100
"""Assemblies and stacks that are read."""
_LOOKED_FOR = "its stacks have no method of an Amazon API Gateway REST API"


def read_manifest(root: Node, sources: Sources) -> Found | None:
    """The operations of an assembly's stacks; None for a document of another kind."""
    artifacts = root.get("artifacts")
    kinds = (one.get("type") for one in (artifacts.members.values() if artifacts is not None else ()))
    if root.get("version") is None or not any(one is not None and one.value in {_STACK, _INNER} for one in kinds):
        return None
    left_out: list[Remark] = []
    stacks: list[tuple[str, list[tuple[str, Operation]]]] = []
    for name, template in _templates(root, sources, left_out):
        try:
            stacks.append((name, operations_by_title(template, sources, left_out)))
        except Unresolved as error:
            left_out.append(Remark(error.why, error.node.span, name, error.node.file))
    made = list(_told_apart(stacks))
    if not made and not left_out and not sources.missing:
        left_out.append(Remark(_LOOKED_FOR, root.span, WHAT))
    return Found(WHAT, titled(made), left_out)


def _told_apart(stacks: list[tuple[str, list[tuple[str, Operation]]]]) -> Iterator[tuple[str, Operation]]:
    """The operations of all stacks, each with its API's title; with the stack's name where APIs of several stacks have the same title."""
    times = Counter(title for _, operations in stacks for title in {title for title, _ in operations})
    for name, operations in stacks:
        yield from ((title if times[title] < 2 else name, one) for title, one in operations)


def _templates(root: Node, sources: Sources, left_out: list[Remark]) -> Iterator[tuple[str, Node]]:
    """The templates of the stacks, each with the stack's name; of inner assemblies (stages) behind those of the outer one."""
    waiting: list[tuple[Node, SourceFile | None]] = [(root, None)]
    left = _MOST
    while waiting:
        manifest, beside = waiting.pop(0)
        artifacts = manifest.get("artifacts")
        for name, one in artifacts.members.items() if artifacts is not None else ():
            path = _path_of(one)
            if path is None:
                continue
            left -= 1
            if left < 0:
                left_out.append(Remark(f"more than {_MOST} stacks and assemblies are not read", one.span, name, one.file))
                return
            tree = _tree(path, name, one, beside, sources, left_out)
            if tree is not None and path.endswith(_MANIFEST):
                waiting.append((tree, tree.file))
            elif tree is not None:
                yield name, tree


def _path_of(artifact: Node) -> str | None:
    """The file that an artifact names: a stack's template, or the manifest of an inner assembly."""
    kind = artifact.get("type")
    member = {_STACK: "templateFile", _INNER: "directoryName"}.get(kind.text or "" if kind is not None else "")
    found = artifact.get("properties", member) if member is not None else None
    if found is None or not found.text:
        return None
    return found.text if member == "templateFile" else f"{found.text}/{_MANIFEST}"


def _tree(path: str, name: str, one: Node, beside: SourceFile | None, sources: Sources, left_out: list[Remark]) -> Node | None:
    """The tree of a file; None where it was not given or cannot be read, which is told."""
    try:
        tree = sources.companion_tree(path, beside)
    except MalformedDocument as error:
        left_out.append(Remark(f"{path[:200]} cannot be read: {error.message}", one.span, name, one.file))
        return None
    if tree is None:
        left_out.append(Remark(f"its template {path[:200]} was not given", one.span, name, one.file))
    return tree
