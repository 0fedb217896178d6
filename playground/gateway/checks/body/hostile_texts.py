"""Texts that a client could send to break out of where they are printed, and whether a body shows that one did.

`Probe` finds out, for many texts in one rendering, which come through as they are; `proofs` are what shows it then.
Here is no call and no template: texts in, answers out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from playground.jsontext.flaws import find_flaw

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDED = "injected"
"""The member, or the field of a form, that a proof adds."""
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})')
_QUOTE = re.compile(r'\\.|"', re.DOTALL)
_DEEPEST_TEXT = 3
"""JSON in a text of JSON in a text: as deep as is looked."""


class Probe:
    """Marks the text of source number `index`, and tells what came of it: all characters that may break out stand between two marks."""

    def __init__(self, index: int) -> None:
        self._open, self._close = f"zq{index}a", f"zq{index}b"
        self._between = re.compile(rf"{self._open}(.*?){self._close}", re.DOTALL)

    def of(self, value: str, *, may_hold_lines: bool, has_quote: bool = True) -> str:
        """The text to send in the place of `value`, which it begins with: a template may ask for its beginning."""
        quote, line_end = '"' if has_quote else "", "\n" if may_hold_lines else ""
        return f"{value}{self._open}{quote}&\\{line_end}{self._close}"

    def is_in(self, body: str) -> bool:
        """Whether the text was printed."""
        return self._open in body

    def breaks_json(self, body: str) -> bool:
        """Whether it may break out of where it stands in a body of JSON: it stands in no text, or it is not escaped there."""
        if any(_is_raw(found[1]) or not _is_in_text(body, found.start()) for found in self._between.finditer(body)):
            return True
        return any(_is_raw(found[1]) for inner in _texts_of_json(body) for found in self._between.finditer(inner))

    def is_in_text(self, body: str) -> bool:
        """Whether it stands in a text of the JSON, where it stands first."""
        return _is_in_text(body, max(0, body.find(self._open)))

    def raw_in(self, body: str, *, is_form: bool) -> Iterator[tuple[int, bool]]:
        """The offsets at which it may break out, each with whether it stands in a text of the JSON; all where it is deeper inside."""
        found = [(one.start(), one[1], not is_form and _is_in_text(body, one.start())) for one in self._between.finditer(body)]
        raw = [(at, inside) for at, text, inside in found if ("&" in text if is_form else _is_raw(text) or not inside)]
        yield from raw or [(at, inside) for at, _, inside in found]

    def breaks_form(self, body: str) -> bool:
        """Whether it may begin another field of a form."""
        return any("&" in found[1] for found in self._between.finditer(body))


def _is_raw(text: str) -> bool:
    """Whether a text, inside of a JSON text, ends it or makes it wrong."""
    left = _ESCAPE.sub("", text)
    return '"' in left or "\\" in left or any(char < " " for char in left)


def _is_in_text(body: str, offset: int) -> bool:
    """Whether an offset is inside of a JSON text, if all before it is right."""
    return sum(found[0] == '"' for found in _QUOTE.finditer(body, 0, offset)) % 2 == 1


def _texts_of_json(body: str) -> Iterator[str]:
    """The texts in a body that are to be JSON themselves, as the input of a state machine is."""
    try:
        waiting = [(json.loads(body), 0)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value, depth = waiting.pop()
        if isinstance(value, (dict, list)):
            waiting += [(one, depth) for one in (value.values() if isinstance(value, dict) else value)]
        elif isinstance(value, str) and value.lstrip()[:1] in {"{", "["} and depth < _DEEPEST_TEXT:
            yield value
            try:
                waiting.append((json.loads(value), depth + 1))
            except (ValueError, RecursionError):
                continue


Proof = Callable[[str], str]
"""What to send in the place of a value, so that the body shows whether it breaks out."""


def _in_text(value: str) -> str:
    return f'{value}","{ADDED}":"yes'


def _as_value(value: str) -> str:
    return f'{value or "1"},"{ADDED}":"yes"'


def _as_name(value: str) -> str:
    return f'{value}":"yes","{ADDED}'


_BREAKING: Sequence[Proof] = (
    lambda value: f"{value}\\",
    lambda value: f'{value}\\","{ADDED}":"yes',
    lambda value: f"{value}\n{ADDED}",
    lambda value: f"{value or '1'},{ADDED}",
)
FORM_PROOFS: Sequence[Proof] = (lambda value: f"{value}&{ADDED}=yes",)


MAY_ADD = 3
"""So many of the `proofs` may add a member; those that follow only break the JSON."""


def proofs(*, is_in_text: bool) -> Sequence[Proof]:
    """What to try, the most telling first."""
    first = (_in_text, _as_value) if is_in_text else (_as_value, _in_text)
    return (*first, _as_name, *_BREAKING)


def is_json(body: str) -> bool:
    """Whether a body is JSON."""
    return find_flaw(body) is None


def adds_member(body: str) -> bool:
    """Whether a body of JSON, or a text of JSON in it, has the member that proofs add."""
    return any(_has_member(text) for text in (body, *_texts_of_json(body)))


def _has_member(text: str) -> bool:
    found = False

    def note(pairs: list[tuple[str, object]]) -> None:
        nonlocal found
        found = found or any(name == ADDED for name, _ in pairs)

    try:
        json.loads(text, object_pairs_hook=note)
    except (ValueError, RecursionError):
        return False
    return found


def adds_field(body: str) -> bool:
    """Whether a form has the field that proofs add."""
    return ADDED in form_names(body)


def form_names(body: str) -> list[str]:
    """The names of a form's fields."""
    return [name for name, _ in parse_qsl(body, keep_blank_values=True)]


def same_json(one: str, other: str) -> bool:
    """Whether two bodies are the same JSON, or the same text."""
    if one == other:
        return True
    try:
        return bool(json.loads(one) == json.loads(other))
    except (ValueError, RecursionError):
        return False
