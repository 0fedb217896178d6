"""`body` of an aws_api_gateway_rest_api: an OpenAPI document as text, of a file, of a template, or written as an object."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from playground.documents.readers.base_path import IGNORE, PARAMETER
from playground.documents.readers.openapi import read_openapi
from playground.documents.readers.terraform.assembled_tree import tree_of
from playground.documents.readers.terraform.opened import list_open
from playground.documents.tree import MalformedDocument

if TYPE_CHECKING:
    from playground.documents.readers.found import Operation, Remark
    from playground.documents.readers.terraform.around import Around
    from playground.documents.readers.terraform.instance import Instance
    from playground.documents.readers.terraform.resources import Resources
    from playground.documents.sources import Sources


def operations_of_body(one: Instance, resources: Resources, around: Around, sources: Sources, left_out: list[Remark]) -> list[Operation]:
    """The operations of an API's body; none where it has none. Unknown."""
    body = one.get("body")
    if body is None:
        return []
    if not body.text:
        raise one.unknown("its body is no text")
    list_open(body, sources)
    given = one.members("parameters").get(PARAMETER)
    try:
        found = read_openapi(tree_of(body, sources), sources, given.text or IGNORE if given is not None else IGNORE)
    except MalformedDocument as error:
        raise one.unknown(f"its body cannot be read: {error.message}") from None
    if found is None:
        raise one.unknown("its body is no OpenAPI document with paths")
    left_out += found.left_out
    made = [replace(each, scenario=around.laid_over(each.scenario, one.address)) for each in found.operations]
    for each in made:
        resources.title(each.root, one.address)
    return made
