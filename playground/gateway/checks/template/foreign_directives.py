"""Directives as other languages write them, and Velocity's without their parentheses: AWS prints them as they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playground import vtl
from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.errors import LimitReached, TemplateFailure
from playground.vtl.syntax.syntax_hints import instead_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.limits import Limits

_WRITTEN = re.compile(
    r"##[^\r\n]*+|#\*(?:[^*]|\*(?!#))*+(?:\*#)?"
    r"|(?<!\\)(?:#(for|while|elif|elsif|unless|switch)[ \t]*\((?=[^)\r\n]*\$)"
    r"|#(set|foreach|define)[ \t]+\$[A-Za-z]"
    r"|(#else|#\{else\})[ \t]+if[ \t]*\((?=[^)\r\n]*\$))"
)


def foreign_directives(text: str, limits: Limits) -> Iterator[Diagnostic]:
    """What to tell of them in a template that can be read; places are in its text."""
    for match in _WRITTEN.finditer(text):
        name = match[1] or match[2]
        if name:
            span = Span(match.start(), match.start() + len(name) + 1)
            yield Diagnostic(
                "lint.not-run", "warning", f"`#{name}` here is no directive: it prints as it is written.", instead_of(name), span=span
            )
        elif match[3]:
            yield _else_if(text, match, limits)


def _else_if(text: str, match: re.Match[str], limits: Limits) -> Diagnostic:
    message = "`#else if` is `#else`, and then the condition as text: it prints as it is written, and is not asked."
    span = Span(match.start(), match.end() - 1)
    mended = f"{text[: span.start]}#elseif{text[span.end :]}"
    try:
        vtl.parse(mended, limits)
        fix: tuple[TextEdit, ...] = (TextEdit(span, "#elseif"),)
    except (TemplateFailure, LimitReached):
        fix = ()
    return Diagnostic("lint.not-run", "warning", message, "Write it in one word: #elseif(…)", span=span, fix=fix)
