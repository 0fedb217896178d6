"""What the tools for documents take and give: conversion of DynamoDB's JSON, import and export."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from playground.errors import Problem
from playground.model.given_scenario import GivenScenario  # noqa: TC001 - pydantic reads it when a class is made
from playground.model.refusals import refusal
from playground.model.types import Document, HttpStatus, OutputDocument, String, ToolInput, left_out, not_null


class Conversion(ToolInput):
    """JSON text, and the form that it should have. What cannot be converted is a 422 whose problem has `line` and `column`."""

    to: Literal["plain", "dynamodb"]
    text: String


class Converted(OutputDocument):
    """Indented JSON."""

    text: String


class Pasted(ToolInput):
    """What was pasted."""

    text: String


class Imported(OutputDocument):
    """The Scenario, and what it was made from."""

    scenario: GivenScenario
    what: String

    def to_document(self) -> dict[str, Any]:
        """As of every answer; the Scenario's document as it is, which may be nested deeper than pydantic writes."""
        return {"scenario": self.scenario.document, "what": self.what}


class AwsAnswer(Document):
    """What API Gateway answered."""

    status: HttpStatus
    body: String


class Export(ToolInput):
    """A Scenario, and what to make of it: the client's call for curl, commands for the AWS CLI, a string for CloudFormation, or a case for
    the conformance suite, which needs `aws`.
    """

    kind: Literal["curl", "cli", "cloudformation", "case"] = Field(alias="as")
    scenario: GivenScenario
    aws: Annotated[AwsAnswer | None, BeforeValidator(not_null), Field(json_schema_extra=left_out)] = None

    @model_validator(mode="after")
    def _case_has_answer(self) -> Self:
        if self.kind == "case" and self.aws is None:
            raise refusal([Problem("/aws", "is missing")])
        return self


class Exported(OutputDocument):
    """Text for a file."""

    text: String
    filename: String
