"""Problem details (RFC 9457, `application/problem+json`): the one JSON form of errors, for the HTTP API and the command line."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from playground.errors import Busy, InvalidDocument, PlaygroundError
from playground.model import MalformedJson
from playground.model.problem_details import ProblemDetails, ProblemEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.errors import Problem

STATUS: dict[type[PlaygroundError], HTTPStatus] = {
    MalformedJson: HTTPStatus.BAD_REQUEST,
    InvalidDocument: HTTPStatus.UNPROCESSABLE_ENTITY,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""Exceptions that are reported to the caller, with the HTTP status of each."""


def problem_details(status: int, detail: str, problems: Sequence[Problem] = ()) -> dict[str, Any]:
    """The document; `problems` has a JSON Pointer and a sentence for each thing that is wrong."""
    listed = {"problems": [ProblemEntry.model_validate(one.to_document()) for one in problems]} if problems else {}
    return ProblemDetails(type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail, **listed).to_document()


def problem_details_of(error: PlaygroundError) -> dict[str, Any]:
    """The document for an error listed in STATUS."""
    status = STATUS[type(error)]
    if isinstance(error, InvalidDocument):
        return problem_details(status, error.detail, error.problems)
    return problem_details(status, "All evaluators are busy. Try again in a second." if isinstance(error, Busy) else str(error))
