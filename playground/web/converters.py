"""The parts of addresses that are ids and numbers: what cannot be one is not there, and reaches no database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from werkzeug.routing import BaseConverter, IntegerConverter

if TYPE_CHECKING:
    from flask import Flask


class ScenarioId(BaseConverter):
    """An id, as `store.ids` makes them."""

    regex = "[a-z2-9]{16}"


class Revision(IntegerConverter):
    """The number of a revision, which fits into a database's whole numbers."""

    regex = "[1-9][0-9]{0,8}"

    def __init__(self, map: Any) -> None:  # noqa: A002 - Werkzeug's signature
        super().__init__(map)


def init_app(app: Flask) -> None:
    """Let routes name them."""
    app.url_map.converters.update({"scenario_id": ScenarioId, "revision": Revision})
