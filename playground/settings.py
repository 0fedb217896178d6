"""What an operator can set, from environment variables: one table, from which reading, checking and the README's table follow."""

from __future__ import annotations

import os
import sys
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playground import setting_kinds as kinds
from playground.errors import PlaygroundError
from playground.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PREFIX = "PLAYGROUND_"
LIMIT_PREFIX = "PLAYGROUND_LIMIT_"
FILE_SUFFIX = "_FILE"
"""Ends the name of a variable that names the file in which a secret setting is."""


class InvalidSetting(PlaygroundError):
    """An environment variable that cannot be used, and why."""


def _setting(default: Any, kind: kinds.Kind, *, secret: bool = False) -> Any:
    """A field with a kind that its default does not tell; a `secret` one may stand in a file, and is not printed."""
    return field(default=default, repr=not secret, metadata={"kind": kind, "secret": secret})


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is set by `PLAYGROUND_` and its name in capitals; each field of `Limits` by `PLAYGROUND_LIMIT_` and its name."""

    host: str = "127.0.0.1"
    """The address to listen on. `0.0.0.0` is every network the machine is in: put a proxy with your own login in front."""
    port: int = _setting(8000, kinds.PORT)
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
    peer_share: float = _setting(0.75, kinds.PART)
    """The part of the threads and children that one client's address may have while others ask; 1 is all."""
    hosts: tuple[str, ...] = _setting((), kinds.LOWER_NAMES)
    """More host names that the site answers to; `.example.org` is every name below it."""
    url: str = _setting("", kinds.SITE)
    """The address that users see. Empty: the call's own."""
    instance: str = ""
    """The instance folder: the SQLite database, and the key that signs sessions. Empty: `instance_folder` says which."""
    store: bool = True
    """Whether scenarios can be saved."""
    database: str = _setting("", kinds.TEXT, secret=True)
    """The database's URL. Empty: SQLite in the instance folder."""
    library: str = ""
    """A folder whose Scenario files are offered, read-only. Empty: none."""
    dynamodb: str = ""
    """The path of a DynamoDB engine, Dynoxide, which answers over tables; `off`: none. Empty: `dynoxide` beside Python, if any."""
    frame_ancestors: tuple[str, ...] = _setting((), kinds.FRAMES)
    """The sites that may show a saved revision in a frame. Empty: none."""
    sign_in: str = _setting("none", kinds.choice("none", "password", "proxy", "oidc"))
    """How one signs in."""
    anonymous: str = _setting("none", kinds.choice("none", "read"))
    """What those who have not signed in may do."""
    admins: tuple[str, ...] = ()
    """The names of those who administer."""
    secret: str = _setting("", kinds.TEXT, secret=True)
    """Signs sessions. Empty: made once in the instance folder."""
    session_hours: float = 12.0
    """Hours after which one has to sign in again."""
    password_hash: str = _setting("", kinds.PASSWORD_HASH, secret=True)
    """For `password`: what `playground hash-password` prints."""
    proxy_header: str = "Remote-User"
    """For `proxy`: the header with the name of who asks."""
    proxy_networks: tuple[str, ...] = _setting((), kinds.NETWORKS)
    """The networks of the proxies that are believed."""
    oidc_discovery: str = _setting("", kinds.ADDRESS)
    """For `oidc`: the provider's discovery document."""
    oidc_client_id: str = ""
    """For `oidc`: as what the provider knows this site."""
    oidc_client_secret: str = _setting("", kinds.TEXT, secret=True)
    """For `oidc`: what proves that to it."""
    oidc_domains: tuple[str, ...] = _setting((), kinds.LOWER_NAMES)
    """For `oidc`: the domains of e-mail addresses that may sign in. Empty: all."""
    oidc_groups: tuple[str, ...] = ()
    """For `oidc`: the groups of which one must be in one. Empty: none needed."""
    oidc_admin_group: str = ""
    """For `oidc`: the group that administers. Empty: none."""
    rate: str = _setting("", kinds.RATE)
    """Calls of `/api/` that one caller may make in a time, who gets 429 beyond them. Empty: as many as he likes."""
    redis: str = _setting("", kinds.REDIS, secret=True)
    """The URL of a Redis that counts the calls for all processes; while it does not answer, and without it, each counts for itself."""
    drain_seconds: float = _setting(3.0, kinds.SECONDS_OR_NONE)
    """Seconds after SIGTERM for which it goes on serving while `/readyz` says 503, so that a balancer sends no more."""
    log_format: str = _setting("console", kinds.choice("console", "json"))
    """Lines for people, or an object a line."""
    log_requests: bool = False
    """Whether each request gets a line in the log. Errors always do."""
    metrics_port: int = _setting(0, kinds.PORT_OR_NONE)
    """A port of the same address at which only `/metrics` is answered, for Prometheus. 0: none."""
    metrics_networks: tuple[str, ...] = _setting((), kinds.NETWORKS)
    """Networks whose callers get `/metrics` at the site's own port. Empty: nobody does."""
    limits: Limits = field(default_factory=Limits)

    @property
    def children_at_once(self) -> int:
        """Of the children, so many are at work while no evaluation takes long: one a core, for more push each other out of its caches."""
        return max(1, (os.cpu_count() or 1) // self.workers)

    @property
    def engine(self) -> str:
        """The path of the DynamoDB engine's program; "" where there is none."""
        if self.dynamodb:
            return "" if self.dynamodb == "off" else self.dynamodb
        beside = Path(sys.prefix) / "bin" / "dynoxide"
        return str(beside) if os.access(beside, os.X_OK) else ""

    @property
    def has_metrics(self) -> bool:
        """Whether anybody may read what is counted: if not, nothing is."""
        return bool(self.metrics_port or self.metrics_networks)

    @property
    def instance_folder(self) -> Path:
        """The instance folder, whether or not it is there."""
        if self.instance:
            return Path(self.instance)
        data = os.environ.get("XDG_DATA_HOME", "")  # a relative one counts as unset (XDG Base Directory Specification)
        return (Path(data) if Path(data).is_absolute() else Path.home() / ".local/share") / "playground"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Settings:
        """The settings that `environment` makes. Raises InvalidSetting, also for a name that begins with the prefix and means nothing."""
        known = dict(_members())
        files = {name + FILE_SUFFIX: name for name, member in known.items() if member.metadata.get("secret")}
        given = {name: text for name, text in environment.items() if name.startswith(PREFIX)}
        unknown = [name for name in given if name not in known and name not in files]
        if unknown:
            raise InvalidSetting(f"{', '.join(sorted(unknown))}: no such setting. There are {', '.join(known)}.")
        for name in files.keys() & given.keys():
            if given.get(files[name]):
                raise InvalidSetting(f"{files[name]} and {name} are both set: keep one of the two.")
            given[files[name]] = _read_file(name, given.pop(name))
        values = {name: _read(name, text, known[name]) for name, text in given.items()}
        limits = {_member(name): value for name, value in values.items() if name.startswith(LIMIT_PREFIX)}
        own = {_member(name): value for name, value in values.items() if not name.startswith(LIMIT_PREFIX)}
        settings = cls(**own, limits=Limits(**limits))
        _check_sign_in(settings)
        if settings.metrics_port == settings.port:
            raise InvalidSetting(f"PLAYGROUND_METRICS_PORT is {settings.port}, which is the site's own port.")
        return settings

    def to_environment(self) -> dict[str, str]:
        """The variables that make these settings."""
        return {
            name: _kind(member).write(getattr(self.limits if name.startswith(LIMIT_PREFIX) else self, _member(name)))
            for name, member in _members()
        }


def variables() -> Iterator[tuple[str, object]]:
    """Every environment variable that is read, with its default; those that name a secret's file aside."""
    for name, member in _members():
        yield name, member.default


def _members() -> Iterator[tuple[str, Field[Any]]]:
    """The fields that are settings, by their variables."""
    for member in fields(Settings):
        if member.name != "limits":
            yield PREFIX + member.name.upper(), member
    for member in fields(Limits):
        yield LIMIT_PREFIX + member.name.upper(), member


def _member(name: str) -> str:
    return name.removeprefix(LIMIT_PREFIX).removeprefix(PREFIX).lower()


def _kind(member: Field[Any]) -> kinds.Kind:
    assert member.default is not MISSING  # noqa: S101 - every setting has one
    kind: kinds.Kind = member.metadata.get("kind") or kinds.OF_TYPES[type(member.default)]
    return kind


def _read(name: str, text: str, member: Field[Any]) -> Any:
    """`text` as a value of the setting's kind."""
    kind = _kind(member)
    try:
        return kind.read(text)
    except (ValueError, KeyError):
        shown = "set" if member.metadata.get("secret") else repr(text)
        default = f" (the default is {kind.write(member.default)})" if member.default not in {"", ()} else ""
        raise InvalidSetting(f"{name} is {shown}, but must be {kind.expected}{default}.") from None


def _read_file(name: str, path: str) -> str:
    """The secret in a file, without the line's end."""
    try:
        return Path(path).read_text("utf-8").rstrip("\r\n")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InvalidSetting(f"{name} is {path!r}, which cannot be read: {reason}.") from None


_NEEDED = {
    "none": (),
    "password": ("password_hash",),
    "proxy": ("proxy_header", "proxy_networks"),
    "oidc": ("oidc_discovery", "oidc_client_id", "oidc_client_secret"),
}
"""What each way to sign in cannot do without."""


def _check_sign_in(settings: Settings) -> None:
    """InvalidSetting where the chosen sign-in lacks a setting, or one is set that it cannot keep."""
    for name in _NEEDED[settings.sign_in]:
        if not getattr(settings, name):
            raise InvalidSetting(f"{PREFIX}{name.upper()} is not set, which PLAYGROUND_SIGN_IN={settings.sign_in} needs.")
    if settings.sign_in == "none" and settings.anonymous != "none":
        raise InvalidSetting("PLAYGROUND_ANONYMOUS is set, but with PLAYGROUND_SIGN_IN=none everyone may read and write.")
