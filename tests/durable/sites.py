"""A server that may be killed and started again, and a connection to it that is made anew where it breaks."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from tests.serving import SERVE, Reply, environment_of, free_port
from tests.soak.processes import tree

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import IO, Self

PATIENCE = 90
"""Seconds that an answer, or a start, may take."""
SETTINGS: dict[str, str] = {}
"""Of every server that has none of its own by that name."""


class Link:
    """A connection that is kept, as a browser keeps it."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def call(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        """One call, with a JSON body unless the headers say otherwise. OSError where no whole answer came."""
        sent = {name.replace("_", "-"): text for name, text in headers.items()}
        if body is not None:
            sent.setdefault("Content-Type", "application/json")
        try:
            self._connection.request(method, path, body, sent)
            answer = self._connection.getresponse()
            return Reply(answer.status, dict(answer.headers), answer.read())
        except (http.client.HTTPException, OSError) as error:
            self.close()
            raise OSError(f"{type(error).__name__}: {error}") from error

    def close(self) -> None:
        """The next call makes a connection of its own."""
        self._connection.close()


class Server:
    """A `playground serve` at one port, however often it is started; as a context it is ended, whatever its state."""

    def __init__(self, settings: dict[str, str], wrapper: Sequence[str] = (), log: IO[bytes] | None = None) -> None:
        """`wrapper`: the beginning of the command, of a program that runs the rest; what it says goes to `log`."""
        self.port = int(settings.get("PLAYGROUND_PORT") or free_port())
        self._environment = environment_of({**SETTINGS, **settings, "PLAYGROUND_PORT": str(self.port)})
        self._command = [*wrapper, *SERVE]
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def pid(self) -> int:
        """The process that a signal to the server goes to."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._process = subprocess.Popen(self._command, env=self._environment, stdout=subprocess.DEVNULL, stderr=self._log)
        self.wait_for("/healthz")

    def wait_for(self, path: str) -> None:
        """Wait until this is answered by 200."""
        end = time.monotonic() + PATIENCE
        while not self.answers(path):
            assert self._process is not None
            assert self._process.poll() is None, f"the server ended with {self._process.returncode}"
            assert time.monotonic() < end, f"{path} is not 200"
            time.sleep(0.05)

    def answers(self, path: str) -> bool:
        """Is this answered by 200?"""
        link = Link(self.port)
        try:
            return link.call("GET", path).status == 200
        except OSError:
            return False
        finally:
            link.close()

    def terminate(self) -> int:
        """Tell it to end; the exit status."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(PATIENCE)

    def kill(self) -> None:
        """End each of its processes at once, as the kernel does where memory is short."""
        if self._process is not None:
            for one in tree(self._process.pid):
                with suppress(ProcessLookupError):
                    os.kill(one.pid, signal.SIGKILL)
            self._process.wait(PATIENCE)
            self._process = None


def kept_in(instance: Path, database: str | None) -> dict[str, str]:
    """The settings of a site that keeps what is saved in a folder, or in a database."""
    return {"PLAYGROUND_INSTANCE": str(instance), **({"PLAYGROUND_DATABASE": database} if database else {})}
