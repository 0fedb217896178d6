"""The tools by name: each takes a model, and gives one. What they cannot use is InvalidDocument, with its places."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from playground import examples
from playground.cases import case_files
from playground.cases.calls import base_call, calls_of
from playground.cases.freeze import answered
from playground.cases.run import matrix_of, row_of
from playground.cases.variants import sample_of, variants_of
from playground.diagnostics import position
from playground.documents.pasted import import_text
from playground.documents.tree import MalformedDocument
from playground.documents.write_back import write_back
from playground.documents.writers.aws_cli import to_cli
from playground.documents.writers.case import to_case
from playground.documents.writers.cdk import to_cdk
from playground.documents.writers.check import to_check
from playground.documents.writers.cloudformation import to_cloudformation
from playground.documents.writers.curl import to_curl
from playground.documents.writers.openapi import to_openapi
from playground.documents.writers.terraform import to_terraform
from playground.dynamodb import attribute_values
from playground.dynamodb.conversion import Unconvertible
from playground.errors import InvalidDocument, Problem
from playground.evaluator.answer_size import dump_tool_answer
from playground.evaluator.worker import engine_of_caller
from playground.generate.scenario import generate
from playground.jsontext import source
from playground.jsontext.places import span_of
from playground.jsontext.pointer import to_pointer
from playground.model import MalformedJson, Scenario, load_json
from playground.model.case_file import CaseFile
from playground.model.cases import CaseSummaries, DerivedCalls, DerivedCases
from playground.model.documents import Conversion, Converted, DocumentExport, Export, Exported, Imported, Pasted, WrittenBack
from playground.model.generation import Generation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playground.limits import Limits
    from playground.model.types import Document, OutputDocument

Given = TypeVar("Given", bound="Document")


@dataclass(frozen=True, slots=True)
class Tool(Generic[Given]):
    """A tool at work: `read` makes a model of a parsed JSON document, `use` does the work. Either raises InvalidDocument.

    What it takes and gives is in `tool_signatures`, under the same name.
    """

    read: Callable[[object], Given]
    use: Callable[[Given, Limits], OutputDocument]


def run(name: str, document: bytes, limits: Limits) -> bytes:
    """What the tool `name` makes of a document, as UTF-8 JSON. MalformedJson, InvalidDocument."""
    try:
        return dump_tool_answer(answer(name, load_json(document), limits), limits)
    except RecursionError:
        raise InvalidDocument([Problem("", "is nested too deep")], "The JSON is nested too deep.") from None


def answer(name: str, document: object, limits: Limits) -> dict[str, Any]:
    """What the tool `name` makes of a parsed JSON document, as such. InvalidDocument, RecursionError."""
    tool = TOOLS[name]
    return tool.use(tool.read(document), limits).to_document()


def cases(given: Scenario | CaseFile, limits: Limits) -> CaseSummaries:
    """A summary of each case of a Scenario, or of the case of a case file."""
    if isinstance(given, CaseFile):
        return CaseSummaries(cases=[row_of(given.scenario.scenario, given.case, limits, engine_of_caller(limits))])
    return CaseSummaries(cases=matrix_of(given, limits, engine_of_caller(limits)))


def variants(scenario: Scenario, limits: Limits) -> DerivedCases:
    """The DynamoDB cases that break templates."""
    whole = answered(scenario, limits, engine_of_caller(limits))
    sample = sample_of(whole, limits) if whole.backend is None else None
    return DerivedCases(cases=variants_of(whole, limits), sample=sample)


def calls(scenario: Scenario, limits: Limits) -> DerivedCalls:
    """The client's calls that break templates."""
    sample = None if "request" in scenario.model_fields_set else base_call(scenario, limits)
    return DerivedCalls(cases=calls_of(scenario, limits), sample=sample)


def convert(given: Conversion, _: Limits) -> Converted:
    """The same JSON in the other form, indented."""
    text = given.text
    try:
        return Converted(text=source.dump(_CONVERSIONS[given.to](source.load(text))))
    except MalformedJson as error:
        raise unusable(text, error.offset, error.message) from None
    except Unconvertible as error:
        raise unusable(text, span_of(text, error.path)[0], error.message) from None
    except RecursionError:
        raise unusable(text, 0, "the JSON is nested too deep") from None


def import_document(given: Pasted, _: Limits) -> Imported:
    """The operations in what was pasted, and what that was."""
    with _told(given):
        return import_text(given.text, given.name, given.files, given.parameters)


