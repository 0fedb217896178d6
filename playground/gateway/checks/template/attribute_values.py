"""Maps that reach a body as Java prints them, `{S=a}`: most often a DynamoDB attribute value whose type member was left out.

A template may well make a text of a map, to ask whether it is empty; so that is told only where what was printed stands in the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.gateway.checks.template.dynamodb_names import SCALARS, SETS, TYPES, attribute_type, is_typed
from playground.gateway.variables.util import escape_java_script
from playground.vtl.syntax.operands import StringLiteral
from playground.vtl.syntax.references import FormalReference, NameOrCall
from playground.vtl.syntax.statements import Condition
from playground.vtl.syntax.walk import walk
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.jsontext.flaws import Flaw
    from playground.vtl.runtime.notes import Printed
    from playground.vtl.syntax.element import Element

_PLAIN = re.compile(r"""[^"'\\/\x00-\x1f\x7f-\U0010ffff]*""")
_SHORTEST = 4
"""Characters of a printed map by which it is found in the body again."""
_IN_MEMBER = "an attribute's value is in the member that is named by its type"
_TAKE_BACK = '.replaceAll("\\\\\'", "\'")'
_NAME = re.compile(r"[\w-]")


@dataclass(frozen=True, slots=True)
class Printout:
    """A reference that printed a map or a list, and how: in a string of the template's, or in a condition."""

    reference: FormalReference
    printed: Printed
    in_string: bool
    in_condition: bool


class PrintedMaps:
    """What a template, `text` with its tree, printed of maps and lists.

    `is_dynamodb`: they are of an answer of DynamoDB's, in which an attribute is of the same shape wherever it is there.
    """

    def __init__(self, text: str, tree: Element, printed: Mapping[Span, Printed], *, is_dynamodb: bool) -> None:
        self.text = text
        self.is_dynamodb = is_dynamodb
        self.printouts = dict(_printouts(tree, printed))

    def diagnostics(self, body: str, media: str | None, told: Span | None = None) -> Iterator[Diagnostic]:
        """What to tell of those that reached `body`, which has that media type (None: a request's, where no such text is ever meant).

        The span `told` was told of otherwise.
        """
        found = [
            (span, printout)
            for span, printout in self.printouts.items()
            if not printout.in_condition and _is_unmeant(printout.printed.value, media, body) and _reaches(printout.printed, body)
        ]
        direct = {printout.printed.text for _, printout in found if not printout.in_string}
        for span, printout in found:
            if not _holds(told, span) and not (printout.in_string and printout.printed.text in direct):
                yield self._diagnostic(printout)

    def explain(self, diagnostic: Diagnostic, flaw: Flaw) -> Diagnostic:
        """A diagnostic of the body's JSON, with what mends it where the reference that it marks printed a map or a list.

        Inside of a text, what breaks it may be what is in the map: then no edit is offered.
        """
        printout = next((printout for span, printout in self.printouts.items() if _holds(diagnostic.span, span)), None)
        kind = self._type(printout) if printout else None
        if printout is None:
            return diagnostic
        if kind is not None:
            help_, fix = self._advice(printout, kind, bare=True)
            return replace(diagnostic, help=help_, fix=fix if flaw.kind == "map" else ())
        if isinstance(printout.printed.value, dict):
            return (
                diagnostic
                if any("input.json(" in edit.text for edit in diagnostic.fix)
                else replace(diagnostic, help=_of_many(printout), fix=())
            )
        if not self._is_quoted(printout):
            return diagnostic
        shown = shorten(printout.reference.literal.rstrip())
        return replace(diagnostic, help=f"A list prints as JSON: write `{shown}` without the quotes around it.", fix=())

    def _diagnostic(self, printout: Printout) -> Diagnostic:
        value, shown = printout.printed.value, shorten(printout.reference.literal.rstrip())
        text = shorten(printout.printed.text, 60)
        kind = self._type(printout)
        if kind is not None:
            what = "Java's text of a DynamoDB attribute value"
            help_, fix = self._advice(printout, kind, bare=False)
        else:
            what = "Java's text of a map" if isinstance(value, dict) else "a list with DynamoDB's types"
            help_, fix = _of_many(printout), ()
        message = f"`{shown}` prints `{text}`: {what}."
        return Diagnostic("vtl.map-text", "warning", message, help_, span=printout.reference.span, fix=fix)

    @staticmethod
    def _type(printout: Printout) -> str | None:
        """The type of the attribute values that were printed; several types are joined with commas."""
        kind = attribute_type(printout.printed.value)
        only = sorted(printout.printed.only)
        return ", ".join(only) if kind is not None and all(name in TYPES for name in only) else None

    def _advice(self, printout: Printout, kind: str, *, bare: bool) -> tuple[str, tuple[TextEdit, ...]]:
        """What to do about an attribute value of that type, and the edit that does it; `bare`: it may stand outside of quotes."""
        reference = printout.reference
        shown, written = shorten(reference.literal.rstrip()), self._with_member(reference, kind)
        if kind in SCALARS:
            is_bare = bare and not printout.in_string and not self._in_quotes(reference.span)
            text = f'"{written}"' if is_bare and kind in {"S", "B"} else written
            edit = f'"$util.escapeJavaScript({written}){_TAKE_BACK}"' if is_bare and kind == "S" else text
            return f"Write `{text}`: {_IN_MEMBER}.", (TextEdit(reference.span, edit),) if self.is_dynamodb else ()
        if kind in SETS:
            if self._is_quoted(printout):
                return f"Write `{written}` without the quotes around it, for a list prints as JSON: {_IN_MEMBER}.", ()
            fix = (TextEdit(reference.span, written),) if bare and self.is_dynamodb else ()
            return f"Write `{written}`, outside of quotes, for a list prints as JSON: {_IN_MEMBER}.", fix
        if kind == "NULL":
            return f"The attribute is NULL: print null where `{self._with_member(reference, 'NULL')}` is true.", ()
        return _of_nested(shown, written, kind, printout.printed.value), ()

    def _with_member(self, reference: FormalReference, member: str) -> str:
        """A reference with one step more."""
        start, end = reference.span.start, reference.span.end
        written = self.text[start:end]
        if reference.braces:
            return f"{written[:-1]}.{member}}}"
        if not _NAME.match(self.text, end):
            return f"{written}.{member}"
        sign = reference.glued[reference.glued.rindex("$") :]
        return f"{sign}{{{written.removeprefix(sign)}.{member}}}"

    def _in_quotes(self, span: Span) -> bool:
        return self.text[: span.start].endswith('"') and self.text.startswith('"', span.end)

    def _is_quoted(self, printout: Printout) -> bool:
        """Whether the reference is all that stands between two quotes of the template's text."""
        return not printout.in_string and self._in_quotes(printout.reference.span)


