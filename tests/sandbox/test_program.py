"""The program beside the children: how it is confined, that it ends with whatever ends first, and what a child may ask."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from playground.evaluator.engine import OwnEngine, program
from playground.limits import Limits
from playground.sandbox.program import free_port
from playground.sandbox.programs import Programs
from tests.engines import ENGINE, needs_engine
from tests.sandbox.pools import LIMITS
from tests.serving import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.sandbox.program import StartedProgram


pytestmark = [pytest.mark.processes, needs_engine]


@pytest.fixture
def programs() -> Iterator[Programs]:
    """What starts engines."""
    with closing(Programs(program(ENGINE), LIMITS, 1.0)) as made:
        yield made


def start(programs: Programs) -> StartedProgram:
    return programs.start(time.monotonic() + 20)


def is_there(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):  # the latter where it ends between opening and reading
        return False
    return state != "Z"


def test_it_has_no_environment_no_descriptor_and_bounded_memory(programs: Programs) -> None:
    started = start(programs)
    folder = Path(f"/proc/{started.pid}")
    assert folder.joinpath("environ").read_bytes() == b"TOKIO_WORKER_THREADS=1\0"
    links = [str(one.readlink()) for one in folder.joinpath("fd").iterdir()]
    assert not [one for one in links if one.startswith("/") and not one.startswith("/dev/")]
    limits = folder.joinpath("limits").read_text("ascii")
    for name in ("Max file size", "Max core file size"):
        assert next(line for line in limits.splitlines() if line.startswith(name)).split()[-3] == "0"
    assert next(line for line in limits.splitlines() if line.startswith("Max data size")).split()[3] == str(256 * 1024**2)
    status = folder.joinpath("status").read_text("ascii")
    assert "Seccomp:\t2" in status
    if os.geteuid() == 0:
        assert "Uid:\t65534\t65534" in status
    assert int(status.partition("VmRSS:")[2].split()[0]) < 30 * 1024
    programs.stop(started)
    assert wait_for(lambda: not is_there(started.pid))


def test_it_ends_with_the_starter_whatever_ends_that() -> None:
    patient = replace(program(ENGINE), seconds=60.0)  # its own timer is not what ends it
    with closing(Programs(patient, LIMITS, 1.0)) as programs:
        started = start(programs)
        os.kill(programs._starter()._process.pid, signal.SIGKILL)
        assert wait_for(lambda: not is_there(started.pid), 10)
        started.link.close()


def test_it_ends_by_itself_where_nobody_ends_it() -> None:
    short = replace(program(ENGINE), seconds=0.2, ahead=0.0)
    with closing(Programs(short, Limits(), 1.0)) as programs:
        started = start(programs)
        assert wait_for(lambda: not is_there(started.pid), 20)
        started.link.close()


def test_it_ends_with_the_process_that_asked() -> None:
    script = (
        "import sys, time\n"
        "from playground.evaluator.engine import program\n"
        "from playground.limits import Limits\n"
        "from playground.sandbox.programs import Programs\n"
        f"programs = Programs(program({ENGINE!r}), Limits(), 1.0)\n"
        "started = programs.start(time.monotonic() + 20)\n"  # kept: a program that writes to a link without a reader ends
        "print(started.pid, flush=True)\n"
        "time.sleep(20)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        try:
            assert is_there(pid)
        finally:
            process.kill()
    assert wait_for(lambda: not is_there(pid), 10)


def test_a_child_asks_for_actions_of_items_alone(programs: Programs) -> None:
    with closing(OwnEngine(programs)) as session:
        for action in ("ListTables", "UpdateTable", "DescribeTable", "ExportTableToPointInTime", "x\r\nHost: a"):
            question = json.dumps({"fresh": False, "calls": [[action, "{}"]]}).encode()
            assert json.loads(session.asked(question, time.monotonic() + 10)) == {"failed": f"{action} is no action of items."}


def test_two_stand_at_ports_of_their_own(programs: Programs) -> None:
    first, second = start(programs), start(programs)
    assert first.port != second.port
    assert free_port() not in {first.port, second.port}
    for one in (first, second):
        programs.stop(one)
        with suppress(ProcessLookupError):
            assert wait_for(lambda one=one: not is_there(one.pid))  # type: ignore[misc]
