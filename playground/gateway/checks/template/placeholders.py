"""What another tool should have filled in before the template came here: Serverless's `${self:…}`, CloudFormation's `${AWS::Region}`,
Terraform's `${var.x}` and their like. API Gateway fills in none of them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.jsontext.pointer import to_pointer
from playground.vtl.syntax.references import ArrayIndex, FormalReference, NameOrCall
from playground.vtl.syntax.statements import Block, Condition, Directive, SetDirective
from playground.vtl.syntax.walk import walk
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from playground.model import Scenario
    from playground.vtl.syntax.element import Element

CODE = "lint.placeholder"
_SERVERLESS = "the Serverless Framework"
_CLOUDFORMATION = "CloudFormation"
_TERRAFORM = "Terraform"
_CDK = "the AWS CDK"
_PSEUDO = "Serverless's pseudo parameters"
_OTHER = "the tool that deploys the template"
_SERVERLESS_SOURCES = frozenset({
    "self", "opt", "env", "sls", "file", "cf", "ssm", "s3", "aws", "git", "param", "custom", "output", "outputs", "terraform", "strToBool",
    "state", "stackTags",
})  # fmt: skip
_TERRAFORM_ROOTS = "var|local|data|module|each|count|path|terraform|aws_[a-z0-9_]+"
_COMMENT = r"\#\#[^\r\n]*+|\#\*(?:[^*]|\*(?!\#))*+(?:\*\#)?"
_SCAN = re.compile(
    rf"""{_COMMENT}
    |(?<!\\)(?:
     (?P<source>\$\{{(?P<prefix>[A-Za-z][\w-]{{0,60}})(?:\.[\w-]{{1,60}})?(?:\([^(){{}}\r\n]{{0,200}}\))?
        :(?:[^{{}}\r\n$]|\$(?!\{{)|\$\{{[^{{}}\r\n]{{0,200}}\}}){{0,300}}+\}})
    |(?P<token>\$\{{Token\[[^\]\r\n]{{0,200}}\]\}})
    |(?P<call>\$\{{\s{{0,9}}(?P<function>[a-z][a-z0-9_]{{0,60}})\([^{{}}\r\n]{{0,300}}\}})
    |(?P<expression>\$\{{
        (?:\s{{1,9}}(?:{_TERRAFORM_ROOTS})\.|(?:{_TERRAFORM_ROOTS})\.[\w.\[\]"-]{{0,200}}(?:[ ?*]|\.\*))[^{{}}\r\n]{{0,300}}\}})
    |(?P<directive>%\{{~?\s{{0,9}}(?:if|else|endif|for|endfor)\b[^{{}}\r\n]{{0,300}}\}})
    |(?P<dynamic>\{{\{{resolve:[^{{}}\r\n]{{0,300}}\}}\}})
    |(?P<pseudo>\#\{{(?:AWS::[A-Za-z]{{1,60}}|[A-Z][A-Za-z0-9]{{0,100}}(?:\.[A-Z][A-Za-z0-9]{{0,100}})?)\}})
    |(?P<literal>\$\{{![A-Za-z_][\w.-]{{0,200}}\}})
    |(?P<doubled>\$\$\{{(?:stageVariables|context)[.\[]|\$\$\{{input\.(?:params\(|body\}}))
    |(?P<heading>\A\s*+(?:!(?:Sub|Join|If|Ref|GetAtt|ImportValue)\b|\{{\s*"Fn::\w+"\s*:|<<[-~]?"?\w+"?[ \t]*(?=[\r\n])))
    )""",
    re.VERBOSE,
)
_UNREADABLE = frozenset({"source", "token", "call", "expression"})
"""Kinds with which Velocity cannot read the template, where they stand as references."""
_AS_WRITTEN = "it prints as it is written"
_HELP = "Paste the template as it is deployed, or write the value itself; what differs from stage to stage can be $stageVariables.name."


class Placeholder(NamedTuple):
    """A placeholder in a text: its kind, what it is for, and its place."""

    kind: str
    tool: str
    span: Span
    written: str


def find_placeholders(text: str) -> Iterator[Placeholder]:
    """Those that are no references of Velocity's, outside of comments."""
    for match in _SCAN.finditer(text):
        kind = next((name for name in ("source", *_TOOLS) if match[name]), "")
        if kind:
            at = match.start(kind) + len(match[kind]) - len(match[kind].lstrip())
            yield Placeholder(kind, _tool(kind, match), Span(at, match.end(kind)), text[at : match.end(kind)])


_TOOLS = {
    "token": _CDK,
    "call": _TERRAFORM,
    "expression": _TERRAFORM,
    "directive": _TERRAFORM,
    "dynamic": _CLOUDFORMATION,
    "pseudo": _PSEUDO,
    "literal": _CLOUDFORMATION,
    "doubled": _TERRAFORM,
    "heading": _CLOUDFORMATION,
}


def _tool(kind: str, match: re.Match[str]) -> str:
    if kind == "source":
        prefix = match["prefix"]
        return _CLOUDFORMATION if prefix == "AWS" else _SERVERLESS if prefix in _SERVERLESS_SOURCES else _OTHER
    if kind == "call" and match["function"] in _SERVERLESS_SOURCES and '"' not in match[kind]:
        return _SERVERLESS
    if kind == "heading" and "<<" in match[kind]:
        return _TERRAFORM
    return _TOOLS[kind]


def masked(text: str) -> str:
    """The text, as long, with a number in the place of each placeholder with which Velocity could not read it."""
    pieces: list[str] = []
    at = 0
    for found in find_placeholders(text):
        if found.kind in _UNREADABLE:
            pieces += text[at : found.span.start], "1" * (found.span.end - found.span.start)
            at = found.span.end
    return "".join(pieces) + text[at:]


def unreadable(text: str) -> Iterator[Diagnostic]:
    """The placeholders with which Velocity cannot read the template."""
    for found in find_placeholders(text):
        if found.kind in _UNREADABLE:
            message = f"`{shorten(found.written)}` belongs to {found.tool} and was not filled in"
            yield Diagnostic(
                "lint.placeholder", "error", f"{message}: Velocity cannot read it, and AWS answers 500.", _HELP, span=found.span
            )


def placeholders_in_template(text: str, tree: Element) -> Iterator[Diagnostic]:
    """The placeholders in a template that Velocity can read; places are in its text."""
    for found in find_placeholders(text):
        yield _told(found)
    if "${" in text:
        yield from _references(tree)


def _told(found: Placeholder) -> Diagnostic:
    shown = shorten(found.written)
    if found.kind == "literal":
        message = f"`{shown}` prints as it is written: `!` stands before the brace, `$!{{…}}`, where nothing may be printed."
        hint = f"In CloudFormation's Fn::Sub it stands for ${{{found.written[3:-1]}}}: outside of it, write that."
        return Diagnostic("lint.placeholder", "warning", message, hint, span=found.span)
    if found.kind == "doubled":
        message = "`$${` is how Terraform writes `${`: here the first `$` prints as well."
        fix = (TextEdit(Span(found.span.start, found.span.start + 1), ""),)
        return Diagnostic(
            "lint.placeholder", "warning", message, "Remove one `$`.", span=Span(found.span.start, found.span.start + 3), fix=fix
        )
    if found.kind == "heading":
        message = f"`{shown}` belongs to {found.tool}'s own text, not to the template: {_AS_WRITTEN}."
        return Diagnostic("lint.placeholder", "warning", message, "Paste only the template that stands behind it.", span=found.span)
    message = f"`{shown}` belongs to {found.tool} and was not filled in: {_AS_WRITTEN}."
    return Diagnostic("lint.placeholder", "warning", message, _HELP, span=found.span)


_KNOWN = frozenset({"input", "util", "context", "stageVariables", "method", "integration", "foreach", "velocityCount", "velocityHasNext"})
_MOST_REFERENCES = 50
_MOST_NAMES = 60
_LONGEST_NAME = 60
_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*")
_VARIABLE = re.compile(r"\$\{[a-z][A-Za-z0-9_]*\}")
_RESOURCE = re.compile(r"(?:aws|awscc|random|time|null|archive|tls)_[a-z0-9_]+")
_PATHS: dict[str, tuple[int, frozenset[str]]] = {
    "var": (1, frozenset()),
    "local": (1, frozenset()),
    "module": (2, frozenset()),
    "data": (3, frozenset()),
    "each": (1, frozenset({"key", "value"})),
    "count": (1, frozenset({"index"})),
    "path": (1, frozenset({"module", "root", "cwd"})),
    "terraform": (1, frozenset({"workspace"})),
}
"""Terraform's roots: how many names follow at least, and the first of them, if only few may."""


def _references(tree: Element) -> Iterator[Diagnostic]:
    """References in braces to variables that the template sets nowhere, of the form of a placeholder."""
    elements = list(walk(tree))
    known = dict.fromkeys((*sorted(_KNOWN), *_set_names(elements)))
    unset = [one for one in elements if isinstance(one, FormalReference) and one.braces and one.glued == "$" and one.name not in known]
    if not unset:
        return
    asked = {id(one) for element in elements if isinstance(element, Condition) for one in walk(element)}
    printed = {id(child) for element in elements if isinstance(element, Block) and id(element) not in asked for child in element.children}
    near = [name for name in islice(known, _MOST_NAMES) if len(name) <= _LONGEST_NAME]
    for element in unset[:_MOST_REFERENCES]:
        if _is_terraform(element):
            message = f"`{shorten(element.literal)}` belongs to {_TERRAFORM} and was not filled in: it is empty."
            yield Diagnostic("lint.placeholder", "warning", message, _HELP, span=element.span)
        elif id(element) in printed and _is_bare(element) and not _is_misspelt(element.name, near):
            yield _bare(element)


def _set_names(elements: list[Element]) -> Iterator[str]:
    for element in elements:
        if isinstance(element, SetDirective):
            yield element.reference.name
        elif isinstance(element, Directive):
            yield from (argument.name for argument in element.arguments or () if isinstance(argument, FormalReference))


def _is_terraform(reference: FormalReference) -> bool:
    names = [step.name for step in reference.steps if isinstance(step, NameOrCall) and step.parameters is None]
    if any(not isinstance(step, ArrayIndex) and step.parameters is not None for step in reference.steps):
        return False
    if _RESOURCE.fullmatch(reference.name):
        return len(names) > 1
    least, firsts = _PATHS.get(reference.name, (0, frozenset()))
    return 0 < least <= len(names) and (not firsts or names[0] in firsts)


def _is_misspelt(name: str, known: Collection[str]) -> bool:
    return len(name) <= _LONGEST_NAME and bool(get_close_matches(name.lower(), [one.lower() for one in known], 1, 0.75))


def _is_bare(reference: FormalReference) -> bool:
    """Whether it is `${Name}` or `${Name.Attribute}`, as CloudFormation's names are written."""
    names = reference.names
    return names is not None and len(names) < 2 and all(map(_PASCAL.fullmatch, (reference.name, *names)))


def _bare(reference: FormalReference) -> Diagnostic:
    message = f"`{shorten(reference.literal)}` is empty: the template sets no `${shorten(reference.name, 60)}`."
    hint = (
        "If CloudFormation's Fn::Sub should have filled it in, it did not: paste the template as it is deployed. A member of the body is "
        f"read with $input.path('$.{shorten(reference.name, 60)}'), a variable needs #set."
    )
    return Diagnostic("lint.placeholder", "warning", message, hint, span=reference.span)


def with_hint(diagnostic: Diagnostic, text: str) -> Diagnostic:
    """What is told of an undefined `${name}` in a template, with a word for who took the template from Terraform's templatefile."""
    written = text[diagnostic.span.start : diagnostic.span.end] if diagnostic.span else ""
    if (
        diagnostic.code != "vtl.undefined"
        or not _VARIABLE.fullmatch(written)
        or f"`${written[2:-1]}` is undefined here." not in diagnostic.message
    ):
        return diagnostic
    hint = f"If Terraform's templatefile or CloudFormation's Fn::Sub should have filled it in, it did not. {diagnostic.help}"
    return replace(diagnostic, help=hint)


_OWN_SOURCE = re.compile(r"\$\{((?:stageVariables|context|method\.request|integration\.response)\.[\w.-]+)\}")
_IN_MAPPING = re.compile(r"\$\{[^{}\r\n]{0,300}\}|\{\{resolve:[^{}\r\n]{0,300}\}\}")


def placeholders_in_mappings(scenario: Scenario) -> Iterator[Diagnostic]:
    """The placeholders in the texts that parameter mappings send: nothing in them is filled in."""
    integration = scenario.method.methodIntegration if scenario.method else None
    if integration is None:
        return
    of_method = ("method", "methodIntegration")
    mappings: list[tuple[tuple[str, ...], Mapping[str, str]]] = [((*of_method, "requestParameters"), integration.requestParameters)]
    mappings += [
        ((*of_method, "integrationResponses", key, "responseParameters"), one.responseParameters)
        for key, one in integration.integrationResponses.items()
    ]
    for path, parameters in mappings:
        for target, source in parameters.items():
            for match in _IN_MAPPING.finditer(source) if source.startswith("'") else ():
                yield _in_mapping(match, to_pointer((*path, target)))


def _in_mapping(match: re.Match[str], where: str) -> Diagnostic:
    found, own = next(find_placeholders(match[0]), None), _OWN_SOURCE.fullmatch(match[0])
    tool = found.tool if found else "the tool that deploys the method"
    message = f"`{shorten(match[0])}` belongs to {tool} and was not filled in: it is sent as it is written."
    hint = "Write the value itself."
    if own:
        message = f"`{shorten(match[0])}` stands in quotes, where nothing is filled in: it is sent as it is written."
        hint = f"A mapping names its source without quotes and braces: {shorten(own[1])}"
    return Diagnostic("lint.placeholder", "warning", message, hint, where=where, span=Span(*match.span()))
