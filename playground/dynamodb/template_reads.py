"""Which parts of the payload a template reads, and which it prints raw: found by walking its tree, without running it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.errors import LimitReached, TemplateFailure
from playground.vtl.syntax.operands import StringLiteral
from playground.vtl.syntax.parser import parse_tree
from playground.vtl.syntax.references import ArrayIndex, FormalReference, NameOrCall
from playground.vtl.syntax.statements import Block, Directive, SetDirective
from playground.vtl.syntax.walk import sole_operand, walk

if TYPE_CHECKING:
    from playground.limits import Limits
    from playground.model import Method
    from playground.vtl.syntax.element import Element

EACH = "[]"
"""The step of a path that goes to a member of a list."""
MemberPath = tuple[str, ...]

_STEP = re.compile(r"""\.([\w-]+)|\[\s*(?:'([^']*)'|"([^"]*)"|(\*|-?\d+))\s*\]""")
_READERS = frozenset({"path", "json"})
_LONGEST = 80
"""Steps of a path that are followed: DynamoDB's attributes nest 32 deep."""
Tree = dict[str, "Tree"]


@dataclass(slots=True)
class Reads:
    """The paths of the payload that a template reads, in the order of the text; `raw` are those printed as they are, `calls` the methods
    that are called of what is at a path.
    """

    paths: dict[MemberPath, None] = field(default_factory=dict)
    raw: set[MemberPath] = field(default_factory=set)
    calls: dict[MemberPath, set[str]] = field(default_factory=dict)
    _tree: Tree = field(default_factory=dict)

    def add(self, path: MemberPath, *, raw: bool) -> None:
        """Add a path; the same path twice is kept once."""
        self.paths[path] = None
        if raw:
            self.raw.add(path)
        tree = self._tree
        for name in path:
            tree = tree.setdefault(name, {})

    def names_below(self, *prefix: str) -> list[str]:
        """The names that are read right below a path."""
        tree = self._tree
        for name in prefix:
            tree = tree.get(name, {})
        return [name for name in tree if name != EACH]

    def has(self, name: str) -> bool:
        """Whether a member of the payload is read, or something below it."""
        return name in self._tree


def all_reads(method: Method, limits: Limits) -> Reads:
    """What all response templates of a method read."""
    found = Reads()
    for response in method.methodIntegration.integrationResponses.values():
        for template in response.responseTemplates.values():
            one = reads_of(template or "", limits)
            for path in one.paths:
                found.add(path, raw=path in one.raw)
    return found


def reads_of(template: str, limits: Limits) -> Reads:
    """What a template reads; nothing where it cannot be parsed."""
    reader = _Reader()
    try:
        for element in walk(parse_tree(template, limits)):
            reader.visit(element)
    except (TemplateFailure, LimitReached, RecursionError):
        return Reads()
    return reader.reads


class _Reader:
    """Follows variables from where they are set to where they are used."""

    def __init__(self) -> None:
        self.reads = Reads()
        self.variables: dict[str, MemberPath] = {}
        self.printed: set[int] = set()  # the identities of the references that stand in text

    def visit(self, element: Element) -> None:
        """Record what one element reads or sets; its children are visited after it."""
        if isinstance(element, SetDirective):
            self._bind(element.reference, element.value, ())
        elif isinstance(element, Directive) and element.name == "foreach" and element.arguments is not None:
            self._bind(element.arguments[0], element.arguments[-1], (EACH,))
        elif isinstance(element, FormalReference):
            if path := self._path(element):
                self.reads.add(path, raw=id(element) in self.printed and not _is_json(element))
        elif isinstance(element, Block):
            self.printed.update(id(child) for child in element.children)

    def _bind(self, variable: object, value: object, more: MemberPath) -> None:
        if not isinstance(variable, FormalReference) or variable.steps:
            return
        whole = sole_operand(value)
        path = self._path(whole) if isinstance(whole, FormalReference) else None
        if path is None:
            self.variables.pop(variable.name, None)
        else:
            self.variables[variable.name] = path + more

    def _path(self, reference: FormalReference) -> MemberPath | None:
        """The path in the payload that a reference reads; None where it reads something else."""
        steps = reference.steps
        path = self.variables.get(reference.name)
        if reference.name == "input" and steps and isinstance(steps[0], NameOrCall) and steps[0].name in _READERS:
            path, steps = _json_path(_text_argument(steps[0])), steps[1:]
        if path is None:
            return None
        names = list(path)
        for step in steps:
            name = _name(step)
            if name is None and isinstance(step, NameOrCall):
                self.reads.calls.setdefault(tuple(names), set()).add(step.name)
            if name is None or len(names) == _LONGEST:
                break
            names.append(name)
        return tuple(names)


def _is_json(reference: FormalReference) -> bool:
    """`$input.json(…)` writes JSON, which needs no escaping."""
    return reference.name == "input" and any(isinstance(step, NameOrCall) and step.name == "json" for step in reference.steps[:1])


def _json_path(text: str | None) -> MemberPath | None:
    """The steps of a JSONPath without filters and searches."""
    if text is None or not text.startswith("$"):
        return None
    at = 1
    path: list[str] = []
    while at < len(text) and len(path) < _LONGEST:
        step = _STEP.match(text, at)
        if step is None:
            return None
        path.append(next((name for name in step.groups()[:3] if name is not None), EACH))
        at = step.end()
    return tuple(path)


def _name(step: NameOrCall | ArrayIndex) -> str | None:
    """The step of a path that a step of a reference is; None for a method that goes nowhere in the payload."""
    if isinstance(step, ArrayIndex):
        index = step.index.expression
        return index.value if isinstance(index, StringLiteral) and index.block is None else EACH
    if step.parameters is None:
        return step.name
    if step.name != "get":
        return None
    return _text_argument(step) or EACH


def _text_argument(call: NameOrCall) -> str | None:
    """The plain text that is a call's only argument."""
    arguments = call.arguments
    if len(arguments) != 1 or not isinstance(arguments[0].expression, StringLiteral):
        return None
    return arguments[0].expression.literal[1:-1]  # as it is written: in "$.Item" the `$` is text
