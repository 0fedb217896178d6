"""The shapes of DynamoDB's answers that hold items: where the items are, and the same answer with other items in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.dynamodb.items import Item
from playground.dynamodb.template_reads import EACH
from playground.jsontext.source import JsonNumber

if TYPE_CHECKING:
    from playground.dynamodb.template_reads import MemberPath, Reads

AnswerBody = dict[str, Any]
Put = Callable[[AnswerBody, list[Item], str], AnswerBody]


@dataclass(frozen=True, slots=True)
class Variant:
    """An answer, named by what is different in it, and what it finds."""

    name: str
    status: int
    body: AnswerBody
    why: str


@dataclass(frozen=True, slots=True)
class Shape:
    """How an answer holds items, of whatever kind its members are.

    `path`: to an item's attributes in what templates read, `TABLE` for the table's name; it begins with the member that holds them, which
    is a `kind`. `items`: those in an answer. `put`: the answer with these items in their place. `gap`: the answer with its first item
    missing, where that can be seen. `one`: it holds one item at most. `page`: the member that leads to the next page.
    """

    path: MemberPath
    kind: type
    items: Callable[[AnswerBody], list[Item]]
    put: Put
    gap: Callable[[AnswerBody], AnswerBody] | None = None
    one: bool = False
    page: str = ""

    def prefix(self, table: str) -> MemberPath:
        """The path to an item's attributes in what a template reads."""
        return tuple(table if step == TABLE else step for step in self.path)

    def own(self, body: AnswerBody, table: str) -> AnswerBody:
        """The answer without what only other answers have; where its own member is missing or of another kind, it holds no items."""
        member = self.path[0]
        body = own_members(body, member, self.kind, self.page)
        return body if member in body else self.put(body, [], table)


TABLE = "{table}"
_HOLDERS = frozenset({
    "Items", "Item", "Attributes", "Responses", "UnprocessedKeys", "UnprocessedItems", "Table", "TableDescription", "TableNames",
})  # fmt: skip
"""Members that only some answers have."""


def own_members(body: AnswerBody, member: str, kind: type, page: str = "") -> AnswerBody:
    """The answer without what only other answers have, and without a `member` that is not of its kind."""
    return {
        name: value for name, value in body.items() if name not in _HOLDERS or name == page or (name == member and isinstance(value, kind))
    }


def table_of(body: AnswerBody, reads: Reads) -> str:
    """The table's name in an answer that tells it: the answer's own, or the one that a template reads."""
    for member in ("Responses", "UnprocessedItems", "UnprocessedKeys"):
        held = body.get(member)
        own = held if isinstance(held, dict) else ()
        if name := next((name for name in (*own, *reads.names_below(member))), ""):
            return name
    entries = body.get("Responses")
    names = [entry.get("TableName") for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return next((name for name in names if isinstance(name, str)), "Table")


def _listed(value: Any, kind: type) -> list[Any]:
    """The members of a list that are of a kind; none where it is no list."""
    return [member for member in value if isinstance(member, kind)] if isinstance(value, list) else []


# One item


def _single(member: str) -> Shape:
    def items(body: AnswerBody) -> list[Item]:
        held = body.get(member)
        return [held] if isinstance(held, dict) else []

    def put(body: AnswerBody, items: list[Item], _: str) -> AnswerBody:
        return {**body, member: items[0]} if items else {name: value for name, value in body.items() if name != member}

    return Shape((member,), dict, items, put, one=True)


# A list of items


def _page(body: AnswerBody, items: list[Item], _: str) -> AnswerBody:
    """Query and Scan tell how many items there are."""
    if not body:
        body = {"Count": None, "Items": [], "ScannedCount": None}
    number = JsonNumber(len(items))
    counts: AnswerBody = {"Count": number} if "Count" in body else {}
    if "ScannedCount" in body and body["ScannedCount"] == body.get("Count"):
        counts["ScannedCount"] = number
    return {**body, "Items": items, **counts}


def _statement(body: AnswerBody, items: list[Item], _: str) -> AnswerBody:
    return {**body, "Items": items}


def _items(body: AnswerBody) -> list[Item]:
    return _listed(body.get("Items"), dict)


# Items by table


def _first_table(body: AnswerBody) -> list[Item]:
    tables = body.get("Responses")
    return _listed(next(iter(tables.values()), []), dict) if isinstance(tables, dict) else []


def _with_table(body: AnswerBody, items: list[Item], table: str) -> AnswerBody:
    """BatchGetItem always tells what it did not come to."""
    held = body.get("Responses")
    tables = held if isinstance(held, dict) else {}
    keys: AnswerBody = {} if body else {"UnprocessedKeys": {}}
    return {**body, "Responses": {**tables, next(iter(tables), table): items}, **keys}


# An answer for each of the actions that were asked for


def _entries(body: AnswerBody) -> list[AnswerBody]:
    return _listed(body.get("Responses"), dict)


def _entry_items(body: AnswerBody) -> list[Item]:
    return [entry["Item"] for entry in _entries(body) if isinstance(entry.get("Item"), dict)]


def _with_entries(empty: Callable[[str], AnswerBody]) -> Put:
    """Puts items where items are: as many as there were stay at their places, others take them all; `empty` is an entry without one."""

    def put(body: AnswerBody, items: list[Item], table: str) -> AnswerBody:
        entries = _entries(body)
        if not items:
            made = [empty(table) for _ in entries or [{}]]
        elif len(items) == len(_entry_items(body)):
            left = iter(items)
            made = [{**entry, "Item": next(left)} if isinstance(entry.get("Item"), dict) else entry for entry in entries]
        else:
            made = [{**empty(table), "Item": item} for item in items]
        return {**body, "Responses": made}

    return put


def _without_first(empty: Callable[[str], AnswerBody]) -> Callable[[AnswerBody], AnswerBody]:
    def gap(body: AnswerBody) -> AnswerBody:
        entries = _entries(body)
        first = next((at for at, entry in enumerate(entries) if "Item" in entry), 0)
        missing = [empty(str(entry.get("TableName", "Table"))) for entry in entries[first : first + 1]]
        return {**body, "Responses": [*entries[:first], *missing, *entries[first + 1 :]]}

    return gap


def _bare(_: str) -> AnswerBody:
    return {}


def _named(table: str) -> AnswerBody:
    return {"TableName": table}


_EACH_ANSWER = ("Responses", EACH, "Item")
SHAPES: dict[str, Shape] = {
    "Item": _single("Item"),
    "Attributes": _single("Attributes"),
    "Items": Shape(("Items", EACH), list, _items, _page, page="LastEvaluatedKey"),
    "Statement": Shape(("Items", EACH), list, _items, _statement, page="NextToken"),
    "Tables": Shape(("Responses", TABLE, EACH), dict, _first_table, _with_table, page="UnprocessedKeys"),
    "Gets": Shape(_EACH_ANSWER, list, _entry_items, _with_entries(_bare), _without_first(_bare)),
    "Statements": Shape(_EACH_ANSWER, list, _entry_items, _with_entries(_named), _without_first(_named)),
}
"""By `Action.shape`."""
