"""What compose.yaml relies on is there: networks, volumes, secrets, addresses, settings, commands; and nothing has rights to spare."""

from __future__ import annotations

import ipaddress
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from playground.cli.serve import GRACE
from playground.evaluator.tools import TOOLS
from playground.settings import Settings
from tests import compose
from tests.nginx import NGINX
from tests.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = compose.document()
NAMES = list(DOCUMENT["services"])
PROGRAMS = {
    "playground": {"/app/bin/python"},
    "postgres": {"pg_isready"},
    "redis": {"redis-cli", "redis-server"},
    "nginx": {"nginx", "sh", "wget"},
}
"""What is run, by the image; the first is built here (Dockerfile), the others are the official ones, of Debian or Alpine."""
UNITS = {"": 1.0, "s": 1.0, "m": 60.0}


def image(name: str) -> str:
    return str(compose.service(name)["image"]).partition(":")[0]


def seconds(text: str) -> float:
    number, unit = re.fullmatch(r"([0-9.]+)([sm]?)", text).groups()  # type: ignore[union-attr] # else the test fails, as it should
    return float(number) * UNITS[unit]


@pytest.mark.parametrize("name", NAMES)
def test_a_service_has_no_rights_to_spare(name: str) -> None:
    found = compose.service(name)
    assert found["read_only"] is True
    assert found["cap_drop"] == ["ALL"]
    assert found["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in found
    user = found.get("user") or re.search(r"^USER (\S+)$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)[1]  # type: ignore[index]
    assert user.split(":")[0] not in {"", "0", "root"}
    assert any(folder == "/tmp" for folder in found["tmpfs"])  # noqa: S108 - the container's
    assert "test" in found["healthcheck"]


@pytest.mark.parametrize("name", NAMES)
def test_a_service_needs_what_there_is(name: str) -> None:
    found = compose.service(name)
    for other, how in found.get("depends_on", {}).items():
        assert how == {"condition": "service_healthy"}
        assert "healthcheck" in compose.service(other)
    assert set(found["networks"]) <= set(DOCUMENT["networks"])
    assert set(found.get("secrets", ())) <= set(DOCUMENT["secrets"])
    assert {volume.split(":")[0] for volume in found.get("volumes", ())} <= set(DOCUMENT["volumes"])
    given = compose.environment(name)
    files = {text for variable, text in given.items() if variable.endswith("_FILE")}
    assert files == {f"/run/secrets/{secret}" for secret in found.get("secrets", ())}
    assert not [variable for variable in given if "PASSWORD" in variable and not variable.endswith("_FILE")]


def test_all_that_is_declared_is_used() -> None:
    for kind in ("networks", "secrets", "volumes"):
        used = {text.split(":")[0] for name in NAMES for text in compose.service(name).get(kind, ())}
        assert used == set(DOCUMENT[kind])


@pytest.mark.parametrize("name", NAMES)
def test_a_command_is_in_its_image(name: str) -> None:
    found = compose.service(name)
    how, program, *_ = found["healthcheck"]["test"]
    assert how == "CMD"
    run = [found[member][0] for member in ("command", "entrypoint") if member in found]
    assert {program, *run} <= PROGRAMS[image(name)]


def test_both_servers_are_the_same_but_for_their_address() -> None:
    one, other = ({**compose.service(name), "networks": None} for name in compose.SERVERS)
    assert one == other


def test_the_settings_are_settings(tmp_path: Path) -> None:
    given = compose.environment(compose.SERVERS[0])
    for name, text in given.items():
        if name.endswith("_FILE"):
            file = tmp_path / text.rpartition("/")[2]
            file.write_text("postgresql://playground:x@postgres/playground")
            given[name] = str(file)
    settings = Settings.from_environment(given)
    assert settings.database
    assert settings.secret
    assert settings.redis.startswith("redis://redis:")


def test_the_addresses_are_of_one_network_and_each_is_known_where_it_is_used() -> None:
    network = ipaddress.ip_network(DOCUMENT["networks"]["front"]["ipam"]["config"][0]["subnet"])
    of = {name: compose.service(name)["networks"]["front"]["ipv4_address"] for name in ("nginx", *compose.SERVERS)}
    assert all(ipaddress.ip_address(address) in network for address in of.values())
    assert len(set(of.values())) == 3
    upstream = re.findall(r"server ([0-9.]+):8000 ", compose.environment("nginx")["NGINX"])
    assert upstream == [of[name] for name in compose.SERVERS]
    assert compose.environment(compose.SERVERS[0])["PLAYGROUND_PROXY_NETWORKS"] == f"{of['nginx']}/32"


def test_only_nginx_is_reached_from_outside_and_the_database_reaches_nothing() -> None:
    assert [name for name in NAMES if "ports" in compose.service(name)] == ["nginx"]
    assert compose.service("nginx")["ports"][0].startswith("${LISTEN:-127.0.0.1:")
    assert DOCUMENT["networks"]["back"] == {"internal": True}
    assert all(list(compose.service(name)["networks"]) == ["back"] for name in ("postgres", "redis"))


def test_a_server_has_the_time_to_end_and_nginx_finds_the_other_meanwhile() -> None:
    settings = Settings()
    assert seconds(compose.service("server1")["stop_grace_period"]) > settings.drain_seconds + GRACE
    forgotten = re.findall(r"fail_timeout=(\w+)", compose.environment("nginx")["NGINX"])
    assert all(seconds(text) < settings.drain_seconds for text in forgotten)


def test_what_is_asked_twice_changes_nothing() -> None:
    names = re.search(r"location ~ \^/api/v1/\(([\w|]+)\)\$ ", compose.environment("nginx")["NGINX"])[1]  # type: ignore[index]
    assert set(names.split("|")) == {"evaluate", *TOOLS}


def test_no_secret_is_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {"/.env", "/secrets/", "/playground.env"} <= set(ignored)
    assert all(secret["file"].startswith("secrets/") for secret in DOCUMENT["secrets"].values())
    assert compose.service("server1")["env_file"] == [{"path": "playground.env", "required": False}]


@pytest.mark.processes
def test_nginx_takes_its_configuration(tmp_path: Path) -> None:
    if NGINX is None:
        pytest.skip("needs nginx (apt-get install nginx-light)")
    (tmp_path / "nginx.conf").write_text(compose.nginx_text(tmp_path, 18080, (18081, 18082)))
    done = subprocess.run(
        [NGINX, "-t", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr
