"""`playground new`: a whole method, as a Scenario, from an action of DynamoDB and a sample item."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from playground.cli.documents import UNUSABLE
from playground.cli.import_ import NamedValue
from playground.cli.outcome import DONE, complain, sentences
from playground.cli.text import block, line, say
from playground.cli.usage import Command
from playground.evaluator import Evaluator
from playground.files.reading import read_text
from playground.model.generation import Generation
from playground.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

_ACTIONS = get_args(Generation.model_fields["action"].annotation)
_TYPES = click.Choice(["S", "N", "B"])


@click.command("new", cls=Command)
@click.option("--action", required=True, type=click.Choice(_ACTIONS), help="What the method asks of DynamoDB.")
@click.option("--table", required=True, metavar="NAME", help="The table.")
@click.option("--key", required=True, metavar="NAME", help="The attribute that is its partition key.")
@click.option("--key-type", type=_TYPES, help="Its type, where the sample does not show it.")
@click.option("--sort", metavar="NAME", help="The attribute that is its sort key.")
@click.option("--sort-type", type=_TYPES, help="Its type, where the sample does not show it.")
@click.option("--index", metavar="NAME", help="The index that Query and Scan read; it needs --index-key.")
@click.option("--index-key", metavar="NAME", help="The attribute that is the index's partition key.")
@click.option("--index-sort", metavar="NAME", help="The attribute that is the index's sort key.")
@click.option(
    "--sample",
    required=True,
    type=click.Path(path_type=Path, readable=False),
    metavar="FILE",
    help="An item, or an answer with items: DynamoDB JSON or plain.",
)
@click.option(
    "--output", type=click.Choice(["plain", "typed"]), default="plain", show_default=True, help="Plain JSON, or with DynamoDB's types."
)
@click.option(
    "--form",
    type=click.Choice(["list", "page"]),
    default="list",
    show_default=True,
    help="A list by itself, or an object that leads on to the next page.",
)
@click.option("--attributes", default="", metavar="A,B", help="What the client gets: all of the sample unless given.")
@click.option("--rename", "renames", multiple=True, type=NamedValue(), metavar="ATTRIBUTE=NAME", help="An attribute's name in the body.")
@click.option(
    "--missing",
    type=click.Choice(["leave out", "null"]),
    default="leave out",
    show_default=True,
    help="What becomes of an attribute that an item lacks.",
)
def command(sample: Path, attributes: str, renames: Sequence[tuple[str, str]], **given: str | None) -> int:
    """Print a Scenario: a whole method with templates, integration responses and cases. What was assumed goes to standard error."""
    try:
        document = _document(given) | {
            "sample": read_text(sample),
            "attributes": [name for name in attributes.split(",") if name],
            "rename": dict(renames),
        }
        settings = Settings.from_environment(os.environ)
        with closing(Evaluator(settings.limits, size=1)) as evaluator:
            made = json.loads(evaluator.use("generate", json.dumps(document).encode()))
    except UNUSABLE as error:
        return complain(*sentences(error, [sample]))
    say(*map(line, made["assumed"]))
    print(block(json.dumps(made["scenario"], indent=2)))
    return DONE


def _document(given: dict[str, str | None]) -> dict[str, Any]:
    """What the tool takes, of the options that are texts."""
    keys = {name: {"name": given[name], "type": given[f"{name}_type"]} for name in ("key", "sort") if given[name]}
    index = {name: {"name": given[f"index_{name}"]} for name in ("key", "sort") if given[f"index_{name}"]}
    named = {"index": {"name": given["index"], **index}} if given["index"] else {}
    return keys | named | {name: given[name] for name in ("action", "table", "missing", "output", "form") if given[name]}
