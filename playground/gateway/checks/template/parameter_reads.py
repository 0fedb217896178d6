"""Which of the client's parameters a template reads by their names, and which it asks for first: found by reading it.

Followed are variables from where they are set to where they are used, in the order of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.gateway.checks.template.payload_reads import is_run
from playground.vtl.syntax.operands import BinaryOperator, StringLiteral, UnaryOperatorValue
from playground.vtl.syntax.references import ArrayIndex, FormalReference, NameOrCall
from playground.vtl.syntax.statements import Condition, Directive, SetDirective
from playground.vtl.syntax.walk import sole_operand, walk

if TYPE_CHECKING:
    from playground.vtl.syntax.element import Element

ANYWHERE = ""
"""The location of `$input.params('x')`, which looks into all of them."""
_ALL = "all"
"""The map of the maps that `$input.params()` and `$method.request` are."""
_LOCATIONS = frozenset({"path", "querystring", "header"})
_COMPARE = frozenset({"OR", "AND", "EQ", "NE", "LT", "GT", "LE", "GE"})


@dataclass(frozen=True, slots=True)
class ParameterRead:
    """A reference that reads the parameter `name` of a location."""

    location: str
    name: str
    reference: FormalReference


@dataclass(slots=True)
class ParameterReads:
    """What a template reads of the call, the names that it asks for first, and the locations of which it asks for any."""

    reads: list[ParameterRead] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    asked_locations: set[str] = field(default_factory=set)

    def is_asked(self, read: ParameterRead) -> bool:
        """Whether the template knows that the parameter may be missing."""
        return read.name in self.asked or not self.asked_locations.isdisjoint({_ALL, read.location})


@dataclass(slots=True)
class _Found:
    """What a reference leads to: the map of a location, the parameter that it reads, the names that are in its value."""

    location: str | None = None
    read: ParameterRead | None = None
    names: set[str] = field(default_factory=set)
    asked: str | None = None  # by containsKey


def parameter_reads(tree: Element) -> ParameterReads:
    """What a template reads of the client's parameters."""
    return _Reader().read(tree)


class _Reader:
    def __init__(self) -> None:
        self.found = ParameterReads()
        self.maps: dict[str, str] = {}  # variables → the location whose map they hold
        self.names: dict[str, set[str]] = {}  # variables → the parameters that their value is made of
        self.condition = 0  # where the conditions that have begun end
        self.seen: set[int] = set()

    def read(self, tree: Element) -> ParameterReads:
        """Take note of everything."""
        for element in walk(tree):
            if isinstance(element, Condition):
                self.condition = max(self.condition, element.span.end)
            elif id(element) in self.seen:
                continue
            elif isinstance(element, FormalReference):
                self._note(element, is_asked=element.span.end <= self.condition)
            elif isinstance(element, SetDirective):
                self._bind(element.reference, element.value)
            elif isinstance(element, Directive) and element.name == "foreach" and element.arguments and len(element.arguments) > 2:
                self._bind(element.arguments[0], element.arguments[-1], is_loop=True)
        return self.found

    def _bind(self, variable: Element, value: Element, *, is_loop: bool = False) -> None:
        """Remember what is in a variable; what was there before may be there still, where the #set is in a branch.

        A loop over a parameter that is missing goes over nothing, as it should.
        """
        inner = list(walk(value))
        is_asked = any((isinstance(one, BinaryOperator) and one.name in _COMPARE) or isinstance(one, UnaryOperatorValue) for one in inner)
        names: set[str] = set()
        whole, location = sole_operand(value), None
        for one in inner:
            if isinstance(one, FormalReference):
                found = self._note(one, is_asked=is_asked or (is_loop and one is whole and not _calls(one)))
                names |= found.names
                location = found.location if one is whole else location
        if isinstance(variable, FormalReference) and not variable.steps:
            self.names.setdefault(variable.name, set()).update(names)
            if location is None:
                self.maps.pop(variable.name, None)
            else:
                self.maps[variable.name] = location

    def _note(self, reference: FormalReference, *, is_asked: bool) -> _Found:
        """Note one reference; `$!` says that what it prints may be missing."""
        self.seen.add(id(reference))
        if not is_run(reference):
            return _Found()
        found = self._follow(reference)
        if found.read is not None:
            self.found.reads.append(found.read)
        if found.asked is not None:
            self.found.asked.add(found.asked)
        if is_asked or reference.glued.endswith("!"):
            self.found.asked |= found.names
            if found.location is not None and found.asked is None:
                self.found.asked_locations.add(found.location)
        return found

    def _follow(self, reference: FormalReference) -> _Found:
        """Where a reference leads to, as far as that is the call's."""
        found = _Found(location=self.maps.get(reference.name), names=set(self.names.get(reference.name, ())))
        steps = reference.steps
        if reference.name == "method" and steps and _name(steps[0]) == "request":
            found.location, steps = _ALL, steps[1:]
        elif reference.name == "input" and steps and isinstance(steps[0], NameOrCall) and steps[0].name == "params" and steps[0].parameters:
            arguments = steps[0].arguments
            found.location = _ALL if not arguments else None
            name = _plain(arguments[0].expression) if len(arguments) == 1 else None
            if name is not None:
                self._reads(found, ANYWHERE, name, reference)
            steps = steps[1:]
        for step in steps:
            if found.location is None:
                break
            self._step(found, step, reference)
        return found

    def _step(self, found: _Found, step: NameOrCall | ArrayIndex, reference: FormalReference) -> None:
        """One step more into a map of the call's."""
        name = _name(step)
        if name is None:
            if isinstance(step, NameOrCall) and step.name == "containsKey" and step.arguments:
                found.asked = _plain(step.arguments[0].expression)
            found.location = found.location if found.asked is None else None
            return
        if found.location == _ALL:
            location = name.removeprefix("multivalue")
            found.location = location if location in _LOCATIONS else None
            return
        location, found.location = found.location or ANYWHERE, None
        self._reads(found, location, name, reference)

    @staticmethod
    def _reads(found: _Found, location: str, name: str, reference: FormalReference) -> None:
        found.read = ParameterRead(location, name, reference)
        found.names.add(name)


def _calls(reference: FormalReference) -> bool:
    """Whether a reference calls a method of the value that it reads, such as `split`."""
    return any(
        isinstance(step, NameOrCall) and step.parameters is not None and step.name not in {"params", "get"} for step in reference.steps
    )


def _name(step: NameOrCall | ArrayIndex) -> str | None:
    """The name that a step takes out of a map; None of a step that takes none, or one that is only known when it runs."""
    if isinstance(step, ArrayIndex):
        return _plain(step.index.expression)
    if step.parameters is None:
        return step.name
    arguments = step.arguments
    return _plain(arguments[0].expression) if step.name == "get" and len(arguments) == 1 else None


def _plain(text: object) -> str | None:
    return str(text.value) if isinstance(text, StringLiteral) and text.block is None else None
