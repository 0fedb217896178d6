"""`playground export`: changed templates back into the document that they came from, or a Scenario in another form."""

from __future__ import annotations

import json
import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from playground.cli.api_files import ApiFile, api_files
from playground.cli.documents import UNUSABLE, read_document
from playground.cli.import_ import parameter
from playground.cli.importing import Unread, read_api
from playground.cli.outcome import DONE, UNREADABLE, complain, sentences
from playground.cli.put_back import document_with, files_of, told_of
from playground.cli.text import block, line, say
from playground.cli.usage import Command
from playground.evaluator import Evaluator
from playground.files.reading import Unreadable
from playground.model.documents import Export
from playground.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS = [one for one in get_args(Export.model_fields["kind"].annotation) if one != "case"]


@click.command("export", cls=Command)
@click.argument("scenario_file", required=False, type=click.Path(path_type=Path, readable=False), metavar="[SCENARIO.json]")
@click.option("--as", "kind", type=click.Choice(_KINDS), help="Write SCENARIO.json in this form.")
@click.option("--into", type=click.Path(path_type=Path, readable=False), metavar="FILE", help="The document to put templates back into.")
@click.option("--operation", "operations", multiple=True, metavar="NAME", help="The operation whose templates are put back.")
@click.option(
    "--scenario",
    "scenarios",
    multiple=True,
    type=click.Path(path_type=Path, readable=False),
    metavar="SCENARIO.json",
    help="Its Scenario with the new templates.",
)
@parameter
@click.option("--in-place", is_flag=True, help="Write the files rather than print the document.")
def command(  # noqa: PLR0913 - an option each
    scenario_file: Path | None,
    kind: str | None,
    into: Path | None,
    operations: Sequence[str],
    scenarios: Sequence[Path],
    parameters: Sequence[tuple[str, str]],
    *,
    in_place: bool,
) -> int:
    """Print FILE with the templates of SCENARIO.json put back where they stand, in their style, and every other byte as it was.

    --operation and --scenario may be given several times, as pairs. What cannot be put back is told, with the text to put there by hand,
    and nothing is written. Or, with --as: print SCENARIO.json as a command or a document.
    """
    try:
        settings = Settings.from_environment(os.environ)
        with closing(Evaluator(settings.limits, size=1)) as evaluator:
            if into is None:
                return _as_another(scenario_file, kind, evaluator)
            if kind or scenario_file or not operations or len(operations) != len(scenarios):
                raise Unreadable("--into FILE needs --operation NAME with --scenario SCENARIO.json, once or several times.")
            changed = [(name, json.loads(read_document([path], 200))) for name, path in zip(operations, scenarios, strict=True)]
            return _put_back(into, changed, dict(parameters), evaluator, in_place=in_place)
    except json.JSONDecodeError as error:
        return complain(f"{_broken(scenarios)}: line {error.lineno}: This is not JSON: {error.msg}.")
    except UNUSABLE as error:
        return complain(*sentences(error, [into or scenario_file or Path()]))


def _broken(scenarios: Sequence[Path]) -> Path:
    """The first of the files that is no JSON."""
    for path in scenarios:
        try:
            json.loads(path.read_bytes())
        except ValueError:
            return path
    return Path()


def _as_another(path: Path | None, kind: str | None, evaluator: Evaluator) -> int:
    """Print a Scenario in another form. What is in UNUSABLE."""
    if path is None or kind is None:
        raise Unreadable("Give --as KIND SCENARIO.json, or --into FILE --operation NAME --scenario SCENARIO.json.")
    document = read_document([path], 200)
    asked = b'{"as": ' + json.dumps(kind).encode() + b', "scenario": ' + document + b"}"
    _print(json.loads(evaluator.use("export", asked))["text"])
    return DONE


def _put_back(into: Path, changed: Sequence[tuple[str, Any]], parameters: dict[str, str], evaluator: Evaluator, *, in_place: bool) -> int:
    """Print, or write, the document with changed templates. What is in UNUSABLE."""
    file = api_files([into])[0] if into.is_dir() else ApiFile(into)
    read = read_api(file, evaluator, parameters)
    if isinstance(read, Unread):
        return complain(*read.why)
    answer: dict[str, Any] = json.loads(evaluator.use("export", json.dumps(document_with(read, changed, parameters)).encode()))
    if answer["refused"]:
        return complain(*told_of(answer))
    say(*map(line, told_of(answer)))
    files = files_of(read, answer)
    if in_place:
        for path, data in files.items():
            path.write_bytes(data)
    elif len(files) > 1 or file.path not in files:
        say(*(f"{path} changes; --in-place writes it." for path in files if path != file.path))
    if not in_place:
        _print_bytes(files.get(file.path, file.path.read_bytes()))
    return UNREADABLE if answer["refused"] else DONE


def _print(text: str) -> None:
    print(block(text), end="")


def _print_bytes(data: bytes) -> None:
    """Print a file: as it is, or for a terminal with escapes."""
    if sys.stdout.isatty():
        _print(data.decode("utf-8-sig"))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
