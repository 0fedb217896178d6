"""A resource of Terraform as it will stand in AWS: one for each key where `for_each` or `count` multiplies it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playground.documents.hcl.values import Unknown
from playground.documents.readers.found import Remark

if TYPE_CHECKING:
    from collections.abc import Callable

    from playground.diagnostics import Span
    from playground.documents.tree import Node, SourceFile


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """A resource. `get` gives an attribute, None where it is absent or null; it raises Unknown. `ids`: the texts that others know it by."""

    type: str
    address: str
    span: Span
    file: SourceFile | None
    get: Callable[[str], Node | None]
    ids: frozenset[str] = field(default_factory=frozenset)

    def text(self, name: str) -> str | None:
        """An attribute as text; None where it has none. Unknown."""
        found = self.get(name)
        return found.text if found is not None else None

    def members(self, name: str) -> dict[str, Node]:
        """The members of an attribute, those that are null left out. Unknown."""
        found = self.get(name)
        return {key: one for key, one in found.members.items() if one.value is not None} if found is not None else {}

    def unknown(self, why: str) -> Unknown:
        """What to raise where this resource cannot be used."""
        return Unknown(why, self.span, self.file)


def remark(error: Unknown, name: str) -> Remark:
    """Why something was left out."""
    return Remark(error.why, error.span, name, error.file)
