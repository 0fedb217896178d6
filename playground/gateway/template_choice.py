"""Which template a body gets: by the client's Content-Type on the way in, by its Accept on the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.failures import GatewayFailure
from playground.gateway.variables.parameters import last
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_TYPE = "application/json"


def header(headers: Mapping[str, str | list[str]], name: str) -> str | None:
    """A header of the client's, whatever the case of its name."""
    return next((last(value) for key, value in headers.items() if key.lower() == name), None)


def media_type(value: str | None) -> str:
    """The first media type of a header's value, without parameters; application/json where there is none.

    Evidence: documented: request-response-data-mappings; recorded: ls/s3; documented: api-gateway-known-issues.
    """
    first = (value or "").split(",", maxsplit=1)[0].split(";", maxsplit=1)[0].strip()
    return first or DEFAULT_TYPE


def request_template(templates: Mapping[str, str | None], behavior: str | None, content_type: str | None) -> str | None:
    """The content type whose request template applies; None where the body passes through (doc/passthrough).

    GatewayFailure (415) where `passthroughBehavior` lets nothing through. An empty template is none
    (documented: request-response-data-mappings).
    """
    wanted = media_type(content_type)
    if templates.get(wanted):
        return wanted
    if wanted in templates and behavior != "NEVER":
        return None
    has_templates = any(templates.values())
    if behavior == "NEVER" or (behavior == "WHEN_NO_TEMPLATES" and has_templates):
        raise GatewayFailure("UNSUPPORTED_MEDIA_TYPE", [_unsupported(wanted, behavior, list(templates))])
    return None


def _unsupported(wanted: str, behavior: str | None, names: list[str]) -> Diagnostic:
    has = f"there is a request template only for {shorten(', '.join(names))}" if names else "there is no request template"
    return Diagnostic(
        "content.unsupported",
        "error",
        f"The call's Content-Type is {shorten(wanted, 60)}, and {has}: with {behavior}, AWS answers 415.",
        help=f"Add a request template for {shorten(wanted, 60)}, or pass the body through with passthroughBehavior WHEN_NO_MATCH.",
        where="/method/methodIntegration/requestTemplates",
    )


def response_template(templates: Mapping[str, str | None], accept: str | None) -> str | None:
    """The content type whose response template applies, by the first of Accept, else the first one; None: pass through (doc/accept)."""
    wanted = media_type(accept)
    chosen = wanted if wanted in templates else next(iter(templates), None)
    return chosen if chosen is not None and templates[chosen] else None
