"""What the tool `export` is asked to put templates back into a document, and what is done with its answer."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from playground.cli.importing import ReadApi


def document_with(read: ReadApi, changed: Sequence[tuple[str, Any]], parameters: Mapping[str, str]) -> dict[str, Any]:
    """The question: a document that was read, with operations' changed Scenarios by their names."""
    return {
        "as": "document",
        "text": read.text,
        "name": read.file.path.name,
        "files": read.companions.files,
        "parameters": dict(parameters),
        "operations": [{"name": name, "scenario": scenario} for name, scenario in changed],
    }


def files_of(read: ReadApi, answer: Mapping[str, Any]) -> dict[Path, bytes]:
    """The files that change, each with its new content; a byte order mark stays."""
    texts = {read.companions.path_of(name): text for name, text in answer["files"].items()}
    if answer["text"] != read.text:
        texts[read.file.path] = answer["text"]
    return {path: _mark_of(path) + text.encode() for path, text in texts.items()}


def _mark_of(path: Path) -> bytes:
    """The byte order mark with which a file begins."""
    with path.open("rb") as file:
        return codecs.BOM_UTF8 if file.read(3) == codecs.BOM_UTF8 else b""


def told_of(answer: Mapping[str, Any]) -> list[str]:
    """What there is to say of an answer, in lines: what was refused, with the text to put there, and what else changed or did not."""
    made: list[str] = []
    for one in answer["refused"]:
        made.append(f"{_place(one)}: {one['operation']} {one['where']} is not put back: {one['why']}. Put this text there by hand:")
        made += one["text"].split("\n")
    for one in answer["changed"]:
        if one["said"]:
            made.append(f"{_place(one)}: {one['operation']}: {one['said']}.")
        if one["shared"]:
            made.append(f"{_place(one)}: this text changes in these operations as well: {', '.join(one['shared'])}.")
    return [*made, *answer["notes"]]


def _place(one: Mapping[str, Any]) -> str:
    return f"{one.get('file', '')} line {one['start']['line']}".strip()
