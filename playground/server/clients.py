"""What a process does for its clients but answer them: it reads requests until they are whole, sends answers, and waits."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from http import HTTPStatus
from selectors import EVENT_READ, EVENT_WRITE, BaseSelector
from socket import SHUT_WR
from typing import TYPE_CHECKING, Any, Protocol

from playground.logs import about_request
from playground.repeats import Repeats
from playground.server import refusal
from playground.server.arrival import Arrival
from playground.server.connection import Connection, Pace, State
from playground.server.crowd import Crowd
from playground.server.needs import connections
from playground.server.refusal import Refused

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterable

    from playground.metrics import Metrics
    from playground.settings import Settings

PIECE = 64 * 1024
"""Bytes that are read of a connection before the next one has its turn."""
BODIES = 4
"""Of requests that arrive and answers that leave, a process keeps as many bytes as so many of the largest requests have."""
LEAVING_SECONDS = 2.0
"""Seconds for which what a refused client goes on sending is thrown away: closed at once, it would lose the refusal (RFC 9112, 9.6)."""
TOLD = 10
"""Refusals of one status that the log tells in a minute."""

BUSY = Refused(HTTPStatus.SERVICE_UNAVAILABLE, "All threads are busy. Try again in a second.")
FULL = Refused(HTTPStatus.SERVICE_UNAVAILABLE, "Too much is on its way to and from clients. Try again in a second.")
SLOW = Refused(HTTPStatus.REQUEST_TIMEOUT, "The request did not arrive in time.")
CUT = Refused(HTTPStatus.BAD_REQUEST, "The request ends before it is whole.")


class Host(Protocol):
    """What the connections need of the worker that they belong to."""

    cfg: Any
    log: Any
    poller: Any
    metrics: Metrics | None

    def begin(self, connection: Connection) -> None:
        """A connection's request has arrived completely: let a thread answer it."""

    def forget(self, connection: Connection) -> None:
        """The connection no longer waits for a thread: it was refused, or closed."""


