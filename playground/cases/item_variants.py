"""Variants of one item of an answer: an attribute that is missing, empty, of another type, or holds what JSON must escape."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playground.dynamodb.answers import Variant
from playground.dynamodb.items import TYPES, ranked, sample_item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.dynamodb.answers import AnswerBody, Shape
    from playground.dynamodb.items import Item
    from playground.dynamodb.template_reads import MemberPath, Reads

_MOST_MISSING = 8
_LONGEST_NAME = 60
"""Characters of an attribute's name in the name of a variant."""
LONGEST_NUMBER = "12345678901234567890123456789012345678"
"""38 digits: DynamoDB's own limit of N."""

TAILS = (
    ('a quote (") in', ' "quoted"', "An unescaped quote ends the JSON text too early: wrap the value in $util.escapeJavaScript(…)."),
    ("a backslash in", " C:\\data", "Printed as it is, a backslash begins an escape of JSON's."),
    ("a line end in", "\nsecond line", "A line end cannot stand in a JSON text: wrap the value in $util.escapeJavaScript(…)."),
    ("an apostrophe in", " it's", "$util.escapeJavaScript writes \\', which is no JSON: take it back with replaceAll."),
    ("an emoji in", " 🎬", "A character of two UTF-16 units: it must come through whole."),
    ("a $ in", " $10 $input", "A value with a $ must come out as text."),
    ("a # in", " #1 #end", "A value with a # must come out as text."),
)
"""Texts that are appended to an attribute's value: the variant's name, the text, why."""


@dataclass(frozen=True, slots=True)
class BaseAnswer:
    """An answer to make others of: `shape` says where it holds `items`; `lead` begins the names where they are made up or fewer.

    `keys`: the key's attributes of the table, and with those of the index that is read.
    """

    body: AnswerBody
    shape: Shape
    table: str
    items: list[Item]
    reads: Reads
    is_write: bool = False
    lead: str = ""
    keys: tuple[list[str], list[str]] = ([], [])

    @property
    def prefix(self) -> MemberPath:
        """The path to an item's attributes in what the templates read."""
        return self.shape.prefix(self.table)

    def of(self, items: list[Item]) -> AnswerBody:
        """A copy of the answer with `items` in the place of its own."""
        return self.shape.put(self.body, items, self.table)

    def with_sample(self) -> BaseAnswer:
        """The same answer with one item, of what the templates read."""
        item = sample_item(self.reads, self.prefix)
        if not item and not self.is_write:  # a write answers with attributes only where it is asked to
            item = {"id": {"S": "one"}}
        return replace(self, items=[item] if item else [], lead="One item, ")


def variants_of_item(base: BaseAnswer) -> Iterator[Variant]:
    """One item of those in `base` changed."""
    if not base.items:
        return
    first = base.items[0]
    read = set(base.reads.names_below(*base.prefix))
    shared = sorted((name for name in first if all(name in item for item in base.items)), key=lambda name: name not in read)
    for name in shared[:_MOST_MISSING]:
        without = {other: value for other, value in first.items() if other != name}
        why = "DynamoDB leaves out what an item does not have: a reference to it is empty."
        yield _changed(base, f"{_short(name)} missing{_place(base)}", without, why)
    texts = ranked(first, {"S"}, base.reads, base.prefix)
    subject = next(iter(texts or ranked(first, TYPES, base.reads, base.prefix)), None)
    if subject is None:
        return
    yield from _values(base, subject)
    for name, tail, why in TAILS if texts else ():
        text = first[subject]["S"]
        words = f"{name} {_short(subject)}" if base.lead else f"{name[0].upper()}{name[1:]} {_short(subject)}"
        yield _changed(base, words, {**first, subject: {"S": f"{text}{tail}"}}, why)
    numbers = ranked(first, {"N"}, base.reads, base.prefix)
    for name in numbers[:1]:
        why = "More digits than JavaScript's numbers keep; they must come through unrounded."
        yield _changed(base, f"38 digits in {_short(name)}", {**first, name: {"N": LONGEST_NUMBER}}, why)


def _values(base: BaseAnswer, subject: str) -> Iterator[Variant]:
    """Other values of an attribute: of another type, or empty."""
    first = base.items[0]
    lists = ranked(first, {"L"}, base.reads, base.prefix)
    emptied = lists[0] if lists else subject
    for name, words, value, why in (
        (subject, "is NULL", {"NULL": True}, "A NULL has no S: .S is empty."),
        (subject, "is an empty text", {"S": ""}, 'DynamoDB stores empty texts: == "" takes them for missing.'),
        (emptied, "is an empty list", {"L": []}, "A loop that runs never, and [0] that is missing."),
        (subject, "is a map (M)", {"M": {"inner": first[subject]}}, "Attributes nest: what is read one level deeper is missing."),
        (subject, "is a list (L)", {"L": [first[subject]]}, "Attributes nest: a list prints as JSON, with its types."),
    ):
        yield _changed(base, f"{_short(name)} {words}", {**first, name: value}, why)


def _changed(base: BaseAnswer, name: str, item: Item, why: str) -> Variant:
    return Variant(f"{base.lead}{name}", 200, base.of([item, *base.items[1:]]), why)


def _place(base: BaseAnswer) -> str:
    return " in one item" if len(base.items) > 1 else ""


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
