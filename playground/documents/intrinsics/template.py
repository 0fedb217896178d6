"""A template's parameters, mappings, conditions and resources, as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.intrinsics.calls import LOOP
from playground.documents.tree import mapping

if TYPE_CHECKING:
    from playground.documents.tree import Node

_NAMES = {
    "AWS::DynamoDB::Table": "TableName",
    "AWS::DynamoDB::GlobalTable": "TableName",
    "AWS::Serverless::SimpleTable": "TableName",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::Serverless::Function": "FunctionName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::IAM::Role": "RoleName",
    "AWS::Kinesis::Stream": "Name",
    "AWS::KinesisFirehose::DeliveryStream": "DeliveryStreamName",
    "AWS::Events::EventBus": "Name",
    "AWS::Logs::LogGroup": "LogGroupName",
    "AWS::ApiGateway::Model": "Name",
    "AWS::ApiGateway::Stage": "StageName",
}
"""The property that gives what `Ref` of a resource is, by the resource's type."""


class Template:
    """The sections of a template. A section that is no mapping has no members."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.parameters = self.section("Parameters")
        self.mappings = self.section("Mappings")
        self.conditions = self.section("Conditions")
        self.resources = self.section("Resources")

    def section(self, name: str) -> Node:
        """A section; an empty one where there is none."""
        found = self.root.get(name)
        return found if found is not None and isinstance(found.value, dict) else mapping([], self.root.span)

    def type_of(self, name: str) -> str:
        """The type of a resource; "" where there is no such."""
        found = self.resources.get(name, "Type")
        return (found.text if found else None) or ""

    def own_name(self, name: str) -> Node | None:
        """What a resource says that its name is, as it stands; None where CloudFormation makes one up."""
        member = _NAMES.get(self.type_of(name))
        return self.resources.get(name, "Properties", member) if member else None

    def loops(self) -> bool:
        """Whether resources or conditions stand in Fn::ForEach."""
        return any(name.startswith(LOOP) for section in (self.resources, self.conditions) for name in section.members)
