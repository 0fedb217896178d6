"""What is to be written, as all parts of a method need it: the sample read, keys with their types, the attributes that are printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playground.generate.sample import items_of, kinds_of
from playground.generate.velocity import is_writable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.generate.sample import Kinds
    from playground.model.generation import Generation, Key

KEY_TYPES = ("S", "N", "B")


@dataclass(frozen=True, slots=True)
class KeyAttribute:
    """An attribute of a key."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Plan:
    """`keys`: the table's, `index`: the index's; `kinds`: the types of all attributes, `printed`: of those that the client gets.

    `assumed` takes sentences of what is taken for granted.
    """

    given: Generation
    items: list[dict[str, Any]]
    kinds: dict[str, Kinds]
    printed: dict[str, Kinds]
    keys: list[KeyAttribute]
    index: list[KeyAttribute]
    assumed: list[str] = field(default_factory=list)

    @property
    def action(self) -> str:
        """The action of DynamoDB."""
        return self.given.action

    @property
    def chosen_keys(self) -> list[KeyAttribute]:
        """The attributes that lead to the next page: the index's key and the table's, each once."""
        return list(dict.fromkeys([*self.index, *self.keys]))


def plan_of(given: Generation) -> Plan:
    """What is to be written. InvalidDocument where the sample cannot be used."""
    items, assumed = items_of(given.sample)
    shown = kinds_of(items)
    kinds = _writable(shown)
    if lost := [name for name in shown if name not in kinds]:
        assumed += [f"`{name}` is left out: a template cannot name it." for name in lost]
    keys = _typed([given.key, given.sort], kinds)
    index = _typed([given.index.key, given.index.sort], kinds) if given.index and given.action in {"Query", "Scan"} else []
    for one in dict.fromkeys([*keys, *index]):
        if not any(kind in kinds.get(one.name, {}) for kind in KEY_TYPES):
            assumed.append(f"The key `{one.name}` is not in the sample: it is taken for {one.type}.")
        elif one.type not in kinds[one.name]:
            assumed.append(f"The key `{one.name}` is of another type in the sample than {one.type}.")
    printed = kinds
    if given.attributes:
        assumed += [f"`{name}` is not in the sample: it is taken for a string." for name in given.attributes if name not in kinds]
        printed = {name: kinds.get(name, {"S": None}) for name in given.attributes}
    return Plan(given, items, kinds, printed, keys, index, assumed)


def _typed(keys: list[Key | None], kinds: Mapping[str, Kinds]) -> list[KeyAttribute]:
    """Each with its type: as given, as in the sample, or S."""
    found = []
    for key in keys:
        if key is not None:
            shown = next((kind for kind in KEY_TYPES if kind in kinds.get(key.name, {})), "S")
            found.append(KeyAttribute(key.name, key.type or shown))
    return found


def _writable(kinds: Mapping[str, Kinds]) -> dict[str, Kinds]:
    """Without the attributes, at any depth, that a template cannot name."""
    return {name: _below(kind) for name, kind in kinds.items() if is_writable(name)}


def _below(kinds: Kinds) -> Kinds:
    ways = {"M": _writable, "L": _below}
    return {kind: ways[kind](below) if kind in ways else below for kind, below in kinds.items()}
