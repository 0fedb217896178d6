"""Variants of the answers that hold no items: of writes in batches, of a count, of tables, and of services that are not DynamoDB."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.dynamodb.answers import Variant, own_members, table_of
from playground.dynamodb.items import sample_item
from playground.dynamodb.template_reads import EACH
from playground.jsontext.source import JsonNumber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playground.dynamodb.answers import AnswerBody
    from playground.dynamodb.template_reads import Reads

_MANY_TABLES = 100
"""Names that one answer of ListTables holds."""
_LARGEST_COUNT = "12345678901"
"""A count beyond a Java int (2^31 - 1)."""


def empty(_: AnswerBody, _reads: Reads) -> Iterator[Variant]:
    """`{}`: what a write answers that is not asked for more."""
    yield Variant("Empty answer: {}", 200, {}, "Every path is missing: a write that is not asked for more answers {}.")


def counted(body: AnswerBody) -> Iterator[Variant]:
    """A Query or Scan with Select COUNT: no items, only how many."""
    zero, many = JsonNumber("0"), JsonNumber("1001")
    rest = {name: value for name, value in body.items() if name != "LastEvaluatedKey"}
    yield Variant("Count is 0", 200, {**rest, "Count": zero, "ScannedCount": zero}, "Nothing found is answered 200 as well.")
    yield Variant(
        "Count is 1001", 200, {**rest, "Count": many, "ScannedCount": many}, "With Select COUNT there are no Items, whatever Count says."
    )
    if "LastEvaluatedKey" in body:
        yield Variant("The last page: no LastEvaluatedKey", 200, rest, "The last page has no key to go on from.")
    else:
        more = {**body, "LastEvaluatedKey": {"id": {"S": "one"}}}
        yield Variant("LastEvaluatedKey: more to come", 200, more, "The count is that of one page: clients need the key to go on.")


def unprocessed(body: AnswerBody, reads: Reads) -> Iterator[Variant]:
    """BatchWriteItem: what is left over."""
    body = own_members(body, "UnprocessedItems", dict)
    yield Variant("All written: nothing left over", 200, {**body, "UnprocessedItems": {}}, "UnprocessedItems is there, and empty.")
    table = table_of(body, reads)
    item = sample_item(reads, ("UnprocessedItems", table, EACH, "PutRequest", "Item")) or {"id": {"S": "one"}}
    key = dict(list(item.items())[:1])
    requests: dict[str, list[AnswerBody]] = {"put": [{"PutRequest": {"Item": item}}], "delete": [{"DeleteRequest": {"Key": key}}]}
    for kind, left in requests.items():
        why = "What DynamoDB did not come to was not written, though the answer is 200: the client has to ask again."
        yield Variant(f"UnprocessedItems: a {kind} left over", 200, {**body, "UnprocessedItems": {table: left}}, why)


def described(member: str) -> Callable[[AnswerBody, Reads], Iterator[Variant]]:
    """An answer that describes a table, as `member`."""

    def make(body: AnswerBody, reads: Reads) -> Iterator[Variant]:
        body = own_members(body, member, dict)
        table = body.get(member) or _table(reads.names_below(member))
        if not body.get(member):
            yield Variant("A table", 200, {**body, member: table}, "A table with the least there is.")
        for name, changed, why in (
            ("CREATING", {"TableStatus": "CREATING"}, "Until its status is ACTIVE, a table takes no calls."),
            ("DELETING", {"TableStatus": "DELETING"}, "A table that is being deleted is still described."),
            ("many items", {"ItemCount": JsonNumber(_LARGEST_COUNT)}, "A count is a number that need not fit an int."),
        ):
            yield Variant(f"{member}: {name}", 200, {**body, member: {**table, **changed}}, why)
        for name in ("GlobalSecondaryIndexes", "LocalSecondaryIndexes", "ProvisionedThroughput", "BillingModeSummary"):
            if name in table:
                without = {other: value for other, value in table.items() if other != name}
                yield Variant(f"{name} missing", 200, {**body, member: without}, "DynamoDB leaves out what a table does not have.")

    return make


def _table(read: list[str]) -> AnswerBody:
    """What is told of a table, with what templates read of it."""
    texts = {name: name for name in read[:_MANY_TABLES]}
    return {
        **texts,
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "TableName": "Table",
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "TableStatus": "ACTIVE",
        "CreationDateTime": JsonNumber("1609459200.123"),
        "TableSizeBytes": JsonNumber("0"),
        "ItemCount": JsonNumber("0"),
        "TableArn": "arn:aws:dynamodb:eu-west-1:123456789012:table/Table",
    }


def listed(body: AnswerBody, _: Reads) -> Iterator[Variant]:
    """ListTables: names, and the last one where there are more."""
    body = {"TableNames": [], **own_members(body, "TableNames", list)}
    names: list[Any] = body["TableNames"]
    rest = {name: value for name, value in body.items() if name != "LastEvaluatedTableName"}
    yield Variant("No tables", 200, {**rest, "TableNames": []}, "Lists must close, and [0] is missing.")
    if len(names) != 1:
        yield Variant(
            "One table", 200, {**rest, "TableNames": names[:1] or ["Table"]}, "Commas between names must not stand behind the only one."
        )
    many = [f"Table-{number:03}" for number in range(1, _MANY_TABLES + 1)]
    more = {**rest, "TableNames": many, "LastEvaluatedTableName": many[-1]}
    yield Variant("LastEvaluatedTableName: more to come", 200, more, "At most 100 names at once: clients need the last to go on.")
    if "LastEvaluatedTableName" in body:
        yield Variant("The last page: no LastEvaluatedTableName", 200, rest, "The last page has no name to go on from.")


MAKERS: dict[str, Callable[[AnswerBody, Reads], Iterator[Variant]]] = {
    "": empty,
    "UnprocessedItems": unprocessed,
    "Table": described("Table"),
    "TableDescription": described("TableDescription"),
    "TableNames": listed,
}
"""By `Action.shape`."""


def of_other_service(service: str) -> Iterator[Variant]:
    """What a service that is not DynamoDB may answer, whatever it is."""
    yield Variant("Empty answer: {}", 200, {}, "Every path is missing.")
    if service == "lambda":
        failed = {"errorMessage": "Something went wrong", "errorType": "Error", "trace": ["Error: Something went wrong", "    at handler"]}
        yield Variant("The function fails", 200, failed, "A failed function is answered 200: a pattern finds its errorMessage.")
        late = {"errorMessage": "2021-01-01T00:00:00.000Z 0a1b2c3d-0000-0000-0000-000000000000 Task timed out after 3.00 seconds"}
        yield Variant("The function takes too long", 200, late, "A time-out has no errorType; its message begins with a time and an id.")
        return
    yield Variant(
        "A mistake of the client's (400)", 400, {"message": "Bad Request"}, "Without a pattern for it, the default response gets it."
    )
    yield Variant("The backend fails (500)", 500, {"message": "Internal Server Error"}, "The client should not get 200 for it.")
