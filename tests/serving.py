"""The real server, started for a test and asked over HTTP."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

import pytest

from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SERVE = [sys.executable, "-m", "playground.cli", "serve"]
"""The command that serves."""


@dataclass(frozen=True)
class Reply:
    """An HTTP answer, whatever its status."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Site:
    """A running `playground serve`."""

    url: str
    port: int
    pid: int

    def ask(self, path: str, data: bytes | None = None, headers: dict[str, str] | None = None, method: str | None = None) -> Reply:
        request = urllib.request.Request(self.url + path, data, headers or {}, method=method)  # noqa: S310 - always http, to ourselves
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
                return Reply(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, dict(error.headers), error.read())

    def evaluate(self, scenario: object, query: str = "") -> Reply:
        return self.ask("/api/v1/evaluate" + query, json.dumps(scenario).encode(), {"Content-Type": "application/json"})


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def serving(
    command: list[str],
    settings: dict[str, str],
    cwd: Path = ROOT,
    port: int | None = None,
    log: IO[bytes] | None = None,
    *,
    is_usable: bool = True,
) -> Iterator[Site]:
    """Run `command`, which serves on PLAYGROUND_PORT (or on `port`), until the block ends; it must then end cleanly by itself.

    What it says on standard error goes to `log`, or where the tests' own goes. Where it `is_usable`, it is waited for until it is ready.
    """
    port = port or free_port()
    instance = tempfile.TemporaryDirectory(prefix="playground-instance-", ignore_cleanup_errors=True)
    environment = environment_of({"PLAYGROUND_PORT": str(port), "PLAYGROUND_INSTANCE": instance.name, **settings})
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=log)
    try:
        wait_until_healthy(port, process)
        if is_usable:
            wait_for(lambda: is_ready(port), 5, 0.1)  # some never are: their tests say what they lack
        yield Site(f"http://127.0.0.1:{port}", port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            status = process.wait(timeout=15)
        finally:
            process.kill()
            instance.cleanup()
    assert status == 0


def environment_of(settings: dict[str, str]) -> dict[str, str]:
    """The environment of this process with these settings and no others; it ends without a drain unless they say so."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PLAYGROUND_")}
    return {**inherited, "PLAYGROUND_DRAIN_SECONDS": "0", **settings}


def wait_for(done: Callable[[], bool], seconds: float = 3, interval: float = 0.01) -> bool:
    """Whether something is so within so many seconds; between two looks are `interval` of them."""
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:
        time.sleep(interval)
    return done()


def is_ready(port: int) -> bool:
    """Whether a site has all that it needs: one that has just started still waits for its sandbox."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=3) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code == 404  # an empty view's server, which needs nothing
    except OSError:
        return False


def wait_until_healthy(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60  # a machine at work on much else takes half a minute
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail("the server does not answer")
