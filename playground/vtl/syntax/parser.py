"""Text → tree, every syntax error as a diagnostic: what was expected, what was found, and what is still open."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Span, TextEdit, position
from playground.errors import LimitReached, TemplateFailure
from playground.vtl.syntax.grammar import GRAMMAR
from playground.vtl.syntax.lexer import tokenize
from playground.vtl.syntax.parse_state import ParseState, Unexpected
from playground.vtl.syntax.statements import TemplateBody
from playground.vtl.syntax.syntax_hints import foreign_directive, hint
from playground.words import shorten

if TYPE_CHECKING:
    from playground.limits import Limits
    from playground.vtl.syntax.tokens import Token

_LINE_END_OR_DIRECTIVE = re.compile(r"[\r\n]|#\{?(?:end|else|elseif|if|set|foreach)(?![A-Za-z0-9_@])")
_OPENING = re.compile(r"#\{?(?:if|foreach|define|macro|literal)\}?\Z")
_NAME = re.compile(r"[$\\!]*#\{?([A-Za-z@_]+)")
_MOST_DIAGNOSTICS = 5
_ARTICLES = {"value": "a value", "#else, #elseif or #end": "`#else`, `#elseif` or `#end`"}
"""What airspeed's own productions expect → how it is told."""
_CLOSERS = {"END": "#end", "ELSE": "#else", "ELSEIF": "#elseif"}


def parse_tree(text: str, limits: Limits) -> TemplateBody:
    """The tree of a template. TemplateFailure with a diagnostic for each thing that is wrong; LimitReached where too deep."""
    state = ParseState(limits.nesting, GRAMMAR)
    try:
        return TemplateBody(state, tokenize(text), 0)
    except Unexpected as error:
        raise TemplateFailure(_all_diagnostics(text, state, error, limits)) from None


def _all_diagnostics(text: str, state: ParseState, error: Unexpected, limits: Limits) -> list[Diagnostic]:
    """The first diagnostic, and those of what stands behind it: the template is read again without what was wrong, a few times."""
    diagnostics = _explain(text, state, error)
    mended = text
    for _ in range(_MOST_DIAGNOSTICS if error.token.kind != "EOF" else 0):
        if error.token.kind in {"ELSE", "ELSEIF"} and not state.open:
            break  # the #if that is missing has its #end, too
        mended = _without(mended, state.statement, error.token)
        if not mended:
            break
        state = ParseState(limits.nesting, GRAMMAR)
        try:
            TemplateBody(state, tokenize(mended), 0)
        except Unexpected as another:
            if another.token.start < error.token.start:
                break  # what is read from left to right was right before: this comes of what was taken away
            error = another
            diagnostics += [diagnostic for diagnostic in _explain(text, state, error) if diagnostic not in diagnostics]
            if error.token.kind == "EOF":
                break
        except LimitReached:
            break
        else:
            break
    diagnostics.sort(key=lambda diagnostic: diagnostic.span.start if diagnostic.span else 0)
    if all(diagnostic.code == "vtl.unclosed" for diagnostic in diagnostics):
        diagnostics[0] = replace(diagnostics[0], fix=_closing(text, len(diagnostics), limits))
    return diagnostics


def _closing(text: str, count: int, limits: Limits) -> tuple[TextEdit, ...]:
    """The edit that closes all that is open at the text's end; none where it would not, as behind a comment that never ends."""
    ends = ("" if text.endswith(("\n", "\r")) else "\n") + "\n".join(["#end"] * count)
    try:
        TemplateBody(ParseState(limits.nesting, GRAMMAR), tokenize(text + ends), 0)
    except (Unexpected, LimitReached):
        return ()
    return (TextEdit(Span(len(text), len(text)), ends),)


def _without(text: str, statement: Token | None, wrong: Token) -> str:
    """`text`, of the same length, without the statement that went wrong: up to the next `)`, or directive, or to the end of the line.

    What opens a block still opens one, for its `#end` is still there. Empty where there is no room for that, or half a string would stay.
    """
    start = wrong.start if statement is None or wrong.kind in _CLOSERS else statement.start
    line_end = _LINE_END_OR_DIRECTIVE.search(text, max(wrong.start, start + 1))
    stop = line_end.start() if line_end else len(text)
    closing = text.find(")", wrong.start, stop)
    stop = wrong.stop if wrong.kind in _CLOSERS else closing + 1 if closing >= 0 else stop
    opens = statement is not None and wrong.kind not in _CLOSERS and _OPENING.search(statement.image) is not None
    opening, lost = "#if(1)" if opens else "", text[start:stop]
    if len(opening) > len(lost) or lost.count('"') % 2 or lost.count("'") % 2:
        return ""
    return text[:start] + opening.ljust(len(lost)) + text[stop:]


def _explain(text: str, state: ParseState, error: Unexpected) -> list[Diagnostic]:
    """What to tell of a syntax error: the directives left open if the text ran out, else the token that cannot stand there."""
    token = error.token
    if token.kind == "EOF" and state.open and error.inside != "a string":
        return [_unclosed(text, opening) for opening in state.open]
    if token.kind in _CLOSERS:
        return [_stray(token, text, state)]
    return [_unexpected(text, token, error)]


def _unclosed(text: str, opening: Token) -> Diagnostic:
    name = _name(text, opening)
    line = position(text, opening.start).line
    last = position(text, len(text.rstrip("\r\n"))).line
    return Diagnostic(
        "vtl.unclosed",
        "error",
        f"`{name}` is open since line {line} and never closed: add `#end` where its block ends, at the latest after line {last}.",
        help=foreign_directive(text, len(text)) or "Every #if, #foreach, #define and #macro needs its own #end.",
        span=Span(opening.start, opening.stop),
    )


def _name(text: str, opening: Token) -> str:
    """A directive as it is written in `text`, which may be another text than was read last."""
    written = _NAME.match(text, opening.start)
    return f"#{written[1]}" if written else opening.image


def _stray(token: Token, text: str, state: ParseState) -> Diagnostic:
    name = _CLOSERS[token.kind]
    message = f"`{name}` has no matching directive."
    if state.open:
        opening = state.open[-1]
        line = position(text, opening.start).line
        message = f"`{name}` cannot stand inside `{_name(text, opening)}`, which is open since line {line}."
    return Diagnostic(
        "vtl.stray",
        "error",
        message,
        help=foreign_directive(text, token.start) or "Remove it, or put the directive that it belongs to before it.",
        span=Span(token.start, token.start + len(token.image.rstrip())),
    )


def _shown(token: Token, end: str) -> str:
    """What was found, in words."""
    image = token.image.strip() or {"RPAREN": ")"}.get(token.kind, "")
    if token.kind == "EOF" or not image:
        return end if token.kind == "EOF" else "a blank"
    return "a backtick" if image == "`" else f"`{shorten(image, 40)}`"


def _unexpected(text: str, token: Token, error: Unexpected) -> Diagnostic:
    found = _shown(token, "the end of the string" if error.inside == "a string" else "the end of the template")
    inside = "" if error.inside == "the template" else f" in {error.inside}"
    return Diagnostic(
        "vtl.syntax",
        "error",
        f"Expected {_ARTICLES.get(error.expected, error.expected)}{inside}, found {found}.",
        help=hint(text, token, error.expected),
        span=Span(token.start, max(token.stop, token.start)),
    )
