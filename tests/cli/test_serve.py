"""`serve`, from the address that it prints to the last of its processes."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import time
from pathlib import Path

from tests.cli.running import COMMAND, SCENARIO


def test_serve_prints_its_address_and_leaves_nothing_behind() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    body = json.dumps(SCENARIO)
    head = f"POST /api/v1/evaluate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with subprocess.Popen([*COMMAND, "serve", "--port", str(port)], stdout=subprocess.PIPE, start_new_session=True) as process:
        try:
            assert process.stdout
            assert f"http://127.0.0.1:{port}/".encode() in process.stdout.readline()
            with connected(port) as link:
                link.sendall((head + body).encode())
                assert link.recv(12) == b"HTTP/1.1 200"
            family = whole_family(process.pid)
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=10) == 0
        finally:
            process.kill()
    end = time.monotonic() + 3
    while any(Path(f"/proc/{pid}").exists() for pid in family) and time.monotonic() < end:
        time.sleep(0.02)
    assert [pid for pid in family if Path(f"/proc/{pid}").exists()] == []
    with socket.create_server(("127.0.0.1", port)):
        pass


def connected(port: int) -> socket.socket:
    end = time.monotonic() + 10
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=10)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def whole_family(pid: int) -> list[int]:
    """Two web processes, a starter each, and a child: wait until all are there."""
    end = time.monotonic() + 10
    while len(family := descendants(pid)) < 5:
        assert time.monotonic() < end, family
        time.sleep(0.05)
    return family


def descendants(pid: int) -> list[int]:
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return children + [below for child in children for below in descendants(child)]
