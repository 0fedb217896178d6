"""What is no HTTP request is a 400 and, now and then, one line in the log: it is no defect of ours."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SERVE
from tests.serving import Site, serving
from tests.web.clients import GOOD, HEAD, connect, receive, request_for, seconds_of_good, status_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.processes

CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
MALFORMED = {
    "a chunk's size that is none": CHUNKED + b"ZZ\r\n{}\r\n0\r\n\r\n",
    "a chunk that is longer than it says": CHUNKED + b"1\r\n{}\r\n0\r\n\r\n",
    "a trailer that is none": CHUNKED + b"0\r\nHost: a\r\n\r\n",
    "a length below 0": HEAD + b"Content-Length: -1\r\n\r\n",
    "two lengths": HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "an unknown transfer coding": HEAD + b"Transfer-Encoding: nonsense\r\n\r\n",
    "a method line that is none": b"EVALUATE\r\n\r\n",
    "a header that is none": HEAD + b"a b c\r\n\r\n",
    "a binary protocol": b"\x16\x03\x01\x02\x00\n" * 20,
}


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path]]:
    """A site, and the file of its log."""
    path = tmp_path_factory.mktemp("log") / "log"
    with path.open("wb") as log, serving(SERVE, {"PLAYGROUND_WORKERS": "1"}, log=log) as site:
        site.evaluate(GOOD)
        yield site, path


@pytest.mark.parametrize("what", MALFORMED)
def test_what_is_no_request_is_a_400_and_a_line(logged: tuple[Site, Path], what: str) -> None:
    site, path = logged
    before = path.stat().st_size
    for _ in range(30):
        with connect(site) as link:
            link.sendall(MALFORMED[what])
            answer = receive(link)
        assert status_of(answer) == 400
        head, _, body = answer.partition(b"\r\n\r\n")
        assert b"Content-Type: application/problem+json" in head
        assert len(re.findall(rb"\r\nX-Request-Id: [0-9a-f]{32}(?=\r\n|$)", head)) == 1
        assert json.loads(body)["detail"].endswith(".")
    said = path.read_bytes()[before:].decode()
    assert "Traceback" not in said
    assert len(said) < 10 * 300  # ten times a minute
    assert all("Refused a request of 127.0.0.1: " in line for line in said.splitlines())
    assert seconds_of_good(site) < 5


def test_a_body_that_is_cut_off_is_a_400(logged: tuple[Site, Path]) -> None:
    site, path = logged
    for half in (request_for(GOOD)[:-1], CHUNKED + b"5\r\n{", HEAD):
        with connect(site) as link:
            link.sendall(half)
            link.shutdown(1)
            assert status_of(receive(link)) == 400
    assert "Traceback" not in path.read_text()


@pytest.mark.processes
def test_the_log_tells_of_refused_requests_at_all(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with path.open("wb") as log, serving(SERVE, {"PLAYGROUND_WORKERS": "1"}, log=log) as site:
        for _ in range(30):
            with connect(site) as link:
                link.sendall(b"EVALUATE\r\n\r\n")
                receive(link)
        time.sleep(0.2)
    lines = path.read_text().splitlines()
    assert len(lines) == 10
    assert "EVALUATE" in lines[0]


def test_a_refusal_is_known_by_the_id_that_the_log_has(tmp_path: Path) -> None:
    path = tmp_path / "log"
    large = b"Content-Length: 999999999\r\n\r\n"
    given = {b"": None, b"X-Request-Id: from-a-proxy\r\n": "from-a-proxy", b"X-Request-Id: a b\r\n": None, b"X-Request-Id: a\r\n" * 2: None}
    ids = []
    with path.open("wb") as log, serving(SERVE, {"PLAYGROUND_WORKERS": "1", "PLAYGROUND_LOG_FORMAT": "json"}, log=log) as site:
        for header, kept in given.items():
            with connect(site) as link:
                link.sendall(HEAD + header + large)
                answer = receive(link)
            assert status_of(answer) == 413
            (found,) = re.findall(r"\r\nX-Request-Id: ([^\r]*)\r\n", answer.decode())
            assert kept is None or found == kept
            assert re.fullmatch("from-a-proxy|[0-9a-f]{32}", found)
            ids.append(found)
    assert [json.loads(line)["request_id"] for line in path.read_text().splitlines()] == ids
