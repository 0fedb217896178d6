"""Which service an integration calls, and with which action."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ARN = re.compile(r"arn:[^:]*:apigateway:[^:]*:(?:[^:]*\.)?([a-z0-9-]+):(action|path)/(.*)", re.DOTALL)
_TARGET = re.compile(r"(?:DynamoDB_\d+|AWSStepFunctions|Kinesis_\d+|AWSEvents|Firehose_\d+|AmazonSQS)\.(\w+)")
"""The value of `X-Amz-Target`, with which the services of a JSON protocol are called where the uri is a path."""
_LAMBDA = ":lambda:path/"


@dataclass(frozen=True, slots=True)
class Target:
    """A service, by its name in the uri ("http": any other address), and the action; "" where the request itself names it, or nothing does.

    `is_in_uri`: the uri names the action.
    """

    service: str
    action: str = ""
    is_in_uri: bool = False


def target_of(kind: str, uri: str, headers: Mapping[str, str]) -> Target:
    """The target of an integration of a type (`AWS`, `HTTP`, …) with a uri; `headers` are those of the request that is sent."""
    if _LAMBDA in uri:
        return Target("lambda", "Invoke")
    found = _ARN.fullmatch(uri)
    if not kind.startswith("AWS") or found is None:
        return Target("http")
    service, form, rest = found[1], found[2], found[3]
    if form == "action":
        return Target(service, rest.partition("&")[0].partition("?")[0], is_in_uri=True)
    named = next((one for name, one in headers.items() if name.lower() == "x-amz-target"), "")
    target = _TARGET.fullmatch(named.strip())
    return Target(service, target[1] if target else "")
