"""What commands need of the client's call and of `$context`, and how a text stands in a shell."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from playground.errors import InvalidDocument, Problem
from playground.gateway.variables.context import DEFAULT_CONTEXT
from playground.model import well_formed

if TYPE_CHECKING:
    from playground.model import Scenario

BREAKS = re.compile(r"[\0\r\n]")
"""What no header and no line of a command can hold."""


def http_method(scenario: Scenario) -> str:
    """The client's method: the method's own, or else that of `$context`."""
    own = scenario.method.httpMethod if scenario.method else None
    fallback = "POST" if scenario.request.body else "GET"
    method = own if own and own != "ANY" else context_text(scenario, "httpMethod", fallback)
    return method if re.fullmatch("[A-Z]{1,20}", method) else fallback


def resource_path(scenario: Scenario) -> str:
    """The path of the method's resource: that of `$context`, else one of the call's path parameters; "" where nothing says it."""
    parameters = scenario.request.path
    usual = str(DEFAULT_CONTEXT["resourcePath"]) if parameters.keys() == {"id"} else "".join(f"/{{{name}}}" for name in parameters)
    return context_text(scenario, "resourcePath", usual)


def context_text(scenario: Scenario, name: str, fallback: str) -> str:
    """The text that the Scenario's `$context` has under a name; `fallback` where it has none of one line."""
    value = scenario.context.get(name)
    return value if isinstance(value, str) and value and not BREAKS.search(value) else fallback


def quote(text: str) -> str:
    """A text as one word of a POSIX shell."""
    return shlex.quote(well_formed(text))


def unfit(where: str, message: str) -> InvalidDocument:
    """The error for a Scenario of which no command can be made: what stands at `where`, a JSON Pointer in it, does not fit."""
    return InvalidDocument([Problem(f"/scenario{where}", message)], "This cannot be written as a command.")
