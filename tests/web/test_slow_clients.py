"""Clients that send nothing, half, or slowly, or do not read: they cost the others nothing, and themselves the connection."""

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.serving import free_port
from tests.web.clients import GOOD, HEAD, HUGE, connect, has_ended, many, receive, request_for, seconds_of_good, so_far, status_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import StartSite
    from tests.serving import Reply, Site

pytestmark = [pytest.mark.alone, pytest.mark.waits]

SECONDS = 1.0
SOON = 0.9 * SECONDS
"""Others are answered before a client that keeps its thread would have to go."""
SLACK = 3.0
"""A busy machine may be so much late, in seconds."""
RATE = 100_000
THREADS = 2
LITTLE_PATIENCE = {
    "PLAYGROUND_WORKERS": "1",
    "PLAYGROUND_THREADS": str(THREADS),
    "PLAYGROUND_CLIENT_SECONDS": str(SECONDS),
    "PLAYGROUND_CLIENT_RATE": str(RATE),
    "PLAYGROUND_CONNECTIONS": "60",
}
HELD = 20
"""Connections of one hostile client: ten times the threads."""


@pytest.fixture(scope="module")
def small(start_site: StartSite) -> Iterator[Site]:
    """One web process with two threads, and little patience."""
    with start_site(**LITTLE_PATIENCE) as site:
        site.evaluate(GOOD)
        yield site


