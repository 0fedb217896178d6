"""Requests as they arrive: whatever the pieces, the same request; and what is none is refused as soon as that is certain."""

from __future__ import annotations

from typing import Any

import pytest
from gunicorn.config import Config
from hypothesis import given
from hypothesis import strategies as st

from playground.server.arrival import FRAMING_BYTES, HEAD_BYTES, Arrival
from playground.server.refusal import Refused

MOST = 1000
GET = b"GET /healthz?a=b HTTP/1.1\r\nHost: a\r\n\r\n"
POST = b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = b"POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;a=b\r\nllo\r\n0\r\nX-Late: 1\r\n\r\n"
HEAD = b"POST /x HTTP/1.1\r\nHost: a\r\n"


def arrival() -> Arrival:
    return Arrival(Config(), ("127.0.0.1", 1), MOST)


def take_all(one: Arrival, pieces: list[bytes]) -> bytes | None:
    """What is behind the request, once it is whole; the pieces behind that included."""
    for number, piece in enumerate(pieces):
        rest = one.take(piece)
        if rest is not None:
            return rest + b"".join(pieces[number + 1 :])
    return None


@st.composite
def in_pieces(draw: st.DrawFn) -> tuple[bytes, bytes, list[bytes]]:
    """A request, what follows it, and both cut anywhere."""
    request, rest = draw(st.sampled_from([GET, POST, CHUNKED])), draw(st.sampled_from([b"", b"GET", POST]))
    data = request + rest
    cuts = sorted(draw(st.sets(st.integers(1, len(data) - 1))))
    return request, rest, [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]


@given(in_pieces())
def test_a_request_is_the_same_in_whatever_pieces_it_comes(cut: tuple[bytes, bytes, list[bytes]]) -> None:
    request, rest, pieces = cut
    one = arrival()
    assert take_all(one, pieces) == rest
    assert (one.request.method, one.request.path) == (("GET", "/healthz") if request is GET else ("POST", "/x"))
    assert one.request.body.read() == (b"" if request is GET else b"hello")


@given(in_pieces(), st.integers(0, 200))
def test_half_a_request_is_no_request(cut: tuple[bytes, bytes, list[bytes]], length: int) -> None:
    request, _, _ = cut
    assert arrival().take(request[: min(length, len(request) - 1)]) is None


MALFORMED = {
    "a version that one parser takes alone": (b"POST / HTTP/1.2\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    "a method in small letters": (b"get / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "no version": (b"GET /\r\nHost: a\r\n\r\n", 400),
    "a version of the future": (b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", 400),
    "another protocol": (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", 400),
    "an address with a blank": (b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    "nothing but line ends": (b"\r\n\r\n\r\n", 400),
    "lines that end with LF": (b"GET / HTTP/1.1\nHost: a\n\n", 400),
    "a header without a colon": (b"GET / HTTP/1.1\r\nHost\r\n\r\n", 400),
    "a header with a blank in its name": (b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
    "a folded header": (b"GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", 400),
    "NUL in a header": (b"GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n", 400),
    "two hosts": (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    "a length below 0": (HEAD + b"Content-Length: -1\r\n\r\n", 400),
    "a length that is none": (HEAD + b"Content-Length: many\r\n\r\n", 400),
    "two lengths": (HEAD + b"Content-Length: 1\r\nContent-Length: 1\r\n\r\n", 400),
    "a length and chunks": (HEAD + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    "an unknown transfer coding": (HEAD + b"Transfer-Encoding: nonsense\r\n\r\n", 400),
    "a transfer coding without chunks": (HEAD + b"Transfer-Encoding: gzip\r\n\r\n", 400),
    "chunks twice": (HEAD + b"Transfer-Encoding: chunked, chunked\r\n\r\n", 400),
    "chunks in HTTP/1.0": (b"POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    "a chunk's size that is none": (HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n", 400),
    "a chunk's size below 0": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", 400),
    "a chunk that is longer than it says": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", 400),
    "a chunk's size without an end": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"0" * 9000, 400),
    "an expectation that nobody meets": (HEAD + b"Expect: wonders\r\n\r\n", 417),
    "a body that is announced too large": (HEAD + b"Content-Length: %d\r\n\r\n" % (MOST + 1), 413),
    "a length of 5,000 digits": (HEAD + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n", 400),
    "a body that becomes too large": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % 2**40 + b"x" * (MOST + 1), 413),
    "an address without an end": (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n\r\n", 414),
    "a head without an end": (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * (HEAD_BYTES // 6), 431),
    "very many headers": (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
    "a very long header": (b"GET / HTTP/1.1\r\nA: " + b"b" * 9000 + b"\r\n\r\n", 431),
}


@pytest.mark.parametrize("what", MALFORMED)
def test_what_is_no_request_is_refused_before_more_of_it_comes(what: str) -> None:
    data, status = MALFORMED[what]
    with pytest.raises(Refused) as refused:
        arrival().take(data)
    assert refused.value.status == status
    assert refused.value.detail.isascii()
    assert refused.value.detail.isprintable()
    assert refused.value.detail.endswith(".")


def test_a_body_of_the_largest_size_is_taken() -> None:
    for framing in (b"Content-Length: %d\r\n\r\n" % MOST, b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % MOST):
        one = arrival()
        end = b"" if b"Length" in framing else b"\r\n0\r\n\r\n"
        assert one.take(HEAD + framing + b"x" * MOST + end) == b""
        assert one.request.body.read() == b"x" * MOST


def test_a_body_cut_into_too_many_chunks_is_refused() -> None:
    one = Arrival(Config(), ("127.0.0.1", 1), 32 * 1024 * 1024)
    one.take(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    chunk = b"1\r\nx\r\n"
    most = FRAMING_BYTES // (len(chunk) - 1)
    assert one.take(chunk * most) is None
    with pytest.raises(Refused, match="too many chunks"):
        one.take(chunk)


def test_what_a_client_waits_for_is_known_when_the_head_is_there() -> None:
    one: Any = arrival()
    assert one.take(HEAD + b"Content-Length: 1\r\nExpect: 100-continue\r\n\r\n") is None
    assert one.wants_continue
    assert one.take(b"x") == b""
