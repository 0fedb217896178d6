"""Which parts of the payload a template reads, and where: a tree of names, found by reading the template, without running it.

Followed are variables from where they are set to where they are used, in the order of the text; what cannot be followed is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.diagnostics import Span
from playground.vtl.syntax.operands import IntegerLiteral, StringLiteral
from playground.vtl.syntax.references import ArrayIndex, FormalReference, NameOrCall
from playground.vtl.syntax.statements import Condition, Directive, SetDirective
from playground.vtl.syntax.walk import sole_operand, walk

if TYPE_CHECKING:
    from playground.vtl.syntax.element import Element

EACH = "\0each"
"""The step to what a #foreach goes over: the members of a list, the values of a map."""
MEMBER = "\0"
"""The step to a member of a list; with a number behind it, to that one. No name begins so."""
_STEP = re.compile(r"""\.([\w-]+)|\[\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*\]""")
_READERS = frozenset({"path", "json"})
_LATE = frozenset({"define", "macro"})
"""Directives whose block runs elsewhere, if at all, with what its variables are there."""
_LONGEST = 60
"""Steps of a path that are followed: DynamoDB's attributes nest 32 deep."""
_MOST_READS = 5
"""References that are kept for one name."""


@dataclass(frozen=True, slots=True)
class Read:
    """A reference that names something, the place of that name, and whether it is what a #foreach goes over."""

    reference: FormalReference
    span: Span
    is_loop: bool


@dataclass(slots=True, eq=False)
class Node:
    """What is read: its own name, the names below it, the references that name it, and whether a condition does."""

    name: str = ""
    above: Node | None = None
    children: dict[str, Node] = field(default_factory=dict)
    reads: list[Read] = field(default_factory=list)
    is_asked: bool = False

    def path(self) -> list[str]:
        """The names that lead here."""
        names: list[str] = []
        node: Node | None = self
        while node is not None and node.above is not None:
            names.append(node.name)
            node = node.above
        return names[::-1]

    def below(self, name: str) -> Node:
        """The node of a name below this one, made where there is none."""
        return self.children.get(name) or self.children.setdefault(name, Node(name, self))


@dataclass(frozen=True, slots=True)
class _PayloadPath:
    """The names that a reference goes along, those in front of `own` by its variable; `spans` are the places of its own ones.

    `is_whole`: it goes no further than they say.
    """

    names: tuple[str, ...]
    spans: tuple[Span, ...]
    is_whole: bool

    @property
    def own(self) -> int:
        """The first of its own names."""
        return len(self.names) - len(self.spans)


def payload_reads(tree: Element) -> Node:
    """What a template reads of the payload; the root stands for `$`."""
    return _Reader().read(tree)


def is_run(reference: FormalReference) -> bool:
    """Whether a reference is one, and no text after a backslash."""
    glued = reference.glued
    return "$" in glued and "\\!" not in glued and (len(glued) - len(glued.lstrip("\\"))) % 2 == 0


