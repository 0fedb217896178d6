"""What every refusal of the API has."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from werkzeug.test import TestResponse


def refused(reply: TestResponse, status: int) -> dict[str, Any]:
    """The problem document of a refusal."""
    assert reply.status_code == status, reply.text
    assert reply.content_type == "application/problem+json"
    problem: dict[str, Any] = reply.get_json()
    assert (problem["type"], problem["title"], problem["status"]) == ("about:blank", HTTPStatus(status).phrase, status)
    assert problem["detail"].endswith(".")
    return problem
