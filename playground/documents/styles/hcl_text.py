"""A quoted string or a heredoc of HCL with another text. The text is as its template has it: `${…}` and `$${` stand in it as they are.

Documented: HCL native syntax specification, "Template Expressions".
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from playground.documents.styles.spelling import Spelt, respelt

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEREDOC = re.compile(r"<<(-?)([^\W\d][\w-]*)(\r?\n)")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_TEXT = re.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|\$\$\{|%%\{|.", re.DOTALL)
_NESTED = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)
_CONTROL = re.compile("[\0-\x1f\x7f]")


def rewritten(raw: str, old: str, new: str) -> tuple[str, str]:
    """The string or heredoc `raw` with the text `new` in place of `old`; and what it is now, in words, where that is something else."""
    if raw.startswith('"'):
        return respelt(raw, _spelling(raw), new, _quoted), ""
    if new and not new.endswith("\n"):
        return f'"{_quoted(new)}"', "a quoted string, for a heredoc ends with a line end"
    return _heredoc(raw, old, new)


def _spelling(raw: str) -> Iterator[Spelt]:
    """The spelling of a quoted string; what stands between `${` and `}` is text as it is written."""
    at = 1
    while at < len(raw) - 1:
        end = _behind(raw, at) if raw.startswith(("${", "%{"), at) else None
        found = None if end else _TEXT.match(raw, at)
        if found is None:
            yield from (Spelt(char, at + index, at + index + 1) for index, char in enumerate(raw[at : end or at + 1]))
            at = end or at + 1
        elif found[0].startswith("\\"):
            yield Spelt(_meant(found[0]), at, found.end())
            at = found.end()
        else:
            yield from (Spelt(char, at + index, at + index + 1) for index, char in enumerate(found[0]))
            at = found.end()


def _behind(raw: str, at: int) -> int:
    """The offset behind the `}` that ends what begins at `at` with `${` or `%{`."""
    depth = 0
    for found in _NESTED.finditer(raw, at):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found[0] == "}":
            return found.end()
    return len(raw) - 1


def _meant(escape: str) -> str:
    if escape[1] in "uU" and len(escape) > 2:
        return chr(int(f"0x{escape[2:]}", 0))
    return _ESCAPES.get(escape[1], escape[1])


def _quoted(text: str) -> str:
    """A text as it stands between quotes; what stands between `${` and `}` stays as it is written."""
    made, at = "", 0
    while at < len(text):
        is_escaped = text.startswith(("${", "%{"), at) and text[at - 1 : at] == text[at]
        end = _behind(f"{text} ", at) if text.startswith(("${", "%{"), at) and not is_escaped else at + 1
        made += text[at:end] if end > at + 1 else _character(text[at])
        at = end
    return made


def _character(char: str) -> str:
    short = next((name for name, meant in _ESCAPES.items() if meant == char), None)
    return f"\\{short}" if short else _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", char)


def _heredoc(raw: str, old: str, new: str) -> tuple[str, str]:
    """A heredoc, whose lines that stay are as they were."""
    found = _HEREDOC.match(raw)
    if found is None:
        raise ValueError(raw)
    *lines, closing = raw[found.end() :].split("\n")
    was, wanted = old.split("\n")[:-1], new.split("\n")[:-1]
    cuts = [line[: len(line) - len(text)] for line, text in zip(lines, was, strict=True)]
    indent = max(cuts, key=len, default=closing[: len(closing) - len(closing.lstrip())])
    made: list[str] = []
    for kind, low, high, from_, to in SequenceMatcher(None, was, wanted, autojunk=False).get_opcodes():
        made += lines[low:high] if kind == "equal" else [indent + one if one.strip() else one for one in wanted[from_:to]]
    dash, said = found[1], ""
    if dash and _smallest(made) != len(indent) and made:
        dash, made, said = "", wanted, "a heredoc that begins with <<, for <<- would take the indentation off its lines"
    marker = _marker(found[2], wanted)
    said = said or ("" if marker == found[2] else f"a heredoc that ends with {marker}, for {found[2]} is a line of the text")
    ending = closing.replace(found[2], marker)
    return f"<<{dash}{marker}{found[3]}" + "".join(f"{one}\n" for one in made) + ending, said


def _smallest(lines: list[str]) -> int | None:
    """The blanks that `<<-` takes off each line; lines of blanks alone do not count."""
    return min((len(one) - len(one.lstrip()) for one in lines if one.strip()), default=None)


def _marker(name: str, lines: list[str]) -> str:
    """The marker, with a number where a line of the text would end the heredoc."""
    taken = {one.strip() for one in lines}
    return next(one for one in (name, *(f"{name}{number}" for number in range(2, len(lines) + 3))) if one not in taken)
