"""What the actions of a service take: the tables in `models`, one file a service, generated from the API models that AWS publishes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, TypeAlias, cast

Kind: TypeAlias = Literal["structure", "list", "map", "string", "integer", "long", "float", "double", "boolean", "blob", "timestamp"]
MODELLED = frozenset({"dynamodb", "states", "kinesis", "events", "firehose", "sqs", "sns"})
"""The services that have a table, by their name in an integration's uri."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The type of a value. `members`: of a structure, name → the name of a shape; `item`: of what a list or a map holds.

    `enum`: the values that a string may have; none where it may have any. `least`: the least that a number may be.
    """

    name: str
    kind: Kind
    members: dict[str, str]
    required: tuple[str, ...] = ()
    item: str = ""
    enum: tuple[str, ...] = ()
    least: int | None = None


@dataclass(frozen=True, slots=True)
class ApiModel:
    """A service's actions, each with the name of its input's shape (None: it takes nothing), and the shapes that are not scalars alone."""

    source: str
    actions: dict[str, str | None]
    _shapes: dict[str, Any]
    _made: dict[str, Shape]

    def shape(self, name: str) -> Shape:
        """The shape of a name; a scalar's type is a name, too."""
        if name not in self._made:
            given = self._shapes.get(name, {"type": name})
            self._made[name] = Shape(
                name,
                cast("Kind", given["type"]),
                given.get("members", {}),
                tuple(given.get("required", ())),
                given.get("member") or given.get("value") or "",
                tuple(given.get("enum", ())),
                given.get("min"),
            )
        return self._made[name]


_TEXTS = {name: resources.files("playground.services").joinpath("models", f"{name}.json").read_text("ascii") for name in sorted(MODELLED)}
"""The tables' texts, read when this is imported: what evaluates may open no file. A table is parsed when it is first asked for."""


@cache
def api_model(service: str) -> ApiModel:
    """The table of a service in `MODELLED`."""
    table = json.loads(_TEXTS[service])
    return ApiModel(table["source"], table["actions"], table["shapes"], {})
