"""gunicorn's worker: one loop waits for all clients, and threads answer requests that are whole."""

from __future__ import annotations

import errno
import gc
import math
import os
import time
from contextlib import suppress
from http import HTTPStatus
from selectors import EVENT_READ
from socket import socketpair
from typing import TYPE_CHECKING, Any, ClassVar

from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, ThreadWorker

from playground.logs import about_request
from playground.sandbox.caller import Caller
from playground.server import exchange, refusal
from playground.server.clients import Clients
from playground.server.connection import Connection, State
from playground.server.deferred_calls import DeferredCalls
from playground.server.needs import connections
from playground.server.peers import Peers
from playground.server.refusal import Refused
from playground.server.siblings import Siblings
from playground.server.succession import Succession
from playground.settings import Settings
from playground.shares import Shares

if TYPE_CHECKING:
    import socket

    from playground.metrics import Metrics

HEALTH = frozenset({"/healthz"})
PROBES = frozenset({"/metrics", "/readyz"})
"""Each of the two has threads of its own: whatever the others are at, it is told that the process lives, and what it lacks. What it lacks
may take a while to find out, for which nobody waits who asks whether it lives.
"""
COLLECTED_AFTER = 100_000
"""Objects that are made before the collector looks at them: a large document is one burst of objects, at which it would look often."""
TICK = 0.25
"""Seconds between two looks at deadlines."""
GIVES_WAY, INSISTS = 0.005, 8
"""Seconds for which a process leaves new connections to another that has fewer; and how many it takes then, where that one did not."""
SETTLES = 3.0
"""Seconds for which a process that has begun to serve is given no connections by the others: who evaluates may wait for its sandbox."""
HANDOVER_SECONDS = 10.0
"""For so long a process that is to go serves on while its successor starts."""
FAILED = Refused(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong in the playground, and it has been logged.")


class Worker(ThreadWorker):
    """gunicorn's worker. All methods run in the loop's thread, but for `_answer`, which the other threads run."""

    alive: bool
    succession: ClassVar = Succession()  # made before the processes are forked, which share it
    siblings: ClassVar = Siblings()  # as well

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Runs in gunicorn's main process, before it forks."""
        super().__init__(*args, **kwargs)
        self.method_queue = DeferredCalls()
        self._generation = self.succession.generation(self.cfg)
        self._settings = Settings.from_environment(os.environ)
        self._shares = Shares(self._settings.threads, self._settings.peer_share)
        self._peers = Peers(self._settings.proxy_networks)
        self._ready: list[Connection] = []
        self._most_ready = connections(self._settings) // 2  # the other places are for those who ask for health, and for newcomers
        self._busy = 0
        self._looked = 0.0
        self._gives_way_until: float | None = None
        self._has_given_way = False  # in the turn before this one
        self._insists = 0
        self._tells_from = math.inf
        self._leaves: float | None = None  # when, once it has been told to
        self.metrics: Metrics | None = None

    def init_process(self) -> None:
        """Runs in the forked process, before it serves: makes the application, the poller and the threads."""
        if self._settings.has_metrics:
            from playground.metrics import of_this_process  # noqa: PLC0415 - most servers need not load its library

            self.metrics = of_this_process()
        self._health = self.get_thread_pool()
        self._probes = self.get_thread_pool()
        gc.disable()  # until `run`: what is loaded stays, and looking for garbage in it is a tenth of the start
        super().init_process()

    @property
    def is_leaving(self) -> bool:
        """Whether the process has been told to end."""
        return self._leaves is not None or not self.alive

    @property
    def has_successor(self) -> bool:
        """Whether there is a newer generation of processes: then this process ends, and not the whole site."""
        return bool(self.succession.has_successor(self._generation))

    def handle_exit(self, sig: int, frame: Any) -> None:
        """SIGTERM. On a reload, serve on until a successor does; else until a balancer has taken note. Who insists is not kept waiting."""
        wait = HANDOVER_SECONDS if self.has_successor else self._settings.drain_seconds
        if self._leaves is None and wait:
            self._leaves = time.monotonic() + wait
        elif not self.has_successor:  # on a reload gunicorn says it every second
            super().handle_exit(sig, frame)

    def run(self) -> None:
        """Serve until told to stop and for the while after it; then finish what is begun, as long as gunicorn waits."""
        self.poller.register(self.method_queue.fileno(), EVENT_READ, self.method_queue.run_callbacks)
        self._clients = Clients(self, self._settings)
        if not self.succession.is_served():  # nobody else answers meanwhile: who evaluates waits for the sandbox, and all others need not
            self.set_accept_enabled(enabled=True)
        self._warm_up()
        gc.collect()
        gc.freeze()
        gc.enable()
        gc.set_threshold(COLLECTED_AFTER, 20, 20)
        self.succession.serves(self._generation)
        self.set_accept_enabled(enabled=True)
        self._tells_from = time.monotonic() + SETTLES
        while self._serves_on():
            self._turn()
        self.alive = False
        self._stop_listening()
        stopped = time.monotonic()
        self._clients.say_goodbye(stopped + STOP_KEEPALIVE_LINGER)  # a request may be on its way: it is answered with `Connection: close`
        while self._clients and time.monotonic() < stopped + self.cfg.graceful_timeout - self._settings.drain_seconds:
            self._turn()
        self.tpool.shutdown(wait=False)
        self._health.shutdown(wait=False)
        self._probes.shutdown(wait=False)

    def _serves_on(self) -> bool:
        if not self.alive or not self.is_parent_alive():
            return False
        if self._leaves is None:
            return True
        is_needed = self.succession.is_awaited(self._generation) if self.has_successor else True
        return is_needed and time.monotonic() < self._leaves

    def wait_for_and_dispatch_events(self, timeout: float) -> None:
        """Wait for so many seconds at most; then make the calls of threads, and after them those of the poller: the next request of a
        connection may be here before the loop knows that the last one is answered.
        """
        events = self.poller.select(timeout)
        self.method_queue.run()
        for key, _ in events:
            key.data(key.fileobj)

    def accept(self, listener: socket.socket) -> None:
        """Take a connection, unless another process does that has fewer: it is given a moment to. It may hang, or have been killed."""
        now = time.monotonic()
        if self._has_given_way:
            self._insists = INSISTS
        if self._insists or not self.siblings.has_fewer(self.age, len(self._clients), now):
            self._insists = max(0, self._insists - 1)
            self._take(listener)
        else:
            self.set_accept_enabled(enabled=False)
            self._gives_way_until = now + GIVES_WAY

    def _take(self, listener: socket.socket) -> bool:
        """Take a connection, if there is one. Where no descriptor is left, one ends, and the next turn takes it."""
        try:
            sock, client = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._clients.make_room()
            return False
        self._clients.welcome(sock, client)
        return True

    def _stop_listening(self) -> None:
        """Take who has connected by now, and leave the sockets. Once no process has them, the kernel refuses whoever connects, and a
        balancer asks another server; as long as one has them, it takes connections that nobody answers, and cuts them at last.
        """
        self.set_accept_enabled(enabled=False)
        self._gives_way_until = None
        self.siblings.leave(self.age)
        for listener in self.sockets:
            while self._take(listener):
                pass
            listener.close()

    def _warm_up(self) -> None:
        """Answer a request of our own before any client's, so that no client waits for what the first request alone does (imports)."""
        ours, theirs = socketpair()
        with theirs:
            theirs.send(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
            connection = self._clients.welcome(ours, ("127.0.0.1", 0))
            while connection in self._clients and self.alive:
                self._turn()

    def _turn(self) -> None:
        timeout = TICK if self._clients or self.is_leaving else 1.0
        if self._gives_way_until is not None:
            timeout = GIVES_WAY
        self.wait_for_and_dispatch_events(0.0 if self.method_queue.are_there() else timeout)
        now = time.monotonic()
        self._has_given_way = False
        if self._gives_way_until is not None and now >= self._gives_way_until:
            self._gives_way_until, self._has_given_way = None, True
            self.set_accept_enabled(enabled=True)
        if self._accepting and now >= self._tells_from:
            self.siblings.tell(self.age, len(self._clients), now)
        if now >= self._looked + TICK:
            self._looked = now
            self.notify()
            self._clients.end_late(now)
            if self.metrics is not None:
                self.metrics.connected(len(self._clients))

    def begin(self, connection: Connection) -> None:
        """Queue a complete request for a thread."""
        peer = self._peers.name(connection.client, connection.request.headers)
        connection.caller = Caller(peer)
        if connection.request.path in HEALTH | PROBES:
            self._start(connection, self._health if connection.request.path in HEALTH else self._probes)
            return
        self._shares.ask(peer)
        if self._busy < self.cfg.threads and self._shares.may_have(peer):
            self._start(connection, self.tpool)
        elif len(self._ready) >= self._most_ready:
            self._clients.turn_away(connection)
        else:
            connection.wait(State.READY, self._settings.limits.seconds)
            self._ready.append(connection)

    def forget(self, connection: Connection) -> None:
        """Take a connection's request out of the queue, if it is there."""
        if connection in self._ready:
            self._ready.remove(connection)

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
            request_id = refusal.id_of(connection.request)
            with about_request(request_id):
                self.log.exception("An answer failed.")
            connection.unsent, connection.stays = [memoryview(refusal.answer(FAILED, request_id))], False
        with suppress(OSError):  # where it has left, the loop finds out
            connection.send()
        self.method_queue.defer(self._answered, connection, threads)

    def _answered(self, connection: Connection, threads: Any) -> None:
        if threads is self.tpool:
            self._busy -= 1
            self._shares.give_back(connection.caller.peer)
            following = self._next()
            if following is not None:
                self.forget(following)
                self._start(following, self.tpool)
        self._clients.is_answered(connection)

    def _next(self) -> Connection | None:
        """The queued request to answer next: the first one of the peer with the fewest threads, among peers whose share is not used up."""
        allowed = (one for one in self._ready if self._shares.may_have(one.caller.peer))
        return min(allowed, key=lambda one: self._shares.taken(one.caller.peer), default=None)
