"""The resources of Terraform's AWS provider → operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.hcl.values import Unknown
from playground.documents.readers.found import Found, Remark
from playground.documents.readers.terraform.around import Around
from playground.documents.readers.terraform.bodies import operations_of_body
from playground.documents.readers.terraform.instance import remark
from playground.documents.readers.terraform.methods import operation_of
from playground.documents.readers.terraform.resources import Resources
from playground.documents.tree import NOWHERE

if TYPE_CHECKING:
    from playground.documents.readers.found import Operation
    from playground.documents.readers.terraform.instance import Instance
    from playground.documents.sources import Sources

_LOOKED_FOR = "it has no aws_api_gateway_method with an aws_api_gateway_integration, and no aws_api_gateway_rest_api with a body"
_OTHER_PRODUCT = "HTTP and WebSocket APIs (aws_apigatewayv2) are another product, without these mapping templates"


def read_api(instances: list[Instance], sources: Sources, what: str, left_out: list[Remark]) -> Found:
    """The operations of all APIs, in the order of the resources that make them; what cannot be used is told in `left_out`."""
    resources = Resources(instances, sources, left_out)
    around = Around(resources, left_out)
    operations: list[Operation] = []
    for one in instances:
        try:
            if one.type == "aws_api_gateway_rest_api":
                operations += operations_of_body(one, resources, around, sources, left_out)
            elif one.type == "aws_api_gateway_method":
                operations.append(operation_of(one, resources, around, sources))
            elif one.type == "aws_apigatewayv2_api":
                left_out.append(Remark(_OTHER_PRODUCT, one.span, one.address, one.file))
        except Unknown as error:
            left_out.append(remark(error, resources.name_of(one)))
    resources.tell_unused(left_out)
    if not operations and not left_out:
        left_out.append(Remark(_LOOKED_FOR, NOWHERE, what))
    return Found(what, resources.titled(operations), left_out)
