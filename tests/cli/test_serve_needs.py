"""What `serve` needs of the machine: it says what is missing, or goes without."""

from __future__ import annotations

import resource
import subprocess
import time
from pathlib import Path

import pytest

from playground.server import needs
from playground.settings import Settings
from tests.cli.running import COMMAND
from tests.serving import serving

pytestmark = pytest.mark.processes
BUSY = 503
GOOD = {"template": "$input.path('$.a')", "backend": {"body": '{"a": 1}'}}


def under(limits: str) -> list[str]:
    """The command that serves, with the shell's `ulimit` set so."""
    return ["bash", "-c", f'ulimit {limits} && exec "$@"', "bash", *COMMAND, "serve"]


def test_with_a_full_disk_and_no_temporary_folder_it_serves() -> None:
    """A file may have no byte: so it is where the disk is full, also for TMPDIR, /tmp and the folder at hand."""
    with serving(under("-f 0"), {"TMPDIR": "/nonexistent", "PLAYGROUND_STORE": "off"}) as site:
        reply = site.evaluate(GOOD)
        for _ in range(9):
            if reply.status != BUSY:
                break
            time.sleep(1)  # on a busy machine the first children may take longer than a call waits
            reply = site.evaluate(GOOD)
        assert reply.json["body"] == "1"
        assert site.ask("/").status == 200


def test_without_any_folder_for_files_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(needs, "SHARED_MEMORY", "/nonexistent")
    monkeypatch.setattr("tempfile.gettempdir", none)
    with pytest.raises(needs.NeedMissing, match=r"TMPDIR.*\.$"):
        needs.folder_for_signs()


def test_without_shared_memory_it_takes_the_temporary_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(needs, "SHARED_MEMORY", "/nonexistent")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert needs.folder_for_signs() == str(tmp_path)


def test_where_far_too_few_files_may_be_open_it_does_not_start() -> None:
    done = subprocess.run(under("-n 60"), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "60 files" in done.stderr
    assert "ulimit -Hn" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/proc/self/limits").exists(), reason="asks Linux's /proc")
@pytest.mark.parametrize(("limits", "soft"), [("-Sn 256", 1080), ("-n 400", 400)])
def test_the_limit_on_open_files_is_raised_as_far_as_needed_and_allowed(limits: str, soft: int) -> None:
    with serving(under(limits), {}) as site:
        lines = Path(f"/proc/{site.pid}/limits").read_text().splitlines()
    assert next(line for line in lines if line.startswith("Max open files")).split()[3] == str(soft)


@pytest.mark.parametrize(("allowed", "places"), [(resource.RLIM_INFINITY, 1000), (5000, 1000), (1080, 1000), (1079, 999), (400, 320)])
def test_a_web_process_holds_as_many_connections_as_it_has_descriptors_for(
    monkeypatch: pytest.MonkeyPatch, allowed: int, places: int
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (allowed, allowed))
    assert needs.connections(Settings()) == places


@pytest.mark.parametrize(("hard", "set_to"), [(112, 112), (resource.RLIM_INFINITY, 1080), (100_000, 1080)])
def test_the_least_that_is_enough_is_taken(monkeypatch: pytest.MonkeyPatch, hard: int, set_to: int) -> None:
    changes: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (50, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda _, both: changes.append(both))
    needs.raise_open_files(Settings())
    assert changes == [(set_to, hard)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: (50, 111))
    with pytest.raises(needs.NeedMissing, match="PLAYGROUND_CHILDREN"):
        needs.raise_open_files(Settings())
