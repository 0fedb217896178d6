"""`playground import`: the operations of APIs' documents, and what of them cannot be used."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from playground.cli.api_files import api_files
from playground.cli.documents import UNUSABLE
from playground.cli.importing import ReadApi, Unread, read_api, told
from playground.cli.outcome import DONE, UNREADABLE, complain, sentences
from playground.cli.text import line
from playground.cli.usage import Command
from playground.evaluator import Evaluator
from playground.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from playground.cli.api_files import ApiFile


class NamedValue(click.ParamType):  # type: ignore[type-arg] # generic in newer Clicks only
    """NAME=VALUE."""

    name = "name=value"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """The name and the value. BadParameter where there is no `=` behind a name."""
        if isinstance(value, tuple):
            return value
        name, sign, given = str(value).partition("=")
        if not name or not sign:
            self.fail(f"{value!r} is not NAME=VALUE.", param, ctx)
        return name, given


parameter = click.option(
    "--parameter", "parameters", multiple=True, type=NamedValue(), metavar="NAME=VALUE", help="A value for what the document leaves open."
)


@click.command("import", cls=Command)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False), metavar="PATH...")
@parameter
@click.option("--json", "as_json", is_flag=True, help="Print the operations' Scenarios and places as JSON.")
def command(paths: Sequence[Path], parameters: Sequence[tuple[str, str]], *, as_json: bool) -> int:
    """List the operations of the APIs' documents at PATH, and what of them cannot be used.

    PATH is OpenAPI with API Gateway's extension, CloudFormation, SAM, what CDK writes, Terraform, the Serverless Framework, what
    `aws apigateway` prints, a Scenario, or a template (.vtl); or a folder with such. Files that a document names are read where they stand
    below the nearest folder with a .git, else below the document's own. A Terraform folder is one document. Of several files, those that
    another one names are part of it.
    """
    settings = Settings.from_environment(os.environ)
    try:
        files = api_files(paths)
        with closing(Evaluator(settings.limits, size=1)) as evaluator:
            read = list(documents_of(files, evaluator, dict(parameters)))
    except UNUSABLE as error:
        return complain(*sentences(error, paths))
    return show(read, as_json=as_json)


def documents_of(files: Sequence[ApiFile], evaluator: Evaluator, parameters: dict[str, str]) -> list[ReadApi | Unread]:
    """What was read of these files. A file that was read as another one's companion is part of that."""
    named = [one.path for one in files]
    made: list[ReadApi | Unread] = []
    for one in files:
        if not _is_part(one, made):
            made.append(read_api(one, evaluator, parameters, [path for path in named if path != one.path]))
    return [one for one in made if not _is_part(one.file, [other for other in made if other is not one])]


def _is_part(file: ApiFile, of: Iterable[ReadApi | Unread]) -> bool:
    """Whether a file was read as a companion of one of these."""
    place = os.path.realpath(file.path)
    return any(os.path.realpath(one.companions.path_of(name)) == place for one in of for name in one.companions.files)


def show(read: Sequence[ReadApi | Unread], *, as_json: bool) -> int:
    """Print what was read, and say what could not be; gives the exit status."""
    if as_json and len(read) > 1:
        print(json.dumps({"files": [{"file": str(one.file.path), **_document(one)} for one in read]}))
    for one in read:
        if isinstance(one, Unread):
            complain(*one.why)
        elif not as_json:
            print("\n".join(map(line, listing(one))))
        elif len(read) == 1:
            print(json.dumps(one.answer))
    return UNREADABLE if any(isinstance(one, Unread) for one in read) else DONE


def _document(one: ReadApi | Unread) -> dict[str, Any]:
    return {"error": "\n".join(one.why)} if isinstance(one, Unread) else one.answer


def listing(one: ReadApi) -> Iterator[str]:
    """An answer in lines: what the document is, its operations with the lines of their templates, and what is left out or open."""
    yield f"{one.file.path}: {one.answer['what']}"
    for operation in one.answer["operations"]:
        yield f"  {operation['name']}  ({_templates(operation['templates'])})"
        for note in operation["notes"]:
            yield f"    line {note['start']['line']}: {note['message']}"
    if one.answer["leftOut"]:
        yield "Left out:"
        yield from (f"  {_place(each)}: {each['name']}: {each['why']}" for each in one.answer["leftOut"])
    if one.answer["parameters"]:
        yield "Open, with the value that was put in (--parameter NAME=VALUE gives another):"
        yield from (f"  {each['name']} = {each['value']}" for each in one.answer["parameters"])
    if one.companions.refused:
        yield "Files that the document names:"
        yield from told(one.companions)


def _templates(places: Sequence[dict[str, Any]]) -> str:
    """Where templates stand, in words: "templates: line 3, 9, a.vtl"."""
    if not places:
        return "no template"
    lines = sorted({one["start"]["line"] for one in places if "file" not in one})
    files = sorted({one["file"] for one in places if "file" in one})
    return "templates: " + ", ".join([*([f"line {', '.join(map(str, lines))}"] if lines else []), *files])


def _place(one: dict[str, Any]) -> str:
    return f"{one['file']}, line {one['start']['line']}" if "file" in one else f"line {one['start']['line']}"
