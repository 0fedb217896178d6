"""The child's side where tools are asked for beside evaluations, which a single evaluation loads none of. Runs in the sandbox."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from playground.evaluator import freezing, saving, tools, worker
from playground.evaluator.replies import TOOL

if TYPE_CHECKING:
    from playground.limits import Limits


_UNROUTED = {**saving.SAVING, "freeze": freezing.freeze_case}


def answer(request: bytes, limits: Limits) -> bytes:
    """The child's function: runs the tool (or what has no route) that the request names, or evaluates a Scenario, and gives the reply."""
    if request[:1] != TOOL:
        return worker.answer(request, limits)
    head, _, document = request[1:].partition(b"\n")
    name = head.decode()
    work = _UNROUTED.get(name) or partial(tools.run, name)
    return worker.reply(lambda: b"\n" + work(document, limits))


def warm_up(limits: Limits) -> None:
    """As of an evaluation, and every tool once."""
    worker.warm_up(limits)
    documents = {name: tools.warm_up(name) for name in tools.TOOLS} | saving.WARM_UP | {"freeze": freezing.WARM_UP}
    for name in documents:
        for document in documents[name]:
            answer(TOOL + name.encode() + b"\n" + document, limits)