@contextmanager
def _told(given: Pasted | DocumentExport) -> Iterator[None]:
    """Tell of a document that cannot be read as of any document: by InvalidDocument, with a place."""
    try:
        yield
    except MalformedDocument as error:
        if error.file is not None and error.file.text is not given.text:
            raise unusable(error.file.text, error.offset, error.message, error.file.name) from None
        raise unusable(given.text, error.offset, error.message) from None
    except RecursionError:
        raise unusable(given.text, 0, "the document is nested too deep") from None


def read_export(document: object) -> Export | DocumentExport:
    """What is to be exported: a document with what is to be put back into it, or a Scenario. InvalidDocument with every problem."""
    is_document = isinstance(document, dict) and document.get("as") == "document"
    return DocumentExport.from_document(document) if is_document else Export.from_document(document)


def export(given: Export | DocumentExport, _: Limits) -> Exported | WrittenBack:
    """A Scenario as a command, a string or a case file; or a document with changed templates put back."""
    if isinstance(given, DocumentExport):
        with _told(given):
            return write_back(given)
    if given.aws is not None and given.kind == "case":
        return to_case(given.scenario, given.aws)
    if given.kind == "check":
        return to_check(given.scenario)
    return _WRITERS[given.kind](given.scenario.scenario)


def unusable(text: str, offset: int, message: str, file: str | None = None) -> InvalidDocument:
    """The error of a `text` that cannot be used, which is that of the companion `file` where one is named: a sentence, and its place."""
    place = position(text, offset)
    where, name = ("/text", "") if file is None else (to_pointer(["files", file]), f"{file}: ")
    sentence = f"{message[0].upper()}{message[1:]}, line {place.line}, column {place.column}."
    return InvalidDocument([Problem(where, sentence, place.line, place.column)], name + sentence)


_WRITERS: dict[str, Callable[[Scenario], Exported]] = {
    "curl": to_curl,
    "cli": to_cli,
    "openapi": to_openapi,
    "cloudformation": to_cloudformation,
    "terraform": to_terraform,
    "cdk": to_cdk,
}
_CONVERSIONS: dict[str, Callable[[Any], Any]] = {"plain": attribute_values.to_plain, "dynamodb": attribute_values.to_dynamodb}
TOOLS: dict[str, Tool[Any]] = {
    "cases": Tool(case_files.read, cases),
    "variants": Tool(Scenario.from_document, variants),
    "calls": Tool(Scenario.from_document, calls),
    "convert": Tool(Conversion.from_document, convert),
    "import": Tool(Pasted.from_document, import_document),
    "export": Tool(read_export, export),
    "generate": Tool(Generation.from_document, lambda given, _: generate(given)),
}


def warm_up(name: str) -> list[bytes]:
    """The documents with which a tool is run once before children are forked: a sandboxed process can open no file, so import nothing."""
    return [json.dumps(document).encode() for document in _WARM_UP.get(name, [one.document for one in examples.load()[:3]])]


_OPENAPI = "openapi: 3.0.1\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: mock, responses: {default: {statusCode: 200}}}}}}"
_CHANGED = {"type": "MOCK", "integrationResponses": {"200": {"statusCode": "200", "responseTemplates": {"a/b": "x\ny"}}}}
_WRITE_BACK = [
    {"as": "document", "text": text, "operations": [{"name": "GET /a", "scenario": {"method": {"methodIntegration": _CHANGED}}}]}
    for text in (_OPENAPI, _OPENAPI.replace("default: {", "default: {responseTemplates: {a/b: 'x'}, "))
]
_WARM_UP: dict[str, list[dict[str, Any]]] = {
    "convert": [{"to": name, "text": text} for name in _CONVERSIONS for text in ('{"Item": {"a": {"N": "1.5"}}}', '{"Item": [', "{]")],
    "generate": [
        {"action": action, "table": "T", "key": {"name": "id"}, "sample": sample}
        for action, sample in (("GetItem", '{"id": {"S": "é"}}'), ("PutItem", '{"id": "1", "n": [1]}'))
    ],
    "import": [{"text": text} for text in ('{"methodIntegration": {"type": "AWS"}}', "[]", "{", "a: {b: [1, *c]}", _OPENAPI)],
    "export": [
        *_WRITE_BACK,
        *(
            {
                "as": name,
                "scenario": {"template": "$é", "request": {"body": "a'b", "path": {"id": "ö"}}},
                "aws": {"status": 200, "body": ""},
            }
            for name in (*_WRITERS, "check", "case")
        ),
    ],
}
