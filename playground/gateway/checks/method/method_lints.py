"""What a method says that AWS takes silently, and the user hardly meant: found by reading, without running.

To add one: write a function that yields diagnostics, and list it in `_METHOD_LINTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic
from playground.gateway.checks.method.selection_lints import dead_patterns, spare_defaults
from playground.gateway.checks.method.undeclared_parameters import undeclared_parameters
from playground.jsontext.pointer import to_pointer
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.model import Method


def lint_method(method: Method) -> Iterator[Diagnostic]:
    """Everything to say about a method as the user gave it; `where` is set, places are not."""
    for lint in _METHOD_LINTS:
        yield from lint(method)


def _undeclared(method: Method) -> Iterator[Diagnostic]:
    """Integration responses whose status, and mapped headers that, the method does not declare.

    Evidence: documented: api-gateway-integration-settings-integration-response, request-response-data-mappings.
    """
    declared = {response.statusCode or key: response for key, response in (method.methodResponses or {}).items()}
    if method.methodResponses is None:
        return
    for key, response in method.methodIntegration.integrationResponses.items():
        where = ("method", "methodIntegration", "integrationResponses", key)
        status = response.statusCode or key
        if status not in declared:
            message = f"The method declares no response {status}: where this integration response is chosen, AWS answers 500."
            yield Diagnostic(
                "lint.undeclared-status", "warning", message, f"Add {status} to the method responses.", where=to_pointer(where)
            )
            continue
        for name in response.responseParameters:
            if name not in declared[status].responseParameters:
                message = f"The method does not declare the header `{name}` for {status}: AWS refuses the mapping."
                pointer = to_pointer((*where, "responseParameters", name))
                yield Diagnostic(
                    "lint.undeclared-header", "warning", message, f"Declare it in the method response {status}.", where=pointer
                )


def _unreachable_template(method: Method) -> Iterator[Diagnostic]:
    """Templates under a content type that no header's media type can equal: parameters are dropped before.

    The first response template is left out: it is taken where none fits.

    Evidence: documented: request-response-data-mappings; recorded: ls/s3; documented: integration-passthrough-behaviors.
    """
    integration = method.methodIntegration
    templates: list[tuple[tuple[str, ...], list[str]]] = [(("requestTemplates",), list(integration.requestTemplates))]
    templates += [
        (("integrationResponses", key, "responseTemplates"), list(one.responseTemplates)[1:])
        for key, one in integration.integrationResponses.items()
    ]
    for path, names in templates:
        for name in names:
            if ";" in name or "/" not in name or name != name.strip():
                where = to_pointer(("method", "methodIntegration", *path, name))
                message = f"No content type selects this template: `{shorten(name, 60)}` is no plain media type."
                yield Diagnostic(
                    "lint.content-type", "warning", message, "Name it like `application/json`, without parameters.", where=where
                )


_METHOD_LINTS = (dead_patterns, spare_defaults, _undeclared, _unreachable_template, undeclared_parameters)
