"""The answers of DynamoDB that break templates, made from the one at hand: each differs from it in one thing, and is named by it.

Where the answer at hand has no items, or is an error, an item is made of the attributes that the template reads.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from playground.formats import json_source
from playground.formats.shapes import (
    TYPES,
    Body,
    Item,
    all_reads,
    items_of,
    member_of,
    prefix_of,
    ranked,
    sample_item,
    table_of,
    type_of,
    with_items,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.formats.template_reads import Path, Reads
    from playground.limits import Limits
    from playground.model import Backend, Scenario

MANY = 25
OVER_LOOP = 1_001
"""One more than AWS loops over (`Limits.loop`)."""
MOST_MISSING = 8
MOST_PRETTY = 20_000
"""Characters of an answer that is still written with line ends."""
LARGEST = 1024 * 1024
"""Characters of one answer: DynamoDB gives at most 1 MB at a time."""
MOST_BASE = 50_000
"""Characters of an answer that others are made of: of a longer one, the first items are taken, so that many of them still fit."""
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
"""What is put behind a text: name, text, why."""

_PACKAGE = "com.amazonaws.dynamodb.v20120810#"
_THROTTLED = (
    "The level of configured provisioned throughput for the table was exceeded. "
    "Consider increasing your provisioning level with the UpdateTable API."
)
ERRORS = (
    (
        400,
        "ConditionalCheckFailedException",
        "The conditional request failed",
        "A failed condition is answered 400: without an integration response for it, the default one gets it.",
    ),
    (
        400,
        "ProvisionedThroughputExceededException",
        _THROTTLED,
        "Throttling is answered 400 too: only `__type` tells it from a mistake of the client's.",
    ),
    (
        500,
        "InternalServerError",
        "The server encountered an internal error trying to fulfill the request.",
        "DynamoDB's own failure: the client should not get 200 for it.",
    ),
)
"""DynamoDB's errors: status, type, message (developer guide, "Error handling with DynamoDB"), why."""


