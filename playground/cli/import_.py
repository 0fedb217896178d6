"""`playground import`: the operations of an API's document, and what of it cannot be used."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playground.cli.documents import UNUSABLE, read_text
from playground.cli.outcome import DONE, complain, sentences
from playground.cli.text import line
from playground.cli.usage import Command
from playground.errors import InvalidDocument
from playground.evaluator import Evaluator
from playground.jsontext.strict import to_ascii
from playground.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command("import", cls=Command)
@click.argument("path", type=click.Path(path_type=Path, readable=False), metavar="FILE")
@click.option("--json", "as_json", is_flag=True, help="Print the operations' Scenarios and places as JSON.")
def command(path: Path, *, as_json: bool) -> int:
    """List the operations of the API's document in FILE, and what of it cannot be used.

    FILE is OpenAPI with API Gateway's extension (JSON or YAML), what `aws apigateway` prints, a Scenario, or a template (.vtl).
    """
    settings = Settings.from_environment(os.environ)
    try:
        document = json.dumps({"text": read_text(path), "name": path.name}).encode()
        with closing(Evaluator(settings.limits, size=1)) as evaluator:
            answer = evaluator.use("import", document)
    except InvalidDocument as error:
        return complain(*refusal(path, error))
    except UNUSABLE as error:
        return complain(*sentences(error, [path]))
    if as_json:
        print(to_ascii(answer).decode("ascii"))
    else:
        print("\n".join(map(line, listing(path, json.loads(answer)))))
    return DONE


def refusal(path: Path, error: InvalidDocument) -> list[str]:
    """What is wrong with a document, in lines: a problem with a place begins with it."""
    placed = [f"{path}: line {one.line}: {one.message}" for one in error.problems if one.line is not None]
    return placed or sentences(error, [path])


def listing(path: Path, answer: dict[str, Any]) -> Iterator[str]:
    """The answer in lines: what the document is, its operations with the lines of their templates, and what is left out."""
    yield f"{path}: {answer['what']}"
    for one in answer["operations"]:
        lines = sorted({place["start"]["line"] for place in one["templates"]})
        yield f"  {one['name']}" + (f"  (templates: line {', '.join(map(str, lines))})" if lines else "  (no template)")
        for note in one["notes"]:
            yield f"    line {note['start']['line']}: {note['message']}"
    if answer["leftOut"]:
        yield "Left out:"
        yield from (f"  line {one['start']['line']}: {one['name']}: {one['why']}" for one in answer["leftOut"])
