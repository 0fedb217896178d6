"""`freeze`: what the engine answers becomes the backend, of the Scenario and of its cases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.running import run, write
from tests.engines import books, get_book, needs_engine

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.processes

PUT = {"TableName": "Books", "Item": {"shelf": {"S": "poems"}, "number": {"N": "7"}}, "ConditionExpression": "attribute_not_exists(shelf)"}
CASES: list[dict[str, Any]] = [
    {"name": "once"},
    {"name": "again", "after": "once", "expect": {"status": 400}},
    {"name": "throttled", "backend": {"fault": "throttled"}},
]


@needs_engine
def test_every_answer_of_the_engine_becomes_a_backend(tmp_path: Path) -> None:
    (file,) = write(tmp_path, scenario={**books("PutItem", PUT), "cases": CASES})
    done = run("freeze", file)
    assert done.stderr.decode().splitlines() == [
        "This response: 200, answered by Dynoxide 1.2.1",
        "once: 200, answered by Dynoxide 1.2.1",
        "again: 400, answered by Dynoxide 1.2.1",
        "throttled: as it was",
    ]
    assert done.returncode == 0
    made = json.loads(done.stdout)
    assert made["backend"] == {"status": 200, "header": {"Content-Type": "application/x-amz-json-1.0"}, "body": "{}"}
    assert "ConditionalCheckFailedException" in made["cases"][1]["backend"]["body"]
    assert made["cases"][2] == CASES[2]
    (frozen,) = write(tmp_path, frozen=made)
    without = run("cases", "--json", frozen, PLAYGROUND_DYNAMODB="off")
    assert without.returncode == 0, without.stderr
    assert [row["status"] for row in json.loads(without.stdout)["cases"]] == [200, 200, 400, 400]


def test_without_an_engine_nothing_is_frozen_and_that_is_said(tmp_path: Path) -> None:
    document = {**books("GetItem", get_book("1")), "cases": CASES[2:]}
    (file,) = write(tmp_path, scenario=document)
    done = run("freeze", file, PLAYGROUND_DYNAMODB="off")
    assert done.returncode == 1
    assert done.stderr.startswith(b"This response: No DynamoDB engine is installed here")
    assert json.loads(done.stdout) == document


def test_what_is_no_scenario_is_refused(tmp_path: Path) -> None:
    for text, says in (("[]", b"playground: "), ("{", b"not JSON"), ('{"template": 1}', b"/template")):
        (file,) = write(tmp_path, scenario=text)
        done = run("freeze", file)
        assert (done.returncode, done.stdout) == (2, b"")
        assert says in done.stderr
