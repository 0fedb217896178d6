"""The exception tree of the playground, and nothing else.

PlaygroundError
├── InvalidDocument     the caller's JSON is no Scenario: every problem, each with its path
├── TemplateFailure     the user's template fails as it would on AWS (500); carries its diagnostics
├── LimitReached        a limit of ours ended the run; this is not AWS's answer
└── Busy                no child was free in time; come back later
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.diagnostics import Diagnostic, Span


class PlaygroundError(Exception):
    """The base of every error that this package raises on purpose."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a caller's document (what is wrong with a template is a Diagnostic); `path` is a JSON Pointer.

    Where the problem is inside the text at `path`, `line` and `column` are its place there (from 1, the column in UTF-16 units).
    """

    path: str
    message: str
    line: int | None = None
    column: int | None = None

    def to_document(self) -> dict[str, object]:
        """As JSON; without a place where there is none."""
        place = {} if self.line is None else {"line": self.line, "column": self.column}
        return {"path": self.path, "message": self.message, **place}


class InvalidDocument(PlaygroundError):
    """A JSON document that is no Scenario, or cannot be used otherwise: `detail` says so in a sentence.

    Of very many problems the first are kept, and of very long paths and messages the beginning: nobody reads more, and it has to be sent.
    """

    def __init__(self, problems: Sequence[Problem], detail: str = "The JSON is no Scenario.") -> None:
        kept = [
            replace(problem, path=_beginning(problem.path), message=_beginning(problem.message)) for problem in problems[:MOST_PROBLEMS]
        ]
        super().__init__("; ".join(f"{problem.path or '/'}: {problem.message}" for problem in kept))
        self.problems = tuple(kept)
        self.detail = detail if len(kept) == len(problems) else f"{detail} The first {len(kept)} of {len(problems):,} problems are named."


MOST_PROBLEMS = 100
_LONGEST = 1_000


def _beginning(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


class TemplateFailure(PlaygroundError):
    """A template that cannot be parsed, or that fails while it runs: AWS answers 500."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = tuple(diagnostics)


class LimitReached(PlaygroundError):
    """A limit of ours was reached; `name` is the field of `Limits`, `span` its place where there is one."""

    def __init__(self, name: str, message: str, *, help: str = "", span: Span | None = None) -> None:  # noqa: A002 - the Result's own word
        super().__init__(message)
        self.name = name
        self.message = message
        self.help = help
        self.span = span


class Busy(PlaygroundError):
    """Every child is taken and none came free in time."""
