"""What a template sees while it renders: its variables, where its text goes, and the run that it is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.vtl.run import Run


class StopTemplate(Exception):
    """`#stop`: the rest of the template is not rendered."""


class BreakBlock(Exception):
    """`#break`: the innermost #foreach or #define ends, or the loop that `target` is; outside of any, the template does."""

    def __init__(self, target: object = None) -> None:
        super().__init__()
        self.target = target


class Scope:
    """The variables of a template, its output so far, and its run."""

    __slots__ = ("append", "captured", "missing", "operands", "out", "run", "variables")

    def __init__(self, variables: dict[str, object], run: Run) -> None:
        self.variables = variables
        self.run = run
        self.out: list[str] = []
        self.append = self.out.append  # for whoever has counted the text already
        self.captured = 0  # how deep the output is kept for a string or a #define
        self.missing = -1  # the part that the last undefined reference had not: 0 its root, n its n-th step
        self.operands: str | None = None  # what the last comparison compared, for a recorder

    def forget_operands(self) -> None:
        """No comparison has been made yet."""
        self.operands = None

    def write(self, text: str) -> None:
        """Append to the output."""
        self.run.output_left -= len(text)
        if self.run.output_left < 0:
            self.run.check_left()
        self.append(text)

    def capture(self, render: Callable[[Scope], None]) -> str:
        """The text that `render` writes; it does not go to the output, though it counts."""
        outside, self.out = self.out, []
        self.append = self.out.append
        self.captured += 1
        try:
            render(self)
            return "".join(self.out)
        finally:
            self.out = outside
            self.append = outside.append
            self.captured -= 1
