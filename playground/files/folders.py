"""The files in a folder and those below it, which of them may be documents by their names, and what is passed over, with why."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOKED_FOR = (
    "Scenarios (.json, .yaml), OpenAPI, CloudFormation, SAM and Serverless documents (.json, .yaml, .yml, .template), and Terraform (.tf)"
)
ENDS = (".json", ".yaml", ".yml", ".template")
MOST_ENTRIES = 100_000
MOST_DOCUMENTS = 10_000
DEEPEST = 40
_PASSED_OVER = frozenset({"node_modules", "vendor", "venv", "__pycache__"})
"""Folders of what others wrote, or of what was made; like all whose names begin with a dot."""


@dataclass(slots=True)
class Folder:
    """The files in a folder and those below it but for hidden ones, in order of their paths; and what was passed over, with why."""

    files: list[Path] = field(default_factory=list)
    passed_over: list[tuple[Path, str]] = field(default_factory=list)
    entries: int = 0
    is_whole: bool = True


def walk(folder: Path, most: int = MOST_ENTRIES) -> Folder:
    """Look through a folder and those below it, at so many names at most. OSError where the folder itself cannot be read."""
    found = Folder()
    left = [(folder, 0)]
    while left:
        current, depth = left.pop()
        try:
            with os.scandir(current) as scanned:
                entries = sorted(scanned, key=lambda one: one.name)
        except OSError as error:
            if current == folder:
                raise
            found.passed_over.append((current, f"cannot be read: {error.strerror}"))
            continue
        left += [(one, depth + 1) for one in reversed(list(_folders(entries, depth, found)))]
        found.files += [Path(one.path) for one in entries if not one.name.startswith(".") and one.is_file(follow_symlinks=False)]
        if found.entries > most:
            found.is_whole = False
            found.passed_over.append((folder, f"all behind {current}: {most:,} names are looked at"))
            break
    return found


def documents(folder: Path) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The files below a folder that may be documents, in order of their paths, of a Terraform module the first `.tf`; and what was passed
    over, with why. OSError where the folder itself cannot be read.
    """
    walked = walk(folder)
    found: list[Path] = []
    modules: set[Path] = set()
    for one in walked.files:
        if one.name.endswith(".tf"):
            if one.parent not in modules:
                found.append(one)
            modules.add(one.parent)
        elif one.name.lower().endswith(ENDS):
            found.append(one)
    if len(found) > MOST_DOCUMENTS:
        walked.passed_over.append((folder, f"all behind {found[MOST_DOCUMENTS - 1]}: {MOST_DOCUMENTS:,} documents are looked at"))
    return found[:MOST_DOCUMENTS], walked.passed_over


def _folders(entries: list[os.DirEntry[str]], depth: int, found: Folder) -> Iterator[Path]:
    """The folders that are walked into."""
    for one in entries:
        found.entries += 1
        if one.is_symlink():
            if one.is_dir() or one.name.endswith((*ENDS, ".tf")):
                found.passed_over.append((Path(one.path), "a symbolic link, which is not followed"))
        elif one.is_dir(follow_symlinks=False):
            if one.name.startswith(".") or one.name in _PASSED_OVER:
                found.passed_over.append(
                    (Path(one.path), "a hidden folder" if one.name.startswith(".") else "what others wrote or tools made")
                )
            elif depth == DEEPEST:
                found.passed_over.append((Path(one.path), f"more than {DEEPEST} folders deep"))
            else:
                yield Path(one.path)
