"""Reading a document with its companions: it is imported again until it asks for no file that is there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.cli.documents import UNUSABLE
from playground.cli.outcome import sentences
from playground.errors import InvalidDocument
from playground.files.companions import MOST_ROUNDS, Companions
from playground.files.reading import MOST_BYTES, read_text
from playground.jsontext.pointer import from_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from playground.cli.api_files import ApiFile
    from playground.evaluator import Evaluator


@dataclass(frozen=True, slots=True)
class ReadApi:
    """A document that was read: its text, its companions, and the answer of the tool `import`."""

    file: ApiFile
    text: str
    companions: Companions
    answer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that cannot be used, and why, in lines; its companions as far as they were read."""

    file: ApiFile
    why: list[str]
    companions: Companions


def read_api(file: ApiFile, evaluator: Evaluator, parameters: Mapping[str, str], given: Sequence[Path] = ()) -> ReadApi | Unread:
    """The document in a file. `given` are files that the user named beside it, `parameters` values for what it leaves open."""
    companions = Companions(file.path, [*file.others, *given])
    try:
        text = read_text(file.path, MOST_BYTES)
        companions.read(map(companions.name_of, file.others))
        return ReadApi(file, text, companions, _answer(file.path.name, text, companions, evaluator, parameters))
    except InvalidDocument as error:
        return Unread(file, [*_refusal(file.path, companions, error), *told(companions)], companions)
    except UNUSABLE as error:
        return Unread(file, sentences(error, [file.path]), companions)


def _answer(name: str, text: str, companions: Companions, evaluator: Evaluator, parameters: Mapping[str, str]) -> dict[str, Any]:
    """What the tool says once it has every file that it asks for and that may be read. What is in UNUSABLE."""
    for _ in range(MOST_ROUNDS):
        document = {"text": text, "name": name, "files": companions.files, "parameters": dict(parameters)}
        try:
            answer: dict[str, Any] = json.loads(evaluator.use("import", json.dumps(document).encode()))
        except InvalidDocument as error:
            if not companions.read(_missing_of(error)):
                raise
        else:
            if not companions.read(answer["missingFiles"]):
                return answer
    return answer


def _missing_of(error: InvalidDocument) -> Iterator[str]:
    """The files whose absence a refusal names."""
    for one in error.problems:
        path = from_pointer(one.path)
        if len(path) == 2 and path[0] == "files" and one.line is None:
            yield path[1]


def told(companions: Companions) -> list[str]:
    """The companions that were not read, in lines."""
    return [f"  {name} was not read: {why}" for name, why in sorted(companions.refused.items())]


def _refusal(path: Path, companions: Companions, error: InvalidDocument) -> list[str]:
    """What is wrong with a document, in lines: a problem with a place begins with it."""
    placed = [f"{_file_of(path, companions, one.path)}: line {one.line}: {one.message}" for one in error.problems if one.line is not None]
    if placed:
        return placed
    others = [f"  {one.message}" for one in error.problems if not one.path.startswith("/files/")]
    return [f"{path}: {error.detail}", *others]


def _file_of(path: Path, companions: Companions, pointer: str) -> Path:
    """The file that a problem's pointer leads to."""
    parts = from_pointer(pointer)
    return companions.path_of(parts[1]) if parts[:1] == ["files"] and len(parts) == 2 else path
