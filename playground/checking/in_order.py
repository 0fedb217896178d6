"""Work by several threads, whose results come in the order of what was asked."""

from __future__ import annotations

import queue
import threading
from collections import deque
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Task = TypeVar("Task")
Done = TypeVar("Done")

AHEAD = 4
"""For each thread, how many tasks are begun before the result of the first is taken: enough that none waits, few enough to keep little."""


class _Slot(Generic[Task, Done]):
    """A task, and the place of its result."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.result: Done
        self.error: BaseException | None = None
        self.is_done = threading.Event()


def in_order(tasks: Iterator[Task], work: Callable[[Task], Done], threads: int) -> Iterator[Done]:
    """What `work` gives for each task, in their order. What it raises is raised where its result would come."""
    waiting: queue.SimpleQueue[_Slot[Task, Done] | None] = queue.SimpleQueue()
    begun: deque[_Slot[Task, Done]] = deque()
    for _ in range(threads):
        threading.Thread(target=_serve, args=(waiting, work), daemon=True).start()
    try:
        for task in tasks:
            slot: _Slot[Task, Done] = _Slot(task)
            begun.append(slot)
            waiting.put(slot)
            if len(begun) > threads * AHEAD:
                yield _taken(begun)
        while begun:
            yield _taken(begun)
    finally:
        for _ in range(threads):
            waiting.put(None)


def _serve(waiting: queue.SimpleQueue[_Slot[Task, Done] | None], work: Callable[[Task], Done]) -> None:
    while (slot := waiting.get()) is not None:
        try:
            slot.result = work(slot.task)
        except BaseException as error:  # noqa: BLE001 - raised where the result is taken
            slot.error = error
        slot.is_done.set()


def _taken(begun: deque[_Slot[Task, Done]]) -> Done:
    slot = begun.popleft()
    slot.is_done.wait()
    if slot.error is not None:
        raise slot.error
    return slot.result