class Clients:
    """All client connections of one web process: reads their requests, sends their answers, and enforces their deadlines."""

    def __init__(self, worker: Host, settings: Settings) -> None:
        self.log = worker.log
        self._worker = worker
        self._poller: BaseSelector = worker.poller
        self._pace = Pace(settings.client_seconds, settings.client_rate)
        self._most_bytes = settings.request_bytes
        self._crowd = Crowd(connections(settings), BODIES * settings.request_bytes)
        self._refusals = Repeats(TOLD)
        self._steps: dict[State, Callable[[Connection], None]] = {
            State.IDLE: self._read,
            State.HEAD: self._read,
            State.BODY: self._read,
            State.READY: self._look_away,
            State.ANSWERING: self._look_away,
            State.SENDING: self._send,
            State.LEAVING: self._throw_away,
        }

    def __contains__(self, connection: object) -> bool:
        return connection in self._crowd

    def __len__(self) -> int:
        return len(self._crowd)

    def welcome(self, sock: socket.socket, client: Any) -> Connection:
        """Accept a connection.

        Where all places are taken, the one whose client has the least time left is closed; this one, where all others wait for
        us.
        """
        sock.setblocking(False)
        connection = Connection(sock, client, self._pace)
        if self._crowd.is_full:
            self.make_room()
        if self._crowd.is_full:
            connection.close()
            return connection
        self._crowd.add(connection)
        self._for_each([connection], partial(self._watch, events=EVENT_READ))
        return connection

    def make_room(self) -> None:
        """Close one connection to free its place and its descriptor."""
        slowest = self._crowd.slowest()
        if slowest is not None:
            self._drop(slowest)

    def is_answered(self, connection: Connection) -> None:
        """A thread has answered a request and sent what it could without waiting: send the rest from the loop."""
        self._for_each([connection], self._send_on)

    def turn_away(self, connection: Connection) -> None:
        """Refuse a request (503) for which no thread will be free in time."""
        self._for_each([connection], partial(self._refuse, refused=BUSY))

    def end_late(self, now: float) -> None:
        """Close every connection whose deadline has passed."""
        self._for_each(self._crowd.late(now), self._end_wait)

    def say_goodbye(self, deadline: float) -> None:
        """Give connections that are idle between two requests until `deadline` at most: the process is about to end."""
        for connection in self._crowd:
            if connection.state is State.IDLE:
                connection.deadline = min(connection.deadline, deadline)

    def _for_each(self, chosen: Iterable[Connection], step: Callable[[Connection], None]) -> None:
        """Call a function for each connection; an exception closes that connection alone."""
        for connection in chosen:
            if connection not in self._crowd:  # dropped by what came before
                continue
            try:
                step(connection)
            except OSError:
                self._drop(connection)
            except Exception:
                self.log.exception("A connection is given up.")
                self._drop(connection)

    def _drop(self, connection: Connection) -> None:
        if connection.state is State.READY:
            self._worker.forget(connection)
        self._watch(connection, 0)
        self._crowd.remove(connection)
        connection.close()

    def _watch(self, connection: Connection, events: int) -> None:
        """Register the socket with the poller for reading or writing; 0 takes it out."""
        if connection.events == events:
            return
        told = partial(self._on_event, connection)
        if not events:
            self._poller.unregister(connection.sock)
        elif connection.events:
            self._poller.modify(connection.sock, events, told)
        else:
            self._poller.register(connection.sock, events, told)
        connection.events = events

    def _on_event(self, connection: Connection, _sock: object) -> None:
        self._for_each([connection], self._steps[connection.state])

    def _look_away(self, connection: Connection) -> None:
        """A connection became readable while its request is being answered.

        Its client has left, so that nobody needs the answer; or it sends its next request, which is read once this one is answered.
        """
        self._watch(connection, 0)
        if not connection.has_left():
            return
        if connection.state is State.READY:
            self._drop(connection)
        else:
            connection.caller.leave()

    def _read(self, connection: Connection) -> None:
        try:
            data = connection.sock.recv(PIECE)
        except BlockingIOError:
            return
        if data:
            self._take(connection, data)
        elif connection.state is State.IDLE:
            self._drop(connection)
        else:
            self._refuse(connection, CUT)

    def _take(self, connection: Connection, data: bytes) -> None:
        """Read bytes of a request, and hand it to a thread once it is complete."""
        if connection.arrival is None:
            connection.wait(State.HEAD)
            connection.arrival = Arrival(self._worker.cfg, connection.client, self._most_bytes)
        arrival = connection.arrival
        try:
            untaken = arrival.take(data)
        except Refused as refused:
            self._refuse(connection, refused)
            return
        self._crowd.hold(connection, connection.held + len(data))
        if untaken is not None:
            connection.arrival, connection.request, connection.untaken = None, arrival.request, untaken
            self._worker.begin(connection)
            return
        if connection.state is State.BODY:
            connection.moved(len(data))
        elif arrival.request is not None:
            connection.wait(State.BODY)
            if arrival.wants_continue:
                connection.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        self._shed()

    def _send_on(self, connection: Connection) -> None:
        connection.request = None
        self._crowd.hold(connection, sum(map(len, connection.unsent)))
        if connection.unsent:
            connection.wait(State.SENDING)
            self._watch(connection, EVENT_WRITE)
            self._shed()
        else:
            self._sent(connection)

    def _send(self, connection: Connection) -> None:
        sent = connection.send()
        connection.moved(sent)
        self._crowd.hold(connection, connection.held - sent)
        if not connection.unsent:
            self._sent(connection)

    def _sent(self, connection: Connection) -> None:
        """An answer is sent: wait for the next request, or close the connection."""
        if not connection.stays:
            self._drop(connection)
            return
        connection.wait(State.IDLE)
        self._watch(connection, EVENT_READ)
        if connection.untaken:
            data, connection.untaken = connection.untaken, b""
            self._take(connection, data)

    def _refuse(self, connection: Connection, refused: Refused) -> None:
        """Answer without the application; then throw away what still comes, for a while."""
        if self._worker.metrics is not None:
            self._worker.metrics.refused(refused.status)
        arrived = connection.request or (connection.arrival.request if connection.arrival else None)
        request_id = refusal.id_of(arrived)
        more = self._refusals.note(refused.status)
        if more is not None:
            with about_request(request_id):
                self.log.warning("Refused a request of %s: %s%s", connection.client[0], refused.detail, more)
        connection.arrival = connection.request = None
        connection.unsent = [memoryview(refusal.answer(refused, request_id))]
        connection.send()
        connection.sock.shutdown(SHUT_WR)
        self._crowd.hold(connection, 0)
        connection.wait(State.LEAVING, LEAVING_SECONDS)
        self._watch(connection, EVENT_READ)

    def _throw_away(self, connection: Connection) -> None:
        with suppress(BlockingIOError):
            if not connection.sock.recv(PIECE):
                self._drop(connection)

    def _end_wait(self, connection: Connection) -> None:
        """Close, or refuse (408), a connection whose deadline has passed."""
        if connection.state is State.READY:
            self._worker.forget(connection)
            self._refuse(connection, BUSY)
        elif connection.state in (State.HEAD, State.BODY):
            self._refuse(connection, SLOW)
        else:
            self._drop(connection)

    def _shed(self) -> None:
        """Close connections, least time left first, until no more bytes are kept for clients than allowed."""
        while self._crowd.holds_too_much:
            slowest = self._crowd.slowest(holding=True)
            if slowest is None:
                return
            self._for_each([slowest], self._drop if slowest.state is State.SENDING else partial(self._refuse, refused=FULL))
