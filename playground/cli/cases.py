"""`playground cases`: all cases of Scenarios, as tables."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playground.cases import case_files
from playground.cli.documents import UNUSABLE, scenario_bytes, size
from playground.cli.outcome import DONE, OTHERWISE, UNREADABLE, complain, sentences
from playground.cli.progress import Progress
from playground.cli.render import show_cases
from playground.cli.usage import Command
from playground.evaluator import Evaluator
from playground.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.limits import Limits


@click.command("cases", cls=Command)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False), metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print the summaries as JSON.")
def command(files: Sequence[Path], *, as_json: bool) -> int:
    """Evaluate Scenarios' own backends and all their cases, and case files: the short form of `check --no-variants`, as tables.

    The exit status is 1 where a case fails: its answer is not as it expects; or it expects nothing, and a template fails or the body is not
    the JSON that its Content-Type says. It is 2 where a file cannot be read; the others are evaluated all the same.
    """
    settings = Settings.from_environment(os.environ)
    with (
        closing(Evaluator(settings.limits, size=1, engine=settings.engine)) as evaluator,
        closing(Progress(sum(map(size, files)) or None, "Scenarios")) as progress,
    ):
        summaries = []
        for path in files:
            summary = cases_of(path, evaluator, settings.limits, progress)
            progress.hide()
            show(summary, quiet=as_json, head=str(path) if len(files) > 1 else "")
            summaries.append(summary)
    if as_json and len(summaries) > 1:
        print(json.dumps({"files": summaries}))
    elif as_json and "cases" in summaries[0]:
        print(json.dumps({"cases": summaries[0]["cases"]}))
    return max(map(status_of, summaries))


def cases_of(path: Path, evaluator: Evaluator, limits: Limits, progress: Progress) -> dict[str, Any]:
    """{"file", "cases"} of one file; {"file", "error"} where it cannot be read."""
    rows: list[dict[str, Any]] = []
    number = 0
    try:
        for number, document in case_files.split(scenario_bytes(path, limits)):  # noqa: B007 - which one it was is said below
            rows += json.loads(evaluator.use("cases", document))["cases"]
            progress.step(len(document))
    except UNUSABLE as error:
        return {"file": str(path), "error": "\n".join(sentences(error, [path], number))}
    return {"file": str(path), "cases": rows}


def show(one: dict[str, Any], *, quiet: bool, head: str) -> None:
    """Print what came of a file: its table, unless JSON is asked for; or what is wrong with it."""
    if "error" in one:
        complain(*one["error"].split("\n"))
    elif not quiet:
        show_cases(one["cases"], head)


def status_of(one: dict[str, Any]) -> int:
    """The exit status that a file makes."""
    if "error" in one:
        return UNREADABLE
    return OTHERWISE if any(row["fails"] for row in one["cases"]) else DONE
