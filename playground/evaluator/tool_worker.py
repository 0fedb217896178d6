"""The child's side where tools are asked for beside evaluations, which a single evaluation loads none of. Runs in the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.evaluator import tools, worker
from playground.evaluator.replies import TOOL

if TYPE_CHECKING:
    from playground.limits import Limits


def answer(request: bytes, limits: Limits) -> bytes:
    """The child's function: runs the tool that the request names, or evaluates a Scenario, and gives the reply."""
    if request[:1] != TOOL:
        return worker.answer(request, limits)
    name, _, document = request[1:].partition(b"\n")
    return worker.reply(lambda: b"\n" + tools.run(name.decode(), document, limits))


def warm_up(limits: Limits) -> None:
    """As of an evaluation, and every tool once."""
    worker.warm_up(limits)
    for name in tools.TOOLS:
        for document in tools.warm_up(name):
            answer(TOOL + name.encode() + b"\n" + document, limits)
