"""The kinds of settings: which texts each takes, what it makes of them, and that what it writes is read as the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from playground import setting_kinds as kinds

if TYPE_CHECKING:
    from playground.setting_kinds import Kind

SCRYPT = f"scrypt:32768:8:1$salt${'0a' * 64}"
TAKEN: list[tuple[Kind, str, Any]] = [
    (kinds.WHOLE, "1", 1),
    (kinds.WHOLE, " 12 ", 12),
    (kinds.NUMBER, "0.25", 0.25),
    (kinds.NUMBER, "1e3", 1000.0),
    (kinds.PART, "1", 1.0),
    (kinds.PART, "0.001", 0.001),
    (kinds.SWITCH, "on", True),
    (kinds.SWITCH, " OFF ", False),
    (kinds.NAMES, "", ()),
    (kinds.NAMES, " a , ,b,", ("a", "b")),
    (kinds.LOWER_NAMES, "A.Example,b", ("a.example", "b")),
    (kinds.NETWORKS, "10.1.2.3/8, ::1", ("10.0.0.0/8", "::1/128")),
    (kinds.NETWORKS, "192.0.2.1", ("192.0.2.1/32",)),
    (kinds.SITE, "", ""),
    (kinds.SITE, "https://a.example/", "https://a.example"),
    (kinds.SITE, "http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    (kinds.SITE, "http://[::1]:80", "http://[::1]:80"),
    (kinds.ADDRESS, "https://a.example/x?y=z", "https://a.example/x?y=z"),
    (kinds.RATE, "", ""),
    (kinds.RATE, "60/minute", "60/minute"),
    (kinds.REDIS, "rediss://:secret@cache:6379/1", "rediss://:secret@cache:6379/1"),
    (kinds.REDIS, "redis+unix:///run/redis.sock", "redis+unix:///run/redis.sock"),
    (kinds.PORT, "1", 1),
    (kinds.PORT, "65535", 65535),
    (kinds.PORT_OR_NONE, "0", 0),
    (kinds.PORT_OR_NONE, "65535", 65535),
    (kinds.SECONDS_OR_NONE, "0", 0.0),
    (kinds.SECONDS_OR_NONE, "0.0", 0.0),
    (kinds.SECONDS_OR_NONE, "2.5", 2.5),
    (kinds.PASSWORD_HASH, "", ""),
    (kinds.PASSWORD_HASH, SCRYPT, SCRYPT),
    (kinds.FRAMES, "'self', https://*.a.example:8443", ("'self'", "https://*.a.example:8443")),
    (kinds.choice("none", "password"), " Password", "password"),
]
REFUSED: list[tuple[Kind, tuple[str, ...]]] = [
    (kinds.WHOLE, ("", "0", "-1", "1.5", "one", "1,000")),
    (kinds.NUMBER, ("", "0", "-0.1", "inf", "nan", "1 s")),
    (kinds.PART, ("0", "1.01", "-1", "nan", "inf")),
    (kinds.SWITCH, ("", "yes", "true", "1")),
    (kinds.NETWORKS, ("10.0.0.0/33", "a.example", "10.0.0", "1.2.3.4/24/8")),
    (
        kinds.SITE,
        ("a.example", "ftp://a.example", "https://", "https://a.example/path", "https://a.example?x=1", "https://u@a.example"),
    ),
    (kinds.SITE, ("https://a.example#top", "https://a.example:port", "https://a.example:99999", "//a.example")),
    (kinds.ADDRESS, ("a.example/x", "file:///etc/passwd", "https:///x")),
    (kinds.RATE, ("0/minute", "60", "60/week", "60 / minute", "-1/day", "1e3/day", "60/minutes", "1234567890/day")),
    (kinds.REDIS, ("cache:6379", "http://cache:6379", "redis://", "redis://a b")),
    (kinds.PORT, ("", "-1", "0", "65536", "99999999", "http")),
    (kinds.PORT_OR_NONE, ("", "-1", "65536", "http")),
    (kinds.SECONDS_OR_NONE, ("", "-1", "inf", "nan", "soon")),
    (kinds.PASSWORD_HASH, ("secret", "scrypt:1:1:1$$" + "0" * 128, f"{SCRYPT}\n", SCRYPT[:-1], SCRYPT.upper())),
    (
        kinds.FRAMES,
        ("*", "https:", "https://a.example; script-src *", "https://a.example/x", "'none'", "https://a.example 'unsafe-inline'"),
    ),
    (kinds.FRAMES, ("https://*", "https://a.*.example", "https://a.example:*", "javascript://a", "'self'\nhttps://a.example")),
    (kinds.choice("none", "password"), ("", "non", "none,password")),
]


@pytest.mark.parametrize(("kind", "text", "value"), TAKEN)
def test_a_text_is_read_as_its_value(kind: Kind, text: str, value: Any) -> None:
    assert kind.read(text) == value


@pytest.mark.parametrize(("kind", "text", "value"), TAKEN)
def test_what_is_written_is_read_as_the_same(kind: Kind, text: str, value: Any) -> None:
    assert kind.read(kind.write(value)) == value, text


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in REFUSED for text in texts])
def test_what_a_kind_cannot_be_is_refused(kind: Kind, text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        kind.read(text)


def test_every_type_of_a_default_has_a_kind_that_gives_that_type() -> None:
    texts = {bool: "on", int: "3", float: "0.5", str: "a", tuple: "a,b"}
    assert {kind: type(kinds.OF_TYPES[kind].read(text)) for kind, text in texts.items()} == {kind: kind for kind in texts}
