"""Which part of the template wrote what is wrong with a body, and the edit that mends it where one surely does."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Fix, Span, position
from playground.gateway.body import BETWEEN
from playground.gateway.checks.provenance import Provenance
from playground.vtl.method_kinds import is_repeatable
from playground.vtl.reference_grammar import FormalReference
from playground.vtl.statements import Directive, IfDirective
from playground.vtl.walk import walk

if TYPE_CHECKING:
    from playground.gateway.body import Flaw
    from playground.vtl.grammar import Element
    from playground.vtl.recorder import Record

_ONLY_END = re.compile(r"\s*#\{?end\}?\s*\Z")
_CLOSING = re.compile(r"\s*[\]}]")
_BLANKS = re.compile(r"[ \t\r\n]*")
_PATH_CALL = re.compile(r"\$!?(\{?)input\.path(\([^()]*\))(\}?)")
_MARK = re.compile(r"\$!?")
_ESCAPING = re.compile(r"\$!?\{?util\.escapeJavaScript\(")
_GOES_ON = re.compile(r"[.\[(]")
_TAKE_BACK = '.replaceAll("\\\\\'", "\'")'


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in the body, which begins at `begin`, and the part of the template that wrote it."""

    begin: int
    text: str
    span: Span


class Writing:
    """A template `text` with its tree, the body that it wrote, and the record of that."""

    def __init__(self, text: str, tree: Element, body: str, record: Record, *, is_cut_off: bool = False) -> None:
        """`is_cut_off`: whether a loop of it was too long to go round for every item."""
        self.is_cut_off = is_cut_off
        self.text = text
        self.tree = tree
        self.body = body
        self.record = record

    def writer_of(self, offset: int) -> Piece | None:
        """The piece that wrote the character at `offset` of the body; the last one for its end."""
        begin, last = 0, None
        for site, text in self.record.pieces():
            last = Piece(begin, text, self.record.sites[site].span)
            begin += len(text)
            if offset < begin:
                break
        return last

    def is_text(self, piece: Piece) -> bool:
        """Whether a piece is text of the template's own, written as it stands."""
        return self.text.startswith(piece.text, piece.span.start)

    def reference_after(self, offset: int) -> Span | None:
        """The reference that comes next after `offset` of the template, with nothing but blanks between."""
        blanks = _BLANKS.match(self.text, offset)
        start = blanks.end() if blanks else offset
        return next((site.span for site in self.record.sites if site.kind == "reference" and site.span.start == start), None)

    def block_at(self, offset: int) -> Element | None:
        """The innermost #if or directive around `offset` of the template."""
        around = [one for one in walk(self.tree) if isinstance(one, Directive | IfDirective) and one.span.start <= offset < one.span.end]
        return max(around, key=lambda one: one.span.start, default=None)

    def reference_at(self, span: Span) -> FormalReference | None:
        """The reference that stands there."""
        return next((one for one in walk(self.tree) if isinstance(one, FormalReference) and one.span == span), None)


def body_problem(flaw: Flaw, where: str, body: str, writing: Writing | None) -> Diagnostic:
    """What to tell of a body that its Content-Type calls JSON (reported by users: AWS sends it as it is); `writing` says who wrote it."""
    place = position(body, min(flaw.offset, len(body)))
    piece = writing.writer_of(flaw.offset) if writing else None
    span, fix = None, None
    if writing is not None and piece is not None:
        if writing.is_text(piece):
            flaw, span, fix = _of_text(flaw, piece.span.start + flaw.offset - piece.begin, writing)
        else:
            span, fix = piece.span, _of_reference(flaw, piece, writing)
    message = f"The body is not valid JSON: {flaw.message}, line {place.line}, column {place.column} of the body."
    return Diagnostic("body.json", "warning", message, flaw.help, where=where, span=span, fix=(fix,) if fix else ())


def _of_text(flaw: Flaw, at: int, writing: Writing) -> tuple[Flaw, Span, Fix | None]:
    """Where the template's own text, at `at`, is to blame."""
    here = Span(at, min(at + 1, len(writing.text)))
    if flaw.kind == "quote":
        return replace(flaw, message="a comma is missing after a text", help=BETWEEN), here, None
    if flaw.kind == "trailing comma":
        return flaw, here, Fix(here, "#if($foreach.hasNext),#end") if _is_last_in_loop(at, writing) else None
    span = writing.reference_after(at + 1) if flaw.kind == "no value" else None
    if span is None:
        return flaw, here, None
    reference, written = writing.reference_at(span), writing.text[span.start : span.end]
    if reference is None or not is_repeatable(reference) or written.startswith("$util."):
        return flaw, span, None
    # The reference comes last: after #end, Velocity would take the line end away.
    return flaw, span, Fix(span, f'#if({written} == "")null#end{_MARK.sub("$!", written, count=1)}')


def _is_last_in_loop(at: int, writing: Writing) -> bool:
    """Whether a comma ends what a loop writes, and a bracket closes behind that loop, which goes round for every item."""
    loop = writing.block_at(at)
    return (
        isinstance(loop, Directive)
        and loop.name == "foreach"
        and not writing.is_cut_off
        and _ONLY_END.match(writing.text, at + 1, loop.span.end) is not None
        and _CLOSING.match(writing.text, loop.span.end) is not None
        and not any(isinstance(one, Directive) and one.name in {"break", "stop"} for one in walk(loop))
    )


def _of_reference(flaw: Flaw, piece: Piece, writing: Writing) -> Fix | None:
    """The edit of a reference that wrote what breaks the JSON; only where it stands alone inside a text, or prints a map."""
    span = piece.span
    written = writing.text[span.start : span.end]
    before = writing.body[: piece.begin]
    if flaw.kind == "map" and (call := _PATH_CALL.fullmatch(written)):
        json = f"${call[1]}input.json{call[2]}{call[3]}"  # which writes a missing value as "", where the path writes nothing
        return Fix(span, json if before.rstrip().endswith(":") else f'#if({written} != ""){json}#end')
    if flaw.kind == "apostrophe" and _ESCAPING.match(written):
        return Fix(span, f"{written[:-1]}{_TAKE_BACK}}}" if written.endswith("}") else written + _TAKE_BACK)
    in_text = len(re.findall(r'(?<!\\)(?:\\\\)*"', before)) % 2 == 1
    reference = writing.reference_at(span)
    if flaw.kind not in {"quote", "control", "escape"} or not in_text or reference is None:
        return None
    if not Provenance(writing.tree).is_given(reference):
        return None
    mark, escaped = _MARK.match(written), f"util.escapeJavaScript({written}){_TAKE_BACK}"
    goes_on = _GOES_ON.match(writing.text, span.end) is not None
    return Fix(span, f"{mark[0]}{{{escaped}}}" if goes_on else f"{mark[0]}{escaped}") if mark else None
