"""One client's connection: what it waits for, until when, and what is still to be sent. Its socket never blocks."""

from __future__ import annotations

import math
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from socket import MSG_PEEK
from typing import TYPE_CHECKING, Any

from playground.sandbox.caller import Caller

if TYPE_CHECKING:
    import socket

    from playground.server.arrival import Arrival

PIECES = 64
"""Pieces that one system call sends. An answer has a head and a body; a file of the page is read in pieces of 8 KiB."""


class State(Enum):
    """What a connection waits for."""

    IDLE = auto()
    HEAD = auto()
    BODY = auto()
    READY = auto()
    ANSWERING = auto()
    SENDING = auto()
    LEAVING = auto()


CLIENTS_TURN = frozenset({State.IDLE, State.HEAD, State.BODY, State.SENDING, State.LEAVING})
"""States in which the client has to act (send or read); in the others it waits for us."""
CAN_END = CLIENTS_TURN | {State.READY}
"""States in which no thread uses the connection, so that it can be closed to make room."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What is asked of a client: within `seconds` the head of a request, or the next `seconds * rate` bytes of a body or an answer."""

    seconds: float
    rate: int


class Connection:
    """A client's connection. It is used by the loop alone, or, while its state is ANSWERING, by one thread alone."""

    def __init__(self, sock: socket.socket, client: Any, pace: Pace) -> None:
        self.sock = sock
        self.client = client
        self.server = sock.getsockname()
        self._pace = pace
        self._moved = 0
        self.events = 0
        """What the poller watches it for."""
        self.held = 0
        """Bytes of a request or an answer that the process keeps for it."""
        self.arrival: Arrival | None = None
        self.request: Any = None
        self.caller = Caller()
        """For whom the request is answered."""
        self.untaken = b""
        """What has come behind the request that is being answered."""
        self.unsent: list[memoryview] = []
        self.stays = False
        """Does it stay open when the answer is sent?"""
        self.wait(State.IDLE)

    def wait(self, state: State, seconds: float | None = None) -> None:
        """Enter a state, with a deadline in so many seconds (None: those of the pace)."""
        self.state = state
        self._moved = 0
        self.deadline = time.monotonic() + (self._pace.seconds if seconds is None else seconds)

    def answer(self) -> None:
        """Hand the connection to a thread; it has no deadline meanwhile."""
        self.state = State.ANSWERING
        self.deadline = math.inf

    def moved(self, count: int) -> None:
        """So many bytes came or went. With each step of the pace its seconds begin anew, so a slow client is not a late one."""
        self._moved += count
        if self._moved >= self._pace.seconds * self._pace.rate:
            self.wait(self.state)

    def send(self) -> int:
        """Send what the client takes now; gives how many bytes. OSError where it has left."""
        sent = 0
        while self.unsent:
            try:
                count = self.sock.sendmsg(self.unsent[:PIECES])
            except BlockingIOError:
                break
            sent += count
            while self.unsent and count >= len(self.unsent[0]):
                count -= len(self.unsent.pop(0))
            if count:
                self.unsent[0] = self.unsent[0][count:]
        return sent

    def has_left(self) -> bool:
        """Whether the client has closed its side; what it sends instead stays to be read."""
        try:
            return not self.sock.recv(1, MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            return True

    def close(self) -> None:
        """Close the socket."""
        self.unsent.clear()
        with suppress(OSError):
            self.sock.close()
