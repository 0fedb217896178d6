"""Everything that is told about a template before it runs, whether it can be parsed or not."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from playground import vtl
from playground.errors import LimitReached, TemplateFailure
from playground.gateway.checks.template.escaped_template import escaped_diagnostic
from playground.gateway.checks.template.foreign_directives import foreign_directives
from playground.gateway.checks.template.placeholders import masked, placeholders_in_template, unreadable
from playground.gateway.checks.template.template_lints import lint_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playground.diagnostics import Diagnostic
    from playground.limits import Limits

MOST_LINTS = 50
"""Diagnostics at most about one template before it runs."""
_UNREADABLE = frozenset({"vtl.syntax", "vtl.unclosed", "vtl.stray"})


def lint_text(template: vtl.Template, limits: Limits) -> Iterator[Diagnostic]:
    """What there is to say of a template that can be read; places are in its text."""
    escaped = escaped_diagnostic(template.text, limits, is_readable=True)
    if escaped is not None:
        yield escaped
    yield from placeholders_in_template(template.text, template.tree)
    yield from foreign_directives(template.text, limits)
    yield from lint_template(template.tree)


def explain_failure(text: str, diagnostics: Sequence[Diagnostic], limits: Limits) -> list[Diagnostic]:
    """The diagnostics of a template that cannot be parsed: `diagnostics`, or their cause where it is still escaped or unfilled."""
    if not all(diagnostic.code in _UNREADABLE for diagnostic in diagnostics):
        return list(diagnostics)
    escaped = escaped_diagnostic(text, limits, is_readable=False)
    if escaped is not None:
        return [escaped]
    found = list(islice(unreadable(text), MOST_LINTS))
    if not found:
        return list(diagnostics)
    try:
        vtl.parse(masked(text), limits)
    except TemplateFailure as failure:
        found += failure.diagnostics
    except LimitReached:
        pass
    return sorted(found, key=lambda diagnostic: diagnostic.span.start if diagnostic.span else 0)
