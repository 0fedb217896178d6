"""`playground freeze`: a Scenario that is answered over tables becomes one whose answers are given."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from playground.cli.documents import UNUSABLE, read_document
from playground.cli.outcome import DONE, OTHERWISE, complain, sentences
from playground.cli.text import block, line, say
from playground.cli.usage import Command
from playground.evaluator import Evaluator
from playground.jsontext.strict import load_json
from playground.settings import Settings


@click.command("freeze", cls=Command)
@click.argument("file", type=click.Path(path_type=Path, readable=False), metavar="FILE")
def command(file: Path) -> int:
    """Print the Scenario of FILE with what the engine answers over its tables as `backend`: its own, and that of each case.

    From then on no engine is asked: the same answers test whatever is changed in the templates. What is answered already stays. What was
    frozen is told on standard error. The exit status is 1 where the engine was to answer and gave none: that case stays as it is.
    """
    settings = Settings.from_environment(os.environ)
    try:
        document: Any = load_json(read_document([file], 200, settings.limits))
        with closing(Evaluator(settings.limits, size=1, engine=settings.engine)) as evaluator:
            told = [_frozen(evaluator, document, 0)]
            told += [_frozen(evaluator, document, number) for number in range(1, told[0]["cases"] + 1)]
    except UNUSABLE as error:
        return complain(*sentences(error, [file]))
    say(*(line(_said(one)) for one in told))
    print(block(json.dumps(_with(document, told), indent=2)))
    return OTHERWISE if any(one["why"] for one in told) else DONE


def _frozen(evaluator: Evaluator, document: Any, number: int) -> dict[str, Any]:
    """What `evaluator.freezing` gives for a case."""
    found: dict[str, Any] = json.loads(evaluator.use("freeze", json.dumps({"case": number, "scenario": document}).encode()))
    return found


def _said(one: dict[str, Any]) -> str:
    if one["backend"] is not None:
        return f"{one['name']}: {one['backend']['status']}, answered by {one['engine']}"
    return f"{one['name']}: {one['why']}" if one["why"] else f"{one['name']}: as it was"


def _with(document: dict[str, Any], told: list[dict[str, Any]]) -> dict[str, Any]:
    """The Scenario with the answers; a case without one of its own does not take on the Scenario's."""
    own, *others = (one["backend"] for one in told)
    made = {**document} if own is None else {**document, "backend": own}
    if others:
        made["cases"] = [
            case if backend is None else {**case, "backend": backend} for case, backend in zip(document["cases"], others, strict=True)
        ]
    return made
