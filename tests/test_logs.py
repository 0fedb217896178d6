"""The log: one form for every logger, and nothing in it of what a client sent."""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING

import pytest

from playground import logs
from playground.errors import Busy
from playground.tracebacks import exception_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Write = Callable[[str], io.StringIO]


@pytest.fixture
def write_to() -> Iterator[Write]:
    """A log in a text, which is put away again."""
    root, own = logging.getLogger(), logging.getLogger("playground")
    before = (root.level, own.level, list(root.handlers))

    def configure(log_format: str) -> io.StringIO:
        stream = io.StringIO()
        logs.configure(log_format, stream)
        return stream

    yield configure
    root.setLevel(before[0])
    own.setLevel(before[1])
    root.handlers[:] = before[2]


def test_a_json_line_has_what_a_search_needs(write_to: Write) -> None:
    stream = write_to("json")
    token = logs.REQUEST_ID.set("abc")
    logging.getLogger("playground.x").warning("%s failed", "it", extra={"status": 500})
    logs.REQUEST_ID.reset(token)
    line = json.loads(stream.getvalue())
    assert line.pop("timestamp").endswith("Z")
    assert line == {"message": "it failed", "level": "warning", "logger": "playground.x", "status": 500, "request_id": "abc"}


def test_configured_twice_it_writes_once(write_to: Write) -> None:
    write_to("json")
    stream = write_to("console")
    logging.getLogger("other").warning("one")
    assert stream.getvalue().count("one") == 1


def test_others_loggers_tell_warnings_and_ours_all(write_to: Write) -> None:
    stream = write_to("json")
    logging.getLogger("other").info("untold")
    logging.getLogger("playground.x").info("told")
    assert [json.loads(line)["message"] for line in stream.getvalue().splitlines()] == ["told"]


@pytest.mark.parametrize("log_format", ["console", "json"])
@pytest.mark.parametrize("text", ["a\nb", "a\rb", "a\x1b[31mb", "a\x9b31mb", "a\u2028b"])
def test_a_line_stays_a_line(write_to: Write, log_format: str, text: str) -> None:
    stream = write_to(log_format)
    logging.getLogger("playground.x").warning("%s", text, extra={"client": text})
    written = stream.getvalue()
    assert written.splitlines() == [written.rstrip("\n")]
    assert not logs.CONTROLS.search(written.rstrip("\n"))


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_of_a_request_only_the_places_of_an_exception_are_told(write_to: Write, log_format: str) -> None:
    stream = write_to(log_format)
    token = logs.REQUEST_ID.set("abc")
    try:
        raise_from_secret()
    except ValueError:
        logging.getLogger("playground.x").exception("It failed")
    logs.REQUEST_ID.reset(token)
    written = stream.getvalue()
    assert "SECRET" not in written
    assert "KeyError" in written
    assert "ValueError" in written
    assert "raise_from_secret" in written
    assert "abc" in written


def test_outside_of_a_request_the_message_is_told(write_to: Write) -> None:
    stream = write_to("json")
    try:
        raise_from_secret()
    except ValueError:
        logging.getLogger("playground.x").exception("It failed")
    assert "SECRET" in json.loads(stream.getvalue())["exception"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), Busy("no child came free")])
def test_what_the_system_says_and_what_we_say_is_told(error: Exception) -> None:
    assert str(error) in "".join(exception_lines(error, is_quiet=True))


def raise_from_secret() -> None:
    """An exception that quotes, because of one that does."""
    quoted = "terces"[::-1].upper()  # so that it does not stand in the source, which tracebacks show
    try:
        dict[str, int]()[quoted]
    except KeyError as error:
        raise ValueError(quoted) from error


def test_a_defects_traceback_is_told_once_a_minute_for_the_same_place(write_to: Write) -> None:
    stream = write_to("console")
    log = logging.getLogger("playground.x")

    for number in range(10):
        for fail in (first, second):
            try:
                fail(number)
            except (ValueError, KeyError):
                log.exception("it failed")
    for _ in range(3):
        log.error("The child crashed. %s", 'Traceback:\n  File "a.py", line 1, in f\nKeyError: 1')
        log.error("The child crashed. %s", 'Traceback:\n  File "a.py", line 2, in f\nKeyError: 1')
        log.error("nothing of a place")
    said = stream.getvalue()
    assert (said.count("ValueError: 0"), said.count("KeyError: 0"), said.count("it failed")) == (1, 1, 2)
    assert (said.count("The child crashed"), said.count("nothing of a place")) == (2, 3)


def test_what_was_not_told_is_counted(write_to: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = write_to("json")
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    for now[0] in (0.0, 1.0, 2.0, 61.0):
        try:
            first(1)
        except ValueError:
            logging.getLogger("playground.x").exception("%s failed", "it")
    assert [json.loads(line)["message"] for line in stream.getvalue().splitlines()] == [
        "it failed",
        "it failed (2 more like it were not told.)",
    ]


def first(number: int) -> None:
    raise ValueError(number)


def second(number: int) -> None:
    raise KeyError(number)
