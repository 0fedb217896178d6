"""What is pasted, or read from a file → the operations in it: the readers are asked one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.json_text import read_json
from playground.documents.readers.aws_cli import read_integration, read_method, read_resources, read_responses
from playground.documents.readers.cloudformation.manifest import read_manifest
from playground.documents.readers.cloudformation.read import read_cloudformation
from playground.documents.readers.found import Found, Operation, Remark, Unusable, node_at, span_at, templates_of
from playground.documents.readers.openapi import EXTENSION, read_openapi
from playground.documents.readers.others import kind_of
from playground.documents.readers.programs import why_not
from playground.documents.readers.scenario import is_template, of_template, read_case, read_scenario
from playground.documents.readers.serverless.read import read_serverless
from playground.documents.readers.terraform.hcl_module import is_terraform, read_terraform
from playground.documents.readers.terraform.shown import read_shown
from playground.documents.sources import Sources
from playground.documents.tree import MARK, MalformedDocument, Node, SourceFile
from playground.documents.yaml_text import read_yaml
from playground.errors import InvalidDocument, Problem
from playground.jsontext.pointer import to_pointer
from playground.model import Finding
from playground.model.documents import Imported, ImportedOperation, LeftOut, OpenParameter, TemplatePlace
from playground.model.given_scenario import GivenScenario
from playground.model.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


EXPECTED = (
    "expected what `aws apigateway get-method`, get-integration, get-integration-response or get-resources --embed methods prints, a"
    f" list or a map of integration responses, an OpenAPI document or operation with {EXTENSION}, a template of CloudFormation, SAM"
    " or the CDK, a Terraform module, a service of the Serverless Framework, a Scenario, or a case file"
)
NOTHING = "There is nothing in this that can be imported."
_YAML = (".yaml", ".yml")
_KNOWN = (*_YAML, ".json", ".template", ".txt")
"""Ends of files that hold JSON or YAML."""


def import_text(text: str, name: str = "", files: Mapping[str, str] | None = None, parameters: Mapping[str, str] | None = None) -> Imported:
    """The operations in a text, which the file `name` holds; `files` are its companions' texts by path, `parameters` values for what it
    leaves open. InvalidDocument where there are none, MalformedDocument where it is no text of a known kind; both say where.
    """
    return _imported(*read_document(text, name, files, parameters))


def read_document(
    text: str, name: str = "", files: Mapping[str, str] | None = None, parameters: Mapping[str, str] | None = None
) -> tuple[Found, Sources]:
    """What a reader finds in a text, and the files that it read; given and refused as of `import_text`."""
    sources = Sources(SourceFile(name, text.removeprefix(MARK)), files or {}, parameters or {}, read_tree=_read_companion)
    return found_in(sources), sources


def local_sources(text: str, name: str, files: Mapping[str, str], refused: Mapping[str, str], parameters: Mapping[str, str]) -> Sources:
    """What is read of a file of the user's own; `refused` says why the companions that are not in `files` are not."""
    return Sources(SourceFile(name, text), files, parameters, read_tree=_read_companion, is_local=True, refused=refused)


def found_in(sources: Sources) -> Found:
    """The operations in a document. InvalidDocument, MalformedDocument."""
    main = sources.main
    program = why_not(main.name)
    if program is not None:
        raise InvalidDocument([Problem("", program, 1, 1)], NOTHING)
    if is_template(main.name):
        return of_template(main.text, main.name)
    if is_terraform(main.name, main.text):
        return read_terraform(sources)
    try:
        tree = _read(main)
        found = next((made for reader in _READERS if (made := reader(tree, sources)) is not None), None)
    except Unusable as error:
        problem = Problem(to_pointer(error.path), error.why)
        problem = _placed(problem, error.file, error.span.start, sources) if sources.is_local else problem
        raise InvalidDocument([problem], "This cannot be used." if sources.is_local else "This is no integration.") from None
    if found is None:
        raise InvalidDocument([Problem("", f"{EXPECTED}; this is {kind_of(tree)}"), *_missing(sources)], NOTHING)
    return found


def _read_companion(file: SourceFile) -> Node:
    """The tree of a companion, whose nodes name it. MalformedDocument."""
    return _read(file, file)


def _read(source: SourceFile, file: SourceFile | None = None) -> Node:
    """The tree of a text: of JSON where it begins as that and the name does not say YAML. Its nodes name `file`. MalformedDocument."""
    text, name = source.text, source.name
    try:
        if is_json(source):
            return read_json(text, file)
        return read_yaml(text, file)
    except MalformedDocument as error:
        end = f".{name.rpartition('.')[2]}" if "." in name else ""
        if not end or end.lower() in _KNOWN:
            raise
        raise MalformedDocument(f"A file that ends with {end} is not known; read as JSON or YAML: {error.message}", error.offset) from None


def is_json(source: SourceFile) -> bool:
    """Whether a text is read as JSON, as opposed to YAML."""
    return source.text.lstrip()[:1] in {"{", "[", '"'} and not source.name.lower().endswith(_YAML)


