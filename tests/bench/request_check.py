"""What it takes to check a request of 2 KB as DynamoDB would."""

from __future__ import annotations

import json
import statistics
import time
from typing import Any

from playground.services import request_check
from playground.services.dynamodb.keys import TableKeys
from playground.services.target import target_of

MOST_MILLISECONDS = 1.0
BYTES = 2_000
_TABLES = {"Books": TableKeys("Books", {"shelf": "S", "number": "N"})}
_KEY = {"shelf": {"S": "poems"}, "number": {"N": "1"}}


def _put(count: int) -> dict[str, Any]:
    item = {f"attribute{number}": {"M": {"text": {"S": "Leaves of Grass"}, "set": {"NS": ["1", "2.5"]}}} for number in range(count)}
    return {"TableName": "Books", "Item": {**_KEY, **item}, "ConditionExpression": "attribute_not_exists(shelf)"}


def _update(count: int) -> dict[str, Any]:
    names = {f"#n{number}": f"name{number}" for number in range(count)}
    values = {f":n{number}": {"S": "a value"} for number in range(count)}
    changes = ", ".join(f"#n{number} = if_not_exists(#n{number}, :n{number})" for number in range(count))
    expressions = {"ExpressionAttributeNames": names, "ExpressionAttributeValues": values}
    return {"TableName": "Books", "Key": _KEY, "UpdateExpression": f"SET {changes}", **expressions}


def _query(count: int) -> dict[str, Any]:
    names = {f"#n{number}": f"name{number}" for number in range(count)}
    values = {":shelf": {"S": "poems"}, **{f":n{number}": {"N": str(number)} for number in range(count)}}
    terms = " OR ".join(f"(#n{number} >= :n{number} AND attribute_exists(#n{number}.chapters[0]))" for number in range(count))
    expressions = {"ExpressionAttributeNames": names, "ExpressionAttributeValues": values}
    return {"TableName": "Books", "KeyConditionExpression": "shelf = :shelf", "FilterExpression": terms, **expressions}


REQUESTS = {"PutItem": _put, "UpdateItem": _update, "Query": _query}


def sized(action: str) -> str:
    """A request of an action, of about `BYTES`."""
    return next(text for count in range(1, 500) if len(text := json.dumps(REQUESTS[action](count))) >= BYTES)


def report(samples: int) -> str:
    """Of each request the median, on the clock and of the processor; what is refused is marked."""
    shown = []
    for action in REQUESTS:
        body = sized(action)
        target = target_of("AWS", f"arn:aws:apigateway:eu-west-1:dynamodb:action/{action}", {})
        times, processor = [], []
        for _ in range(samples + 1):
            clock, used = time.perf_counter(), time.process_time()
            broken = request_check.broken_json(target, body, "application/json")
            found = request_check.findings(target, body, {}, _TABLES)
            processor.append(time.process_time() - used)
            times.append(time.perf_counter() - clock)
        mark = " REFUSED" if broken or found else ""
        shown.append(f"{action} {statistics.median(times) * 1e3:.2f} ms, processor {statistics.median(processor) * 1e3:.2f} ms{mark}")
    return f"{f'a request of {BYTES:,} bytes':27} {'; '.join(shown)} (at most {MOST_MILLISECONDS:g} ms)"
