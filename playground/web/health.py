"""/healthz tells whether this process lives, /readyz whether it can serve, with everything that it needs of other services."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, Response, current_app, jsonify, request

from playground.repeats import Repeats
from playground.web.identity import open_to_all
from playground.web.proxies import BELIEVED, FORWARDED

if TYPE_CHECKING:
    from collections.abc import Callable

blueprint = Blueprint("health", __name__)
log = logging.getLogger(__name__)

PROBES = frozenset({"health.healthz", "health.readyz"})
"""The endpoints that are asked by machines, by whatever name they know."""
LEAVING = "playground.leaving"
"""The key of the WSGI environment that is true once the process has been told to end."""
PATIENCE = 2.0
"""Seconds that the answer of something that is needed may take."""
NO_STORE = {"Cache-Control": "no-store"}


class Need:
    """Something that the site needs. `ping` raises where it is not there, and may take its time: it is asked once at a time, in a thread
    of its own, whoever waits for the answer.
    """

    def __init__(self, name: str, ping: Callable[[], object]) -> None:
        self._name = name
        self._ping = ping
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._asked = 0.0
        self._is_there = False
        self._told = Repeats()

    def is_there(self, seconds: float = PATIENCE) -> bool:
        """Whether `ping` succeeds within so many seconds of its start: while one hangs, those who ask later wait less long."""
        try:
            thread, asked = self._asking()
        except RuntimeError:  # the system gives no thread
            return False
        thread.join(max(0.0, asked + seconds - time.monotonic()))
        if thread.is_alive():
            self._tell(f"no answer in {seconds:g} s")
            return False
        return self._is_there

    def begin(self) -> None:
        """Have it asked, unless it is."""
        with suppress(RuntimeError):  # the system gives no thread
            self._asking()

    def _asking(self) -> tuple[threading.Thread, float]:
        """The thread that asks, and since when."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread, self._asked = threading.Thread(target=self._ask, daemon=True), time.monotonic()
                self._thread.start()
            return self._thread, self._asked

    def _ask(self) -> None:
        try:
            self._ping()
        except Exception as error:  # noqa: BLE001 - whatever a driver raises, it does not serve
            self._is_there = False
            self._tell(str(error))
        else:
            self._is_there = True

    def _tell(self, why: str) -> None:
        more = self._told.note(self._name)
        if more is not None:
            log.warning("Not ready: %s: %s%s", self._name, why, more)


def init_app(app: Flask) -> None:
    """Serve both; what is needed is added by `need`."""
    app.extensions["needs"] = {}
    app.register_blueprint(blueprint)


def need(app: Flask, name: str, ping: Callable[[], object]) -> None:
    """Let the site be ready only while `ping` does not raise."""
    app.extensions["needs"][name] = Need(name, ping)


@blueprint.get("/healthz")
@open_to_all
def healthz() -> Response:
    """The web process answers."""
    return Response("ok\n", content_type="text/plain; charset=utf-8", headers=NO_STORE)


@blueprint.get("/readyz")
@open_to_all
def readyz() -> Response:
    """200 where all that is needed is there, else 503; from SIGTERM on 503, so that a balancer asks others before this one ends.

    With `?caller=1` it also says how the call looks from here, by which `playground doctor` judges the proxies in between.
    """
    leaving = bool(request.environ.get(LEAVING))
    needs: dict[str, Need] = {} if leaving else current_app.extensions["needs"]
    for one in needs.values():  # all at once, so that two that hang take no longer than one
        one.begin()
    checks = {name: one.is_there() for name, one in needs.items()}
    ready = not leaving and all(checks.values())
    caller = {"caller": seen()} if request.args.get("caller") == "1" else {}
    answer = jsonify({"ready": ready, "leaving": leaving, "checks": checks, **caller})
    answer.status_code = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    answer.headers.extend(NO_STORE)
    return answer


def seen() -> dict[str, object]:
    """The caller's own address, scheme and host, as the site takes them; `believed`: how many addresses proxies of ours gave (null: the
    call comes by none); `forwarded`: whether some proxy says that it is in between.
    """
    return {
        "address": request.remote_addr,
        "scheme": request.scheme,
        "host": request.host,
        "believed": request.environ.get(BELIEVED),
        "forwarded": any(name in request.environ for name in FORWARDED),
    }
