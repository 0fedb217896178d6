"""Words for a condition that holds where other languages would not let it, and the comparison that says what was meant.

The comparison must change nothing where the condition was right: for `false`, and for whatever else is no undefined, empty or 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from playground.diagnostics import TextEdit
from playground.vtl.explain.method_kinds import given_type, is_repeatable, is_true_of_nothing
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playground.vtl.syntax.references import FormalReference

_STATES = {"null": "undefined", "text": "empty", "number": "0", "collection": "empty"}
"""Kind of what counts as true, though it is nothing → how it is told."""
_LONG = 120


class Use(NamedTuple):
    """How a condition uses a reference. `directive` is `#if` or `#elseif` where the reference, or its negation, is all of the condition."""

    directive: str = ""
    negated: bool = False
    quoted: int = 0
    """How many double-quoted strings are nested around it."""
    is_idle: bool = False
    """Whether nothing hangs on it, as in `#if($map.put("a", 1))#end`, which is written for the call."""


def kind_of(reference: FormalReference, value: object) -> str:
    """The kind of a value that counts as true and is nothing; empty where there is nothing to tell."""
    if value is None:
        return "" if is_true_of_nothing(reference) else "null"
    return "text" if isinstance(value, str) else "collection" if isinstance(value, list | dict) else "number"


def describe_truth(reference: FormalReference, use: Use, kinds: Iterable[str]) -> tuple[str, str] | tuple[str, str, TextEdit]:
    """The message, the help and the edit for a reference that a condition took for true although it was undefined, null, empty or 0."""
    kinds = frozenset(kinds)
    shown = reference.literal.rstrip()
    short = shorten(shown, _LONG)
    states = [*dict.fromkeys(state for kind, state in _STATES.items() if kind in kinds)]
    state = " or ".join([", ".join(states[:-1]), states[-1]] if len(states) > 1 else states)
    message = f"{_what_happened(shorten(shown), use)} although `{shorten(shown)}` is {state}; only `false` is false on AWS."
    known, careful = given_type(reference), _careful(reference, short, kinds, '""')
    usual = _usual(short, kinds, negated=use.negated) if known is not bool else None
    asked = [usual] if usual else []
    asked += [] if usual and known else [f"!({careful})" if use.negated else careful]
    hint = f"Write {', or, where it may be false or of another type, '.join(_asked(comparison, use) for comparison in asked)}."
    fix = _fix(reference, use, kinds)
    return (message, hint, fix) if fix else (message, hint)


def _what_happened(shown: str, use: Use) -> str:
    written = f"!{shown}" if use.negated else shown
    if use.directive:
        return f"`{use.directive}({written})` {'is false' if use.negated else 'is true'}"
    return f"`{written}` counts as {'false' if use.negated else 'true'} in this condition"


def _asked(comparison: str, use: Use) -> str:
    return f"`{use.directive}({comparison})`" if use.directive else f"`{comparison}`"


def _usual(shown: str, kinds: frozenset[str], *, negated: bool) -> str | None:
    """What is usually written where a value is of one type wherever it is there; None where several things have to be asked."""
    if kinds <= {"null", "text"}:
        return f'{shown} {"==" if negated else "!="} ""'
    if kinds == {"number"}:
        return f"{shown} {'==' if negated else '!='} 0"
    return (_call(shown, "isEmpty") if negated else f"!{_call(shown, 'isEmpty')}") if kinds == {"collection"} else None


def _careful(reference: FormalReference, written: str, kinds: frozenset[str], empty: str) -> str:
    """What holds just where the reference is true and is something, whatever it is elsewhere: `$x != "" && $x`.

    A comparison with `""` is false for what is undefined, too; `$x.size()` of what has no size is undefined, which is not 0.
    """
    known = given_type(reference)
    if known is bool:
        return f"{written} == true"
    parts = [f"{written} != {empty}"] if kinds & {"null", "text"} else []
    parts += [f"{written} != 0"] if "number" in kinds else []
    parts += [f"{_call(written, 'size')} != 0"] if "collection" in kinds else []
    return " && ".join(parts if known else [*parts, written])


def _call(written: str, method: str) -> str:
    return f"{written[:-1]}.{method}()}}" if written.endswith("}") and "{" in written[:3] else f"{written}.{method}()"


def _fix(reference: FormalReference, use: Use, kinds: frozenset[str]) -> TextEdit | None:
    """The edit; None where the reference cannot be written again: where that would change something, or is no plain text."""
    written = reference.literal.rstrip()
    if use.quoted:
        written = written.replace('"', '""')
    comparison = _careful(reference, written, kinds, "''" if use.quoted else '""')
    span = reference.span
    is_as_written = reference.glued in {"$", "$!"} and span.end - span.start == len(written) and use.quoted < 2
    if not is_as_written or (comparison.count(written) > 1 and not is_repeatable(reference)):
        return None
    return TextEdit(span, comparison if _stands_alone(reference) else f"({comparison})")


def _stands_alone(reference: FormalReference) -> bool:
    """Whether a reference is all that is in its parentheses, so that a comparison may take its place as it is."""
    tokens = reference.text_tokens
    return tokens[reference.start - 1].kind == "LPAREN" and tokens[reference.end].kind == "RPAREN"
