"""Headers that take more bytes together than API Gateway lets through: said, for what it answers then is not known.

Evidence: documented: limits (10,240 bytes for all of a message's headers, their names, line ends and blanks included; no status is named).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.diagnostics import Diagnostic, utf8_length
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playground.gateway.answer import Answer
    from playground.gateway.evaluation import Evaluation

QUOTA = 10_240
"""Bytes of all headers of one message."""
_AROUND = len(": \r\n")


def tell_large_call(evaluation: Evaluation) -> None:
    """Tell where the headers that the client sends are over it."""
    request = evaluation.scenario.request
    lines = [(name, value) for name, values in request.header.items() for value in ([values] if isinstance(values, str) else values)]
    if (total := _bytes(lines)) > QUOTA:
        evaluation.tell(_diagnostic("call", total, _largest(lines), "/request/header"))


def tell_large_answer(evaluation: Evaluation, answer: Answer) -> None:
    """Tell where the headers that the client gets are over it, at what sets the largest."""
    lines = answer.headers.items()
    if (total := _bytes(lines)) > QUOTA:
        largest = _largest(lines)
        evaluation.tell(_diagnostic("answer", total, largest, answer.headers_from[largest].where))


def _bytes(lines: Iterable[tuple[str, str]]) -> int:
    """Bytes of all header lines together."""
    return sum([utf8_length(name) + utf8_length(value) + _AROUND for name, value in lines])


def _largest(lines: Iterable[tuple[str, str]]) -> str:
    """The name of the longest line."""
    return max((utf8_length(name) + utf8_length(value), name) for name, value in lines)[1]


def _diagnostic(what: str, total: int, largest: str, where: str) -> Diagnostic:
    message = (
        f"The headers of this {what} take {total:,} bytes, their names and line ends included. API Gateway lets {QUOTA:,} through; what it "
        "answers to more is not known."
    )
    return Diagnostic("uncertain.headers", "warning", message, f"Shorten them; {shorten(largest, 60)} is the longest.", where=where)