def usable_operations(found: Found, sources: Sources) -> tuple[list[tuple[Operation, ImportedOperation]], list[Remark]]:
    """The operations that are Scenarios, and what is left out, in the document's order. An operation that is no Scenario is left out,
    unless it is all that there is: InvalidDocument.
    """
    operations: list[tuple[Operation, ImportedOperation]] = []
    left_out = [*found.left_out]
    problems: list[Problem] = []
    for one in found.operations:
        try:
            operations.append((one, _operation(one, sources)))
        except InvalidDocument as error:
            problems += [_problem(found, one, each, sources) for each in error.problems]
            left_out.append(_unusable(one, error.problems[0]))
    if not operations:
        raise _refusal(found, problems, sources)
    left_out.sort(key=lambda one: (one.file is not None, one.span.start))
    return operations, left_out


def _imported(found: Found, sources: Sources) -> Imported:
    """The answer. InvalidDocument where there is no operation."""
    usable, left_out = usable_operations(found, sources)
    operations = [one for _, one in usable]
    return Imported(
        scenario=next((one for one in operations if not _is_mock(one.scenario)), operations[0]).scenario,
        what=found.what,
        operations=operations,
        parameters=[
            OpenParameter(name=one.name, value=one.value, places=[_place(file, span.start) for file, span in one.places])
            for one in sources.open.values()
        ],
        leftOut=[
            LeftOut(name=one.name, why=one.why, start=_place(one.file or sources.main, one.span.start), file=_file_name(one.file))
            for one in left_out
        ],
        missingFiles=list(sources.missing),
    )


def _refusal(found: Found, problems: list[Problem], sources: Sources) -> InvalidDocument:
    """Why a document has no operation."""
    missing = _missing(sources)
    if problems:
        return InvalidDocument([*problems, *missing], f"This was read as {found.what}, which it is not in every part.")
    reasons = [Problem("", f"{one.name}: {one.why}") for one in found.left_out[:_MOST_REASONS]]
    return InvalidDocument([Problem("", EXPECTED), *reasons, *missing], NOTHING)


def _missing(sources: Sources) -> list[Problem]:
    """The files that a document without operations names: it may have some once they are given."""
    return [Problem(to_pointer(["files", name]), "is named by the document, and was not given") for name in sources.missing]


_MOST_REASONS = 5


def _operation(one: Operation, sources: Sources) -> ImportedOperation:
    """An operation as the answer has it. InvalidDocument where it is no Scenario."""
    return ImportedOperation(
        name=one.name,
        scenario=GivenScenario.from_document(one.scenario),
        templates=[_template(where, node, sources) for where, node in templates_of(one.root)],
        notes=[
            Finding(
                code="import.note",
                severity="warning",
                message=note.why,
                help="",
                where="",
                start=_place(note.file or sources.main, note.span.start),
                end=_place(note.file or sources.main, note.span.end),
            )
            for note in one.notes
        ],
    )


def _template(where: str, node: Node, sources: Sources) -> TemplatePlace:
    """Where a template stands; one that is put together stands where that is said."""
    file = node.file or sources.main
    return TemplatePlace(where=where, start=_place(file, node.span.start), end=_place(file, node.span.end), file=_file_name(node.file))


def _file_name(file: SourceFile | None) -> str | None:
    return file.name if file else None


def _problem(found: Found, one: Operation, problem: Problem, sources: Sources) -> Problem:
    """A problem of a Scenario, where it stands in what was pasted: by its path where that is in one piece there, else by its line."""
    if found.at is not None:
        own = Problem(problem.path.removeprefix(found.at), problem.message)
        node = node_at(one.root, problem.path)
        return _placed(own, node.file, node.span.start, sources) if sources.is_local else own
    place = _place(sources.main, span_at(one.root, problem.path, one.span).start)
    sentence = f"{one.name}: {problem.path.rpartition('/')[2]} {problem.message}, line {place.line}, column {place.column}."
    return Problem("/text", sentence, place.line, place.column)


def _placed(problem: Problem, file: SourceFile | None, offset: int, sources: Sources) -> Problem:
    """A problem of a file of the user's own, with the line of it, or of the companion that it names."""
    place = _place(file or sources.main, offset)
    subject = f"{file.name}: " if file else ""
    return Problem(problem.path, f"{subject}{problem.path} {problem.message}".strip(), place.line, place.column)


def _unusable(one: Operation, problem: Problem) -> Remark:
    """Why an operation was left out."""
    return Remark(f"{problem.path.rpartition('/')[2]} {problem.message}", span_at(one.root, problem.path, one.span), one.name)


def _is_mock(given: GivenScenario) -> bool:
    method = given.scenario.method
    return method is not None and method.methodIntegration.type == "MOCK"


def _place(file: SourceFile, offset: int) -> Place:
    position = file.lines.position(offset)
    return Place(line=position.line, column=position.column)


def _alone(read: Callable[[Node], Found | None]) -> Callable[[Node, Sources], Found | None]:
    """A reader of documents that name no other file and leave nothing open."""
    return lambda tree, _: read(tree)


_READERS: tuple[Callable[[Node, Sources], Found | None], ...] = (
    read_case,
    read_shown,
    read_cloudformation,
    read_manifest,
    read_serverless,
    _alone(read_method),
    read_openapi,
    _alone(read_resources),
    _alone(read_responses),
    _alone(read_integration),
    read_scenario,
)
"""Readers in order, the most specific first: each gives what it Found, or None for a document of another kind."""