class _Reader:
    """Follows variables from where they are set to where they are used."""

    def __init__(self) -> None:
        self.root = Node()
        self.variables: dict[str, tuple[str, ...]] = {}
        self.seen: set[int] = set()
        self.condition = 0  # where the conditions that have begun end

    def read(self, tree: Element) -> Node:
        """Take note of everything that is read."""
        late = 0  # where the blocks that run elsewhere end
        for element in walk(tree):
            if isinstance(element, Condition):
                self.condition = max(self.condition, element.span.end)
            elif isinstance(element, Directive) and element.name in _LATE:
                late = max(late, element.span.end)
            elif id(element) in self.seen or element.span.start < late:
                continue
            elif isinstance(element, FormalReference):
                self._add(element)
            elif isinstance(element, SetDirective):
                self._bind(element.reference, element.value)
            elif isinstance(element, Directive) and element.name == "foreach" and element.arguments and len(element.arguments) > 2:
                self._bind(element.arguments[0], element.arguments[-1], is_loop=True)
        return self.root

    def _bind(self, variable: Element, value: Element, *, is_loop: bool = False) -> None:
        """Remember what a variable stands for, after what is read for it is noted."""
        whole = sole_operand(value)
        for inner in walk(value):
            if isinstance(inner, FormalReference):
                self._add(inner, is_loop=is_loop and inner is whole)
        if not isinstance(variable, FormalReference) or variable.steps:
            return
        path = self._path(whole) if isinstance(whole, FormalReference) else None
        if path is not None and path.is_whole:
            self.variables[variable.name] = (*path.names, EACH) if is_loop else path.names
        else:
            self.variables.pop(variable.name, None)

    def _add(self, reference: FormalReference, *, is_loop: bool = False) -> None:
        """Note what a reference reads."""
        if id(reference) in self.seen or not is_run(reference):
            return
        self.seen.add(id(reference))
        path = self._path(reference)
        if path is None:
            return
        node = self.root
        for at, name in enumerate(path.names):
            node = node.below(name)
            if at < path.own:
                continue
            node.is_asked = node.is_asked or reference.span.end <= self.condition
            if len(node.reads) < _MOST_READS:
                node.reads.append(Read(reference, path.spans[at - path.own], is_loop))

    def _path(self, reference: FormalReference) -> _PayloadPath | None:
        """The path in the payload that a reference reads; None where it reads something else."""
        steps = reference.steps
        known = self.variables.get(reference.name)
        names, is_whole = list(known or ()), True
        spans: list[Span] = []
        if known is None:
            if reference.name != "input" or not steps or not isinstance(steps[0], NameOrCall) or steps[0].name not in _READERS:
                return None
            found = _json_path(steps[0])
            if found is None:
                return None
            names, spans, is_whole = found
            is_whole, steps = is_whole and steps[0].name == "path", steps[1:]
        for step in steps:
            name = _name(step)
            if name is None or not is_whole or len(names) >= _LONGEST:
                is_whole = False
                break
            names.append(name[0])
            spans.append(name[1])
        return _PayloadPath(tuple(names), tuple(spans), is_whole)


def _json_path(call: NameOrCall) -> tuple[list[str], list[Span], bool] | None:
    """The names of a JSONPath, their places, and whether they are all of it; None where the path is not written out."""
    arguments = call.arguments
    text = arguments[0].expression if len(arguments) == 1 else None
    if not isinstance(text, StringLiteral):
        return None
    span = text.span
    written = text.literal.strip()[1:-1]
    if not written.startswith("$") or "\n" in written:
        return None
    names: list[str] = []
    spans: list[Span] = []
    at = 1
    while (step := _STEP.match(written, at)) is not None and len(names) < _LONGEST:
        group = next(number for number in (1, 2, 3, 4) if step[number] is not None)
        names.append(f"{MEMBER}{int(step[4][:9])}" if group == 4 else step[group])
        spans.append(Span(span.start + 1 + step.start(group), span.start + 1 + step.end(group)))
        at = step.end()
    return names, spans, at == len(written)


def _name(step: NameOrCall | ArrayIndex) -> tuple[str, Span] | None:
    """The name that a step reads, or MEMBER, and its place; None of a call that reads none."""
    if isinstance(step, ArrayIndex):
        return _index(step.index.expression, step.span)
    if step.parameters is None:
        return step.name, Span(step.span.start + 1, step.span.end)
    arguments = step.arguments
    if step.name != "get" or len(arguments) != 1:
        return None
    return _index(arguments[0].expression, step.span)


def _index(index: Element, span: Span) -> tuple[str, Span] | None:
    """A text without references is a name, a number the member of a list; what is only known when it runs is one of these."""
    if isinstance(index, StringLiteral):
        return (str(index.value), Span(index.span.start + 1, index.span.end - 1)) if index.block is None else None
    known = isinstance(index, IntegerLiteral) and 0 <= index.value < 10**9
    return f"{MEMBER}{index.value}" if known else MEMBER, span
