"""A record of one rendering: how often each part of the template ran, the values it took, and which part wrote which piece.

Recording is cheap, for it happens at each step: a part is the number of its site, and each text that is written has the number of the
site that wrote it beside it. What can be counted from that is counted afterwards.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.errors import LimitReached
from playground.vtl.compile.blocks import Separator
from playground.vtl.java.values import ArrayList, Host, JavaException, to_text
from playground.vtl.runtime.foreach_status import Foreach
from playground.vtl.syntax.references import FormalReference
from playground.vtl.syntax.statements import Directive, IfDirective, SetDirective

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playground.diagnostics import Lines, Position, Span
    from playground.vtl.runtime.scope import Scope
    from playground.vtl.syntax.element import Element

    Render = Callable[[Scope], None]

MOST_VALUES = 5
LONGEST_VALUE = 80
_FEW = 16
"""Texts that are counted one by one."""
_SILENT = frozenset({"stop", "break", "define", "include", "parse"})
"""Directives that write nothing themselves."""


@dataclass(frozen=True, slots=True)
class Site:
    """A part of the template that is recorded: its kind and its place; where it is not counted, the site that runs as often."""

    kind: str
    span: Span
    start: Position
    end: Position
    as_often_as: int | None = None


class Missing(str):
    """What is written for a reference that is undefined: the empty text, and a mark of that."""

    __slots__ = ()


MISSING = Missing()


class Record:
    """What the sites of a template did in one rendering; filled by `Template.render`."""

    def __init__(self) -> None:
        self.sites: Sequence[Site] = ()
        self.texts: list[str] = []  # the output; in `writers` the number of the site that wrote each text of it
        self.writers: list[int] = []
        self.counts: list[int] = []
        self.missing: list[int] = []
        self.values: list[list[str]] = []

    def begin(self, sites: Sequence[Site], texts: list[str], writers: list[int]) -> None:
        """Get ready for a rendering of a template with these sites, which writes into these lists."""
        self.sites, self.texts, self.writers = sites, texts, writers
        self.counts, self.missing = [0] * len(sites), [0] * len(sites)
        self.values = [[] for _ in sites]

    def took(self, site: int, value: str) -> None:
        """Keep a value, if there are few yet."""
        values = self.values[site]
        if len(values) < MOST_VALUES:
            values.append(value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…")

    def wrote(self, texts: Sequence[str], writers: Sequence[int]) -> None:
        """Count what was written: to the output, or into a string."""
        if len(writers) <= _FEW:
            self.wrote_few(texts, writers)
            return
        wanted: dict[int, int] = {}  # how many values of a site are still to be kept
        for site, count in Counter(writers).items():
            self.counts[site] += count
            if self.sites[site].kind == "reference":
                wanted[site] = min(count, MOST_VALUES - len(self.values[site]))
        left, is_missing = sum(wanted.values()), "" in texts
        for site, text in zip(writers, texts, strict=False):
            if text is MISSING:
                self.missing[site] += 1
            elif wanted.get(site):
                self.took(site, text)
                wanted[site] -= 1
                left -= 1
            if not (left or is_missing):
                break

    def wrote_few(self, texts: Sequence[str], writers: Sequence[int]) -> None:
        """The same of a string or a #define, which may be written very often, and then takes a third of the time."""
        for site in writers:
            self.counts[site] += 1
        for site, text in zip(writers, texts, strict=False):
            if text is MISSING:
                self.missing[site] += 1
            elif len(self.values[site]) < MOST_VALUES and self.sites[site].kind == "reference":
                self.took(site, text)

    def ran(self) -> Iterator[tuple[Site, int, list[str], int]]:
        """Each site, how often it ran, the first few values it took, and how often it had none."""
        counts = [self.counts[number if site.as_often_as is None else site.as_often_as] for number, site in enumerate(self.sites)]
        return zip(self.sites, counts, self.values, self.missing, strict=True)

    def pieces(self) -> Iterator[tuple[int, str]]:
        """The texts of which the output is made, each after its site."""
        return ((site, text) for site, text in zip(self.writers, self.texts, strict=False) if text)


