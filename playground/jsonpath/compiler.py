"""Jayway's JSONPath, as `$input.path` and `$input.json` take it: compiling a path; the only import of jsonpath_ng.

Plain paths (`$`, `$.a.b[0]['c']`) are walked directly. In the others jsonpath_ng reads indices and slices; those that are not
well formed are `jsonpath_brackets`', for Jayway takes them in a way of its own. jsonpath_ng's evaluator is not used:
Jayway differs from it in what a missing member does, in `..`, in slices and in filters, and it cannot count what it visits. Evidence for
every rule: Jayway JsonPath 2.0.0, asked case by case. Differs from AWS: which version of Jayway it runs is not known; `[-1]` and
`.length()` are missing paths here, as in 2.0.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from jsonpath_ng import jsonpath as nodes
from jsonpath_ng.parser import parse

from playground.errors import LimitReached
from playground.jsonpath.brackets import read_sequence
from playground.jsonpath.filters import MISSING, InvalidPath, no_filter, parse_filter
from playground.jsonpath.steps import Chosen, Elements, Names, Root, Scan, Slice, Wildcard
from playground.jsonpath.walk import Budget, Walk

if TYPE_CHECKING:
    from playground.jsonpath.walk import Step

__all__ = ["MISSING", "InvalidPath", "JsonPath", "compile_path"]

MAX_STEPS: Final = 100
"""Steps of one path: a walk goes two calls deeper with each."""
MAX_LENGTH: Final = 10_000
"""Characters of one path."""


_FIXED: Final = "is the most that is read, which no setting changes."


@dataclass(frozen=True, slots=True)
class JsonPath:
    """A compiled path. `plain` holds the names and indices of a path that has nothing else; `steps` is for the others."""

    plain: tuple[str | int, ...] | None
    steps: tuple[Step, ...] = ()
    from_root: bool = True

    @property
    def definite(self) -> bool:
        """Whether it leads to one value at most; otherwise it gives a list."""
        return all(step.definite for step in self.steps)

    def read(self, document: object, limit: int, seconds: float = 0.1) -> object:
        """The value at this path, itself and no copy; MISSING where there is none; for an indefinite path a list.

        Raises InvalidPath where an index or filter meets what it cannot be applied to (Jayway throws too), LimitReached for more than
        `limit` values visited or more than `seconds` in a filter's regular expressions.
        """
        if self.plain is not None:
            return _walk_plain(self.plain, document)
        return Walk(self.steps, document, Budget(limit, seconds)).value(document)

    def value(self, root: object, item: object, budget: Budget) -> object:
        """What it leads to inside a filter: from the whole document with `$`, from the item with `@`."""
        document = root if self.from_root else item
        budget.visit(1)
        return Walk(self.steps, root, budget).value(document) if self.plain is None else _walk_plain(self.plain, document)


def _walk_plain(steps: tuple[str | int, ...], value: Any) -> object:
    for step in steps:
        if isinstance(step, str):
            if not isinstance(value, dict) or step not in value:
                return MISSING
            value = value[step]
        elif isinstance(value, list):
            if step >= len(value):
                return MISSING
            value = value[step]
        elif value is None:
            return MISSING
        else:
            raise InvalidPath(f"The index [{step}] in a path can only be applied to a list")
    return value


@lru_cache(maxsize=512)
def compile_path(text: str) -> JsonPath:
    """The compiled path; without a leading `$`, `$.` is put before it. Raises InvalidPath (Jayway: InvalidPathException)."""
    if len(text) > MAX_LENGTH:
        raise LimitReached("jsonpath", f"A JSONPath has {len(text):,} characters; {MAX_LENGTH:,} {_FIXED}")
    path = text.strip(_BLANKS)
    if not path:
        raise InvalidPath("A JSONPath is empty")
    from_root = path[0] != "@"
    path = path if path[0] == "$" else f"${path[1:]}" if path[0] == "@" else f"$.{path}"
    if _PLAIN.fullmatch(path):
        plain = tuple(match[1] or (int(match[3]) if match[3] else match[2]) for match in _PLAIN_STEP.finditer(path))
        return JsonPath(plain, from_root=from_root)
    if path.endswith("..") or path[1] not in ".[":
        raise InvalidPath(f"A path ends with `..`, or `$` is not followed by `.` or `[`: {path}")
    steps = tuple(_steps(path))
    if len(steps) > MAX_STEPS:
        raise LimitReached("jsonpath", f"A JSONPath has {len(steps):,} steps; {MAX_STEPS:,} {_FIXED}")
    return JsonPath(None, steps, from_root=from_root)


_BLANKS: Final = "".join(map(chr, range(33)))  # what Java's String.trim takes off
_PLAIN_STEP: Final = re.compile(r"\.(?!\*(?:[.\[]|\Z))([^.\[\]' ]++)|\['([^'\[\]]*+)'\]|\[([0-9]{1,9})\]")
_PLAIN: Final = re.compile(rf"\$(?:{_PLAIN_STEP.pattern})*+")
_NAME: Final = re.compile(r"[^.\[ ]*+")
_QUOTED: Final = re.compile(r"'([^']*)'")
_ORDINARY: Final = re.compile(r"\[(-?[0-9]{1,9}(?:,-?[0-9]{1,9})*|-?[0-9]{1,9}:(?:-?[0-9]{1,9})?|:-?[0-9]{1,9})\]")


def _steps(path: str) -> list[Step]:
    """The steps of a path after its `$`, split as Jayway's PathCompiler does."""
    steps: list[Step] = []
    offset = 1
    while offset < len(path):
        char = path[offset]
        if char == "[":
            end = _closing(path, offset)
            steps.append(_subscript(path[offset:end]))
            offset = end
        elif path.startswith("..", offset):
            steps.append(Scan())
            offset += 2
        elif char in "$*":
            steps.append(Root() if char == "$" else Wildcard())
            offset += 1
        elif char == " " or path[offset:] == ".":
            raise InvalidPath(f"A blank outside of brackets, or a `.` at the end: {path}")
        else:
            offset += char == "."
            name = _NAME.match(path, offset)
            if name and name[0]:
                steps.append(Wildcard() if name[0] == "*" else _names(f"'{name[0]}']"))
                offset = name.end()
    return steps


