"""A live OpenID provider (oidc-provider-mock), and what its sign-in page does with who one says that one is."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from tests.serving import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NEEDS_PROVIDER = pytest.mark.skipif(find_spec("oidc_provider_mock") is None, reason="needs oidc-provider-mock: pip install -e '.[dev]'")
DISCOVERY = "/.well-known/openid-configuration"
PEOPLE: list[dict[str, Any]] = [
    {"sub": "1", "email": "ana@example.com", "email_verified": True, "groups": ["team", "chiefs"]},
    {"sub": "2", "email": "ana@example.com", "email_verified": False, "preferred_username": "mallory", "groups": ["team"]},
    {"sub": "3", "email": "eve@elsewhere.example", "groups": ["team"]},
    {"sub": "4", "email": "out@example.com", "groups": []},
    {"sub": "5"},
]


@contextmanager
def provider_of(people: Sequence[dict[str, Any]], port: int | None = None) -> Iterator[str]:
    """The address of a provider that knows these people, each by their claims. One that is started anew has other keys."""
    port = port or free_port()
    known = [part for one in people for part in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-m", "oidc_provider_mock", "-p", str(port), *known]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url, end = f"http://127.0.0.1:{port}", time.monotonic() + 30
    try:
        while True:
            try:
                urllib.request.urlopen(url + DISCOVERY, timeout=2).close()  # noqa: S310 - ours
                break
            except OSError:
                assert time.monotonic() < end
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


class Stay(urllib.request.HTTPRedirectHandler):
    """Leads nowhere."""

    def redirect_request(self, *_: Any) -> None:
        return None


def authorize(address: str, subject: str | None) -> str:
    """What the provider's page does with who they say they are: the address to which it leads back. None: they refuse."""
    form = {"action": "deny"} if subject is None else {"sub": subject}
    try:
        urllib.request.build_opener(Stay).open(address, urlencode(form).encode(), timeout=10)
    except urllib.error.HTTPError as error:
        with error:
            return str(error.headers["Location"])
    raise AssertionError("the provider leads nowhere")
