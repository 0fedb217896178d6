"""What one evaluation may still use, and what it has to tell: shared by all templates of the evaluation."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NoReturn

from playground.diagnostics import Span, utf8_length
from playground.errors import LimitReached
from playground.vtl.runtime.notes import Notes

if TYPE_CHECKING:
    from playground.limits import Limits


now = time.monotonic
"""The clock of an evaluation. Tests that run in parallel put the thread's own processor time in its place."""
_LESS = "AWS sends no payload beyond 10 MB."
_TURNS = 64
"""How many turns of loops go by between two looks at the clock."""
_CHARACTERS_A_STEP = 25
"""Characters that take as long to write as a step: 40 ns each for JSON, where a step takes up to a microsecond, a record included."""


class Run:
    """The meter of one evaluation. `span` is the place of the directive or call that runs now."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.iterations = 0
        self.next_check = 0  # the number of iterations at which limits are looked at again
        self.steps_left = limits.steps
        self.output_left = limits.output
        self.notes = Notes()
        self.span = Span(0, 0)
        self._deadline = now() + limits.seconds

    @property
    def spent(self) -> int:
        """The work that was counted so far, in steps, whatever the machine is busy with: steps, and what was written."""
        return self.limits.steps - self.steps_left + (self.limits.output - self.output_left) // _CHARACTERS_A_STEP

    def seconds_left(self) -> float:
        """Seconds until `Limits.seconds` are over; 0 where they are."""
        return max(0.0, self._deadline - now())

    def regex_seconds(self) -> float:
        """Seconds that a regular expression may take now."""
        return min(self.limits.regex, self.seconds_left())

    def check_left(self) -> None:
        """LimitReached where more steps were taken than there may be."""
        if self.steps_left < 0:
            self.stop("steps", f"The template takes more than {self.limits.steps:,} steps.", "Work on fewer items, or on fewer at once.")

    def write(self, count: int) -> None:
        """Count characters that were written; LimitReached where they are more than there may be."""
        self.output_left -= count
        if self.output_left < 0:
            self.stop("output", f"The template writes more than {self.limits.output:,} bytes.", _LESS)

    def check_written(self, text: str) -> None:
        """LimitReached where a text that was written has more bytes than a template may write: `write` counts characters."""
        if utf8_length(text) > self.limits.output:
            self.write(self.output_left + 1)

    def check_iterations(self) -> None:
        """LimitReached where all loops together went round too often, or the time is over."""
        if self.iterations > self.limits.iterations:
            self.stop("iterations", f"The loops of the template go round more than {self.limits.iterations:,} times in all.")
        self.check_seconds()
        self.next_check = min(self.iterations + _TURNS, self.limits.iterations + 1)

    def check_seconds(self) -> None:
        """LimitReached where the time is over."""
        if not self.seconds_left():
            self.stop("seconds", f"The evaluation takes more than {self.limits.seconds:g} s.")

    def check_length(self, value: object) -> None:
        """LimitReached where a text or a collection that the template made is too long."""
        if isinstance(value, (str, list, dict)) and len(value) > self.limits.string:
            self.stop("string", f"A value of the template grows beyond {self.limits.string:,} characters or members.")

    def stop(self, name: str, message: str, hint: str = "") -> NoReturn:
        """End the run here: `name` is the limit's."""
        raise LimitReached(name, message, help=hint, span=self.span)
