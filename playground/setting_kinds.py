"""The kinds of values that settings have: how each is read from the text of an environment variable, and written as one."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Kind:
    """`read` makes the value of a text, and raises ValueError where it cannot; `expected` then says what it must be."""

    read: Callable[[str], Any]
    expected: str
    write: Callable[[Any], str] = str


def _positive(number: float) -> float:
    if not 0 < number < math.inf:
        raise ValueError(number)
    return number


def _part(number: float) -> float:
    if not 0 < number <= 1:
        raise ValueError(number)
    return number


def _names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _networks(text: str) -> tuple[str, ...]:
    return tuple(str(ip_network(part, strict=False)) for part in _names(text))


def _site(text: str) -> str:
    """A site's address without the slash at its end; "" for none."""
    parts = urlsplit(text)
    beyond = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or beyond):
        raise ValueError(text)
    _ = parts.port  # raises where it is none
    return text.rstrip("/")


def _address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise ValueError(text)
    return text


def _rate(text: str) -> str:
    """So many in a time; "" for none."""
    if text and not re.fullmatch(r"[1-9]\d{0,8}/(second|minute|hour|day)", text):
        raise ValueError(text)
    return text


def _redis(text: str) -> str:
    if text and not re.fullmatch(r"(rediss?|redis\+unix)://\S+", text):
        raise ValueError(text)
    return text


def _port_or_none(text: str) -> int:
    return _port(text) if int(text) else 0


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 2**16:
        raise ValueError(text)
    return port


def _seconds(text: str) -> float:
    return 0.0 if float(text) == 0 else _positive(float(text))


def _password_hash(text: str) -> str:
    if text and not _SCRYPT.fullmatch(text):
        raise ValueError(text)
    return text


def _frames(text: str) -> tuple[str, ...]:
    """Sites as `frame-ancestors` of a policy names them; nothing else can be written into the policy by a setting."""
    names = _names(text)
    if not all(_FRAME.fullmatch(name) for name in names):
        raise ValueError(text)
    return names


def choice(*choices: str) -> Kind:
    """The kind of a setting that must be one of the given words."""
    return Kind(lambda text: choices[choices.index(text.strip().lower())], f"one of {', '.join(choices)}")


_FRAME = re.compile(r"'self'|https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d+)?", re.IGNORECASE)
_SCRYPT = re.compile(r"scrypt:[0-9]{1,9}:[0-9]{1,3}:[0-9]{1,3}\$[^$]+\$[0-9a-f]{128}")
"""A hash as Werkzeug writes it."""
TEXT = Kind(str, "text")
WHOLE = Kind(lambda text: _positive(int(text)), "a positive whole number")
NUMBER = Kind(lambda text: _positive(float(text)), "a positive number")
PART = Kind(lambda text: _part(float(text)), "a number above 0, and at most 1")
SWITCH = Kind(lambda text: {"on": True, "off": False}[text.strip().lower()], "on or off", lambda value: "on" if value else "off")
NAMES = Kind(_names, "names, separated by commas", ",".join)
LOWER_NAMES = Kind(lambda text: _names(text.lower()), "names, separated by commas", ",".join)
NETWORKS = Kind(_networks, "networks such as 10.0.0.0/8, separated by commas", ",".join)
SITE = Kind(_site, "an address such as https://playground.example.com, without a path")
PASSWORD_HASH = Kind(_password_hash, "what `playground hash-password` prints")
ADDRESS = Kind(_address, "an address that begins with https:// or http://")
FRAMES = Kind(_frames, "sites such as https://wiki.example.com, separated by commas", ",".join)
RATE = Kind(_rate, "calls in a time, such as 60/minute (or second, hour, day)")
REDIS = Kind(_redis, "a URL such as redis://host:6379/0")
PORT = Kind(_port, "a port from 1 to 65535")
PORT_OR_NONE = Kind(_port_or_none, "a port, or 0 for none")
SECONDS_OR_NONE = Kind(_seconds, "a number of seconds, or 0")
OF_TYPES: dict[type, Kind] = {bool: SWITCH, int: WHOLE, float: NUMBER, str: TEXT, tuple: NAMES}
"""The kind of a setting that names none, by the type of its default."""