@dataclass(frozen=True, slots=True)
class Variant:
    """An answer, named by what is different in it, and what it finds."""

    name: str
    status: int
    body: Body
    why: str


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer to make others of: `member` holds its items; `lead` begins the names where the items are made up."""

    body: Body
    member: str
    table: str
    items: list[Item]
    reads: Reads
    lead: str = ""

    @property
    def prefix(self) -> Path:
        return prefix_of(self.member, self.table)

    def of(self, items: list[Item]) -> Body:
        return with_items(self.body, self.member, items, self.table)


def variants_of(scenario: Scenario, limits: Limits) -> list[dict[str, Any]]:
    """[{"name", "backend", "why"}]; what is as the answer at hand, or as a case that is there, is left out."""
    if scenario.effective_method.methodIntegration.type == "MOCK":
        return []
    backend = scenario.backend
    seen = {_identity(one) for one in [backend, *(case.backend for case in scenario.cases)] if one is not None}
    made: list[dict[str, Any]] = []
    for variant in _variants(scenario, limits):
        text = json_source.dump(variant.body, indent=False)
        if (variant.status, text) in seen or len(text) > LARGEST:
            continue
        seen.add((variant.status, text))
        body = json_source.dump(variant.body) if len(text) <= MOST_PRETTY else text
        answer = {"status": variant.status, "header": dict(backend.header) if backend else {}, "body": body}
        made.append({"name": variant.name, "backend": answer, "why": variant.why})
    return made


def _variants(scenario: Scenario, limits: Limits) -> Iterator[Variant]:
    method = scenario.effective_method
    reads = all_reads(method, limits)
    body = _body_of(scenario.backend)
    member = member_of(body, method, reads)
    if member:
        table = table_of(body, reads)
        hand = _Answer(body, member, table, items_of(body, member), reads)
        yield from _whole(hand)
        yield from _items(_cut(hand, len(scenario.backend.body)) if hand.items and scenario.backend else _with_sample(hand))
        yield from _pages(hand)
    else:
        yield Variant("Empty answer: {}", 200, {}, "Every path is missing.")
    for status, kind, message, why in ERRORS:
        yield Variant(f"{kind} ({status})", status, {"__type": _PACKAGE + kind, "message": message}, why)


def _whole(hand: _Answer) -> Iterator[Variant]:
    """No items, nothing at all, one item, many."""
    single = hand.member in {"Item", "Attributes"}
    if not single:
        yield Variant("No items", 200, hand.of([]), "What finds nothing is answered 200 as well: lists must close, and [0] is missing.")
    name = "No such item: {}" if hand.member == "Item" else "Empty answer: {}"
    yield Variant(name, 200, {}, "Every path is missing: a missing item is answered 200 with {}.")
    first = hand.items[:1] or _with_sample(hand).items
    if first and (single or len(hand.items) != 1):
        yield Variant("One item", 200, hand.of(first), "Commas between items must not stand behind the only one.")
    many = _repeat(hand.items or first, MANY) if not single and len(hand.items) < MANY else []
    if many:
        yield Variant(f"{MANY} items", 200, hand.of(many), "Every item but the last needs its comma.")


def _items(base: _Answer) -> Iterator[Variant]:
    """One item of those in `base` changed."""
    if not base.items:
        return
    first = base.items[0]
    read = set(base.reads.names_below(*base.prefix))
    shared = sorted((name for name in first if all(name in item for item in base.items)), key=lambda name: name not in read)
    for name in shared[:MOST_MISSING]:
        without = {other: value for other, value in first.items() if other != name}
        why = "DynamoDB leaves out what an item does not have: a reference to it prints nothing."
        yield _changed(base, f"{name} missing{_place(base)}", without, why)
    texts = ranked(first, {"S"}, base.reads, base.prefix)
    subject = next(iter(texts or ranked(first, TYPES, base.reads, base.prefix)), None)
    if subject is None:
        return
    yield from _values(base, subject)
    for name, tail, why in TAILS if texts else ():
        text = first[subject]["S"]
        words = f"{name} {subject}" if base.lead else f"{name[0].upper()}{name[1:]} {subject}"
        yield _changed(base, words, {**first, subject: {"S": f"{text}{tail}"}}, why)
    numbers = ranked(first, {"N"}, base.reads, base.prefix)
    for name in numbers[:1]:
        why = "More digits than JavaScript's numbers keep; they must come through unrounded."
        yield _changed(base, f"38 digits in {name}", {**first, name: {"N": LONGEST_NUMBER}}, why)


def _values(base: _Answer, subject: str) -> Iterator[Variant]:
    """Other values of an attribute: of another type, or empty."""
    first = base.items[0]
    lists = ranked(first, {"L"}, base.reads, base.prefix)
    emptied = lists[0] if lists else subject
    for name, words, value, why in (
        (subject, "is NULL", {"NULL": True}, "A NULL has no S: .S prints nothing."),
        (subject, "is an empty text", {"S": ""}, 'DynamoDB stores empty texts: == "" takes them for missing.'),
        (emptied, "is an empty list", {"L": []}, "A loop that runs never, and [0] that is missing."),
        (subject, "is a map (M)", {"M": {"inner": first[subject]}}, "Attributes nest: what is read one level deeper is missing."),
        (subject, "is a list (L)", {"L": [first[subject]]}, "Attributes nest: a list prints as JSON, with its types."),
    ):
        yield _changed(base, f"{name} {words}", {**first, name: value}, why)


def _pages(hand: _Answer) -> Iterator[Variant]:
    """What DynamoDB does not answer at once, and more items than a loop takes."""
    items = hand.items or _with_sample(hand).items
    keys = [{name: value} for name, value in (items[-1] if items else {}).items() if type_of(value) in {"S", "N", "B"}]
    if hand.member == "Items":
        if "LastEvaluatedKey" in hand.body:
            last = {name: value for name, value in hand.body.items() if name != "LastEvaluatedKey"}
            yield Variant("The last page: no LastEvaluatedKey", 200, last, "The last page has no key to go on from.")
        elif keys:
            body = {**(hand.body or hand.of([])), "LastEvaluatedKey": keys[0]}
            yield Variant("LastEvaluatedKey: more to come", 200, body, "A page ends at 1 MB or at Limit: clients need the key to go on.")
        if over := _repeat(items, OVER_LOOP):
            why = "AWS ends a #foreach after 1,000 items: what comes behind is lost."
            yield Variant(f"{OVER_LOOP:,} items", 200, hand.of(over), why)
    if hand.member == "Responses" and keys and not hand.body.get("UnprocessedKeys"):
        body = {**(hand.body or hand.of(items)), "UnprocessedKeys": {hand.table: {"Keys": keys[:1]}}}
        yield Variant("UnprocessedKeys: ask again", 200, body, "What DynamoDB did not come to is in UnprocessedKeys, not in Responses.")


def _changed(base: _Answer, name: str, item: Item, why: str) -> Variant:
    return Variant(f"{base.lead}{name}", 200, base.of([item, *base.items[1:]]), why)


def _place(base: _Answer) -> str:
    return " in one item" if len(base.items) > 1 else ""


def _with_sample(hand: _Answer) -> _Answer:
    """The same answer with one item, of what the templates read."""
    item = sample_item(hand.reads, hand.prefix)
    if not item and hand.member != "Attributes":
        item = {"id": {"S": "one"}}
    return replace(hand, items=[item] if item else [], lead="One item, ")


def _cut(hand: _Answer, size: int) -> _Answer:
    """The answer, of `size` characters, with no more items than are handy."""
    most = max(1, len(hand.items) * MOST_BASE // max(size, 1))
    if len(hand.items) <= most:
        return hand
    lead = "One item, " if most == 1 else f"First {most} items, "
    return replace(hand, items=hand.items[:most], lead=lead)


def _repeat(items: list[Item], count: int) -> list[Item]:
    """So many items, these over and over; none where that is more than DynamoDB answers."""
    items = items[:count]
    size = len(json_source.dump(items, indent=False)) * count / max(len(items), 1)
    return [items[index % len(items)] for index in range(count)] if items and size <= LARGEST else []


def _body_of(backend: Backend | None) -> Body:
    """The answer at hand; {} where it is an error or no JSON object."""
    body = _parsed(backend.body) if backend else None
    if backend is None or backend.status >= 400 or not isinstance(body, dict) or "__type" in body:
        return {}
    return body


def _identity(backend: Backend) -> tuple[int, str]:
    """What two answers have in common that are no different to a template; no variant is as large as what is not read here."""
    body = _parsed(backend.body) if len(backend.body) <= 2 * LARGEST else None
    return backend.status, backend.body if body is None else json_source.dump(body, indent=False)


def _parsed(text: str) -> Any:
    try:
        return json_source.parse(text)
    except (json_source.NotJson, RecursionError):
        return None
