"""The log: every logger of the process, gunicorn's too, through structlog, as lines for people or as an object a line.

A log is read by more people than a template is. So no template and no body gets into it: of an exception while a request is answered, the
message is left out where it may quote what was sent.
"""

from __future__ import annotations

import logging
import random
import re
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import structlog

from playground.repeats import Repeats
from playground.tracebacks import exception_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from typing import TextIO

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request that is being answered, which each line about it has; "" while there is none."""
USABLE = re.compile(r"[A-Za-z0-9._=+/@:-]{1,128}").fullmatch
"""What a proxy's or a client's id may be: nothing that a log or a header could take for something else."""
EXTRA = ("status", "milliseconds", "client")
"""What a line may have beside its message: given as `extra`."""
PLACE = re.compile(r'^ *File "[^"\n]*", line [0-9]+', re.MULTILINE)
"""A frame in a traceback, a child's too, which is a text."""
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What could begin a new line, or command a terminal."""


def configure(log_format: str, stream: TextIO | None = None) -> None:
    """Send all loggers of this process to standard error (or `stream`), as `console` or as `json`."""
    stream = stream or sys.stderr
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(EXTRA),
        add_request_id,
        add_exception,
    ]
    as_console: list[structlog.typing.Processor] = [
        escape_controls,
        structlog.dev.ConsoleRenderer(colors=stream.isatty(), pad_event_to=0, sort_keys=False),
    ]
    as_json: list[structlog.typing.Processor] = [structlog.processors.EventRenamer("message"), structlog.processors.JSONRenderer()]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *(as_json if log_format == "json" else as_console)],
        )
    )
    handler.addFilter(OncePerPlace())
    root = logging.getLogger()
    for old in [one for one in root.handlers if isinstance(one.formatter, structlog.stdlib.ProcessorFormatter)]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("playground").setLevel(logging.INFO)


def id_of_request(given: str) -> str:
    """By what a request is known: the id that it came with (`X-Request-Id`), where that is usable, else a new one."""
    # `secrets` would be a system call, at which a thread gives up the interpreter's lock; nothing is protected by an id
    return given if USABLE(given) else f"{random.getrandbits(128):032x}"


@contextmanager
def about_request(request_id: str) -> Iterator[None]:
    """Let each line of the log be about a request."""
    token = REQUEST_ID.set(request_id)
    try:
        yield
    finally:
        REQUEST_ID.reset(token)


class OncePerPlace(logging.Filter):
    """Of a defect that shows again and again, the traceback is told once a minute for the same place; how often it was not told as well."""

    def __init__(self) -> None:
        super().__init__()
        self._repeats = Repeats()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is told."""
        error = record.exc_info[1] if record.exc_info else None
        text = record.getMessage() + "".join(exception_lines(error, is_quiet=False) if error else ())
        places = PLACE.findall(text)
        if not places:
            return True
        more = self._repeats.note((record.name, places[-1]))
        if more:
            record.msg, record.args = record.getMessage() + more, ()
        return more is not None


def add_request_id(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The id of the request that the line is about."""
    request_id = REQUEST_ID.get()
    if request_id:
        event["request_id"] = request_id
    return event


def add_exception(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The traceback, as one text."""
    found = event.pop("exc_info", None)
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if found and found[1] is not None:
        event["exception"] = "".join(exception_lines(found[1], is_quiet=bool(REQUEST_ID.get()))).rstrip("\n")
    return event


def escape_controls(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A line stays a line, whatever a client put into an address; the traceback is ours and has lines of its own."""
    for name, value in event.items():
        if isinstance(value, str) and name != "exception":
            event[name] = CONTROLS.sub(lambda found: ascii(found[0])[1:-1], value)
    return event
