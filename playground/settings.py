"""What an operator can set, from environment variables: one table, from which reading, checking and the README's table follow."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from playground.errors import PlaygroundError
from playground.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PREFIX = "PLAYGROUND_"
LIMIT_PREFIX = "PLAYGROUND_LIMIT_"


class InvalidSetting(PlaygroundError):
    """An environment variable that cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is set by `PLAYGROUND_` and its name in capitals; each field of `Limits` by `PLAYGROUND_LIMIT_` and its name."""

    host: str = "127.0.0.1"
    """The address to listen on. `0.0.0.0` is every network the machine is in: put a proxy with your own login in front."""
    port: int = 8000
    """The port to listen on."""
    workers: int = 2
    """Web processes."""
    threads: int = 16
    """Requests that each web process answers at a time. More wait, and get 503 where no thread came free within `Limits.seconds`."""
    children: int = 8
    """Evaluations that each web process runs at once at most, each in its own process. More than that wait, and get 503 where no answer
    could come within `Limits.seconds` and half a second."""
    request_bytes: int = 32 * 1024 * 1024
    """Bytes of an HTTP request's body; more is refused (413) while it is read."""
    connections: int = 1000
    """Connections that each web process holds at a time; for one more, the one ends whose client has the least time left."""
    client_seconds: float = 10.0
    """Seconds that a client has for a request's head, between two requests, and for the next bytes of a body or an answer: as many as
    `client_rate` asks of so many seconds."""
    client_rate: int = 8 * 1024
    """Bytes a second that a client must send of a body, or read of an answer."""
    hosts: tuple[str, ...] = ()
    """Host names the site answers to, separated by commas. Empty: any."""
    limits: Limits = field(default_factory=Limits)

    @property
    def children_at_once(self) -> int:
        """Of the children, so many are at work while no evaluation takes long: one a core, for more push each other out of its caches."""
        return max(1, (os.cpu_count() or 1) // self.workers)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that `environment` makes. Raises InvalidSetting, also for a name that begins with the prefix and means nothing."""
        known = dict(variables())
        given = {name: text for name, text in environment.items() if name.startswith(PREFIX)}
        unknown = [name for name in given if name not in known]
        if unknown:
            raise InvalidSetting(f"{', '.join(sorted(unknown))}: no such setting. There are {', '.join(known)}.")
        values = {name: _read(name, text, known[name]) for name, text in given.items()}
        limits = {_member(name): value for name, value in values.items() if name.startswith(LIMIT_PREFIX)}
        own = {_member(name): value for name, value in values.items() if not name.startswith(LIMIT_PREFIX)}
        return cls(**own, limits=Limits(**limits))

    def to_environment(self) -> dict[str, str]:
        """The variables that make these settings."""
        return {name: _write(getattr(self.limits if name.startswith(LIMIT_PREFIX) else self, _member(name))) for name, _ in variables()}


def variables() -> Iterator[tuple[str, object]]:
    """Every environment variable that is read, with its default."""
    defaults = Settings()
    for member in fields(Settings):
        if member.name != "limits":
            yield PREFIX + member.name.upper(), getattr(defaults, member.name)
    for member in fields(Limits):
        yield LIMIT_PREFIX + member.name.upper(), getattr(defaults.limits, member.name)


def _member(name: str) -> str:
    return name.removeprefix(LIMIT_PREFIX).removeprefix(PREFIX).lower()


def _read(name: str, text: str, default: object) -> Any:
    """`text` as a value of the default's type; numbers must be positive."""
    if isinstance(default, tuple):
        return tuple(part.strip().lower() for part in text.split(",") if part.strip())
    if isinstance(default, str):
        return text
    kind = float if isinstance(default, float) else int
    try:
        value = kind(text)
    except ValueError:
        value = 0
    if not 0 < value < float("inf"):
        expected = "a positive number" if kind is float else "a positive whole number"
        raise InvalidSetting(f"{name} is {text!r}, but must be {expected} (the default is {default}).")
    return value


def _write(value: object) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)
