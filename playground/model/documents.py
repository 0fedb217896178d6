"""What the tools for documents take and give: conversion of DynamoDB's JSON, import and export."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from playground.errors import Problem
from playground.model.given_scenario import GivenScenario  # noqa: TC001 - pydantic reads it when a class is made
from playground.model.place import Place  # noqa: TC001
from playground.model.refusals import refusal
from playground.model.result import Finding  # noqa: TC001
from playground.model.types import Document, HttpStatus, OutputDocument, String, ToolInput, left_out, not_null


class Conversion(ToolInput):
    """JSON text, and the form that it should have. What cannot be converted is a 422 whose problem has `line` and `column`."""

    to: Literal["plain", "dynamodb"]
    text: String


class Converted(OutputDocument):
    """Indented JSON."""

    text: String


class Pasted(ToolInput):
    """What was pasted, or read from the file `name`, which tells JSON from YAML and a template from both.

    `files` are the texts of other files that it names, by their path relative to its folder; `parameters` are values for what it leaves
    open.
    """

    text: String
    name: String = ""
    files: dict[String, String] = {}
    parameters: dict[String, String] = {}


class TemplatePlace(OutputDocument):
    """Where a template of an operation's Scenario (`where`, a JSON Pointer) stands: in the document, or in the companion `file`."""

    where: String
    start: Place
    end: Place
    file: String | None = None

    def to_document(self) -> dict[str, Any]:
        """As of every answer; `file` only where it is a companion."""
        return _without_file(self.model_dump())


class ImportedOperation(OutputDocument):
    """A method of the document, as a Scenario; `notes` say what of it a Scenario does not hold."""

    name: String
    scenario: GivenScenario
    templates: list[TemplatePlace]
    notes: list[Finding]

    def to_document(self) -> dict[str, Any]:
        """As of every answer; the Scenario's document as it is."""
        return {
            "name": self.name,
            "scenario": self.scenario.document,
            "templates": [one.to_document() for one in self.templates],
            "notes": [one.model_dump() for one in self.notes],
        }


class OpenParameter(OutputDocument):
    """A name that the document leaves open, the value that was put in for it, and where it stands."""

    name: String
    value: String
    places: list[Place]


class LeftOut(OutputDocument):
    """What is in the document, or in its companion `file`, and cannot be used, why, and where it begins."""

    name: String
    why: String
    start: Place
    file: String | None = None

    def to_document(self) -> dict[str, Any]:
        """As of every answer; `file` only where it is a companion."""
        return _without_file(self.model_dump())


def _without_file(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "file" or value is not None}


class Imported(OutputDocument):
    """The operations of a document, in its order; `scenario` is the first one whose integration is not MOCK, else the first.

    `missingFiles` are the paths, relative to the document's folder, of files that it names and that were not given.
    """

    scenario: GivenScenario
    what: String
    operations: list[ImportedOperation]
    parameters: list[OpenParameter]
    leftOut: list[LeftOut]
    missingFiles: list[String] = []

    def to_document(self) -> dict[str, Any]:
        """As of every answer; the Scenarios' documents as they are, which may be nested deeper than pydantic writes."""
        return {
            "scenario": self.scenario.document,
            "what": self.what,
            "operations": [one.to_document() for one in self.operations],
            "parameters": [one.model_dump() for one in self.parameters],
            "leftOut": [one.to_document() for one in self.leftOut],
            "missingFiles": self.missingFiles,
        }


class AwsAnswer(Document):
    """What API Gateway answered."""

    status: HttpStatus
    body: String


class Export(ToolInput):
    """A Scenario, and what to make of it: the client's call for curl, commands for the AWS CLI, a document of its method for OpenAPI,
    CloudFormation, Terraform or the CDK, the Scenario's file in YAML for `playground check`, or a case for the conformance suite, which
    needs `aws`.
    """

    kind: Literal["curl", "cli", "openapi", "cloudformation", "terraform", "cdk", "check", "case"] = Field(alias="as")
    scenario: GivenScenario
    aws: Annotated[AwsAnswer | None, BeforeValidator(not_null), Field(json_schema_extra=left_out)] = None

    @model_validator(mode="after")
    def _case_has_answer(self) -> Self:
        if self.kind == "case" and self.aws is None:
            raise refusal([Problem("/aws", "is missing")])
        return self


class ChangedOperation(ToolInput):
    """An operation of a document by its name, and its Scenario as it is to be."""

    name: String
    scenario: GivenScenario


class DocumentExport(ToolInput):
    """A document as it was imported, and operations whose templates are to be put back into it."""

    kind: Literal["document"] = Field(alias="as")
    text: String
    name: String = ""
    files: dict[String, String] = {}
    parameters: dict[String, String] = {}
    operations: list[ChangedOperation]


class ChangedTemplate(OutputDocument):
    """A template that was put back: `where` is its JSON Pointer in the Scenario of `operation`, `start` its place in the document that was
    given (or in its companion `file`). `shared` are other operations whose templates have the same text, which changed with it; `said` is
    what else there is to know, "" where nothing is.
    """

    operation: String
    where: String
    start: Place
    file: String | None = None
    shared: list[String]
    said: String

    def to_document(self) -> dict[str, Any]:
        """As of every answer; `file` only where it is a companion."""
        return _without_file(self.model_dump())


class RefusedTemplate(OutputDocument):
    """A template that was not put back, and why. `text` is what it would have to be, to be put there by hand."""

    operation: String
    where: String
    why: String
    text: String
    start: Place
    end: Place
    file: String | None = None

    def to_document(self) -> dict[str, Any]:
        """As of every answer; `file` only where it is a companion."""
        return _without_file(self.model_dump())


class WrittenBack(OutputDocument):
    """The document with the templates that could be put back. `files` are the companions that changed; `notes` say which changes of the
    Scenarios are none of a template, and so not in the document.
    """

    text: String
    filename: String
    files: dict[String, String]
    changed: list[ChangedTemplate]
    refused: list[RefusedTemplate]
    notes: list[String]

    def to_document(self) -> dict[str, Any]:
        """As of every answer."""
        return {
            "text": self.text,
            "filename": self.filename,
            "files": self.files,
            "changed": [one.to_document() for one in self.changed],
            "refused": [one.to_document() for one in self.refused],
            "notes": self.notes,
        }


class Exported(OutputDocument):
    """Text for a file."""

    text: String
    filename: String
