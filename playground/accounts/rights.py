"""The six rights. A route names the one that it needs; an identity has some of them."""

from __future__ import annotations

from typing import Literal, get_args

Right = Literal["read_site", "list", "create", "change", "delete", "administer"]
"""`read_site`: the pages, evaluations, tools, and what is saved where one has its link. `list`: the list of what the team shares.
`create`: save something new. `change`: save revisions, title, tags, visibility. `delete`: delete and restore. `administer`: all of
this with everybody's scenarios and tokens. Of whose scenario a right holds is asked by `ownership`."""
RIGHTS: tuple[Right, ...] = get_args(Right)
NOTHING: frozenset[Right] = frozenset()
READ: frozenset[Right] = frozenset({"read_site", "list"})
WRITE: frozenset[Right] = READ | {"create", "change", "delete"}
ALL: frozenset[Right] = frozenset(RIGHTS)
