"""Which part of the template wrote what is wrong with a body, and the edit that mends it where one surely does."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Span, TextEdit, position
from playground.gateway.checks.body import commas
from playground.gateway.checks.body.advice import Advice, ParsedTemplate
from playground.gateway.checks.body.provenance import Provenance
from playground.jsontext.flaws import MEMBERS, found_at
from playground.vtl.syntax.references import FormalReference
from playground.vtl.syntax.walk import walk
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playground.jsontext.flaws import Flaw, Kind
    from playground.vtl.runtime.record import Record
    from playground.vtl.syntax.statements import TemplateBody

_PATH_CALL = re.compile(r"\$!?(\{?)input\.path(\([^()]*\))(\}?)")
_NUMBER = re.compile(r"\bN\W*\)")
"""The end of a path to an attribute value's number, whose JSON is a text in quotes, where `$input.path` prints digits."""
_MARK = re.compile(r"\$!?")
_ESCAPING = re.compile(r"\$!?\{?util\.escapeJavaScript\(")
_GOES_ON = re.compile(r"[.\[(]")
_JSON_CALL = re.compile(r"\$!?\{?input\.json\(")
_QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"')
_QUOTES_LOOKED_AT = 3
TAKE_BACK = '.replaceAll("\\\\\'", "\'")'
"""Takes back the backslash of an apostrophe, which JSON does not know."""
_TYPED: Mapping[Kind, str] = {
    "control": "Close the text before it, or write \\n for a line end and \\t for a tab.",
    "escape": "Write \\\\ for a backslash.",
}
"""What to do about what breaks a text and is the template's own."""
_BREAKS_A_TEXT: frozenset[Kind] = frozenset({"quote", "name quote", "control", "escape"})
_BY_A_QUOTE: frozenset[Kind] = frozenset({"quote", "name quote", "endless"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A text in the body, which begins at `begin`, and the part of the template that wrote it."""

    begin: int
    text: str
    span: Span


class Writing:
    """A template with its tree, the body that it wrote, and the record of that."""

    def __init__(self, text: str, tree: TemplateBody, body: str, record: Record, *, is_cut_off: bool = False) -> None:
        """`is_cut_off`: whether a loop of it was too long to go round for every item."""
        self.template = ParsedTemplate(text, tree, is_cut_off)
        self.body = body
        self.record = record

    def writer_of(self, offset: int) -> Piece | None:
        """The piece that wrote the character at `offset` of the body; the last one for its end."""
        begins, pieces = self._laid_out
        if not pieces:
            return None
        at = max(0, bisect_right(begins, offset) - 1)
        site, text = pieces[at]
        return Piece(begins[at], text, self.record.sites[site].span)

    @cached_property
    def _laid_out(self) -> tuple[list[int], list[tuple[int, str]]]:
        """The offsets at which the pieces begin, and the pieces: one flaw asks for several, of a body that may have a million."""
        pieces = list(self.record.pieces())
        return list(accumulate((len(text) for _, text in pieces[:-1]), initial=0)), pieces

    def is_text(self, piece: Piece) -> bool:
        """Whether a piece is text of the template's own, written as it stands."""
        return self.template.text.startswith(piece.text, piece.span.start)

    def place_of(self, offset: int) -> int | None:
        """The offset in the template of a character of the body; None where it is not the template's own text."""
        piece = self.writer_of(offset)
        return piece.span.start + offset - piece.begin if piece and self.is_text(piece) else None

    def span_of(self, offset: int) -> Span | None:
        """The part of the template that wrote a character of the body: the character alone, where it is the template's own text."""
        piece, at = self.writer_of(offset), self.place_of(offset)
        return Span(at, min(at + 1, len(self.template.text))) if at is not None else piece.span if piece else None

    def written(self, piece: Piece) -> str:
        """The part of the template that wrote a piece, as it stands there."""
        return self.template.text[piece.span.start : piece.span.end]

    def reference_of(self, piece: Piece) -> FormalReference | None:
        """The reference that wrote a piece."""
        return next((one for one in walk(self.template.tree) if isinstance(one, FormalReference) and one.span == piece.span), None)

    def is_in_text(self, piece: Piece) -> bool:
        """Whether a piece stands in a text of the JSON, if all before it is right."""
        return len(_QUOTE.findall(self.body[: piece.begin])) % 2 == 1


def body_diagnostic(flaw: Flaw, where: str, body: str, writing: Writing | None) -> Diagnostic:
    """What to tell of a body that its Content-Type calls JSON (reported by users: AWS sends it as it is); `writing` says who wrote it."""
    advice, span = Advice(flaw.help), None
    if writing is not None:
        flaw = _found_before(flaw, writing)
        advice, span = _advice(flaw, writing)
    place = position(body, min(flaw.offset, len(body)))
    message = f"The body is not valid JSON: {advice.message or flaw.message}, line {place.line}, column {place.column} of the body."
    return Diagnostic("body.json", "warning", message, advice.help, where=where, span=advice.span or span, fix=advice.edits)


def _found_before(flaw: Flaw, writing: Writing) -> Flaw:
    """The flaw, where a value has a quote that ended a text before: `say ", "` leaves the text behind it open."""
    piece = writing.writer_of(flaw.offset) if flaw.kind in _BY_A_QUOTE else None
    if piece is None or not writing.is_text(piece):
        return flaw
    quotes = [match.end() - 1 for match in _QUOTE.finditer(writing.body, 0, flaw.offset + 1)]
    for offset in quotes[: -_QUOTES_LOOKED_AT - 1 : -1]:
        writer = writing.writer_of(offset)
        if writer is not None and not writing.is_text(writer) and writer.text not in writing.template.text:
            first = _QUOTE.search(writer.text)
            at = writer.begin + first.end() - 1 if first else offset
            return replace(flaw, offset=at, kind="quote", message="a quote ends the text too early")
    if flaw.kind == "name quote":
        message = f"`:` is missing before `{found_at(writing.body, flaw.before)}`"
        return replace(flaw, offset=flaw.before, kind="other", message=message, help=MEMBERS)
    return flaw


def _advice(flaw: Flaw, writing: Writing) -> tuple[Advice, Span | None]:
    """What to do about a flaw, and the place in the template that wrote it."""
    piece, at = writing.writer_of(flaw.offset), writing.place_of(flaw.offset)
    if piece is None:
        return Advice(flaw.help), None
    advice = _of_reference(flaw, piece, writing) if at is None else _of_text(flaw, at, writing)
    return advice, writing.span_of(flaw.offset)


def _of_text(flaw: Flaw, at: int, writing: Writing) -> Advice:
    """Advice where the flaw is the template's own text at offset `at`."""
    template = writing.template
    if flaw.kind == "apostrophe":
        return Advice("Write ' without the backslash.", "`\\'` is no escape of JSON's", fix=(TextEdit(Span(at, at + 1), ""),))
    if flaw.kind == "extra comma":
        return commas.superfluous(template, at, flaw.opener)
    if flaw.kind == "quote":
        return _of_quote(flaw, at, writing)
    by_place = _BY_PLACE.get(flaw.kind)
    return by_place(template, at) if by_place else Advice(_TYPED.get(flaw.kind, flaw.help))


_BY_PLACE: Mapping[Kind, Callable[[ParsedTemplate, int], Advice]] = {
    "trailing comma": commas.trailing,
    "no value": commas.no_value,
    "comma": commas.missing,
}


def _of_quote(flaw: Flaw, at: int, writing: Writing) -> Advice:
    """A quote of the template's own that ends a text: what stands right behind it belongs to the text, all else lacks a comma."""
    before = writing.place_of(flaw.before)
    if flaw.before - flaw.offset == 1 and before == at + 1:
        return Advice('Write \\" for a quote inside a text.', "a quote ends the text too early")
    advice = Advice("Write a comma between them.") if before is None else commas.missing(writing.template, before)
    return replace(advice, message="a comma is missing after a text")


def _of_reference(flaw: Flaw, piece: Piece, writing: Writing) -> Advice:
    """Where a reference wrote what breaks the JSON; an edit only where it stands alone inside a text, or prints a map."""
    span, written = piece.span, writing.written(piece)
    if flaw.kind == "map" and (call := _PATH_CALL.fullmatch(written)) and not _NUMBER.search(call[2]):
        json = f"${call[1]}input.json{call[2]}{call[3]}"  # which writes a missing value as "", where the path writes nothing
        is_value = writing.body[: piece.begin].rstrip().endswith(":")
        return Advice(
            f"Write {shorten(json)} for the JSON of it.", fix=(TextEdit(span, json if is_value else f'#if({written} != ""){json}#end'),)
        )
    if flaw.kind == "apostrophe" and _ESCAPING.match(written):
        instead = f"{written[:-1]}{TAKE_BACK}}}" if written.endswith("}") else written + TAKE_BACK
        return Advice(f"Take it back, as AWS advises: {shorten(instead, 160)}", fix=(TextEdit(span, instead),))
    if flaw.kind not in _BREAKS_A_TEXT or not writing.is_in_text(piece) or _ESCAPING.match(written):
        return Advice(flaw.help)
    return _json_in_text(flaw, written) if _JSON_CALL.match(written) else _escaped(flaw, piece, writing)


def _escaped(flaw: Flaw, piece: Piece, writing: Writing) -> Advice:
    """A value that has to be escaped; the edit only where it surely is not yet, and holds no JSON of the template's own."""
    written, reference = writing.written(piece), writing.reference_of(piece)
    if not written.startswith("$") or reference is None or not Provenance(writing.template.tree).is_given(reference):
        return Advice(flaw.help)
    instead = escaped_call("util.escapeJavaScript", written, TAKE_BACK, writing.template.text[piece.span.end :])
    return Advice(f"Write {shorten(instead, 160)}", fix=(TextEdit(piece.span, instead),))


def escaped_call(function: str, written: str, then: str, after: str) -> str:
    """A reference as the argument of a function, as quiet as it was, and in braces where what stands `after` it would belong to it."""
    mark = _MARK.match(written.removeprefix('"'))
    call = f"{function}({written}){then}"
    return f"{mark[0] if mark else '$'}{f'{{{call}}}' if _GOES_ON.match(after) else call}"


def _json_in_text(flaw: Flaw, written: str) -> Advice:
    """`"$input.json('$.a')"`: what stands in quotes has quotes of its own."""
    call = shorten(written)
    message = f"`{call}` writes JSON, with quotes of its own, inside a text" if flaw.kind in {"quote", "name quote"} else ""
    hint = f"For the JSON itself remove the quotes around {call}; for a text that holds it, write $util.escapeJavaScript({call})."
    return Advice(hint, message)