HALVES = {
    "nothing": (b"", 0),
    "one byte": (b"P", 408),
    "half a head": (HEAD, 408),
    "half a body": (HEAD + b"Content-Length: 1000\r\n\r\n{", 408),
    "half a chunked body": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{", 408),
    "a whole request, and half of the next": (request_for(GOOD) + HEAD, 200),
}
"""What a client sends, and the status of what it gets."""


@pytest.mark.parametrize("what", HALVES)
def test_who_sends_half_holds_nobody_up_and_is_sent_away(small: Site, what: str) -> None:
    sends, status = HALVES[what]
    with many(small, HELD, sends) as links:
        assert seconds_of_good(small) < SOON
        start = time.monotonic()
        answers = [receive(link) for link in links]
        assert time.monotonic() - start < SECONDS + SLACK
    assert {status_of(answer) for answer in answers} == {status}
    assert all((b"HTTP/1.1 408" in answer) == (status != 0) for answer in answers)


def test_the_port_of_the_metrics_is_held_by_nobody_either(start_site: StartSite) -> None:
    port = free_port()
    with start_site(**LITTLE_PATIENCE, PLAYGROUND_METRICS_PORT=str(port)) as site:
        measured = replace(site, url=f"http://127.0.0.1:{port}", port=port)
        with ExitStack() as stack:
            links = {what: stack.enter_context(many(measured, HELD // 4, sends)) for what, (sends, _) in HALVES.items()}
            assert seconds_of_good(site) < SOON
            assert measured.ask("/metrics").status == 200
            start = time.monotonic()
            for what, opened in links.items():
                answers = [receive(link) for link in opened]
                assert all((b"HTTP/1.1 408" in answer) == (HALVES[what][1] != 0) for answer in answers), what
            assert time.monotonic() - start < SECONDS + SLACK


def test_who_sends_a_byte_now_and_then_is_sent_away_all_the_same(small: Site) -> None:
    bodies = HEAD + b"Content-Length: 1000\r\n\r\n"
    with many(small, HELD // 2, b"GET / HTTP/1.1\r\nA: ") as heads, many(small, HELD // 2, bodies) as posts:
        left = [*heads, *posts]
        end = time.monotonic() + SECONDS + SLACK
        while left and time.monotonic() < end:
            time.sleep(SECONDS / 5)
            left = [link for link in left if not has_ended(link)]
            for link in left:
                with suppress(OSError):
                    link.send(b"x")
        assert left == []
        assert seconds_of_good(small) < SOON


@pytest.mark.parametrize("framing", [b"Content-Length: %d\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n%x\r\n"])
def test_a_slow_upload_passes_and_one_that_is_too_slow_does_not(small: Site, framing: bytes) -> None:
    body = json.dumps({**GOOD, "title": "x" * 500_000}).encode()
    end = b"" if b"Length" in framing else b"\r\n0\r\n\r\n"
    for rate, status in ((2.5 * RATE, 200), (RATE / 10, 408)):
        with connect(small) as link:
            link.sendall(HEAD + b"Connection: close\r\n" + framing % len(body))
            start = time.monotonic()
            for at in range(0, len(body), int(rate / 20)):
                try:
                    link.sendall(body[at : at + int(rate / 20)])
                except OSError:
                    break
                time.sleep(1 / 20)
            else:
                link.sendall(end)
            taken = time.monotonic() - start
            assert status_of(receive(link)) == status
        assert taken > 1.5 * SECONDS or status == 408
        assert taken < SECONDS + SLACK or status == 200


def script_of(site: Site) -> str:
    """The page's largest file."""
    return str(re.findall(r'src="(/static/js/main-[^"]+)"', site.ask("/").body.decode())[0])


def saved_revision(site: Site) -> str:
    """A saved revision that is larger than what the system keeps of an answer."""
    document = {"scenario": {"template": "{}", "backend": {"body": json.dumps(["x" * 7_000_000])}}}
    saved = site.ask("/api/v1/scenarios", json.dumps(document).encode(), {"Content-Type": "application/json"})
    assert saved.status == 201, saved.body
    return f"/api/v1/scenarios/{saved.json['id']}/revisions/1"


@pytest.mark.parametrize(("path_of", "held", "times"), [(script_of, HELD, 20), (saved_revision, HELD // 4, 2)])
def test_who_does_not_read_holds_nobody_up_and_is_sent_away(small: Site, path_of: Callable[[Site], str], held: int, times: int) -> None:
    path = path_of(small)
    size = len(small.ask(path).body)
    assert size > 100_000
    with many(small, held, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * times) as links:
        time.sleep(SECONDS / 4)
        assert seconds_of_good(small) < SOON
        time.sleep(SECONDS + SLACK)
        assert max(len(receive(link)) for link in links) < times * size  # cut off


def test_who_reads_slowly_gets_the_whole_answer(small: Site) -> None:
    with connect(small) as link:
        link.sendall(request_for(HUGE, HEAD + b"Connection: close\r\n"))
        start = time.monotonic()
        got = 0
        while part := link.recv(64 * 1024):
            got += len(part)
            time.sleep(len(part) / 2_000_000)
    assert got > 5_000_000
    assert time.monotonic() - start > 2 * SECONDS


def test_who_stays_after_the_last_answer_holds_nobody_up(small: Site) -> None:
    last = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    with many(small, HELD, last) as links:
        assert seconds_of_good(small) < SOON
        assert [status_of(receive(link)) for link in links] == [200] * HELD


def test_more_connections_than_there_are_places_end_the_slowest_and_no_process(small: Site) -> None:
    with many(small, 150, b"") as links:
        assert seconds_of_good(small) < SOON
        closed = [has_ended(link) for link in links]
    assert all(closed[:80])  # the first to come are the first to go
    assert not any(closed[-20:])


def test_while_all_threads_are_at_work_health_is_told_and_others_are_told_to_come_back(start_site: StartSite) -> None:
    endless = {"template": "#foreach($i in [1..999])" * 4 + "$i" + "#end" * 4, "backend": {"body": "{}"}}
    far = {f"PLAYGROUND_LIMIT_{name}": "1000000000000" for name in ("ITERATIONS", "STEPS", "OUTPUT")}
    done = threading.Event()
    with start_site(PLAYGROUND_THREADS="2", **far) as site:

        def keep_busy() -> None:
            while not done.is_set():
                site.evaluate(endless)

        busy = [threading.Thread(target=keep_busy) for _ in range(12)]
        for thread in busy:
            thread.start()
        time.sleep(0.5)
        try:
            for _ in range(3):
                start = time.monotonic()
                assert site.ask("/healthz").body == b"ok\n"
                assert time.monotonic() - start < 1
            replies = [timed(site, "/api/v1/examples") for _ in range(4)]
        finally:
            done.set()
            for thread in busy:
                thread.join()
    assert {reply.status for reply, _ in replies} <= {200, 503}
    assert max(seconds for _, seconds in replies) < 2 + SLACK
    refused = [reply for reply, _ in replies if reply.status == 503]
    assert refused  # twelve wait for two threads that are at work for 1.75 s
    assert all((one.headers["Retry-After"], one.headers["Content-Type"]) == ("1", "application/problem+json") for one in refused)


def timed(site: Site, path: str) -> tuple[Reply, float]:
    """The answer, and how long it took."""
    start = time.monotonic()
    return site.ask(path), time.monotonic() - start


def test_what_is_kept_for_clients_is_bounded_and_small_requests_pass(start_site: StartSite) -> None:
    most = 2_000_000
    with start_site(PLAYGROUND_REQUEST_BYTES=str(most)) as site:
        site.evaluate(GOOD)  # all is there
        half = HEAD + b"Content-Length: %d\r\n\r\n" % most + b" " * (most - 1)
        with many(site, 12, half) as links:
            assert seconds_of_good(site) < SOON
            time.sleep(SLACK)
            refused = [link for link in links if has_ended(link)]
        assert len(refused) in (8, 9)  # of the twelve so many are kept as make four largest requests


def test_requests_sent_at_once_are_answered_one_after_the_other(small: Site) -> None:
    documents = [{"template": f"{n}", "backend": {"body": "{}"}} for n in range(20)]
    last = request_for(documents[-1], HEAD + b"Connection: close\r\n")
    with connect(small) as link:
        link.sendall(b"".join(request_for(document) for document in documents[:-1]) + last)
        answers = receive(link).split(b"HTTP/1.1 200 OK\r\n")[1:]
    assert [json.loads(answer.partition(b"\r\n\r\n")[2])["body"] for answer in answers] == [str(n) for n in range(20)]


def test_a_client_that_waits_for_100_continue_is_told_to_go_on(small: Site) -> None:
    body = json.dumps(GOOD).encode()
    with connect(small) as link:
        link.sendall(HEAD + b"Connection: close\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(body))
        assert link.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        link.sendall(body)
        assert status_of(receive(link)) == 200


def test_clients_that_leave_leave_nothing_behind(small: Site) -> None:
    for sends in (b"", HEAD, request_for(GOOD), request_for(GOOD)[:-3]):
        for _ in range(5):
            with many(small, HELD, sends):
                pass
    with many(small, THREADS, request_for(HUGE)):
        pass
    assert seconds_of_good(small) < SOON + SLACK


def test_requests_that_wait_for_a_thread_leave_half_of_the_places_to_others(start_site: StartSite) -> None:
    endless = {"template": "#foreach($i in [1..999])" * 4 + "$i" + "#end" * 4, "backend": {"body": "{}"}}
    far = {f"PLAYGROUND_LIMIT_{name}": "1000000000000" for name in ("ITERATIONS", "STEPS", "OUTPUT")}
    with start_site(PLAYGROUND_THREADS="2", PLAYGROUND_CONNECTIONS="40", **far) as site:
        with many(site, 80, request_for(endless)) as links:
            start = time.monotonic()
            assert site.ask("/healthz").body == b"ok\n"
            assert time.monotonic() - start < 1
            time.sleep(0.3)
            told = [status_of(answer) for answer in map(so_far, links) if answer]
        assert len(told) > 10  # two are at work, twenty wait; of the others at least those that found a place were told
        assert set(told) == {503}
