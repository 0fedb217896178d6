"""`playground tables`: the tables of Scenarios, out of a real DynamoDB."""

from __future__ import annotations

import json
import time
from contextlib import closing
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

import click

from playground.cli.given_dynamodb import sign_for
from playground.cli.outcome import DONE, complain
from playground.cli.usage import Command, Group, WholeNumber
from playground.evaluator.aws import NoCredentials, endpoint
from playground.evaluator.engine import SIGNED, call_in_turn
from playground.evaluator.given_engine import SECONDS, UnusableUrl, connection_to
from playground.sandbox.program_link import TooLarge
from playground.services.engine.seeding import create_request


@click.group("tables", cls=Group)
def command() -> None:
    """Get the tables of a Scenario."""


@command.command("from-aws", cls=Command)
@click.argument("table")
@click.option("--limit", type=WholeNumber(), default=25, help="Items at most (25).")
@click.option("--profile", help="The profile of the AWS CLI whose credentials are taken.")
@click.option("--region", help="The region (that of the profile).")
@click.option("--endpoint-url", metavar="URL", help="Another DynamoDB than that of AWS.")
def from_aws(table: str, limit: int, profile: str | None, region: str | None, endpoint_url: str | None) -> int:
    """Print the definition of TABLE and its first items, as a Scenario's `tables` has them. It reads: DescribeTable and Scan.

    Items are shown as they are: take out what is private before you share them.
    """
    try:
        made = tables_of(endpoint_url or endpoint(profile, region), profile, table, limit)
    except (UnusableUrl, NoCredentials, Refused, OSError, HTTPException) as error:
        return complain(f"{table}: {error}")
    print(json.dumps(made, indent=2, ensure_ascii=False))
    return DONE


class Refused(Exception):
    """DynamoDB does not answer: what it says."""


def tables_of(url: str, profile: str | None, table: str, limit: int) -> list[dict[str, Any]]:
    """[{"definition", "items"}] of a table. Refused, UnusableUrl, NoCredentials, OSError."""
    sign = sign_for(url, profile)
    calls = [["DescribeTable", json.dumps({"TableName": table})], ["Scan", json.dumps({"TableName": table, "Limit": limit})]]
    with closing(connection_to(url, SECONDS)) as connection:
        try:
            told = call_in_turn(
                connection,
                calls,
                time.monotonic() + SECONDS,
                (lambda _, headers: {**SIGNED, **headers}) if sign is None else (lambda body, headers: sign(url, body, headers)),
                allowed=frozenset({"DescribeTable", "Scan"}),
            )
        except TooLarge:
            raise Refused("the answer is larger than any of DynamoDB's") from None
    status, body = told["answers"][-1]
    if status != HTTPStatus.OK:
        raise Refused(f"{status} {body}")
    described, scanned = (json.loads(one[1]) for one in told["answers"])
    return [{"definition": create_request(described), "items": scanned["Items"]}]
