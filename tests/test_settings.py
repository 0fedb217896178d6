"""The settings: each is read from the environment, and one that cannot be used is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from playground.settings import FILE_SUFFIX, InvalidSetting, Settings, variables

if TYPE_CHECKING:
    from pathlib import Path

HASH = f"scrypt:32768:8:1$salt${'0' * 128}"
OWN = {
    "PLAYGROUND_PASSWORD_HASH": HASH,
    "PLAYGROUND_URL": "https://a.example",
    "PLAYGROUND_PROXY_NETWORKS": "10.0.0.0/8,::1/128",
    "PLAYGROUND_OIDC_DISCOVERY": "https://a.example/x",
    "PLAYGROUND_SIGN_IN": "password",
    "PLAYGROUND_ANONYMOUS": "read",
    "PLAYGROUND_RATE": "60/minute",
    "PLAYGROUND_REDIS": "redis://cache:6379/0",
    "PLAYGROUND_LOG_FORMAT": "json",
    "PLAYGROUND_LOG_REQUESTS": "on",
    "PLAYGROUND_METRICS_NETWORKS": "192.0.2.1/32",
    "PLAYGROUND_FRAME_ANCESTORS": "https://a.example,https://b.example",
}
"""Texts of settings whose type does not tell what they may be."""
OF_TYPES = {bool: "off", str: "::1", tuple: "a.example,b.example", float: "0.25", int: "7"}
NEEDED = {
    "PLAYGROUND_SIGN_IN": {"PLAYGROUND_PASSWORD_HASH": HASH},
    "PLAYGROUND_ANONYMOUS": {"PLAYGROUND_SIGN_IN": "password", "PLAYGROUND_PASSWORD_HASH": HASH},
}
"""What a setting cannot be set without."""
OIDC = {
    "PLAYGROUND_SIGN_IN": "oidc",
    "PLAYGROUND_OIDC_DISCOVERY": "https://a.example/x",
    "PLAYGROUND_OIDC_CLIENT_ID": "id",
    "PLAYGROUND_OIDC_CLIENT_SECRET": "secret",
}


@pytest.mark.parametrize(("name", "default"), list(variables()))
def test_every_setting_is_read_from_the_environment(name: str, default: object) -> None:
    given = {name: OWN.get(name, OF_TYPES[type(default)]), **NEEDED.get(name, {})}
    settings = Settings.from_environment({**given, "OTHER": "x"})
    assert settings != Settings()
    assert settings.to_environment() == {**Settings().to_environment(), **given}


def test_the_defaults_are_those_of_an_empty_environment() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment(Settings().to_environment()) == Settings()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"PLAYGROUND_STORE": "maybe"}, "PLAYGROUND_STORE is 'maybe', but must be on or off (the default is on)."),
        (
            {"PLAYGROUND_SIGN_IN": "ldap"},
            "PLAYGROUND_SIGN_IN is 'ldap', but must be one of none, password, proxy, oidc (the default is none).",
        ),
        ({"PLAYGROUND_URL": "playground.example"}, "PLAYGROUND_URL is 'playground.example', but must be an address such as"),
        ({"PLAYGROUND_URL": "https://a.example/path"}, "PLAYGROUND_URL is"),
        ({"PLAYGROUND_URL": "https://a.example:port"}, "PLAYGROUND_URL is"),
        ({"PLAYGROUND_PROXY_NETWORKS": "10.0.0.0/8,all"}, "PLAYGROUND_PROXY_NETWORKS is '10.0.0.0/8,all', but must be networks such as"),
        ({"PLAYGROUND_SESSION_HOURS": "0"}, "PLAYGROUND_SESSION_HOURS is '0', but must be a positive number (the default is 12.0)."),
        ({"PLAYGROUND_ANONYMOUS": "read"}, "PLAYGROUND_ANONYMOUS is set, but"),
        ({"PLAYGROUND_SIGN_IN": "password"}, "PLAYGROUND_PASSWORD_HASH is not set, which PLAYGROUND_SIGN_IN=password needs."),
        ({"PLAYGROUND_SIGN_IN": "proxy"}, "PLAYGROUND_PROXY_NETWORKS is not set, which PLAYGROUND_SIGN_IN=proxy needs."),
        ({"PLAYGROUND_SIGN_IN": "proxy", "PLAYGROUND_PROXY_NETWORKS": "::1", "PLAYGROUND_PROXY_HEADER": ""}, "PLAYGROUND_PROXY_HEADER is"),
        *(({**OIDC, name: ""}, f"{name} is not set") for name in OIDC if name != "PLAYGROUND_SIGN_IN"),
        ({"PLAYGROUND_RATE": "60"}, "PLAYGROUND_RATE is '60', but must be calls in a time, such as 60/minute"),
        ({"PLAYGROUND_RATE": "0/minute"}, "PLAYGROUND_RATE is '0/minute', but"),
        ({"PLAYGROUND_RATE": "60/minute, 5/second"}, "PLAYGROUND_RATE is"),
        ({"PLAYGROUND_REDIS": "cache:6379"}, "PLAYGROUND_REDIS is set, but must be a URL such as redis://"),
        (
            {"PLAYGROUND_DRAIN_SECONDS": "-0.1"},
            "PLAYGROUND_DRAIN_SECONDS is '-0.1', but must be a number of seconds, or 0 (the default is 3.0).",
        ),
        ({"PLAYGROUND_DRAIN_SECONDS": "inf"}, "PLAYGROUND_DRAIN_SECONDS is"),
        ({"PLAYGROUND_LOG_FORMAT": "xml"}, "PLAYGROUND_LOG_FORMAT is 'xml', but must be one of console, json"),
        ({"PLAYGROUND_METRICS_PORT": "65536"}, "PLAYGROUND_METRICS_PORT is '65536', but must be a port, or 0 for none"),
        ({"PLAYGROUND_METRICS_PORT": "8000"}, "PLAYGROUND_METRICS_PORT is 8000, which is the site's own port."),
        ({"PLAYGROUND_METRICS_NETWORKS": "10.0.0.0/33"}, "PLAYGROUND_METRICS_NETWORKS is '10.0.0.0/33', but must be networks such as"),
        (
            {"PLAYGROUND_PASSWORD_HASH": "the password"},
            "PLAYGROUND_PASSWORD_HASH is set, but must be what `playground hash-password` prints.",
        ),
        ({"PLAYGROUND_STOER": "on"}, "PLAYGROUND_STOER: no such setting. There are PLAYGROUND_HOST,"),
        ({"PLAYGROUND_URL_FILE": "x"}, "PLAYGROUND_URL_FILE: no such setting."),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(given: dict[str, str], says: str) -> None:
    with pytest.raises(InvalidSetting) as caught:
        Settings.from_environment(given)
    assert str(caught.value).startswith(says)


def test_all_of_oidc_is_enough() -> None:
    assert Settings.from_environment(OIDC).sign_in == "oidc"


SECRETS = ["PLAYGROUND_DATABASE", "PLAYGROUND_SECRET", "PLAYGROUND_PASSWORD_HASH", "PLAYGROUND_OIDC_CLIENT_SECRET"]


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_may_stand_in_a_file(name: str, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    value = OWN.get(name, "value of it")
    file.write_text(f"{value}\n")
    settings = Settings.from_environment({name + FILE_SUFFIX: str(file)})
    assert settings.to_environment()[name] == value
    assert value not in repr(settings)
    for given, says in (
        ({name: "x", name + FILE_SUFFIX: str(file)}, f"{name} and {name}_FILE are both set: keep one of the two."),
        ({name + FILE_SUFFIX: str(file) + "x"}, f"{name}_FILE is '{file}x', which cannot be read: No such file or directory."),
    ):
        with pytest.raises(InvalidSetting) as caught:
            Settings.from_environment(given)
        assert str(caught.value) == says


@pytest.mark.parametrize(
    ("settings", "data", "folder"),
    [
        ({"instance": "/i"}, "/data", "/i"),
        ({}, "/data", "/data/playground"),
        ({}, "relative", "/home/ana/.local/share/playground"),
        ({}, "", "/home/ana/.local/share/playground"),
    ],
)
def test_the_instance_folder_is_where_a_users_data_is(monkeypatch: pytest.MonkeyPatch, settings: Any, data: str, folder: str) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", data)
    monkeypatch.setenv("HOME", "/home/ana")
    assert str(Settings(**settings).instance_folder) == folder
