"""The JSON API: evaluate a Scenario, the Examples, what is behind the codes of diagnostics, and the OpenAPI document of it all."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, current_app, jsonify, request

from playground import examples, explanations
from playground.model.explanation import ListedExplanation
from playground.model.listed_example import ListedExample
from playground.web.api.openapi import openapi
from playground.web.identity import needs, settings

if TYPE_CHECKING:
    from playground.sandbox.caller import Caller

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.post("/evaluate")
@needs("read_site")
def evaluate() -> Response:
    """Scenario → Result."""
    return result_of(body())


def result_of(document: bytes) -> Response:
    """The Result of a Scenario's JSON, with what `?trace=1` asks for."""
    trace = bool(request.query_string) and request.args.get("trace") == "1"
    result = current_app.extensions["evaluator"].evaluate(document, trace=trace, caller=caller())
    answer = Response(result, content_type="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def caller() -> Caller | None:
    """Who waits for the answer, where the server says so: its work ends when it leaves."""
    found: Caller | None = request.environ.get("playground.caller")
    return found


def caller_again() -> Caller | None:
    """The same, who has had one answer and waits for a further one: the time that the first took is not taken from it."""
    found = caller()
    if found is not None:
        found.wait_again()
    return found


def body() -> bytes:
    """The request's JSON. Werkzeug cuts a chunked body off at its own cap without a word, so its cap is one byte more than ours."""
    if request.mimetype != "application/json":
        abort(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    data = request.get_data(cache=False)
    if len(data) > current_app.config["REQUEST_BYTES"]:
        abort(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return data


@blueprint.get("/examples")
@needs("read_site")
def list_examples() -> Response:
    """Name, group, title and description of every Example."""
    listed = [ListedExample(name=one.name, group=one.group, title=one.title, description=one.description) for one in examples.load()]
    return jsonify([one.to_document() for one in listed])


@blueprint.get("/examples/<name>")
@needs("read_site")
def get_example(name: str) -> Response:
    """The Scenario of one Example."""
    found = [one.document for one in examples.load() if one.name == name]
    return jsonify(found[0]) if found else abort(HTTPStatus.NOT_FOUND)


@blueprint.get("/codes")
@needs("read_site")
def list_codes() -> Response:
    """Every code of a diagnostic, with its title."""
    return jsonify([ListedExplanation(code=one.code, title=one.title).to_document() for one in explanations.load().values()])


@blueprint.get("/codes/<code>")
@needs("read_site")
def get_code(code: str) -> Response:
    """What is behind one code, with a Scenario that is told it and the same one mended."""
    found = explanations.load().get(code)
    return jsonify(asdict(found)) if found else abort(HTTPStatus.NOT_FOUND)


@blueprint.get("/openapi.json")
@needs("read_site")
def get_openapi() -> Response:
    """The description of this API."""
    given = settings()
    return jsonify(openapi(stored=given.store, library=bool(given.library)))
