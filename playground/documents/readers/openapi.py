"""OpenAPI with API Gateway's extension: a document, an operation, or the extension alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.documents.readers.base_path import IGNORE, prefix
from playground.documents.readers.found import Found, Operation, Remark, Unusable, of_method
from playground.documents.readers.openapi_around import Surroundings
from playground.documents.readers.other_files import with_other_files
from playground.documents.readers.references import follow
from playground.documents.tree import Node, mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.diagnostics import Span
    from playground.documents.sources import Sources

EXTENSION = "x-amazon-apigateway-integration"
_ANY = "x-amazon-apigateway-any-method"
_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", _ANY})
_UPPER = ("type", "passthroughBehavior", "contentHandling")
"""Members that OpenAPI has in small letters, or in any."""


def read_openapi(pasted: Node, sources: Sources, base_path: str = IGNORE) -> Found | None:
    """An OpenAPI document, with its base path as the parameter of that name of an import has it; an operation; or the extension alone.
    Unusable where the last two cannot be used.
    """
    paths = pasted.get("paths")
    if paths and paths.members:
        return _read_document(with_other_files(pasted, sources), base_path)
    if EXTENSION in pasted.members:
        return _alone(pasted, f"an OpenAPI operation with {EXTENSION}")
    if "type" in pasted.members and (responses := pasted.get("responses")) and isinstance(responses.value, dict):
        return _alone(mapping([(EXTENSION, pasted)], pasted.span), EXTENSION)
    return None


def _alone(operation: Node, what: str) -> Found:
    """An operation without a path; its problems are told by their path in what was pasted."""
    method, notes = _method(operation, operation)
    return Found(what, [of_method("ANY {path}", method, operation.span, notes=notes)])


def _read_document(document: Node, base_path: str) -> Found:
    operations: list[Operation] = []
    left_out: list[Remark] = []
    around = Surroundings(document.plain())
    before = prefix(document, base_path)
    for verb, path, node, span in _operations(document, left_out):
        name = f"{verb} {before}{path}"
        try:
            operations.append(_in_document(document, around, name, path, (node, span)))
        except Unusable as error:
            left_out.append(Remark(error.why, error.span, name, error.file))
    return Found(f"an OpenAPI {_version(document)}document", operations, left_out)


def _in_document(document: Node, around: Surroundings, name: str, path: str, at: tuple[Node, Span]) -> Operation:
    """The operation of a node at its place in the document, which has it at `path`; its name has the base path as well. Unusable."""
    node, span = at
    operation = follow(document, node)
    if EXTENSION not in operation.members:
        raise Unusable(f"it has no {EXTENSION}", span, file=node.file)
    method, notes = _method(document, operation)
    verb, resource = name.split(" ", maxsplit=1)
    made = of_method(name, mapping([("httpMethod", Node(verb, span)), *method.members.items()]), span, resource, notes)
    return replace(made, scenario=around.laid_over(made.scenario, path, operation.plain()))


def _version(document: Node) -> str:
    """The version without its last number, and a blank; "" where none is given."""
    given = document.get("openapi") or document.get("swagger")
    return f"{'.'.join(given.text.split('.')[:2])} " if given and given.text else ""


def _operations(document: Node, left_out: list[Remark]) -> Iterator[tuple[str, str, Node, Span]]:
    """Method, path, node and place of each operation in document order; what is no path item is told in `left_out`."""
    paths = document.members["paths"]
    for path, item in paths.members.items():
        if path.startswith("x-"):
            continue
        try:
            found = _path_item(document, item)
        except Unusable as error:
            left_out.append(Remark(error.why, paths.name_span(path), path))
            continue
        for method, operation in found.members.items():
            if method.lower() in _METHODS:
                verb = "ANY" if method == _ANY else method.upper()
                yield verb, path, operation, found.name_span(method)


def _path_item(document: Node, item: Node) -> Node:
    """What stands under a path. Unusable where that holds no operations."""
    found = follow(document, item)
    if not isinstance(found.value, dict):
        raise Unusable("it must be a mapping from methods to operations", item.span)
    return found


def _method(document: Node, operation: Node) -> tuple[Node, tuple[Remark, ...]]:
    """An OpenAPI operation as a method: its extension's integration, and the declared responses with their headers. Unusable."""
    notes: list[Remark] = []
    extension = follow(document, operation.members[EXTENSION])
    if not isinstance(extension.value, dict):
        raise Unusable(f"its {EXTENSION} must be a mapping", extension.span, (EXTENSION,))
    integration = {name: follow(document, value) for name, value in extension.members.items() if name != "responses"}
    for name in _UPPER:
        if name in integration and isinstance(integration[name].value, str):
            integration[name] = Node(str(integration[name].value).upper(), integration[name].span)
    given = extension.get("responses")
    integration["integrationResponses"] = _by_pattern(document, follow(document, given) if given else mapping([]))
    method = [("methodIntegration", mapping(integration.items(), extension.span))]
    declared = operation.get("responses")
    if declared and isinstance(declared.value, dict):
        pairs = [(code, _declared(document, code, one, notes)) for code, one in declared.members.items() if code != "default"]
        method.append(("methodResponses", mapping(pairs, declared.span)))
    return mapping(method, operation.span), tuple(notes)


def _by_pattern(document: Node, responses: Node) -> Node:
    """The extension's responses, keyed by selection pattern ("default": none), as integration responses, keyed by status."""
    if not isinstance(responses.value, dict):
        raise Unusable("its responses must be a mapping from selection patterns to responses", responses.span, ("responses",))
    made: dict[str, Node] = {}
    for pattern, given in responses.members.items():
        response = follow(document, given)
        if not isinstance(response.value, dict):
            raise Unusable("must be an object", response.span, ("responses", pattern))
        code = response.get("statusCode")
        status = code.text if code and code.text else pattern if pattern.isdigit() else "200"
        place = responses.name_span(pattern)
        members = {name: follow(document, one) for name, one in response.members.items()}
        members["statusCode"] = Node(status, code.span if code else place)
        if pattern != "default":
            members["selectionPattern"] = Node(pattern, place)
        made[status if status not in made else f"{status} {pattern}"] = mapping(members.items(), response.span)
    return mapping(made.items(), responses.span)


def _declared(document: Node, code: str, given: Node, notes: list[Remark]) -> Node:
    """A declared response with the names of its headers; one that leads nowhere is declared without any, and noted."""
    try:
        response = follow(document, given)
    except Unusable as error:
        notes.append(Remark(f"The declared response {code} is taken without headers: {error.why}.", error.span, file=error.file))
        response = given
    headers = response.get("headers")
    names = [(f"method.response.header.{name}", Node(False, one.span)) for name, one in (headers.members if headers else {}).items()]
    return mapping([("statusCode", Node(code, given.span)), ("responseParameters", mapping(names, given.span))], given.span)
