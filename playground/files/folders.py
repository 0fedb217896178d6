"""The documents in a folder: what may be one by its name, and what is passed over, with why."""

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
_PASSED_OVER = frozenset({"node_modules", "venv", "__pycache__"})
"""Folders of what others wrote, or of what was made; like all whose names begin with a dot."""


@dataclass(slots=True)
class Folder:
    """What stands in a folder: files that may be documents, in order of their paths, of a Terraform module the first `.tf`; and what was
    passed over, with why.
    """

    documents: list[Path] = field(default_factory=list)
    passed_over: list[tuple[Path, str]] = field(default_factory=list)
    entries: int = 0


def walk(folder: Path) -> Folder:
    """Look for documents in a folder and those below it. OSError where the folder itself cannot be read."""
    found = Folder()
    left = [(folder, 0)]
    while left:
        current, depth = left.pop()
        try:
            entries = sorted(os.scandir(current), key=lambda one: one.name)
        except OSError as error:
            if current == folder:
                raise
            found.passed_over.append((current, f"cannot be read: {error.strerror}"))
            continue
        left += [(one, depth + 1) for one in reversed(list(_folders(entries, depth, found)))]
        _take(entries, found)
        if found.entries > MOST_ENTRIES or len(found.documents) > MOST_DOCUMENTS:
            del found.documents[MOST_DOCUMENTS:]
            found.passed_over.append(
                (folder, f"all behind {current}: {MOST_ENTRIES:,} names and {MOST_DOCUMENTS:,} documents are looked at")
            )
            break
    return found


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


def _take(entries: list[os.DirEntry[str]], found: Folder) -> None:
    """Note the files of a folder that may be documents."""
    has_module = False
    for one in entries:
        if one.name.startswith(".") or not one.is_file(follow_symlinks=False):
            continue
        if one.name.endswith(".tf"):
            if not has_module:
                found.documents.append(Path(one.path))
            has_module = True
        elif one.name.lower().endswith(ENDS):
            found.documents.append(Path(one.path))
