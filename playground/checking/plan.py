"""Which documents the paths of a check name: files as they are, and what folders hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playground.cases import case_files
from playground.cases.reports.events import Note, PassedOver, Spot, Unreadable
from playground.files.folders import LOOKED_FOR, documents
from playground.files.reading import MOST_BYTES, read_text
from playground.files.reading import Unreadable as NoText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_MAYBE = re.compile(
    r"x-amazon-apigateway|AWS::|methodIntegration|integrationResponses|responseTemplates|apiGatewayServiceProxies|planned_values|openapi"
    r"|swagger|aws_api_gateway|\btemplate\b|\$input\b|\bapigateway\b|\bserverless\b|\bprovider\b"
)
"""What a document of an API, or a Scenario, has somewhere; what has none of it is not read further."""
_SURELY = re.compile(
    r"x-amazon-apigateway-integration|AWS::(?:ApiGateway|Serverless)|methodIntegration|integrationResponses|apiGatewayServiceProxies"
    r"|aws_api_gateway|\$(?:input|context|util)\b"
)
"""What hardly any other document has: where one that has it cannot be read, that is a mistake, and no other kind of document."""
_NAMES_FILES = re.compile(
    r"AWS::(?:Include|Serverless)|DefinitionUri|BodyS3Location|\$ref[\"']?\s*:\s*[\"']?[^\"'#\s]|\$\{file\(|provider|aws:cloudformation:stack"
)
"""What a document has that names files: such a one is read before others, which may be those files."""
_PLACED = re.compile(r"line (\d+): (.*)", re.DOTALL)
_SCENARIO = re.compile(r"\.scenario\.(?:json|ya?ml)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be read, whose file's name tells its kind unless `kind` does. `is_named` by the user, as opposed to found in a folder."""

    path: Path
    text: str
    is_named: bool
    kind: str = ""

    @property
    def name(self) -> str:
        """A name that tells the kind."""
        return self.path.with_suffix(self.kind).name if self.kind else self.path.name

    @property
    def is_scenario(self) -> bool:
        """Whether its name says that it is a Scenario."""
        return _SCENARIO.search(self.path.name) is not None

    @property
    def is_surely_meant(self) -> bool:
        """Whether it is a mistake that it cannot be read."""
        return self.is_named or self.is_scenario or _SURELY.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be a document, before it is read; `size` in bytes."""

    path: Path
    is_named: bool
    size: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be read, and what is said beforehand."""

    candidates: list[Candidate]
    said: list[Unreadable | PassedOver]


def plan(paths: Sequence[Path]) -> Plan:
    """The files that the paths name, each once, in their order."""
    candidates: dict[Path, Candidate] = {}
    said: list[Unreadable | PassedOver] = []
    for path in paths:
        if not path.is_dir():
            candidates[path.absolute()] = Candidate(path, is_named=True, size=_size(path))
            continue
        try:
            found, passed_over = documents(path)
        except OSError as error:
            said.append(unreadable(str(path), f"{error.strerror}."))
            continue
        said += [PassedOver(str(one), why) for one, why in passed_over]
        for one in found:
            candidates.setdefault(one.absolute(), Candidate(one, is_named=False, size=_size(one)))
        if not found:
            said.append(unreadable(str(path), f"There is no document in this folder. Looked for: {LOOKED_FOR}."))
    return Plan(list(candidates.values()), said)


def open_documents(candidates: Sequence[Candidate]) -> Iterator[Document | Unreadable | PassedOver]:
    """The texts of the files; of those in folders, of such as may be documents, and those first that may name others."""
    later: list[Candidate] = []
    for one in candidates:
        opened = _opened(one)
        if one.is_named or not isinstance(opened, Document) or one.path.suffix == ".tf" or _NAMES_FILES.search(opened.text):
            yield opened
        else:
            later.append(one)  # and not its text, of which there may be thousands
    yield from map(_opened, later)


def _opened(one: Candidate) -> Document | Unreadable | PassedOver:
    """The text of a file, or why it is none, or is not looked at."""
    is_scenario = _SCENARIO.search(one.path.name) is not None
    try:
        text = read_text(one.path, MOST_BYTES)
    except (OSError, NoText) as error:
        why = f"{error.strerror}." if isinstance(error, OSError) else str(error).removeprefix(f"{one.path}: ")
        if not (one.is_named or is_scenario):
            return PassedOver(str(one.path), why)
        placed = _PLACED.match(why)
        return unreadable(str(one.path), placed[2], int(placed[1])) if placed else unreadable(str(one.path), why)
    if one.is_named or is_scenario or one.path.suffix == ".tf" or _MAYBE.search(text):
        return Document(one.path, text, one.is_named)
    return PassedOver(str(one.path), "")


def documents_in_lines(document: Document) -> list[Document]:
    """The documents of a file that has one in each line, each behind empty lines, so that it keeps its number; [] of other files."""
    first = document.text.lstrip().partition("\n")[0].rstrip()
    if not (first.startswith("{") and first.endswith("}")):
        return []
    lines = case_files.split(document.text.encode("utf-8", "surrogatepass"))
    if len(lines) == 1 and document.path.suffix != ".jsonl":
        return []
    return [replace(document, text="\n" * (number - 1) + text.decode(), kind=".json") for number, text in lines]


def unreadable(file: str, why: str, line: int = 1, column: int = 1) -> Unreadable:
    """A file that cannot be used, for one reason."""
    return Unreadable(file, [Note(Spot(file, line, column), why)])


def _size(path: Path) -> int:
    """Bytes of a file, as far as they are read; 0 where it cannot be asked."""
    try:
        return min(path.stat().st_size, MOST_BYTES)
    except OSError:
        return 0
