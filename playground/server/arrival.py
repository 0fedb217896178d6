"""One request as it arrives, in whatever pieces. gunicorn's parsers read it: one the head, the other a chunked body, which it can do
piece by piece.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any

from gunicorn.asgi.parser import ParseError, PythonProtocol
from gunicorn.http.body import ChunkedReader
from gunicorn.http.errors import ExpectationFailed, LimitRequestHeaders, LimitRequestLine, NoMoreData, ParseException
from gunicorn.http.message import Request
from gunicorn.http.unreader import IterUnreader

from playground.server.refusal import Refused

if TYPE_CHECKING:
    from gunicorn.config import Config

HEAD_BYTES = 64 * 1024
"""Bytes of a request's head."""
FRAMING_BYTES = 1024 * 1024
"""Bytes that a chunked body may have on top of what it carries: sizes, extensions, trailers. A chunk has at least five."""
LONE_LF = re.compile(rb"(?<!\r)\n")
STATUS: dict[type[Exception], HTTPStatus] = {
    LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
}
"""Refusals of gunicorn's parser that are no 400. (An unknown transfer coding would be 501; it is the client's mistake all the same.)"""


class Arrival:
    """A request whose bytes are taken as they come.

    `request` is gunicorn's, there as soon as its head is; `wants_continue`: its client waits for `100 Continue` to send the body.
    """

    def __init__(self, config: Config, client: Any, most: int) -> None:
        self._config = config
        self._client = client
        self._most = most
        self._head = bytearray()
        self._body = bytearray()
        self._missing = 0
        self._chunks: Any = None
        self._framing = 0
        self.request: Any = None
        self.wants_continue = False

    def take(self, data: bytes) -> bytes | None:
        """Take what came. Gives what is behind the request where it is whole now, else None. Raises Refused."""
        if self.request is not None:
            return self._take_body(data)
        seen = max(0, len(self._head) - 3)
        self._head += data
        end = self._head.find(b"\r\n\r\n", seen) + 4
        if end < 4:
            if len(self._head) > HEAD_BYTES:
                raise Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, f"A request's head has at most {HEAD_BYTES:,} bytes.")
            if LONE_LF.search(self._head, seen):
                raise Refused(HTTPStatus.BAD_REQUEST, "A line of the request's head does not end with CR and LF.")
            return None
        head, rest = bytes(self._head[:end]), bytes(self._head[end:])
        self._read_head(head)
        return self._take_body(rest)

    def _read_head(self, head: bytes) -> None:
        try:
            self.request = Request(self._config, IterUnreader([head]), self._client)
        except (ParseException, NoMoreData, StopIteration) as error:
            status = STATUS.get(type(error), HTTPStatus.BAD_REQUEST)
            raise Refused(status, f"This request cannot be understood: {ascii(str(error))[1:-1]}.") from None
        self._head.clear()
        # gunicorn would say `100 Continue` when the application is called, for which the body must be here
        self.wants_continue, self.request._expected_100_continue = self.request._expected_100_continue, False  # noqa: SLF001 - it has no other name
        reader = self.request.body.reader
        if isinstance(reader, ChunkedReader):
            self._chunks = PythonProtocol(on_body=self._body.extend)
            try:
                self._chunks.feed(head)
            except ParseError as error:  # of what the other parser takes: `HTTP/1.2`
                raise Refused(HTTPStatus.BAD_REQUEST, f"This request cannot be understood: {ascii(str(error))[1:-1]}.") from None
        else:
            self._missing = reader.length
            if self._missing > self._most:
                raise self._too_large()

    def _take_body(self, data: bytes) -> bytes | None:
        if self._chunks is not None:
            return self._take_chunks(data)
        self._body += data[: self._missing]
        if len(data) < self._missing:
            self._missing -= len(data)
            return None
        return self._whole(data[self._missing :])

    def _take_chunks(self, data: bytes) -> bytes | None:
        self._framing += len(data)
        try:
            self._chunks.feed(data)
        except ParseError as error:
            raise Refused(HTTPStatus.BAD_REQUEST, f"The request's chunked body cannot be read: {ascii(str(error))[1:-1]}.") from None
        rest: bytes = self._chunks.remaining()
        if len(self._body) > self._most:
            raise self._too_large()
        if self._framing - len(self._body) - len(rest) > FRAMING_BYTES:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The request's body is cut into too many chunks.")
        return self._whole(rest) if self._chunks.is_complete else None

    def _whole(self, rest: bytes) -> bytes:
        self.request.body = BytesIO(bytes(self._body))
        self._body.clear()
        return rest

    def _too_large(self) -> Refused:
        return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The request is too large: at most {self._most:,} bytes are read.")
