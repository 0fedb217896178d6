"""What the plugin serverless-apigateway-service-proxy makes of a proxy to S3. Documented: its README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.readers.found import Unusable
from playground.documents.readers.serverless.build import Maker
from playground.documents.readers.serverless.settings import HEADER, member, merged, required, text

if TYPE_CHECKING:
    from playground.documents.readers.serverless.build import Members
    from playground.documents.tree import Node

_VERBS = {"GetObject": "GET", "PutObject": "PUT", "DeleteObject": "DELETE"}
_ANSWERED = {
    "GetObject": ("content-type", "Content-Type"),
    "PutObject": ("Content-Type", "Content-Length"),
    "DeleteObject": ("Content-Type", "Date"),
}
"""The headers of S3's answer that go on to the client, by the action."""
_PLACES = (("pathParam", "path"), ("queryStringParam", "querystring"))


def integration(given: Node) -> Members:
    """The integration's own properties. Unusable."""
    make, action = Maker(given), required(given, "action")
    if action not in _VERBS:
        raise Unusable(f"the service proxy to S3 has no {action}", given.span, (), given.file)
    parameters: Members = {}
    if action == "PutObject":
        parameters["integration.request.header.x-amz-acl"] = "'authenticated-read'"
        parameters["integration.request.header.Content-Type"] = "method.request.header.Content-Type"
    parameters["integration.request.path.bucket"] = make.sub("'${bucket}'", {"bucket": member(given, "bucket")})
    prefix, key = text(given, "objectPrefix"), given.get("key")
    if prefix:
        parameters["integration.request.path.objectPrefix"] = f"'{prefix}'"
    if key is not None:
        parameters["integration.request.path.object"] = _object_key(key)
    path = text(given, "pathOverride") or ("{bucket}/{objectPrefix}/{object}" if prefix else "{bucket}/{object}")
    return {
        "IntegrationHttpMethod": _VERBS[action],
        "PassthroughBehavior": "WHEN_NO_MATCH",
        "Uri": make.sub(f"arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:s3:path/{path}"),
        "RequestParameters": merged(make.object(parameters), given.get("requestParameters"), at=given),
    }


def response_parameters(given: Node) -> Node:
    """What a good answer maps."""
    names = _ANSWERED.get(text(given, "action") or "", ())
    return Maker(given).object({f"{HEADER}{name}": f"integration.response.header.{name}" for name in names})


def declared_parameters(given: Node, mapped: Node | None) -> Node:
    """The parameters of the method: those that are accepted, and each that the integration maps."""
    sources = (one.text or "" for one in (mapped.members.values() if mapped is not None else ()))
    used = Maker(given).object(dict.fromkeys((one for one in sources if one.startswith("method.")), True))
    return merged(given.get("acceptParameters"), used, at=given)


def _object_key(key: Node) -> str:
    for name, location in _PLACES:
        if (found := text(key, name)) is not None:
            return f"method.request.{location}.{found}"
    return f"'{key.text or ''}'"
