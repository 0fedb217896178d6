"""`playground check`: every operation of documents and folders, with its cases and the derived ones, for a team's CI."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playground.cases.reports.events import Ended, Unreadable
from playground.checking.baseline import Baseline
from playground.checking.plan import plan
from playground.checking.run import Options, run
from playground.cli.outcome import DONE, OTHERWISE, UNREADABLE, complain, sentences
from playground.cli.progress import Progress
from playground.cli.text import block, line, say
from playground.cli.usage import Command, WholeNumber
from playground.errors import Busy
from playground.evaluator.checker import Checker
from playground.files.reading import Unreadable as NoText
from playground.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playground.cases.reports.events import Event, Report

_FORMATS = {"text": "text", "json": "json_report", "junit": "junit", "sarif": "sarif", "github": "github"}
"""`--format` → its module in `playground.cases.reports`."""
_MOST_JOBS = 64


@click.command("check", cls=Command)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False), metavar="PATH...")
@click.option("--format", "form", type=click.Choice(list(_FORMATS)), default="text", help="What to print (text).")
@click.option("--fail-on", type=click.Choice(["error", "warning", "never"]), default="error", help="Diagnostics that fail a case (error).")
@click.option("--no-variants", is_flag=True, help="Run no derived cases, only those that are written.")
@click.option("--select", multiple=True, metavar="GLOB", help="Check the operations of these names only, such as 'GET *'.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Accept what FILE lists.")
@click.option("--update", is_flag=True, help="Write what is found to the baseline.")
@click.option("--jobs", type=WholeNumber(), metavar="N", help="Check so many operations at a time (one a core).")
@click.option("--parameter", "parameters", multiple=True, metavar="NAME=VALUE", help="A value for what a document leaves open.")
def command(  # noqa: PLR0913 - an argument an option
    *,
    paths: Sequence[Path],
    form: str,
    fail_on: str,
    select: Sequence[str],
    baseline: Path | None,
    jobs: int | None,
    parameters: Sequence[str],
    no_variants: bool,
    update: bool,
) -> int:
    """Check Scenarios (JSON or YAML), documents of APIs, and folders of them.

    Each operation runs its own backend's answer, its cases, and cases derived from that answer which break templates. A case fails where it
    is not as expected; and where nothing is expected, if a template fails, a body is not the JSON that it is called, or a diagnostic
    reaches --fail-on. In a template, `## playground: ignore CODE` accepts a diagnostic in its line or the next.

    The exit status is 0 where all is well, 1 where something failed, 2 where something could not be read.
    """
    jobs = _cores() if jobs is None else jobs
    if not 1 <= jobs <= _MOST_JOBS:
        raise click.UsageError(f"--jobs must be 1 to {_MOST_JOBS}.")
    if update and baseline is None:
        raise click.UsageError("--update needs --baseline FILE.")
    try:
        accepted = _baseline(baseline, update=update)
    except (OSError, NoText) as error:
        return complain(*sentences(error, []))
    options = Options(fail_on, not no_variants, tuple(select), _values(parameters), jobs, accepted)
    try:
        ended = _run(paths, form, options)
    except Busy:
        return complain("The machine gives no process to evaluate in: see `ulimit -u`, or try again with fewer --jobs.")
    status = UNREADABLE if ended.unreadable else OTHERWISE if ended.failed else DONE
    if update and accepted is not None and baseline is not None:
        return _update(baseline, accepted, is_whole=status != UNREADABLE and not select)
    return status


@dataclass(slots=True)
class _End:
    """How a run ended."""

    failed: int = 0
    unreadable: int = 0


def _run(paths: Sequence[Path], form: str, options: Options) -> _End:
    """Check, and print the report."""
    settings = Settings.from_environment(os.environ)
    report: Report = import_module(f"playground.cases.reports.{_FORMATS[form]}").report
    planned, end = plan(paths), _End()
    with (
        closing(Checker(settings.limits, options.jobs + 1, settings.engine)) as checker,  # one more: documents are read meanwhile
        closing(Progress(sum(one.size for one in planned.candidates) or None, "operations")) as progress,
    ):
        for piece in report(_heard(run(planned, options, checker, progress.step), end, progress)):
            if piece:
                if sys.stdout.isatty():
                    progress.hide()
                print(block(piece), end="")
    return end


def _heard(events: Iterator[Event], end: _End, progress: Progress) -> Iterator[Event]:
    """The events, with what is said of them beside every report: files that cannot be read, and what no operation is named."""
    for event in events:
        if isinstance(event, Unreadable):
            progress.hide()
            complain(*(f"{one.at.file}: line {one.at.line}: {one.text}" for one in event.reasons))
        elif isinstance(event, Ended):
            end.failed, end.unreadable = event.summary.failed, event.summary.unreadable + event.is_empty
            progress.hide()
            say(*(f"playground: {line(one)}" for one in event.remarks if event.is_empty))
        yield event


def _cores() -> int:
    """The cores that this process may use."""
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, _MOST_JOBS)


def _values(parameters: Sequence[str]) -> dict[str, str]:
    """The values that are given for what documents leave open. UsageError."""
    values = {}
    for one in parameters:
        name, equals, value = one.partition("=")
        if not name or not equals:
            raise click.UsageError(f"--parameter is {one!r}, but must be NAME=VALUE.")
        values[name] = value
    return values


def _baseline(path: Path | None, *, update: bool) -> Baseline | None:
    """What is accepted: nothing yet where it is to be written anew. OSError, Unreadable."""
    if path is None:
        return None
    return Baseline(path.parent) if update else Baseline.read(path)


def _update(path: Path, baseline: Baseline, *, is_whole: bool) -> int:
    """Write the baseline anew, unless what was found is not all that there is; gives the exit status."""
    if not is_whole:
        return complain(f"{path} was not written: it has to hold all that is found, and not all was checked.")
    try:
        path.write_text(baseline.dump(), encoding="utf-8")
    except OSError as error:
        return complain(f"{path}: {error.strerror}")
    say(f"playground: {path} accepts what was found: {len(baseline.seen):,}.")
    return DONE
