"""A record of one rendering: how often each part of the template ran, the values it took, and which part wrote which piece."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.errors import LimitReached
from playground.vtl.java.values import ArrayList, Host, JavaException, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playground.diagnostics import Position, Span

MOST_VALUES = 5
LONGEST_VALUE = 80
_FEW = 16
"""Texts that are counted one by one."""


@dataclass(frozen=True, slots=True)
class Site:
    """A part of the template that is recorded: its kind and its place; where it is not counted, the site that runs as often."""

    kind: str
    span: Span
    start: Position
    end: Position
    as_often_as: int | None = None


class Undefined(str):
    """What is written for a reference that is undefined: the empty text, and a mark of that."""

    __slots__ = ()


UNDEFINED = Undefined()


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
            if text is UNDEFINED:
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
            if text is UNDEFINED:
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
