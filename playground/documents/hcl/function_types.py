"""What a function of HCL is, and what it may ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.documents.hcl.syntax import Expression, Template
    from playground.documents.tree import Node


class Surroundings(Protocol):
    """The files that functions read: companions of the document, never the disk's."""

    def file(self, path: str, at: Expression) -> Node:
        """The text of a file. Unknown where it was not given."""

    def has_file(self, path: str) -> bool:
        """Whether a file was given."""

    def template(self, path: str, at: Expression) -> Template:
        """A file as a template. Unknown."""

    def parsed(self, text: Node, at: Expression) -> Template:
        """A text as a template. Unknown."""

    def tree(self, text: Node, at: Expression) -> Node:
        """The values of a text in JSON or YAML. Unknown."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function, with how many arguments it takes.

    `takes_open`: it is called although an argument as a whole is not known; else that argument is what it gives.
    """

    call: Callable[[list[Node], Expression, Surroundings], Node]
    fewest: int = 1
    most: int = 1
    takes_open: bool = False


ANY = 10_000
"""As many arguments as there are."""
