"""The client's parameters as the maps that templates see, each in AWS's order.

Evidence: headers stand alphabetically, whatever their case (user-reported: an execution log of 2016, serverless issue 1014, stored
events). For the query string the sources differ: deployed APIs gave the alphabet (user-reported: hydrocron issue 64), the console's Test
the order of a HashMap (user-reported: functionless issue 23); here it is that of a deployed call. Of path parameters nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.vtl.java.hash_order import in_hash_order
from playground.vtl.java.java_maps import HashMap, TreeMap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model import Request
    from playground.vtl import Run

HIDDEN_HEADERS = frozenset({
    "connection", "content-length", "content-md5", "expect", "max-forwards", "proxy-authenticate", "server", "te", "transfer-encoding",
    "trailer", "upgrade", "www-authenticate",
})  # fmt: skip
"""Headers of the client that templates see as empty (recorded: ls/headers/request-visible)."""


class Missed:
    """The parameters that a template read and that are not there: the first `MOST`, each as (location, name)."""

    MOST = 1_000

    def __init__(self) -> None:
        self._names: set[tuple[str, str]] = set()

    def add(self, location: str, name: str) -> None:
        """A template read the parameter `name` of a location; `""` is all locations together."""
        if len(self._names) < self.MOST:
            self._names.add((location, name))

    def take(self) -> set[tuple[str, str]]:
        """Return all of them, and forget them."""
        names, self._names = self._names, set()
        return names


class OrderDoubt:
    """Tells, once in an evaluation, that a template saw an order of which it is not known whether it is AWS's."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.told = False

    def seen(self, names: list[str], location: str) -> None:
        """A template sees these names one after the other: tell where a HashMap would have them otherwise."""
        if self.told or names == in_hash_order(names):
            return
        self.told = True
        self.run.notes.tell("uncertain.order", self.run.span, lambda: _uncertain_order(location), "info")


def _uncertain_order(location: str) -> tuple[str, str]:
    message = f"The {location} parameters stand in alphabetical order here; AWS's own order is not known for sure."
    return message, "Do not build on their order: read each by its name, or sort what comes out."


class Watched(TreeMap):
    """A map of the call's that keeps which names a template asked for in vain."""

    _missed: Missed | None = None
    _of = ""

    def watch(self, location: str, missed: Missed) -> None:
        """Keep them in `missed`, as those of that location."""
        self._of, self._missed = location, missed

    def get(self, key: object, default: Any = None) -> Any:
        """The member of that name."""
        found = super().get(key, default)
        if found is None and self._missed is not None and isinstance(key, str):
            self._missed.add(self._of, key)
        return found


class ParameterMap(Watched):
    """Parameters of the query string or the path, by name."""

    def __init__(self, location: str, members: Mapping[str, object], doubt: OrderDoubt) -> None:
        super().__init__((name, value) for name, value in members.items())
        self.location = "path" if location == "path" else "query string"
        self.doubt = doubt

    def seen(self) -> None:
        """A template gets to see the names in their order."""
        self.doubt.seen([name for name in self if isinstance(name, str)], self.location)


class HeaderMap(Watched):
    """The client's headers, by name."""

    ignores_case = True


def visible_headers(request: Request) -> dict[str, str | list[str]]:
    """The headers that templates do not see as empty."""
    return {name: value for name, value in request.header.items() if name.lower() not in HIDDEN_HEADERS}


def to_params(request: Request, doubt: OrderDoubt, missed: Missed) -> HashMap:
    """`$input.params()`: path, querystring and header, each name → text; the last value of a repeated one."""
    header = {name: last(value) for name, value in visible_headers(request).items()}
    querystring = {name: last(value) for name, value in request.querystring.items()}
    locations: dict[str, Watched] = {
        "path": ParameterMap("path", request.path, doubt),
        "querystring": ParameterMap("querystring", querystring, doubt),
        "header": HeaderMap(header.items()),
    }
    for location, parameters in locations.items():
        parameters.watch(location, missed)
    return HashMap(locations.items())


def last(value: str | list[str]) -> str:
    """The last value of what may be repeated."""
    return value if isinstance(value, str) else (value[-1] if value else "")
