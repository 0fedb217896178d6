"""What is pasted → a Scenario: the readers are asked one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.documents.readers.aws_cli import read_integration, read_method, read_resources, read_responses
from playground.documents.readers.openapi import EXTENSION, read_openapi
from playground.documents.readers.scenario import read_case, read_scenario
from playground.errors import InvalidDocument, Problem
from playground.model.documents import Imported
from playground.model.given_scenario import GivenScenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.documents.readers.found import Found

EXPECTED = (
    "expected what `aws apigateway get-method`, get-integration, get-integration-response or get-resources --embed methods prints, a"
    f" list or a map of integration responses, an OpenAPI document or operation with {EXTENSION}, a Scenario, or a case file"
)


def to_scenario(pasted: Any) -> Imported:
    """The Scenario in a JSON document. InvalidDocument where there is none, or with everything that is wrong with it."""
    found = next((made for reader in _READERS if (made := reader(pasted)) is not None), None)
    if found is None:
        raise InvalidDocument([Problem("", EXPECTED)], "There is nothing in this that can be imported.")
    try:
        return Imported(scenario=GivenScenario.from_document(found.scenario), what=found.what)
    except InvalidDocument as error:
        problems = [Problem(one.path.removeprefix(found.at or ""), one.message) for one in error.problems]
        raise InvalidDocument(problems, f"This was read as {found.what}, which it is not in every part.") from None


_READERS: tuple[Callable[[Any], Found | None], ...] = (
    read_case,
    read_method,
    read_openapi,
    read_resources,
    read_responses,
    read_integration,
    read_scenario,
)
"""Readers in order, the most specific first: each gives what it Found, or None for a document of another kind."""
