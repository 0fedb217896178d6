"""Parameters that a template read and the call has not: they are empty, which breaks what is written with them.

A template that asks for one first, or writes `$!`, knows that it may be missing: of that nothing is told.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.variables.parameters import HIDDEN_HEADERS
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from playground.gateway.checks.template.parameter_reads import ParameterRead, ParameterReads
    from playground.model import Request

_LOCATIONS: Mapping[str, str] = {"path": "path", "querystring": "query string", "header": "headers"}
_CLOSE = 0.6
_SHOWN = 3
_MOST_NAMES = 200


def missing_parameters(found: ParameterReads, missed: AbstractSet[tuple[str, str]], request: Request) -> Iterator[Diagnostic]:
    """What to tell of parameters that were read and not there; `missed` has their locations and names.

    Of a call of which nothing is given it is an info: it may only be there for its answer.
    """
    is_given = bool(request.path or request.querystring or request.header or request.body)
    for read in found.reads:
        if (read.location, read.name) in missed and not found.is_asked(read) and not _is_told_otherwise(read, request):
            yield _diagnostic(read, request, is_given=is_given)


def _diagnostic(read: ParameterRead, request: Request, *, is_given: bool) -> Diagnostic:
    name, shown = shorten(read.name, 60), shorten(read.reference.literal.rstrip())
    what = f"no `{name}` in its {_LOCATIONS[read.location]}" if read.location else f"no parameter `{name}`"
    ask = f'ask first, with #if({shown} != ""), if a client may leave it out'
    if not is_given:
        message = f"Nothing is given of the call, so it has {what}: `{shown}` is empty."
        return Diagnostic("request.parameter", "info", message, f"Give the call's parameters, or {ask}.", span=read.reference.span)
    if name.lower() in HIDDEN_HEADERS and any(header.lower() == name.lower() for header in request.header):
        message = f"`{shown}` is empty: API Gateway shows templates no `{name}` header."
        return Diagnostic(
            "request.parameter",
            "warning",
            message,
            "Map it in requestParameters, or let the client send another one.",
            span=read.reference.span,
        )
    message = f"The call has {what}, so `{shown}` is empty{_instead(name, request)}."
    return Diagnostic("request.parameter", "warning", message, f"Write the name as the call has it, or {ask}.", span=read.reference.span)


def _is_told_otherwise(read: ParameterRead, request: Request) -> bool:
    """Whether it is a header that `$method` is asked for in another case: what AWS does then is not known, and told as that."""
    return (
        read.location == "header" and read.reference.name == "method" and any(name.lower() == read.name.lower() for name in request.header)
    )


def _instead(name: str, request: Request) -> str:
    """`; its path has …`: what is called much like it, else what little there is."""
    locations: Mapping[str, Mapping[str, object]] = {"path": request.path, "querystring": request.querystring, "header": request.header}
    for location, values in locations.items():
        names = {one.lower(): one for one in list(values)[:_MOST_NAMES]}
        if close := get_close_matches(name.lower(), names, 1, _CLOSE):
            same = names[close[0]]
            case = ": upper and lower case count" if same.lower() == name.lower() and same != name else ""
            return f"; its {_LOCATIONS[location]} ha{'ve' if location == 'header' else 's'} `{shorten(same, 60)}`{case}"
    given = [f"`{shorten(one, 40)}`" for location in ("path", "querystring") for one in locations[location]]
    return f"; it has {', '.join(given)}" if 0 < len(given) <= _SHOWN else ""
