"""Calls a function in a killable child process. Knows bytes, limits and time, nothing about templates.

Each pool has one *starter*, a new interpreter without environment or foreign descriptors, that imports the function once and forks
the children (`child`): a fresh child takes milliseconds, and the server's sockets are out of its reach. Only bytes cross.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from playground.errors import Busy
from playground.sandbox.caller import Caller
from playground.sandbox.errors import ChildKilled
from playground.sandbox.frames import ANSWER, ASK, NO_THREAD, OUT_OF_MEMORY, receive, send
from playground.sandbox.programs import Programs
from playground.sandbox.starter_client import StarterClient
from playground.sandbox.turns import Turns

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from playground.limits import Limits
    from playground.sandbox.program import Program
    from playground.sandbox.starter_client import StartedChild

    Asked = Callable[[bytes, float], bytes]
    """What answers a child that asks: its question, and until when (of time.monotonic) → the answer."""

GRACE = 0.25
"""Seconds on top of `Limits.seconds` before a child is killed: the evaluation's own clock comes first, for its answer names the place."""
ATTEMPTS = 3
"""A child, or the starter, may have died of something else (an idle child ends itself), and a call changes nothing: two more may try."""


class Pool:
    """Up to `size` children that call `function` ("module:name": bytes, Limits → bytes). Make it after forking."""

    def __init__(  # noqa: PLR0913 - each is a setting of its own
        self,
        function: str,
        limits: Limits,
        size: int = 8,
        *,
        usual: int | None = None,
        share: float = 1.0,
        warm_up: str = "",
        idle: float = 60.0,
        program: Program | None = None,
    ) -> None:
        """While no call takes long, `usual` of the children (None: all) are at work at a time, and the other calls wait for them.

        One peer has at most that `share` of the children while others ask. A child that nobody asks for `idle` seconds ends.

        A child can open no file, so it can import nothing: `warm_up` ("module:name": Limits → None) is called once before the first
        child is made, and should do all that loads something at its first use. `program` is what `programs` starts.
        """
        self._limits = limits
        self._turns = Turns(size, usual or size, share)
        self._resting: list[StartedChild] = []
        self._starter = StarterClient(function, warm_up, limits, grace=GRACE, idle=idle)
        self.programs = Programs(program, limits, GRACE) if program is not None else None

    def call(self, request: bytes, caller: Caller | None = None, asked: Asked | None = None) -> bytes:
        """What the function gives for `request`, within `Limits.seconds` and half a second since `caller` waits: for a free child as well.

        Raises ChildKilled where there is no answer, and Busy where it is the waiting that left too little time for one, the system gives no
        process, or `caller` (None: nobody in particular) has left. `asked` answers what the child asks while it works. While the starter
        imports for the first time, a call waits for it.
        """
        caller = caller or Caller()
        begun = time.monotonic()
        self._starter.wait_until_ready()
        now = time.monotonic()
        last = caller.since + (now - begun) + self._limits.seconds + 2 * GRACE
        turn = self._turns.take(max(0.0, last - now), caller)
        if turn is None:
            raise Busy("no child came free in time")
        try:
            if time.monotonic() >= last:  # else it would be chance whether a fast child still answers
                raise Busy("the caller's time was over before a child was asked")
            return self._ask(request, last, caller, asked)
        finally:
            self._turns.give_back(turn)

    def wait_until_ready(self, seconds: float) -> None:
        """Wait for a starter that can make children, a new one where the last has died. Raises Busy where there is none in time."""
        self._starter.check(time.monotonic() + seconds)

    def close(self) -> None:
        """End the starters, every child, and what is left of the program."""
        if self.programs is not None:
            self.programs.close()
        while self._resting:
            self._resting.pop().link.close()
        self._starter.close()

    def _ask(self, request: bytes, last: float, caller: Caller, asked: Asked | None) -> bytes:
        """The answer of a child by `last`, a time of time.monotonic."""
        child = self._rested() or self._starter.start(last)
        deadline = time.monotonic() + self._limits.seconds + GRACE
        is_late, deadline = last < deadline, min(last, deadline)
        for attempt in range(ATTEMPTS):
            if attempt:
                child = self._starter.start(deadline)
            try:
                kind, answer = _talk(child.link, request, deadline, caller, asked)
            except Busy:
                self._resting.append(child)  # it was not asked
                raise
            except TimeoutError:
                self._end(child)
                if is_late:
                    raise Busy("a child came free so late that its time was cut short") from None
                raise ChildKilled("seconds") from None
            except OSError:
                if caller.has_left:
                    self._end(child)
                    caller.check()
                was_starved = self._starter.was_starved(child)
                self._end(child)
                if was_starved:  # a fresh one would be as well
                    raise ChildKilled("memory") from None
                continue
            if kind == ANSWER:
                if caller.has_left:  # in this very moment: its socket may be shut
                    self._end(child)
                else:
                    self._resting.append(child)
                return answer
            self._end(child)
            if kind == NO_THREAD:
                raise Busy("the system gives a child no thread: see `ulimit -u`")
            raise ChildKilled("memory" if kind == OUT_OF_MEMORY else "crash", answer.decode("utf-8", "replace"))
        raise ChildKilled("crash", "the process ended without an answer")

    def _rested(self) -> StartedChild | None:
        try:
            return self._resting.pop()
        except IndexError:
            return None

    def _end(self, child: StartedChild) -> None:
        child.link.close()
        self._starter.stop(child)


def _talk(link: socket.socket, request: bytes, deadline: float, caller: Caller, asked: Asked | None) -> tuple[bytes, bytes]:
    """What a child says to a request in the end, once all that it asks is answered. OSError, TimeoutError; Busy: `caller` has left."""
    caller.wait_for(link)
    try:
        send(link, ANSWER, request, deadline)
        kind, answer = receive(link, deadline)
        while kind == ASK and asked is not None:
            send(link, ANSWER, asked(answer, deadline), deadline)
            kind, answer = receive(link, deadline)
        return kind, answer
    finally:
        caller.wait_for(None)