def _closing(path: str, start: int) -> int:
    """The offset after the `]` that closes the `[` at `start`, or else the path's end. Quotes play no part in it."""
    depth = 0
    for offset in range(start, len(path)):
        depth += (path[offset] == "[") - (path[offset] == "]")
        if depth == 0:
            return offset + 1
    return len(path)


def _subscript(text: str) -> Step:
    """What stands in brackets; the first of these characters tells what it is."""
    first = _TELLING.search(text)
    if text == "[*]":
        return Wildcard()
    if first and first[0] == "?":
        return Chosen(no_filter(text) or parse_filter(text[text.rindex("[", 0, first.start()) :], _compile_operand))
    if first and first[0] == "'":
        return _names(text[first.start() :])
    if match := _ORDINARY.fullmatch(text):
        return _indices(match[1])
    if first:
        return read_sequence(text[first.start() :])
    raise InvalidPath(f"{text} is no index, slice, name in single quotes, filter or `*`")


_TELLING: Final = re.compile(r"[?':@-]|(?![\U00010000-\U0010ffff])\d")  # a digit of any script, as Java's charAt sees it


def _names(text: str) -> Names:
    """The names in quotes up to a `]`, which Jayway takes for the end even inside quotes."""
    inside, bracket, _ = text.partition("]")
    if not bracket:
        raise InvalidPath(f"`]` is missing after {text}")
    return Names(tuple(_QUOTED.findall(inside)))


def _indices(text: str) -> Step:
    """`0`, `0,2`, `1:3`, `:2`, `-2:`, well formed: read by jsonpath_ng."""
    tree: Any = parse(f"$[{text}]")
    node: Any = tree.right if isinstance(tree, nodes.Child) else tree
    return Slice(node.start, node.end) if isinstance(node, nodes.Slice) else Elements(tuple(node.indices))


def _compile_operand(text: str, alone: bool) -> JsonPath:  # noqa: FBT001 - the signature of `Compile`
    path = compile_path(f"@{text[1:]}" if alone else text)
    if not path.definite:
        raise InvalidPath(f"A path in a filter leads to one value; {text} can lead to many")
    if alone and path.plain is None:
        required = tuple(replace(step, all_required=True) if isinstance(step, Names) else step for step in path.steps)
        return replace(path, steps=required)
    return path
