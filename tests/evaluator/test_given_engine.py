"""A DynamoDB at a URL: what is made there and taken away, what is refused elsewhere, and what is signed."""

from __future__ import annotations

import json
import subprocess
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from playground import Limits
from playground.cli.tables import tables_of
from playground.evaluator import Evaluator
from playground.evaluator.aws import region_of, signer
from playground.evaluator.engine import call_in_turn
from playground.evaluator.given_engine import GivenEngine, UnusableUrl, connection_to, is_loopback
from playground.sandbox.program import free_port
from tests.engines import BOOKS, ENGINE, ITEMS, books, get_book, needs_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.processes
ELSEWHERE = "http://192.0.2.1:9"
"""An address that leads nowhere (RFC 5737)."""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A DynamoDB on this machine, that is somebody's."""
    port = free_port()
    with subprocess.Popen([ENGINE, "serve", "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout is not None
        process.stdout.readline()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def call(url: str, action: str, request: dict[str, Any]) -> dict[str, Any]:
    with closing(connection_to(url, 10)) as connection:
        told = call_in_turn(connection, [[action, json.dumps(request)]], time.monotonic() + 10, allowed=frozenset({action}))
    found: dict[str, Any] = json.loads(told["answers"][0][1])
    return found


def result(url: str, document: dict[str, Any], *, allow_writes: bool = False) -> dict[str, Any]:
    with closing(
        Evaluator(Limits(seconds=20), size=1, has_tools=False, given=lambda: GivenEngine(url, allow_writes=allow_writes))
    ) as evaluator:
        found: dict[str, Any] = json.loads(evaluator.evaluate(json.dumps(document).encode()))
    return found


@needs_engine
def test_on_this_machine_tables_are_made_and_taken_away_again(url: str) -> None:
    found = result(url, books("PutItem", {"TableName": "Books", "Item": ITEMS[0] | {"number": {"N": "5"}}}))
    assert (found["backend"]["by"], len(found["backend"]["tables"]["Books"])) == ("engine", 1)
    assert call(url, "ListTables", {})["TableNames"] == []


@needs_engine
def test_tables_that_are_there_are_asked_and_never_taken_away(url: str) -> None:
    call(url, "CreateTable", {**BOOKS, "BillingMode": "PAY_PER_REQUEST"})
    try:
        call(url, "PutItem", {"TableName": "Books", "Item": ITEMS[0]})
        asked = books("GetItem", get_book("1"), "$input.path('$.Item.title.S')")
        failed = result(url, asked)
        assert [one["code"] for one in failed["diagnostics"]] == ["engine.failed"]
        del asked["tables"]
        assert result(url, asked)["body"] == "Leaves of Grass"
        (table,) = tables_of(url, None, "Books", 25)
        assert (table["definition"]["KeySchema"], table["items"]) == (BOOKS["KeySchema"], [ITEMS[0]])
    finally:
        call(url, "DeleteTable", {"TableName": "Books"})


@pytest.mark.parametrize(("action", "allow_writes"), [("PutItem", False), ("ExecuteStatement", False), ("CreateTable", True)])
def test_elsewhere_nothing_is_made_and_writes_are_asked_for(action: str, *, allow_writes: bool) -> None:
    session = GivenEngine(ELSEWHERE, allow_writes=allow_writes)
    assert json.loads(session.asked(b'{"mode": null}', time.monotonic() + 1)) == {"mode": "given"}
    question = json.dumps({"fresh": True, "calls": [[action, "{}"]]}).encode()
    said = json.loads(session.asked(question, time.monotonic() + 0.01))["failed"]
    assert "--allow-writes" in said or "no table is created" in said


def test_a_url_is_of_this_machine_or_elsewhere_or_none() -> None:
    assert [
        is_loopback(one) for one in ("http://localhost:8000", "http://127.0.0.9", "http://[::1]:1", "https://example.org", ELSEWHERE)
    ] == [
        *(True, True, True),
        *(False, False),
    ]
    for none in ("ftp://localhost", "localhost:8000", "http://", "http://localhost:x"):
        with pytest.raises(UnusableUrl):
            is_loopback(none)


def test_what_is_sent_to_aws_is_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("botocore")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "example")
    sent = signer(None)("https://dynamodb.eu-west-1.amazonaws.com", b"{}", {"X-Amz-Target": "DynamoDB_20120810.Scan"})
    assert "AKIDEXAMPLE/" in sent["Authorization"]
    assert "/eu-west-1/dynamodb/aws4_request" in sent["Authorization"]
    assert region_of("https://dynamodb.us-gov-west-1.amazonaws.com") == "us-gov-west-1"
    assert region_of("http://localhost:8000") is None
