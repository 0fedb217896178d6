"""What a guard is, and how to take it away."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guard:
    """In `file`, `there` is the guard, `instead` the code of somebody who did not think of it."""

    name: str
    file: str
    there: str
    instead: str
    tests: tuple[str, ...]

    def taken_away(self, text: str) -> str:
        """The file's text without the guard. ValueError where that is not in it exactly once."""
        if text.count(self.there) != 1:
            raise ValueError(f"{self.name}: `{self.there}` is {text.count(self.there)} times in {self.file}")
        return text.replace(self.there, self.instead)
