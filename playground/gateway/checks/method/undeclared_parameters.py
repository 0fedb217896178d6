"""Request mappings from parameters that the method does not declare, which AWS refuses when they are stored.

Evidence: documented: request-response-data-mappings; user-reported: aws-cdk issue 17318 ("Invalid mapping expression parameter specified").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.jsontext.pointer import to_pointer
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.model import Method

_DECLARED = frozenset({"path", "querystring", "header"})


def undeclared_parameters(method: Method) -> Iterator[Diagnostic]:
    """What to tell of the sources of `requestParameters`; nothing where the method was given without its declarations."""
    if "requestParameters" not in method.model_fields_set:
        return
    declared = {name.lower(): name for name in method.requestParameters}
    for target, source in method.methodIntegration.requestParameters.items():
        location, _, name = source.removeprefix("method.request.").partition(".")
        wanted = f"method.request.{location.removeprefix('multivalue')}.{name}"
        if not source.startswith("method.request.") or not name or location.removeprefix("multivalue") not in _DECLARED:
            continue
        if wanted in method.requestParameters:
            continue
        where = to_pointer(("method", "methodIntegration", "requestParameters", target))
        message = f"The method does not declare `{shorten(wanted, 80)}`, which this mapping reads: AWS refuses the mapping."
        same = declared.get(wanted.lower())
        fix = (TextEdit(Span(len(source) - len(name), len(source)), same[len(same) - len(name) :]),) if same else ()
        help_ = (
            f"It declares `{shorten(same, 80)}`: upper and lower case count."
            if same
            else f'Declare it: "requestParameters": {{"{shorten(wanted, 80)}": {"true" if location == "path" else "false"}}} of the method.'
        )
        yield Diagnostic("request.parameter", "warning", message, help_, where, Span(0, len(source)), fix)