def _printouts(tree: Element, printed: Mapping[Span, Printed]) -> Iterator[tuple[Span, Printout]]:
    """The references that printed, by their span: also the only argument of the call that printed for it."""
    string = condition = 0  # where the strings and the conditions that have begun so far end
    for element in walk(tree):
        if isinstance(element, StringLiteral) and element.block is not None:
            string = max(string, element.span.end)
        elif isinstance(element, Condition):
            condition = max(condition, element.span.end)
        elif isinstance(element, FormalReference | NameOrCall) and (found := printed.get(element.span)) is not None:
            reference = element if isinstance(element, FormalReference) else _argument(element)
            if reference is not None:
                span = reference.span
                yield span, Printout(reference, found, in_string=span.end <= string, in_condition=span.end <= condition)


def _argument(call: NameOrCall) -> FormalReference | None:
    arguments = call.arguments
    return arguments[0].expression if len(arguments) == 1 and isinstance(arguments[0].expression, FormalReference) else None


def _holds(outer: Span | None, inner: Span) -> bool:
    return outer is not None and outer.start <= inner.start and inner.end <= outer.end


def _is_unmeant(value: object, media: str | None, body: str) -> bool:
    """Whether such a text is never meant there: any map in JSON and in a request, an attribute value in all but plain text."""
    if media is not None and not media.endswith(("/json", "+json")):
        return media != "text/plain" and attribute_type(value) is not None
    if media is not None and body.lstrip()[:1] not in {"{", "[", '"'}:
        return False
    return not isinstance(value, list) or any(map(is_typed, value[:1]))


def _reaches(printed: Printed, body: str) -> bool:
    """Whether what was printed stands in a body, escaped or not; of a list, which is JSON, whether it stands there escaped."""
    if isinstance(printed.value, list):
        return escape_java_script(printed.text) in body
    plain = _PLAIN.match(printed.text)
    begins = plain[0] if plain else ""
    if len(begins) >= _SHORTEST:
        return begins in body
    return printed.text in body or escape_java_script(printed.text) in body


def _of_many(printout: Printout) -> str:
    """What to do about a map that is no attribute value, or about a list of such."""
    shown, value = shorten(printout.reference.literal.rstrip()), printout.printed.value
    if isinstance(value, list):
        return f"Go over it with #foreach($one in {shown}), and print what is in each, such as $one.S."
    first = next(iter(value), "name") if isinstance(value, dict) else "name"
    kind = attribute_type(value.get(first)) if isinstance(value, dict) else None
    name = f"{shown}.{first}" + (f".{kind}" if kind else "")
    return f"Print what is in it, such as `{shorten(name, 90)}`; $input.json('$.path') prints a map's JSON."


def _of_nested(shown: str, written: str, kind: str, value: object) -> str:
    """The same for a list, a map and for attributes whose type differs from item to item."""
    if "," in kind:
        return f'Its type differs ({kind}): ask which one it has, such as #if({shown}.S != ""){shown}.S#end.'
    if kind == "L":
        return f"It is a list: go over it with #foreach($one in {written}), and print what is in each, such as $one.S."
    inner = value.get(kind) if isinstance(value, dict) else None
    name = next(iter(inner), "name") if isinstance(inner, dict) else "name"
    member = (attribute_type(inner.get(name)) if isinstance(inner, dict) else None) or "S"
    return f"It is a map: print what is in it, such as `{written}.{name}.{member}`."
