"""Scenarios from files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playground.cases import case_files
from playground.cli.outcome import Unreadable
from playground.evaluator.problem_details import STATUS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

UNUSABLE: tuple[type[Exception], ...] = (OSError, Unreadable, *STATUS)
"""What is wrong with what was given, as opposed to a defect of ours."""
MOST_BYTES = 10 * 1024 * 1024
"""The bytes that a document of an API may have, and so may all the files together that it names."""


def read_document(files: Sequence[Path], status: int) -> bytes:
    """The Scenario's JSON that the files make. Raises what is in UNUSABLE."""
    if len(files) == 1:
        return case_files.scenario_in(files[0].read_bytes())
    if len(files) != 2:
        raise Unreadable("Give SCENARIO.json, or TEMPLATE.vtl and RESPONSE.json, or --jsonl.")
    template, body = (read_text(path) for path in files)
    return json.dumps({"template": template, "backend": {"status": status, "body": body}}).encode()


def read_text(path: Path, most: int | None = None) -> str:
    """The text of a file, byte for byte: its line ends stay; a byte order mark is none of it. A file of more than `most` bytes is none.

    OSError, Unreadable.
    """
    data = _at_most(path, most)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{path}: line {line}: This is not UTF-8 (byte {error.start} of the file).") from error


def _at_most(path: Path, most: int | None) -> bytes:
    """The bytes of a file, of which no more than `most` are ever in memory. OSError, Unreadable."""
    if most is None:
        return path.read_bytes()
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise Unreadable(f"{path}: This is more than {most / 1024**2:.3g} MB, which is all that a document and its files may have.")
    return data


def size(path: Path) -> int:
    """Bytes of a file; 0 where it cannot be asked."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
