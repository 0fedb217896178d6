"""What all modules of a document share, and what a module is to those who ask it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from playground.documents.hcl.scope import Budget
from playground.documents.readers.terraform.files import Files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playground.documents.hcl.scope import Scope
    from playground.documents.hcl.syntax import Block, Body, Expression
    from playground.documents.hcl.values import Lazy
    from playground.documents.readers.found import Remark
    from playground.documents.readers.terraform.instance import Instance
    from playground.documents.readers.terraform.multiplied import Copy
    from playground.documents.sources import Sources
    from playground.documents.tree import Node


@dataclass(slots=True)
class Shared:
    """What all modules of one document share. `read_folder` gives the bodies of the files in a folder, None where none were given."""

    sources: Sources
    read_folder: Callable[[str], list[Body] | None]
    budget: Budget = field(default_factory=Budget)
    left_out: list[Remark] = field(default_factory=list)
    files: Files = field(init=False)

    def __post_init__(self) -> None:
        self.files = Files(self.sources)


class Asked(Protocol):
    """A module, as its variables and the modules that it calls see it."""

    shared: Shared
    folder: str
    address: str
    blocks: dict[tuple[str, ...], Block]

    def scope(self, names: Mapping[str, Node] | None = None) -> Scope:
        """What names mean in the module."""

    def lazy(self, at: Expression, what: str, find: Callable[[str, Expression], Node]) -> Lazy:
        """An object whose attributes `find` gives."""

    def once(self, key: tuple[str, ...], at: Expression, make: Callable[[], Node]) -> Node:
        """The value under a key, made when it is first asked for."""

    def multiplied(self, block: Block, at: Expression, make: Callable[[Copy], Node]) -> Node:
        """What `make` gives for each copy of a block."""

    def open(self, name: str, at: Expression) -> Node:
        """What is put in for a name that nobody says the value of."""

    def ask_for_files(self) -> None:
        """Name the module's other files as missing."""

    def child(self, bodies: list[Body], folder: str, address: str, given: Mapping[str, Node]) -> Asked:
        """A module that this one calls."""

    def instances(self) -> Iterator[Instance]:
        """Every resource of the module."""
