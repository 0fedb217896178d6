"""Commas of a JSON body that a template writes where none can stand, or leaves out: what to do, and the edit that surely mends it.

An edit is offered only where it is right whatever the data are: it is judged by what the template writes beside the comma, not by the
one body at hand. All places are offsets in the template's text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Span, TextEdit
from playground.gateway.checks.body.advice import Advice, insertion, or_null
from playground.gateway.checks.body.neighbours import (
    blocks_of,
    first_text,
    goes_to_its_end,
    next_after,
    next_before,
    optional_blocks,
    path_to,
    text_of,
)
from playground.gateway.checks.body.optional_members import closes, comma_before, comma_behind, comma_inside, end_of_part, is_separated
from playground.vtl.explain.method_kinds import is_repeatable
from playground.vtl.syntax.references import FormalReference
from playground.vtl.syntax.statements import Directive
from playground.vtl.syntax.texts import Text
from playground.words import shorten

if TYPE_CHECKING:
    from playground.gateway.checks.body.advice import ParsedTemplate
    from playground.gateway.checks.body.neighbours import Neighbour, TreePath
    from playground.vtl.syntax.element import Element

BETWEEN = "Print the comma only between items: #if($foreach.hasNext),#end"
_FILTERED = (
    'Not every item is printed here, and `$foreach.hasNext` does not know that: write #set($comma = "") before the loop, then in each '
    'item that is printed $comma before it and #set($comma = ",") after it.'
)
_OPTIONAL = 'Let what may be left out bring its comma: #if(…), "name": …#end'
_REMOVE = "Remove the comma."
_ONE_TOO_MANY = "Remove one of the commas."
_VALUE_ENDS = ('"', "}", "]", *"0123456789", "true", "false", "null")


def trailing(template: ParsedTemplate, at: int) -> Advice:
    """The comma at `at`, behind which the body closes a list or an object."""
    path = path_to(template.tree, at)
    rest = _rest(template, path, at)
    following = next_after(path)
    if rest.startswith(("]", "}")) or (not rest and closes(following)):
        return Advice(_REMOVE, fix=_removal(at))
    if rest or following is None:
        return Advice(_REMOVE)
    element = following.element
    if following.is_edge:
        return _behind_item(template, at, path, following)
    if isinstance(element, FormalReference):
        return _before_nothing(template, at, path, following)
    if optional_blocks(element):
        return Advice(_OPTIONAL, fix=comma_before(template, following.path))
    if _is_loop(element):
        return Advice("Let the loop print the comma before its first item: #if($foreach.first),#end")
    return Advice(_REMOVE)


def _behind_item(template: ParsedTemplate, at: int, path: TreePath, loop: Neighbour) -> Advice:
    """A comma at the end of what a loop writes."""
    if not _is_loop(loop.element):
        return Advice(_REMOVE)
    if path[-1].owner is not loop.element or not goes_to_its_end(loop.element):
        return Advice(_FILTERED)
    fix = TextEdit(Span(at, at + 1), "#if($foreach.hasNext),#end")
    return Advice(BETWEEN, fix=(fix,) if closes(next_after(loop.path)) and not template.is_cut_off else ())


def _before_nothing(template: ParsedTemplate, at: int, path: TreePath, following: Neighbour) -> Advice:
    """A comma before a reference that prints nothing, at the end of a list or an object."""
    span, written, message = _nothing(template, following.element, "behind")
    after = next_after(following.path)
    if after is None or not closes(after) or not _are_beside(path, following) or not _is_repeatable(following):
        return Advice(_OPTIONAL, message, span)
    if text_of(after.element).startswith("]"):
        return Advice(_or_null_help(written), message, span, (TextEdit(span, or_null(written)),))
    end = template.past_blanks(span.end)
    moved = f'#if({written} != ""){template.text[at:end]}{template.end_before(end)}'
    return Advice(f'Print the comma only with it: #if({shorten(written)} != ""), …#end', message, span, (TextEdit(Span(at, end), moved),))


def superfluous(template: ParsedTemplate, at: int, opener: str) -> Advice:
    """The comma at `at`, where the list or object that `opener` opens should have a value or a name."""
    path = path_to(template.tree, at)
    before = template.text[_start(path, at) : at].strip()
    previous = next_before(path)
    if before or previous is None:
        return Advice(_ONE_TOO_MANY if before.endswith(",") else _REMOVE, fix=_removal(at) if before.endswith((",", "[", "{")) else ())
    element = previous.element
    if previous.is_edge:
        return _before_item(at, path, previous)
    if isinstance(element, Text):
        return Advice(_ONE_TOO_MANY, fix=_removal(at) if text_of(element).endswith((",", "[", "{")) else ())
    if isinstance(element, FormalReference):
        return _behind_nothing(template, at, path, previous, opener)
    if optional_blocks(element):
        fix = comma_behind(template, at, previous.path) if _are_beside(path, previous) else ()
        return Advice('Let what may be left out bring its comma: #if(…)"name": …,#end', fix=fix)
    if _is_loop(element):
        return Advice("Let the loop print the comma behind its last item: #if(!$foreach.hasNext),#end")
    return Advice(_REMOVE)


def _before_item(at: int, path: TreePath, loop: Neighbour) -> Advice:
    """A comma at the beginning of what a loop writes."""
    if not _is_loop(loop.element):
        return Advice(_REMOVE)
    if path[-1].owner is not loop.element:
        return Advice(_FILTERED)
    fix = TextEdit(Span(at, at + 1), "#if($foreach.index > 0),#end")
    return Advice(f"Print the comma only between items: {fix.text}", fix=(fix,) if is_separated(loop.path) else ())


def _behind_nothing(template: ParsedTemplate, at: int, path: TreePath, previous: Neighbour, opener: str) -> Advice:
    """A comma behind a reference that prints nothing."""
    span, written, message = _nothing(template, previous.element, "before")
    is_alone = is_separated(previous.path) and _are_beside(path, previous) and _is_repeatable(previous)
    if opener == "[":
        return Advice(_or_null_help(written), message, span, (TextEdit(span, or_null(written)),) if is_alone else ())
    end = template.past_blanks(at + 1)
    moved = f'#if({written} != ""){template.text[span.start : end]}{template.end_before(end)}'
    fix = (TextEdit(Span(span.start, end), moved),) if is_alone else ()
    return Advice(f'Print the comma only with it: #if({shorten(written)} != "")…,#end', message, span, fix)


def missing(template: ParsedTemplate, at: int) -> Advice:
    """Before the character at `at` a comma is missing."""
    path = path_to(template.tree, at)
    start = _start(path, at)
    before = template.text[start:at].rstrip()
    previous = next_before(path)
    if before.strip() or previous is None:
        edit = insertion(start + len(before), ",")
        return Advice("Write a comma between them.", fix=(edit,) if before.endswith(_VALUE_ENDS) else ())
    element = previous.element
    if previous.is_edge:
        return _between_items(template, path, previous)
    is_beside = _are_beside(path, previous)
    if optional_blocks(element):
        fix = comma_inside(template, previous.path) if is_beside else ()
        return Advice('Let what may be left out bring its comma: #if(…)"name": …,#end', fix=fix)
    if is_beside and isinstance(element, FormalReference):
        fix = (insertion(element.span.end, ","),) if _is_value(next_before(previous.path)) else ()
        return Advice("Write a comma between them.", fix=fix)
    if not text_of(element).endswith(_VALUE_ENDS):
        return Advice("Write a comma between them.")
    return Advice("Write a comma between them.", fix=(insertion(end_of_part(template, element) if is_beside else at, ","),))


def _between_items(template: ParsedTemplate, path: TreePath, loop: Neighbour) -> Advice:
    """No comma between the items of a loop, whose first text is the place."""
    if not _is_loop(loop.element):
        return Advice("Write a comma between them.")
    if path[-1].owner is not loop.element or not goes_to_its_end(loop.element):
        return Advice(_FILTERED)
    fix = (insertion(loop.element.tokens[-1].start, "#if($foreach.hasNext),#end"),)
    return Advice(BETWEEN, fix=fix if is_separated(loop.path) and not template.is_cut_off else ())


def no_value(template: ParsedTemplate, at: int) -> Advice:
    """Behind the colon at `at` nothing is printed."""
    path = path_to(template.tree, at)
    following = None if _rest(template, path, at) else next_after(path)
    if following is None or following.is_edge:
        return Advice('Print a value in every case, such as null or "".')
    element = following.element
    if optional_blocks(element) and all(map(first_text, blocks_of(element))):
        end = element.tokens[-1].start
        return Advice("Print a value in every case: #{else}null", fix=(insertion(end, "#{else}null"),))
    if not isinstance(element, FormalReference):
        return Advice('Print a value in every case, such as null or "".')
    span, written, _ = _nothing(template, element, "")
    is_alone = _ends_value(next_after(following.path)) and _is_repeatable(following) and not written.startswith("$util.")
    fix = (TextEdit(span, or_null(written)),) if is_alone else ()
    return Advice(_or_null_help(written), span=span, fix=fix)


def _ends_value(neighbour: Neighbour | None) -> bool:
    """Whether a comma or a bracket stands there."""
    return closes(neighbour) or (neighbour is not None and not neighbour.is_edge and text_of(neighbour.element).startswith(","))


def _or_null_help(written: str) -> str:
    return f'Print a value in every case, such as null or "": `{shorten(written)}` is empty.'


def _nothing(template: ParsedTemplate, reference: Element, side: str) -> tuple[Span, str, str]:
    """The place of a reference that prints nothing, how it is written, and the words for a comma on that side of it."""
    span = reference.span
    written = template.text[span.start : span.end]
    return span, written, f"`{shorten(written)}` is empty {side} the comma"


def _removal(at: int) -> tuple[TextEdit, ...]:
    return (TextEdit(Span(at, at + 1), ""),)


def _is_repeatable(neighbour: Neighbour) -> bool:
    return isinstance(neighbour.element, FormalReference) and is_repeatable(neighbour.element)


def _is_value(before: Neighbour | None) -> bool:
    """Whether a colon stands there, so that what comes is a value in any case."""
    return before is not None and not before.is_edge and text_of(before.element).endswith(":")


def _are_beside(path: TreePath, other: Neighbour) -> bool:
    """Whether two parts stand in the same block, so that neither is written without the other."""
    return path[-1].block is other.path[-1].block


def _rest(template: ParsedTemplate, path: TreePath, at: int) -> str:
    """What the text that holds the character at `at` has behind it."""
    return template.text[at + 1 : path[-1].element.tokens[-1].stop].strip() if path else template.text[at + 1 :].strip()


def _start(path: TreePath, at: int) -> int:
    return path[-1].element.tokens[0].start if path else at


def _is_loop(element: Element) -> bool:
    return isinstance(element, Directive) and element.name == "foreach"