class Recorder:
    """Wraps what a compiler makes, so that running it is recorded in `scope.record`."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.sites: list[Site] = []
        self._conditions: dict[Element, int] = {}

    def statement(self, element: Element, step: Render) -> Render:
        """Any other statement."""
        if isinstance(element, SetDirective):
            return self._assigned(self.site("set", element), element, step)
        if isinstance(element, IfDirective):
            self.site("if", element, as_often_as=self._conditions[element.condition.expression])
            return step
        if isinstance(element, Directive) and (element.name == "foreach" or element.name in _SILENT):
            return self._counted(self.site("foreach" if element.name == "foreach" else "text", element), step)
        return self._signed(self.site("reference" if isinstance(element, FormalReference) else "text", element), step)

    def condition(self, element: Element, test: Callable[[Scope], bool]) -> Callable[[Scope], bool]:
        """A condition: its operands and whether it held."""
        number = self._conditions[element] = self.site("condition", element)

        def tested(scope: Scope) -> bool:
            record = scope.record
            if record.counts[number] >= MOST_VALUES:
                scope.showing = False
                held = test(scope)
                record.counts[number] += 1
                return held
            scope.showing, scope.operands = True, ""
            held = test(scope)
            record.counts[number] += 1
            record.took(number, f"{scope.operands} → {str(held).lower()}" if scope.operands else str(held).lower())
            return held

        return tested

    def separator(self, condition: Element, text: Element, otherwise: Render) -> Separator:
        """`blocks.Separator`, recorded by the sites of its condition and of its text (the last one), which `otherwise` has too."""
        return _RecordedSeparator(text.text, otherwise, self._conditions[condition], len(self.sites) - 1)

    def site(self, kind: str, element: Element, as_often_as: int | None = None) -> int:
        """The number of a new site."""
        span = element.span
        self.sites.append(Site(kind, span, self.lines.position(span.start), self.lines.position(span.end), as_often_as))
        return len(self.sites) - 1

    @staticmethod
    def _counted(number: int, step: Render) -> Render:
        def counted(scope: Scope) -> None:
            scope.record.counts[number] += 1
            step(scope)

        return counted

    @staticmethod
    def _assigned(number: int, element: SetDirective, step: Render) -> Render:
        name = element.place.name if element.place.names == () else ""

        def assigned(scope: Scope) -> None:
            step(scope)
            record = scope.record
            record.counts[number] += 1
            if name and len(record.values[number]) < MOST_VALUES:
                record.took(number, shown(scope.variables.get(name)))

        return assigned

    @staticmethod
    def _signed(number: int, step: Render) -> Render:
        """A statement that writes one text."""

        def signed(scope: Scope) -> None:
            step(scope)
            scope.sign(number)

        return signed


class _RecordedSeparator(Separator):
    """Goes through `otherwise`, which keeps the values of the condition, until there are enough of them."""

    def __init__(self, text: str, otherwise: Render, condition: int, written: int) -> None:
        super().__init__(text, otherwise)
        self.condition = condition
        self.sites = (written,)

    def __call__(self, scope: Scope) -> None:
        loop = scope.variables.get("foreach")
        if type(loop) is not Foreach or not self.is_plain(scope):
            self.otherwise(scope)
            return
        scope.record.counts[self.condition] += 1
        if loop.has_next:
            scope.append(self.text)
            scope.writers.extend(self.sites)

    def is_plain(self, scope: Scope) -> bool:
        return scope.record.counts[self.condition] >= MOST_VALUES

    def wrote(self, scope: Scope, count: int) -> None:
        scope.record.counts[self.condition] += count


def shown(value: Any) -> str:
    """The beginning of a value's text, by which nothing happens; `…` where it has none."""
    try:
        return to_text(_beginning(value, [LONGEST_VALUE]))
    except (JavaException, LimitReached, RecursionError):
        return "…"


def _beginning(value: Any, room: list[int]) -> Any:
    """As much of a value as is shown: `room` has the characters that are left for it, and each member takes some."""
    room[0] -= 1
    if type(value) is dict:
        shown = {}
        for key, member in value.items():
            if room[0] <= 0:
                break
            room[0] -= len(key) if isinstance(key, str) else 1
            shown[key] = _beginning(member, room)
        return shown
    if type(value) is list or type(value) is ArrayList:
        return type(value)(_beginning(member, room) for member in value[:LONGEST_VALUE] if room[0] > 0)
    if isinstance(value, str):
        room[0] -= len(value)
        return value[: LONGEST_VALUE + 1]
    return value.peek() if isinstance(value, Host) else value
