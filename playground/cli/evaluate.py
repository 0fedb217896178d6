"""`playground evaluate`: what the client would get, for one Scenario or for a stream of them."""

from __future__ import annotations

import json
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playground.cli.documents import UNUSABLE, read_document
from playground.cli.outcome import DONE, complain, sentences
from playground.cli.progress import Progress
from playground.cli.render import show
from playground.cli.usage import Command, WholeNumber
from playground.evaluator import Evaluator
from playground.evaluator.problem_details import STATUS, problem_details_of
from playground.jsontext.strict import to_ascii
from playground.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playground.evaluator.engine import Session


@click.command("evaluate", cls=Command)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="[FILE]...")
@click.option("--status", type=WholeNumber(), default=200, help="The HTTP status that DynamoDB answered, with TEMPLATE.vtl (200).")
@click.option("--json", "as_json", is_flag=True, help="Print the whole Result as JSON.")
@click.option("--trace", is_flag=True, help="Add to the JSON which part of the template wrote what.")
@click.option("--jsonl", is_flag=True, help="Read Scenarios from standard input, one a line; write Results, one a line.")
@click.option("--dynamodb", metavar="URL", help="The DynamoDB that answers: an emulator, or AWS. Only on this machine are tables made.")
@click.option("--allow-writes", is_flag=True, help="Send what writes to a --dynamodb that is not on this machine.")
@click.option("--profile", help="Sign what is sent to --dynamodb with the credentials of this profile (playground[aws]).")
def command(  # noqa: PLR0913 - each is an option
    files: Sequence[Path],
    status: int,
    dynamodb: str | None,
    profile: str | None,
    *,
    allow_writes: bool,
    as_json: bool,
    trace: bool,
    jsonl: bool,
) -> int:
    """Evaluate FILEs, and print what the client would get.

    FILEs are TEMPLATE.vtl and DynamoDB's RESPONSE.json, or one SCENARIO.json, SCENARIO.yaml or case file.
    """
    settings = Settings.from_environment(os.environ)
    given = None
    if dynamodb is not None:
        from playground.cli.given_dynamodb import given_engine, patient  # noqa: PLC0415 - hardly anybody asks for it

        given, settings = given_engine(dynamodb, profile, allow_writes=allow_writes), patient(settings)
    if jsonl:
        return evaluate_lines(settings, trace=trace, given=given)
    try:
        document = read_document(files, status, settings.limits)
        with closing(evaluator_of(settings, given)) as evaluator:
            answer = evaluator.evaluate(document, trace=trace)
    except UNUSABLE as error:
        return complain(*sentences(error, files))
    if as_json:
        print(to_ascii(answer).decode("ascii"))
    else:
        show(json.loads(answer))
    return DONE


def evaluator_of(settings: Settings, given: Callable[[], Session] | None) -> Evaluator:
    """One child, with the engine of the settings, or a `given` one."""
    return Evaluator(settings.limits, size=1, has_tools=False, engine=settings.engine, given=given)


def evaluate_lines(settings: Settings, *, trace: bool, given: Callable[[], Session] | None = None) -> int:
    """Answer each line of standard input with one line: a Result, or `{"error": problem}` where it is no Scenario."""
    length = os.fstat(sys.stdin.fileno()).st_size or None
    output, shared = sys.stdout.buffer, sys.stdout.isatty()
    with (
        closing(evaluator_of(settings, given)) as evaluator,
        closing(Progress(length, "lines", wanted=not sys.stdin.isatty())) as progress,
    ):
        for line in sys.stdin.buffer:
            if line.strip():
                answer = evaluate_line(evaluator, line.rstrip(b"\r\n"), trace=trace)
                if shared:
                    progress.hide()
                output.write(answer + b"\n")
                output.flush()
            progress.step(len(line))
    return DONE


def evaluate_line(evaluator: Evaluator, document: bytes, *, trace: bool) -> bytes:
    """The answer to one line."""
    try:
        return to_ascii(evaluator.evaluate(document, trace=trace))
    except tuple(STATUS) as error:
        return json.dumps({"error": problem_details_of(error)}).encode("ascii")
