"""compose.yaml, as the tests read it, and run it without containers: with its addresses and folders moved to this machine."""

from __future__ import annotations

import re
import subprocess
import time
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.nginx import NGINX, listens
from tests.places import ROOT
from tests.serving import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

FILE = ROOT / "compose.yaml"
SERVERS = ("server1", "server2")


@cache
def document() -> dict[str, Any]:
    """The parsed document."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return found


def service(name: str) -> dict[str, Any]:
    """One service of it."""
    found: dict[str, Any] = document()["services"][name]
    return found


def environment(name: str) -> dict[str, str]:
    """A service's variables, with the defaults of those that compose fills in, and with `$` where `$$` stands for it."""
    given = {key: str(value) for key, value in service(name).get("environment", {}).items()}
    return {key: re.sub(r"(?<!\$)\$\{\w+:-([^}]*)\}", r"\1", text).replace("$$", "$") for key, text in given.items()}


def settings(changes: dict[str, str]) -> dict[str, str]:
    """What the servers are started with; a change to what stands in a secret's file replaces that."""
    given = environment(SERVERS[0])
    return {name: text for name, text in given.items() if name.removesuffix("_FILE") not in changes or name in changes} | changes


def nginx_text(folder: Path, port: int, servers: Sequence[int]) -> str:
    """The configuration of nginx, for servers at these ports."""
    text = environment("nginx")["NGINX"].replace("/tmp/", f"{folder}/")  # noqa: S108 - the container's
    text = text.replace("listen 8080", f"listen 127.0.0.1:{port}")
    for name, at in zip(SERVERS, servers, strict=True):
        address = service(name)["networks"]["front"]["ipv4_address"]
        text = text.replace(f"server {address}:8000", f"server 127.0.0.1:{at}")
    return text


@contextmanager
def nginx(folder: Path, servers: Sequence[int]) -> Iterator[int]:
    """The port of nginx in front of servers at these ports. Skipped where there is no nginx."""
    if NGINX is None:
        pytest.skip("needs nginx (apt-get install nginx-light)")
    port = free_port()
    (folder / "nginx.conf").write_text(nginx_text(folder, port, servers))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)], stderr=log)
    try:
        end = time.monotonic() + 10
        while not listens(port):
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < end
            time.sleep(0.02)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=10)
