"""Errors: one JSON shape for the API, one page for everything else. A template's failure is none of these: it is a Result."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from playground.errors import PlaygroundError
from playground.evaluator.problem_details import STATUS, problem_details, problem_details_of
from playground.store.errors import NotFound, StoreError

log = logging.getLogger(__name__)

DETAILS = {
    400: "The request cannot be understood.",
    404: "There is nothing at this address.",
    405: "This address does not answer to this method.",
    413: "The request is too large: at most {limit:,} bytes are read.",
    415: "The request's Content-Type must be application/json.",
    503: "The place where scenarios are saved does not answer, or takes nothing more. Nothing was changed there; try again in a moment.",
    500: "Something went wrong in the playground. It is not your template's fault, and it has been logged.",
}


class Refused(PlaygroundError):
    """A refusal with a sentence of its own, further members of its problem document, and headers."""

    def __init__(self, status: HTTPStatus, detail: str, *, headers: dict[str, str] | None = None, **members: object) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = headers or {}
        self.members = members


def init_app(app: Flask) -> None:
    """Answer every error in one of the two shapes."""
    app.register_error_handler(Refused, on_refusal)
    app.register_error_handler(StoreError, on_store_error)
    app.register_error_handler(HTTPException, on_http_error)
    app.register_error_handler(Exception, on_exception)
    for error in STATUS:
        app.register_error_handler(error, on_known_error)


def on_http_error(error: HTTPException) -> Response | HTTPException:
    """What Flask and Werkzeug refuse, in our words and with their headers (`Allow`). Redirects pass."""
    code = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if code < HTTPStatus.BAD_REQUEST:
        return error
    own = DETAILS.get(code)
    detail = (error.description or "") if own is None else own.format(limit=current_app.config["REQUEST_BYTES"])
    answer = respond(problem_details(code, detail))
    answer.headers.extend([(name, value) for name, value in error.get_headers() if name == "Allow"])
    return answer


def on_known_error(error: PlaygroundError) -> Response:
    """The caller's malformed document, or no free evaluator."""
    answer = respond(problem_details_of(error))
    if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = "1"
    return answer


def on_refusal(error: Refused) -> Response:
    """What a view refuses by itself."""
    answer = respond(problem_details(error.status, error.detail) | error.members)
    answer.headers.extend(error.headers)
    return answer


def on_store_error(error: StoreError) -> Response:
    """What is not there, or a database that does not answer: that is logged, in the database's own words."""
    if isinstance(error, NotFound):
        return respond(problem_details(HTTPStatus.NOT_FOUND, DETAILS[404]))
    log.error("The store is away: %s", error)
    answer = respond(problem_details(HTTPStatus.SERVICE_UNAVAILABLE, DETAILS[503]))
    answer.headers["Retry-After"] = "5"
    return answer


def on_exception(error: Exception) -> Response:
    """A defect of ours: the log tells it, the answer does not."""
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    return respond(problem_details(HTTPStatus.INTERNAL_SERVER_ERROR, DETAILS[500]))


def respond(document: dict[str, object]) -> Response:
    """Problem details as JSON below /api/, as a page elsewhere."""
    status = int(str(document["status"]))
    if request.path.startswith("/api/"):
        return Response(json.dumps(document), status, content_type="application/problem+json")
    return Response(render_template("problem.html", problem=document), status)
