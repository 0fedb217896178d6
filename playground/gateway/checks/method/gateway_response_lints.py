"""What an API's gateway responses say that AWS refuses, or takes and nobody meant: found by reading, used in this run or not."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.gateway.gateway_response_types import HEADER_PREFIX, TEMPLATE_TYPE, TYPES, source_of
from playground.jsontext.pointer import to_pointer
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.model import GatewayResponse

_QUOTED_STRING = re.compile(r'"(\$(?:context\.error\.messageString(?![\w.-])|\{context\.error\.messageString\}))"')
_VELOCITY = re.compile(r"#\{?(?:set|if|elseif|foreach|define)\}?\s*\(|\$!?\{?(?:input|util)\.")
_QUOTES = "'\" "
_OTHER_SOURCE = re.compile(r"(?:integration\.(?:response|request)|method\.(?:request|response)|context|stageVariables)\b")


def lint_gateway_responses(responses: Mapping[str, GatewayResponse]) -> Iterator[Diagnostic]:
    """Everything to say about an API's gateway responses."""
    for name, response in responses.items():
        path = ("gatewayResponses", name)
        if name not in TYPES:
            yield _unknown_type(name, path)
        for target, source in response.responseParameters.items():
            yield from _mapping(target, source, to_pointer((*path, "responseParameters", target)))
        template = response.responseTemplates.get(TEMPLATE_TYPE)
        if template:
            yield from _template(template, to_pointer((*path, "responseTemplates", TEMPLATE_TYPE)))


def _unknown_type(name: str, path: tuple[str, ...]) -> Diagnostic:
    near = get_close_matches(name.upper(), TYPES, 1, 0.6)
    hint = f"It is called {near[0]}." if near else "DEFAULT_4XX and DEFAULT_5XX stand for all others."
    message = f"{shorten(name, 60)} is no type of gateway response: AWS refuses it, and it is never used."
    return _lint(message, hint, to_pointer(path))


def _lint(message: str, hint: str, where: str, span: Span | None = None, fix: str | None = None) -> Diagnostic:
    """`fix`: the text that mends what stands at `span`."""
    edits = () if span is None or fix is None else (TextEdit(span, fix),)
    return Diagnostic("lint.gateway-response", "warning", message, hint, where=where, span=span, fix=edits)


def _mapping(target: str, source: str, where: str) -> Iterator[Diagnostic]:
    """Headers that AWS refuses when they are put.

    Evidence: user-reported: aws-cdk 20274 ("Invalid mapping expression specified"); documented: api-gateway-gatewayResponse-definition.
    """
    span = Span(0, len(source))
    if not target.startswith(HEADER_PREFIX) or target == HEADER_PREFIX:
        message = f"`{shorten(target, 80)}` sets no header: a gateway response's headers are called {HEADER_PREFIX}NAME. AWS refuses it."
        yield _lint(message, f"Call it {HEADER_PREFIX}{shorten(target.rpartition('.')[2], 60)}.", where)
    elif source_of(source) is not None:
        return
    elif _OTHER_SOURCE.match(source):
        message = f"A gateway response cannot read `{shorten(source, 80)}`: AWS refuses the mapping, and the header is left out here."
        hint = "It can read method.request.header, .querystring and .path, stageVariables and context, and a text in single quotes."
        yield _lint(message, hint, where, span)
    else:
        message = f"`{shorten(source, 80)}` stands without single quotes: AWS refuses the mapping, and the header is left out here."
        yield _lint(message, "A text stands in single quotes: 'text'.", where, span, f"'{source.strip(_QUOTES)}'")


def _template(template: str, where: str) -> Iterator[Diagnostic]:
    """A gateway response's template is plain substitution (documented: api-gateway-gatewayResponse-definition)."""
    for match in _QUOTED_STRING.finditer(template):
        message = "$context.error.messageString brings its own quotes: in quotes it makes broken JSON."
        yield _lint(message, "Write it without quotes around it.", where, Span(*match.span()), match[1])
    velocity = _VELOCITY.search(template)
    if velocity:
        message = f"`{velocity[0].strip()}` is not run: a gateway response is no Velocity template, and the client gets it as it stands."
        hint = "It can put in $context.x, $stageVariables.x and $method.request.header.x, and nothing else."
        yield _lint(message, hint, where, Span(*velocity.span()))
