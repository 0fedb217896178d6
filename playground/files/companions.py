"""The other files that a document names, read from the disk: where that is allowed, and no more than a budget."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playground.files.reading import MOST_BYTES, Unreadable, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MOST_FILES = 2_000
"""Companions of one document."""
MOST_ROUNDS = 20
"""How long a chain of files, of which each names the next, may be."""


class Companions:
    """The companions of the document at a path. They stand below the nearest folder with a `.git`, else below the document's own folder,
    never behind a symbolic link or a name that begins with a dot.

    `files` are their texts, by their paths relative to the document's folder; `refused` says why another one was not read. `given` are
    files that the user named: they may stand anywhere.
    """

    def __init__(self, document: Path, given: Iterable[Path] = ()) -> None:
        self._document = document.name
        self._folder = Path(os.path.realpath(document.parent))
        self._root = next((one for one in (self._folder, *self._folder.parents) if (one / ".git").exists()), self._folder)
        self._given = {self.name_of(one) for one in given}
        self._left = MOST_BYTES
        self.files: dict[str, str] = {}
        self.refused: dict[str, str] = {}

    def name_of(self, path: Path) -> str:
        """A path as the document would write it: relative to its folder, with `/` between names."""
        return os.path.relpath(Path(os.path.realpath(path.parent)) / path.name, self._folder).replace(os.sep, "/")

    def path_of(self, name: str) -> Path:
        """Where the companion of a name is on the disk."""
        return Path(os.path.normpath(self._folder / name))

    def read(self, names: Iterable[str]) -> bool:
        """Read the companions of these names, in which `*` stands for any files of its folder; whether there is a new one."""
        before = len(self.files)
        for name in names:
            for one in self._matching(name) if "*" in name else [name]:
                if one not in self.files and one not in self.refused and one != self._document:
                    self._read(one)
        return len(self.files) > before

    def _matching(self, name: str) -> list[str]:
        """The names of files that a name with `*` in its last part stands for."""
        folder, _, pattern = name.rpartition("/")
        where = self.path_of(folder or ".")
        if why := self._why_not(where, is_folder=True):
            self.refused[name] = why
            return []
        found = sorted(one.name for one in where.iterdir() if fnmatchcase(one.name, pattern) and not one.name.startswith("."))
        return [f"{folder}/{one}" if folder else one for one in found]

    def _read(self, name: str) -> None:
        """Read one companion into `files`, or say in `refused` why not."""
        path = self.path_of(name)
        why = None if name in self._given else self._why_not(path)
        if why is None and len(self.files) == _MOST_FILES:
            why = f"the document names more than {_MOST_FILES:,} files"
        if why is None:
            try:
                text = read_text(path, self._left)
            except (OSError, Unreadable) as error:
                why = (error.strerror or "it cannot be read") if isinstance(error, OSError) else str(error).removeprefix(f"{path}: ")
            else:
                self._left -= len(text.encode())
                self.files[name] = text
                return
        self.refused[name] = why

    def _why_not(self, path: Path, *, is_folder: bool = False) -> str | None:
        """Why what is at a path may not be read; None where it may."""
        if path == self._root and is_folder:
            return None
        if self._root not in path.parents:
            return f"it is outside of {self._root}"
        inside = path.relative_to(self._root)
        if any(one.startswith(".") for one in inside.parts):
            return "a name that begins with a dot is never read"
        on_the_way = [path, *path.parents[: len(inside.parts) - 1]]
        if any(one.is_symlink() for one in on_the_way):
            return "a symbolic link is never followed"
        if not (path.is_dir() if is_folder else path.is_file()):
            return "there is no such file" if not path.exists() else "it is no file"
        return None


def with_companions(companions: Companions, ask: Callable[[Companions], dict[str, Any]]) -> dict[str, Any]:
    """What `ask` answers once it has the files that it needs: its answer's `need`, where there is one, names those still to be given.

    A file that is not there after so many rounds never will be, and is refused.
    """
    needed: list[str] = []
    for _ in range(MOST_ROUNDS):
        answer = ask(companions)
        needed = answer.get("need", [])
        if not needed:
            return answer
        if not companions.read(needed):
            break
    for name in needed:
        companions.refused.setdefault(name, "there is no such file")
    return ask(companions)
