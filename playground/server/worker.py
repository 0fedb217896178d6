"""gunicorn's worker: one loop waits for all clients, and threads answer requests that are whole."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from selectors import EVENT_READ, EVENT_WRITE
from socket import SHUT_WR
from typing import TYPE_CHECKING, Any

from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, ThreadWorker

from playground.metrics import of_this_process
from playground.repeats import Repeats
from playground.sandbox.caller import Caller
from playground.server import exchange, refusal
from playground.server.arrival import Arrival
from playground.server.connection import Connection, Pace, State
from playground.server.crowd import Crowd
from playground.server.needs import connections
from playground.server.peers import Peers
from playground.server.refusal import Refused
from playground.settings import Settings
from playground.shares import Shares

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from playground.metrics import Metrics

PROBES = frozenset({"/healthz", "/metrics", "/readyz"})
"""Answered by threads of their own: whatever the others are at, it is told that the process lives, and what it lacks."""
PIECE = 64 * 1024
"""Bytes that are read of a connection before the next one has its turn."""
BODIES = 4
"""Of requests that arrive and answers that leave, a process keeps as many bytes as so many of the largest requests have."""
TICK = 0.25
"""Seconds between two looks at deadlines."""
LEAVING_SECONDS = 2.0
"""Seconds for which what a refused client goes on sending is thrown away: closed at once, it would lose the refusal (RFC 9112, 9.6)."""
TOLD = 10
"""Refusals of one status that the log tells in a minute."""

BUSY = Refused(HTTPStatus.SERVICE_UNAVAILABLE, "All threads are busy. Try again in a second.")
FULL = Refused(HTTPStatus.SERVICE_UNAVAILABLE, "Too much is on its way to and from clients. Try again in a second.")
SLOW = Refused(HTTPStatus.REQUEST_TIMEOUT, "The request did not arrive in time.")
CUT = Refused(HTTPStatus.BAD_REQUEST, "The request ends before it is whole.")
FAILED = Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong in the playground, and it has been logged.")


class Worker(ThreadWorker):
    """All of it runs in the loop but `_answer`, which threads do."""

    alive: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settings = Settings.from_environment(os.environ)
        self._pace = Pace(settings.client_seconds, settings.client_rate)
        self._patience = settings.limits.seconds
        self._most_bytes = settings.request_bytes
        self._crowd = Crowd(connections(settings), BODIES * settings.request_bytes)
        self._ready: list[Connection] = []
        self._shares = Shares(settings.threads, settings.peer_share)
        self._peers = Peers(settings.proxy_networks)
        self._drain_seconds = settings.drain_seconds
        self._leaves: float | None = None  # when, once it has been told to
        self._busy = 0
        self._looked = 0.0
        self._refusals = Repeats(TOLD)
        self._has_metrics = settings.has_metrics
        self._metrics: Metrics | None = None
        self._steps: dict[State, Callable[[Connection], None]] = {
            State.IDLE: self._read,
            State.HEAD: self._read,
            State.BODY: self._read,
            State.READY: self._look_away,
            State.ANSWERING: self._look_away,
            State.SENDING: self._send,
            State.LEAVING: self._throw_away,
        }

    def init_process(self) -> None:
        """Begin, in the process that serves."""
        if self._has_metrics:
            self._metrics = of_this_process()
        self._health = self.get_thread_pool()
        super().init_process()

    @property
    def is_leaving(self) -> bool:
        """Has it been told to end?"""
        return self._leaves is not None or not self.alive

    def handle_exit(self, sig: int, frame: Any) -> None:
        """SIGTERM: from now on it is not ready, and a while later it ends. Who insists is not kept waiting."""
        if self._leaves is None and self._drain_seconds:
            self._leaves = time.monotonic() + self._drain_seconds
        else:
            super().handle_exit(sig, frame)

    def run(self) -> None:
        """Serve until told to stop, and while a balancer takes note of that; then finish what is begun, as long as gunicorn waits."""
        self.poller.register(self.method_queue.fileno(), EVENT_READ, self.method_queue.run_callbacks)
        self.set_accept_enabled(enabled=True)
        while self.alive and self.is_parent_alive() and (self._leaves is None or time.monotonic() < self._leaves):
            self._turn()
        self.alive = False
        self.set_accept_enabled(enabled=False)
        stopped = time.monotonic()
        for connection in self._crowd:
            if connection.state is State.IDLE:  # a request may be on its way: it is answered with `Connection: close`
                connection.deadline = min(connection.deadline, stopped + STOP_KEEPALIVE_LINGER)
        while self._crowd and time.monotonic() < stopped + self.cfg.graceful_timeout - self._drain_seconds:
            self._turn()
        self.tpool.shutdown(wait=False)
        self._health.shutdown(wait=False)

    def _turn(self) -> None:
        self.notify()
        self.wait_for_and_dispatch_events(timeout=TICK if self._crowd or self.is_leaving else 1.0)
        now = time.monotonic()
        if now >= self._looked + TICK:
            self._looked = now
            if self._metrics is not None:
                self._metrics.connected(len(self._crowd))
            for connection in self._crowd.late(now):
                self._step(self._end_wait, connection)

    def _step(self, step: Callable[[Connection], None], connection: Connection) -> None:
        """Do something for one connection: what goes wrong costs that one."""
        if connection not in self._crowd:  # dropped by what came before
            return
        try:
            step(connection)
        except OSError:
            self._drop(connection)
        except Exception:
            self.log.exception("A connection is given up.")
            self._drop(connection)

    def accept(self, listener: socket.socket) -> None:
        """Take a connection."""
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._make_room()
            return
        sock.setblocking(False)
        if self._crowd.is_full:
            self._make_room()
        connection = Connection(sock, client, self._pace)
        self._crowd.add(connection)
        self._step(partial(self._watch, events=EVENT_READ), connection)

    def _make_room(self) -> None:
        slowest = self._crowd.slowest()
        if slowest is not None:
            self._drop(slowest)

    def _drop(self, connection: Connection) -> None:
        self._watch(connection, 0)
        self._crowd.remove(connection)
        connection.close()

    def _watch(self, connection: Connection, events: int) -> None:
        """Be told when the socket can be read or written, or (0) of nothing."""
        if connection.events == events:
            return
        told = partial(self._on_event, connection)
        if not events:
            self.poller.unregister(connection.sock)
        elif connection.events:
            self.poller.modify(connection.sock, events, told)
        else:
            self.poller.register(connection.sock, events, told)
        connection.events = events

    def _on_event(self, connection: Connection, _sock: object) -> None:
        self._step(self._steps[connection.state], connection)

    def _look_away(self, connection: Connection) -> None:
        """It has left, so its answer is not needed; or it sends its next request already, which can wait until this one is answered."""
        self._watch(connection, 0)
        if not connection.has_left():
            return
        if connection.state is State.READY:
            self._ready.remove(connection)
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
        """Bytes of a request have come."""
        if connection.arrival is None:
            connection.wait(State.HEAD)
            connection.arrival = Arrival(self.cfg, connection.client, self._most_bytes)
        arrival = connection.arrival
        try:
            untaken = arrival.take(data)
        except Refused as refused:
            self._refuse(connection, refused)
            return
        self._crowd.hold(connection, connection.held + len(data))
        if untaken is not None:
            connection.arrival, connection.request, connection.untaken = None, arrival.request, untaken
            self._begin(connection)
            return
        if connection.state is State.BODY:
            connection.moved(len(data))
        elif arrival.request is not None:
            connection.wait(State.BODY)
            if arrival.wants_continue:
                connection.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        self._shed()

    def _begin(self, connection: Connection) -> None:
        """A request is whole: a thread's turn."""
        peer = self._peers.name(connection.client, connection.request.headers)
        connection.caller = Caller(peer)
        if connection.request.path in PROBES:
            self._start(connection, self._health)
            return
        self._shares.ask(peer)
        if self._busy < self.cfg.threads and self._shares.may_have(peer):
            self._start(connection, self.tpool)
        else:
            connection.wait(State.READY, self._patience)
            self._ready.append(connection)

    def _start(self, connection: Connection, threads: Any) -> None:
        if threads is self.tpool:
            self._busy += 1
            self._shares.take(connection.caller.peer)
        connection.answer()
        threads.submit(self._answer, connection, threads)

    def _answer(self, connection: Connection, threads: Any) -> None:
        """In a thread: the application's answer, and as much of it sent as the client takes at once."""
        try:
            connection.unsent, connection.stays = exchange.answer(self.wsgi, connection, self)
        except Exception:
            self.log.exception("An answer failed.")
            connection.unsent, connection.stays = [memoryview(refusal.answer(FAILED))], False
        with suppress(OSError):  # where it has left, the loop finds out
            connection.send()
        self.method_queue.defer(self._answered, connection, threads)

    def _answered(self, connection: Connection, threads: Any) -> None:
        if threads is self.tpool:
            self._busy -= 1
            self._shares.give_back(connection.caller.peer)
            following = self._next()
            if following is not None:
                self._ready.remove(following)
                self._start(following, self.tpool)
        self._step(self._send_on, connection)

    def _next(self) -> Connection | None:
        """Whose turn it is: of those whose peer's share is not used up, the first whose peer has the fewest."""
        allowed = (one for one in self._ready if self._shares.may_have(one.caller.peer))
        return min(allowed, key=lambda one: self._shares.taken(one.caller.peer), default=None)

    def _send_on(self, connection: Connection) -> None:
        """A thread has answered: what the client did not take at once is sent when it does."""
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
        """An answer has left: the next request, or the end."""
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
        if self._metrics is not None:
            self._metrics.refused(refused.status)
        more = self._refusals.note(refused.status)
        if more is not None:
            self.log.warning("Refused a request of %s: %s%s", connection.client[0], refused.detail, more)
        connection.arrival = connection.request = None
        connection.unsent = [memoryview(refusal.answer(refused))]
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
        """What was waited for has not come in time."""
        if connection.state is State.READY:
            self._ready.remove(connection)
            self._refuse(connection, BUSY)
        elif connection.state in (State.HEAD, State.BODY):
            self._refuse(connection, SLOW)
        else:
            self._drop(connection)

    def _shed(self) -> None:
        """Keep no more for clients than is allowed."""
        while self._crowd.holds_too_much:
            slowest = self._crowd.slowest(holding=True)
            if slowest is None:
                return
            self._step(self._drop if slowest.state is State.SENDING else partial(self._refuse, refused=FULL), slowest)
