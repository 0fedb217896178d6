"""Web processes that follow each other on a reload: the old ones go when the new ones serve, so nobody waits for a start."""

from __future__ import annotations

import mmap
from struct import Struct
from typing import Any

_NUMBERS = Struct("=QQ")


class Succession:
    """Generations of processes, numbered from 1: which is the newest, and which is the newest that serves. All processes share the memory.

    The server makes it, and says of each process that it will start what its generation is; the processes say that they serve.
    """

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, _NUMBERS.size)
        self._config: Any = None

    def generation(self, config: Any) -> int:
        """The generation of a process that is started with this configuration: for a reload gunicorn reads a new one."""
        newest, serving = self._read()
        if config is not self._config:
            self._config = config
            newest += 1
            _NUMBERS.pack_into(self._shared, 0, newest, serving)
        return newest

    def serves(self, generation: int) -> None:
        """Note that a process of this generation serves requests now."""
        newest, serving = self._read()
        _NUMBERS.pack_into(self._shared, 0, newest, max(generation, serving))

    def is_served(self) -> bool:
        """Whether any process has served yet."""
        return self._read()[1] > 0

    def has_successor(self, generation: int) -> bool:
        """Whether there is a newer generation, which serves already or will."""
        return self._read()[0] > generation

    def is_awaited(self, generation: int) -> bool:
        """Whether there is a newer generation that does not serve yet."""
        newest, serving = self._read()
        return newest > max(generation, serving)

    def _read(self) -> tuple[int, int]:
        newest, serving = _NUMBERS.unpack_from(self._shared)
        return newest, serving
