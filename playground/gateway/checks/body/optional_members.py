"""Members of a JSON body that an #if writes or leaves out: the edits that make the comma beside them come and go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Span, TextEdit
from playground.gateway.checks.body.advice import insertion
from playground.gateway.checks.body.neighbours import (
    first_text,
    last_part,
    last_text,
    next_after,
    next_before,
    optional_blocks,
    start_of,
    stop_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.gateway.checks.body.advice import ParsedTemplate
    from playground.gateway.checks.body.neighbours import Neighbour, TreePath
    from playground.vtl.syntax.element import Element
    from playground.vtl.syntax.statements import Block
    from playground.vtl.syntax.tokens import Token

_CLOSERS = ("]", "}")
_SEPARATORS = ("[", "{", ",")


def comma_before(template: ParsedTemplate, path: TreePath) -> tuple[TextEdit, ...]:
    """The comma that stands before optional members, `path` being one of them, moved into each; none where that is not surely right.

    `, #if(a)"a": 1#end }` becomes `#if(a), "a": 1#end }`, and `, #if(a)"a": 1,#end #if(b)"b": 2#end }` likewise: each member brings the
    comma before it.
    """
    members = _neighbouring_members(path)
    before, after = next_before(members[0]), next_after(members[-1])
    if not closes(after) or before is None or before.is_edge or not text_of(before.element).endswith(","):
        return ()
    parts = [member[-1].element for member in members]
    if not all(_is_member(part, ends_with_comma=part is not parts[-1]) for part in parts):
        return ()
    comma = template.text.rfind(",", start_of(before.element), stop_of(before.element))
    first = start_of(parts[0])
    if len(parts) == 1 and comma >= 0 and not template.text[comma + 1 : first].strip():
        return _moved_with_blanks(template, Span(comma, first), parts[0])
    commas = [comma, *(_last_comma(template, block) for part in parts[:-1] for block in optional_blocks(part))]
    edits = [TextEdit(Span(at, at + 1), "") for at in commas if template.text[at] == ","]
    if len(edits) < len(commas):
        return ()  # one ends a text block, `#[[…,]]#`
    return *edits, *(insertion(head.start + 1, ",") for part in parts for head in _heads(part))


def _moved_with_blanks(template: ParsedTemplate, moved: Span, member: Element) -> tuple[TextEdit, ...]:
    """The comma with the blanks behind it moved behind `#if(…)`, in the place of the line end that this swallows."""
    text, heads = template.text[moved.start : moved.end], _heads(member)
    first = template.text[moved.end : heads[0].start + 1] + text
    return TextEdit(Span(moved.start, heads[0].stop), first), *(TextEdit(Span(head.start + 1, head.stop), text) for head in heads[1:])


def comma_behind(template: ParsedTemplate, at: int, path: TreePath) -> tuple[TextEdit, ...]:
    """The comma at `at` moved to the end of the optional member at `path`, which stands before it; none where that is not surely right.

    `#if(a)"a": 1#end, "b": 2` becomes `#if(a)"a": 1, #end"b": 2`.
    """
    member = path[-1].element
    if not _is_member(member, ends_with_comma=False) or not is_separated(path):
        return ()
    end = member.tokens[-1]
    behind = end.start + len(end.image.rstrip())
    if template.text[behind:at].strip():
        return ()
    after = template.past_blanks(at + 1)
    moved = template.text[behind:after]
    others = (insertion(branch.tokens[0].start, moved) for branch in getattr(member, "elseifs", ()))
    return *others, TextEdit(Span(end.start, after), moved + template.end_before(after))


def comma_inside(template: ParsedTemplate, path: TreePath) -> tuple[TextEdit, ...]:
    """A comma at the end of the optional member at `path`, behind which another stands; none where that is not surely right."""
    member = path[-1].element
    if not _is_member(member, ends_with_comma=None) or not is_separated(path):
        return ()
    lacking = [block for block in optional_blocks(member) if not last_text(block).endswith(",")]
    return tuple(insertion(end_of_part(template, last_part(block)), ",") for block in lacking)


def closes(neighbour: Neighbour | None) -> bool:
    """Whether a list or an object is closed there."""
    return neighbour is not None and not neighbour.is_edge and text_of(neighbour.element).startswith(_CLOSERS)


def is_separated(path: TreePath) -> bool:
    """Whether a comma, or what opens a list or an object, surely stands before a part."""
    while (before := next_before(path)) is not None and not before.is_edge:
        if text_of(before.element):
            return text_of(before.element).endswith(_SEPARATORS)
        blocks = optional_blocks(before.element)
        if not blocks or not all(last_text(block).endswith(",") for block in blocks):
            return False
        path = before.path
    return False


def end_of_part(template: ParsedTemplate, part: Element | None) -> int:
    """The offset behind the last character of a part that is no blank."""
    if part is None:
        return 0
    return start_of(part) + len(template.text[start_of(part) : stop_of(part)].rstrip())


def _neighbouring_members(path: TreePath) -> list[TreePath]:
    """The optional members that stand side by side, `path` among them."""
    members = [path]
    while (before := next_before(members[-1])) is not None and not before.is_edge and optional_blocks(before.element):
        members.append(before.path)
    members.reverse()
    while (after := next_after(members[-1])) is not None and not after.is_edge and optional_blocks(after.element):
        members.append(after.path)
    return members


def _is_member(element: Element, *, ends_with_comma: bool | None) -> bool:
    """Whether each branch of an optional part begins like a member, and ends with a comma or without (None: either)."""
    blocks = optional_blocks(element)
    return bool(blocks) and all(_begins_member(block) and ends_with_comma in {None, last_text(block).endswith(",")} for block in blocks)


def _begins_member(block: Block) -> bool:
    text = first_text(block)
    return bool(text) and not text.startswith((",", *_CLOSERS))


def _last_comma(template: ParsedTemplate, block: Block) -> int:
    return end_of_part(template, last_part(block)) - 1


def _heads(element: Element) -> Sequence[Token]:
    """The `)` of an #if and of each of its #elseif."""
    return [one.condition.tokens[-1] for one in (element, *getattr(element, "elseifs", ()))]
