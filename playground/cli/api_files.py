"""Which documents of APIs stand at the paths that a user gives: files, and folders in which they are looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playground.files.folders import walk
from playground.files.reading import Unreadable
from playground.files.terraform import is_of_a_module, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_TREES = (".yaml", ".yml", ".json", ".template")
_TEMPLATES = (".vtl", ".vm", ".velocity")
_OF_AN_API = re.compile(
    rb"x-amazon-apigateway|AWS::ApiGateway::|AWS::Serverless::|AWS::Include|aws_api_gateway_|methodIntegration|integrationResponses"
    rb"|apiGatewayServiceProxies|\bintegration[\"']?\s*:\s*[\"']?lambda\b"
)
"""What every document of an API has somewhere."""
_SERVICE = re.compile(r"serverless[\w.-]*\.(?:ya?ml|json)", re.IGNORECASE)
_OF_A_SERVICE = re.compile(rb"\bhttp\b[\"']?\s*:|\$\{\s*file\s*\(")
"""What a service of the Serverless Framework with an API has somewhere, where files that it names have the rest."""
_LOOKED_FOR = (
    "OpenAPI with API Gateway's extension, CloudFormation, SAM or CDK's output (.yaml, .yml, .json, .template), Terraform (.tf),"
    " serverless.yml, what `aws apigateway` prints, or templates (.vtl)"
)
_MOST_FILES = 2_000
_MOST_READ = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ApiFile:
    """The main file of a document, the other files that belong to it in any case (a Terraform module's), and whether it was found in a
    folder, as opposed to named by the user.
    """

    path: Path
    others: tuple[Path, ...] = ()
    is_found: bool = False


def api_files(paths: Sequence[Path]) -> list[ApiFile]:
    """The documents at these paths, in order. Those of the Terraform files that are in one folder are one. OSError, Unreadable."""
    made: list[ApiFile] = []
    for path in paths:
        if path.is_dir():
            made += _in_folder(path)
        elif not is_of_a_module(path):
            made.append(ApiFile(path))
    named = [one for one in paths if is_of_a_module(one) and not one.is_dir()]
    return [*_modules(named, with_values=len(named) > 1), *made]


def _modules(files: Iterable[Path], *, with_values: bool, is_found: bool = False) -> Iterator[ApiFile]:
    """The Terraform modules that files make: those of one folder, by name."""
    folders: dict[Path, list[Path]] = {}
    for one in files:
        folders.setdefault(one.parent, []).append(one)
    for folder, members in folders.items():
        first, *others = sorted(members, key=lambda one: one.name)
        yield ApiFile(first, (*others, *(values(folder) if with_values else ())), is_found)


def _in_folder(folder: Path) -> list[ApiFile]:
    """The documents in a folder and those below it: Terraform's modules, files that have what only a document of an API has, and templates
    where there is nothing else. Unreadable where there are none, or too many files to look at.
    """
    walked = walk(folder, _MOST_FILES)
    if not walked.is_whole:
        raise Unreadable(f"{folder}: There are more than {_MOST_FILES:,} files in this folder: name the documents, or a folder below.")
    files = walked.files
    modules = [one for one in files if is_of_a_module(one)]
    trees = [one for one in files if one.name.lower().endswith(_TREES) and not is_of_a_module(one)]
    found = [*_modules(modules, with_values=True, is_found=True), *(ApiFile(one, is_found=True) for one in trees if _is_of_an_api(one))]
    found = found or [ApiFile(one, is_found=True) for one in files if one.name.lower().endswith(_TEMPLATES)]
    if not found:
        raise Unreadable(f"{folder}: There is no document of an API in this folder. Looked for in {len(files):,} files: {_LOOKED_FOR}.")
    return sorted(found, key=lambda one: (len(one.path.parts), one.path))


def _is_of_an_api(path: Path) -> bool:
    """Whether a file has what every document of an API has. A file that cannot be read is one: whoever reads it says why."""
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_READ)
            is_service = _SERVICE.fullmatch(path.name) is not None and _OF_A_SERVICE.search(text) is not None
            return is_service or _OF_AN_API.search(text) is not None
    except OSError:
        return True
