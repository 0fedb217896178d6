"""What a template sees while it renders: its variables, where its text goes, and the run that it is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.vtl.runtime.meter import Run
    from playground.vtl.runtime.record import Record


class StopTemplate(Exception):
    """`#stop`: the rest of the template is not rendered."""


class BreakBlock(Exception):
    """`#break`: the innermost #foreach or #define ends, or the loop that `target` is; outside of any, the template does."""

    def __init__(self, target: object = None) -> None:
        super().__init__()
        self.target = target


class Tries:
    """When to render many items at once is tried again where it failed: at once, then after twice as many tries each time."""

    def __init__(self) -> None:
        self.wait = 0
        self._next = 0

    def note(self, *, done: bool) -> None:
        """It was done, or failed."""
        self.wait, self._next = (0, 0) if done else (self._next, 2 * self._next + 1)


class Scope:
    """The variables of a template, its output so far, and its run; `record` is there where the run is recorded."""

    __slots__ = (
        "append",
        "captured",
        "counted",
        "is_recorded",
        "missing",
        "operands",
        "out",
        "record",
        "run",
        "showing",
        "sign",
        "tries",
        "variables",
        "writers",
    )
    record: Record

    def __init__(self, variables: dict[str, object], run: Run, record: Record | None = None) -> None:
        self.variables = variables
        self.run = run
        self.captured = 0  # how deep the output is kept for a string or a #define
        self.missing = -1  # the part that the last undefined reference had not: 0 its root, n its n-th step
        self.showing = False  # whether a comparison is to say what it compares, for the record, and what it did
        self.operands = ""
        self.tries: dict[object, Tries] = {}  # by the loop, of those that may be rendered for many items at once
        self.is_recorded = record is not None
        if record is not None:
            self.record = record
        self._write_to([], [])

    def capture(self, render: Callable[[Scope], None]) -> str:
        """The text that `render` writes; it does not go to the output, though it counts."""
        outside = self.out, self.writers, self.counted
        self._write_to([], [])
        self.captured += 1
        try:
            render(self)
            return self.text()
        finally:
            if self.is_recorded:
                self.record.wrote(self.out, self.writers)
            self._write_to(*outside)
            self.captured -= 1

    def text(self) -> str:
        """What is written."""
        self.count()
        return "".join(self.out)

    def count(self) -> None:
        """Count what was written since the last time; LimitReached where that is too much."""
        written = self.out[self.counted :]
        self.counted += len(written)
        self.run.write(sum(map(len, written)))

    def write(self, texts: list[str], length: int) -> None:
        """Write texts that have so many characters; LimitReached where that is too much."""
        self.count()
        self.out.extend(texts)
        self.counted += len(texts)
        self.run.write(length)

    def _write_to(self, out: list[str], writers: list[int], counted: int = 0) -> None:
        self.out, self.append = out, out.append
        self.writers, self.sign = writers, writers.append  # where it is recorded: for the number of the site that wrote the text
        self.counted = counted
