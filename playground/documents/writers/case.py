"""A line for a file of the conformance suite."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playground.model.documents import Exported

if TYPE_CHECKING:
    from playground.model.documents import AwsAnswer
    from playground.model.given_scenario import GivenScenario

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def to_case(given: GivenScenario, aws: AwsAnswer) -> Exported:
    """A line for a file of the conformance suite: the Scenario as it was given, and what AWS answered to it."""
    title = (given.scenario.title or "").strip() or "AWS answered otherwise"
    name = slug(title) or "case"
    case = {
        "id": f"aws/{name}",
        "rule": title if title.endswith((".", ":")) else f"{title}.",
        "evidence": "Answered by API Gateway, given by a user of the playground",
        "scenario": {member: value for member, value in given.document.items() if member != "cases"},
        "expect": aws.model_dump(),
    }
    return Exported(text=json.dumps(case) + "\n", filename=f"{name}.jsonl")


def slug(title: str) -> str:
    """A title as the name of a file; "" where nothing of it can be one."""
    return _NOT_IN_NAMES.sub("-", title.lower()).strip("-")[:60].strip("-")
