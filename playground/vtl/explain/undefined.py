"""Words for what is undefined where a template did not expect it: which part of a reference is missing, and in which item of a loop."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING

from playground.diagnostics import TextEdit
from playground.vtl.explain.method_words import describe_call
from playground.vtl.java.methods import find_method, get_property
from playground.vtl.java.values import Host
from playground.vtl.runtime.foreach_status import Foreach
from playground.vtl.syntax.operands import IntegerLiteral, StringLiteral
from playground.vtl.syntax.references import ArrayIndex, FormalReference, NameOrCall
from playground.vtl.syntax.texts import Text
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playground.vtl.runtime.notes import Described
    from playground.vtl.runtime.scope import Scope

_FEW = 2
_MOST_NAMES = 40
_LONGEST_NAME = 60
_SHORT = 30
_MISTAKEN = ("; there is ", "the other way round", "is a method", "is a list", "is the text")
"""What is said where a reference is written otherwise than what it must have meant."""
_MOST_ARGUMENTS = 2
_FOR_EFFECT = frozenset({"add", "addAll", "clear", "put", "putAll", "putIfAbsent", "remove", "set"})
"""Methods that are called for what they do: written as a statement of their own, they may well give nothing."""


def describe_undefined(reference: FormalReference, scope: Scope, loop_depth: int | None) -> Described | None:
    """The message for a reference that prints nothing because it is undefined or null; `scope.missing` says which part is.

    None where that is meant: `$map.put(…)` as a statement, `"$x"` to make text of what may be undefined. `loop_depth` says how
    many loops out the one is whose item the reference begins with; None where it begins with no item.
    """
    steps = reference.steps
    if scope.missing == len(steps) > 0 and isinstance(steps[-1], NameOrCall) and steps[-1].parameters and steps[-1].name in _FOR_EFFECT:
        return None
    if scope.captured and _is_whole_string(reference):
        return None
    if scope.missing > 0 and (loop := stopped_loop(reference)):
        return _no_stop(reference, loop, is_printed=not scope.captured)
    why = _why(reference, scope, loop_depth)
    if not why:
        return None
    written = reference.literal.rstrip()
    ask = f'sk before with #if({shorten(written, 200)} != ""), or write $! where nothing is meant to be printed.'
    help_ = f"Write it as it is there; if it may be missing, a{ask}" if any(mark in why for mark in _MISTAKEN) else f"A{ask}"
    return f"`{shorten(written)}` is empty: {why}.", help_


def stopped_loop(reference: FormalReference) -> str:
    """`$foreach` of `$foreach.stop()`, `$foreach.parent` of `$foreach.parent.stop()`; empty of all else."""
    names = [step.name for step in reference.steps if isinstance(step, NameOrCall)]
    is_call = reference.name == "foreach" and bool(reference.steps) and getattr(reference.steps[-1], "parameters", None) is not None
    if not is_call or len(names) != len(reference.steps) or names[-1] != "stop" or not set(names[:-1]) <= {"parent", "topmost"}:
        return ""
    return ".".join(("$foreach", *names[:-1]))


def _no_stop(reference: FormalReference, loop: str, *, is_printed: bool) -> Described:
    """`$foreach.stop()`: drafts of Velocity 1.7 had it, what was released has it not for templates."""
    following = reference.text_tokens[reference.end].image[:1]
    word = "#{break}" if following == "(" or following.isalnum() or following in {"_", "@"} else "#break"
    instead = word if loop == "$foreach" else f"#break({loop})"
    message = f"`{shorten(reference.literal)}` is empty and stops nothing: Velocity 1.7 has no such method, and the loop goes on."
    hint = f"{instead} ends the loop."
    return (message, hint, TextEdit(reference.span, instead)) if is_printed else (message, hint)


def _is_whole_string(reference: FormalReference) -> bool:
    """Whether a reference is all that a string holds: `"$x"`."""
    return not reference.start and not "".join(token.image for token in reference.text_tokens[reference.end :]).strip()


def _why(reference: FormalReference, scope: Scope, loop_depth: int | None) -> str:
    """Why the reference is undefined, as the beginning of a sentence; "" where no message is due."""
    if scope.missing == 0:
        name = reference.name
        return f"`${name}` is undefined here{_subtraction(name, '$') or _meant(name, scope.variables, '$')}"
    steps = reference.steps[: scope.missing]
    step = steps.pop()
    before = "".join(part.literal for part in steps)
    shown = _item(scope, loop_depth) if loop_depth is not None and not before else f"`${reference.name}{before}`"
    owner = _owner(scope.variables.get(reference.name), steps)
    if isinstance(step, ArrayIndex):
        member = _text_at(step)
        why = owner.why_nothing(member, None) if isinstance(owner, Host) and member is not None else None
        return f"{shown} has nothing at {shorten(step.literal, 40)}" if why is None else why
    if isinstance(owner, Host) and (why := owner.why_nothing(step.name, _arguments(step))) is not None:
        return why
    if step.parameters is not None:
        given = len(step.arguments)
        missing = "" if owner is None else describe_call(owner, shown, step.name, given)
        return missing or f"`{shorten(step.literal[1:], 60)}` gives nothing for {shown}"
    return _why_no_member(reference, step.name, shown, owner, scope.missing)


def _why_no_member(reference: FormalReference, name: str, shown: str, owner: object, missing: int) -> str:
    """Why `owner`, which is told of as `shown`, has no member of that name, which is that step of the reference."""
    if owner is not None and owner != "" and any(find_method(owner, name, count) for count in range(_MOST_ARGUMENTS + 1)):
        return f"`{name}` is a method: {shown} needs `.{name}(…)`, with parentheses"
    if isinstance(owner, str | list):
        return _no_map(shown, owner, name)
    members = owner if isinstance(owner, dict) else {}
    if name in members:
        return f"{shown} has `{name}`, but it is null"
    if turned := _turned(reference, missing, members):
        return f"{shown} has no `{name}`; it has `{turned}`: the order is the other way round"
    return f"{shown} has no `{name}`{_subtraction(name) or _meant(name, members) or _instead(members)}"


def _no_map(shown: str, owner: str | list[object], name: str) -> str:
    """Why a text or a list has no such member."""
    if isinstance(owner, list):
        return f"{shown} is a list, so it has no `{name}`: take a member of it, such as [0], or go over it with #foreach"
    return f'{shown} is the text "{shorten(owner, _SHORT)}", so it has no `{name}`' if owner else f"{shown} is empty, so it has no `{name}`"


def _turned(reference: FormalReference, missing: int, members: dict[object, object]) -> str:
    """`id.S` where `S.id` is written and the value has the one and not the other; else empty."""
    after = reference.steps[missing : missing + 1]
    first, second = reference.steps[missing - 1], after[0] if after else None
    if not isinstance(first, NameOrCall) or not isinstance(second, NameOrCall) or second.parameters is not None:
        return ""
    found = members.get(second.name)
    return f"{second.name}.{first.name}" if isinstance(found, dict) and first.name in found else ""


def _owner(value: object, steps: list[NameOrCall | ArrayIndex]) -> object:
    """The value of which something is missing; None where that is not known, for no call is made again."""
    for step in steps:
        if isinstance(step, ArrayIndex):
            value = _indexed(value, step)
        elif step.parameters is None:
            value = get_property(value, step.name)
        else:
            arguments = _arguments(step)
            value = value.known_result(step.name, arguments) if isinstance(value, Host) and arguments is not None else None
    return value


def _indexed(value: object, step: ArrayIndex) -> object:
    """What stands at an index that is written out, a text or a number from 0."""
    name, index = _text_at(step), step.index.expression
    if name is not None:
        return get_property(value, name)
    number = int(index.value) if isinstance(index, IntegerLiteral) else -1
    return value[number] if isinstance(value, list) and 0 <= number < len(value) else None


def _arguments(step: NameOrCall) -> list[str] | None:
    """The plain texts that a call has as arguments; None of no call, or of a call with others."""
    if step.parameters is None:
        return None
    given = [parameter.expression for parameter in step.arguments]
    texts = [_plain(text) for text in given if isinstance(text, StringLiteral)]
    return [text for text in texts if text is not None] if len(texts) == len(given) and None not in texts else None


def _text_at(step: ArrayIndex) -> str | None:
    """The plain text that is an index; None of any other index."""
    index = step.index.expression
    return _plain(index) if isinstance(index, StringLiteral) else None


def _plain(string: StringLiteral) -> str | None:
    """What a string without references in it holds."""
    if string.block is None:
        return str(string.value)
    parts = [child.text if isinstance(child, Text) else None for child in string.block.children]
    text = "".join(part or "" for part in parts)
    return None if None in parts else text[:-1] if string.trimmed else text


def _meant(name: str, known: Iterable[object], sign: str = "") -> str:
    """`; there is …`, with what was most likely meant."""
    names = {one.lower(): one for one in islice(known, _MOST_NAMES) if isinstance(one, str) and len(one) <= _LONGEST_NAME}
    found = get_close_matches(name.lower(), names, 1, 0.75) if len(name) <= _LONGEST_NAME else []
    return f"; there is `{sign}{names[found[0]]}`" if found else ""


def _instead(members: dict[object, object]) -> str:
    """`; it has …`, where that is little, such as the `N` of a DynamoDB attribute that was taken for an `S`."""
    names = ", ".join(f"`{shorten(str(name), 40)}`" for name in islice(members, _FEW))
    return f"; it has {names}" if 0 < len(members) <= _FEW else ""


def _item(scope: Scope, depth: int | None) -> str:
    loop = scope.variables.get("foreach")
    for _ in range(depth or 0):
        loop = loop.parent if isinstance(loop, Foreach) else None
    return f"item {loop.index + 1:,} of {loop.size:,}" if isinstance(loop, Foreach) else "the item"


def _subtraction(name: str, sign: str = "") -> str:
    head, minus, tail = name.partition("-")
    return f" (a name may hold `-`: to subtract, write `{sign}{head} - {tail}` in #set)" if minus and tail[:1].isdigit() else ""
