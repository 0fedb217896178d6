"""`playground doctor`, for installations that are well and for such as are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from playground.cli.site_seen import NOBODY, Seen, faults
from tests.cli.running import run
from tests.nginx import GOOD_HEADERS, nginx
from tests.redis_server import redis
from tests.serving import free_port

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import StartSite
    from tests.serving import Site

pytestmark = pytest.mark.processes


def doctor(folder: Path, **settings: Any) -> tuple[int, dict[str, list[str]]]:
    """The exit status, and what is said of each thing."""
    done = run("doctor", **{"PLAYGROUND_INSTANCE": str(folder), "PLAYGROUND_PORT": str(free_port()), **settings})
    assert done.stderr == b""
    said: dict[str, list[str]] = {}
    for line in done.stdout.decode().splitlines():
        name, _, text = line.partition(" ")
        said.setdefault(name, []).append(text.strip())
    return done.returncode, said


def test_a_fresh_installation_is_well_before_its_start(tmp_path: Path) -> None:
    status, said = doctor(tmp_path)
    assert status == 0
    assert [said[name] for name in ("settings", "machine", "sandbox", "redis")] == [["ok"]] * 4
    assert said["database"][0].endswith("is not there yet; `playground serve` makes it.")
    assert said["site"][0].startswith("note: http://127.0.0.1:")


def test_settings_that_cannot_be_used_are_all_that_is_said() -> None:
    done = run("doctor", PLAYGROUND_RATE="often")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"PLAYGROUND_RATE is 'often'" in done.stderr


@pytest.mark.parametrize(
    ("settings", "name", "says"),
    [
        ({"PLAYGROUND_HOST": "0.0.0.0"}, "machine", "mend: Others hear PLAYGROUND_HOST"),  # noqa: S104 - nothing listens
        ({"PLAYGROUND_INSTANCE": "/proc/nowhere"}, "machine", "mend: PLAYGROUND_INSTANCE: the instance folder /proc/nowhere"),
        ({"PLAYGROUND_REDIS": "redis://127.0.0.1:1/0", "PLAYGROUND_RATE": "9/minute"}, "redis", "mend: Redis does not answer"),
        ({"PLAYGROUND_DATABASE": "postgresql://u@127.0.0.1:1/x"}, "database", "mend: The database does not answer"),
        ({"PLAYGROUND_URL": "http://127.0.0.1:1"}, "site", "mend: http://127.0.0.1:1 cannot be reached from here"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, settings: dict[str, str], name: str, says: str) -> None:
    status, said = doctor(tmp_path, **settings)
    assert status == 1
    assert said[name][0].startswith(says), said
    if "DATABASE" not in str(settings):
        assert said["sandbox"] == ["ok"]


def test_redis_that_answers_is_well(tmp_path: Path) -> None:
    with redis(tmp_path) as url:
        assert doctor(tmp_path, PLAYGROUND_REDIS=url, PLAYGROUND_RATE="9/minute")[1]["redis"] == ["ok"]


@pytest.mark.parametrize(
    ("networks", "headers", "says"),
    [
        ("127.0.0.0/8", GOOD_HEADERS, []),
        ("10.0.0.0/8", GOOD_HEADERS, ["mend: A proxy is in front whose address is not in PLAYGROUND_PROXY_NETWORKS"]),
        ("127.0.0.0/8", GOOD_HEADERS.replace("Host $http_host", "Host other"), ["mend: The site is asked for the host other, and it was"]),
        ("127.0.0.0/8", GOOD_HEADERS.replace("$remote_addr", "$http_x_forwarded_for"), ["mend: The proxy sends on X-Forwarded-For as a"]),
        ("127.0.0.0/8", GOOD_HEADERS.replace("$scheme", "https"), ["mend: The site takes the call for https, and it was http."]),
        ("127.0.0.0/8", GOOD_HEADERS + "proxy_set_header X-Request-Id $request_id;", ["mend: X-Request-Id does not come back"]),
    ],
)
def test_a_proxy_in_front_is_judged(start_site: StartSite, tmp_path: Path, networks: str, headers: str, says: list[str]) -> None:
    with start_site(PLAYGROUND_PROXY_NETWORKS=networks) as site, nginx(tmp_path, site.url, headers) as url:
        status, said = doctor(tmp_path, PLAYGROUND_URL=url, PLAYGROUND_PROXY_NETWORKS=networks)
    found = said["site"] if says else [text for text in said["site"] if text != "ok"]
    assert len(found) == len(says), said
    assert all(text.startswith(words) for text, words in zip(found, says, strict=True)), said
    assert status == bool(says)


def test_what_is_no_playground_is_told(tmp_path: Path, site: Site) -> None:
    with nginx(tmp_path, f"{site.url}/api/v1/openapi.json?", "") as url:
        status, said = doctor(tmp_path, PLAYGROUND_URL=url)
    assert (status, said["site"]) == (1, [f"mend: What answers at {url}/readyz?caller=1 is no playground."])


def seen(**caller: object) -> Seen:
    usual = {"address": "192.0.2.1", "scheme": "https", "host": "a.example", "believed": 1, "forwarded": True}
    return Seen({"checks": {}, "leaving": False, "caller": {**usual, **caller}}, "id")


def test_a_client_in_a_listed_network_is_no_fault_of_the_proxy() -> None:
    assert list(faults("https://a.example", seen(), seen(address=NOBODY, believed=2), "id")) == []
    assert len(list(faults("https://a.example", seen(), seen(address=NOBODY, believed=1), "id"))) == 1
    assert len(list(faults("https://a.example", seen(scheme="http"), seen(), "id"))) == 1
