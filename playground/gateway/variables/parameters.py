"""The client's parameters as the maps that templates see, each in AWS's order.

Evidence: headers stand alphabetically, whatever their case (user-reported: an execution log of 2016, serverless issue 1014, stored
events). For the query string the sources differ: deployed APIs gave the alphabet (user-reported: hydrocron issue 64), the console's Test
the order of a HashMap (user-reported: functionless issue 23); here it is that of a deployed call. Of path parameters nothing is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.gateway.variables.input import HIDDEN_HEADERS, last
from playground.java_hash import in_hash_order
from playground.vtl.java_maps import HashMap, TreeMap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model import Request
    from playground.vtl import Run


class OrderDoubt:
    """Tells, once in an evaluation, that a template saw an order of which it is not known whether it is AWS's."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.told = False

    def seen(self, names: list[str], place: str) -> None:
        """A template sees these names one after the other: tell where a HashMap would have them otherwise."""
        if self.told or names == in_hash_order(names):
            return
        self.told = True
        self.run.notes.tell("uncertain.order", self.run.span, lambda: _uncertain_order(place), "info")


def _uncertain_order(place: str) -> tuple[str, str]:
    message = f"The {place} parameters stand in alphabetical order here; AWS's own order is not known for sure."
    return message, "Do not build on their order: read each by its name, or sort what comes out."


class ParameterMap(TreeMap):
    """Parameters of the query string or the path, by name."""

    def __init__(self, place: str, members: Mapping[str, object], doubt: OrderDoubt) -> None:
        super().__init__((name, value) for name, value in members.items())
        self.place = "path" if place == "path" else "query string"
        self.doubt = doubt

    def seen(self) -> None:
        """A template gets to see the names in their order."""
        self.doubt.seen([name for name in self if isinstance(name, str)], self.place)


class HeaderMap(TreeMap):
    """The client's headers, by name."""

    ignores_case = True


def visible_headers(request: Request) -> dict[str, str | list[str]]:
    """The headers that templates do not see as empty."""
    return {name: value for name, value in request.header.items() if name.lower() not in HIDDEN_HEADERS}


def to_params(request: Request, doubt: OrderDoubt) -> HashMap:
    """`$input.params()`: path, querystring and header, each name → text; the last value of a repeated one."""
    header = {name: last(value) for name, value in visible_headers(request).items()}
    querystring = {name: last(value) for name, value in request.querystring.items()}
    places = {
        "path": ParameterMap("path", request.path, doubt),
        "querystring": ParameterMap("querystring", querystring, doubt),
        "header": HeaderMap(header.items()),
    }
    return HashMap(places.items())
