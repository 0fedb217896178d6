"""The engines that the bench compares: this one, and others, each in a process of its own that times itself.

What others need is installed once, into `.venv/bench` of the checkout: velocityjs by npm, airspeed and airspeed-ext by pip (each in an
environment of its own, for both call their module `airspeed`). `make clean` takes it away.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playground import Scenario, vtl
from playground.gateway.evaluation import Evaluation
from playground.gateway.payloads import backend_payload
from playground.gateway.variables.input import Input
from playground.gateway.variables.util import Util
from playground.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FOLDER = ROOT / ".venv" / "bench"
ORACLE = ROOT.parent / "shared" / "oracle" / "oracle"
LIMITS = Limits(seconds=60, template=10**7, body=10**9, steps=10**9, iterations=10**9, loop=10**9)


class Absent(Exception):
    """An engine cannot be had here; the message says why."""


@dataclass(frozen=True, slots=True)
class Workload:
    """A template over a body; `kept`: the template is read once, beforehand."""

    name: str
    template: str
    body: str
    kept: bool = False


def ours(case: Workload) -> Callable[[], str]:
    """What this project's engine does: read the template, read the body, render."""
    scenario = Scenario.from_document({"template": case.template, "backend": {"body": case.body}})
    ready = vtl.parse(case.template, LIMITS) if case.kept else None

    def run() -> str:
        evaluation = Evaluation(scenario, LIMITS)
        variables = {
            "input": Input(backend_payload(case.body), evaluation.call, evaluation.run),
            "util": Util(evaluation.run),
            "context": evaluation.context,
            "stageVariables": {},
        }
        return (ready or vtl.parse(case.template, LIMITS)).render(variables, evaluation.run)

    return run


def timed(run: Callable[[], object], rounds: int = 1) -> float:
    """Seconds of one call, over so many."""
    began = time.perf_counter()
    for _ in range(rounds):
        run()
    return (time.perf_counter() - began) / rounds


class Ours:
    """The engine of this project, in this process."""

    def ask(self, case: Workload, rounds: int) -> tuple[float, str]:
        """Seconds of one rendering, and the text."""
        run = ours(case)
        return timed(run, rounds), run()

    def close(self) -> None:
        """There is nothing to end."""


class Process:
    """An engine in a process that reads one request a line, and answers each with its seconds and its text."""

    def __init__(self, *command: str | Path) -> None:
        self._process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
        )

    def ask(self, case: Workload, rounds: int) -> tuple[float, str]:
        """Seconds of one rendering, and the text; "" where it fails."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        request = {"template": case.template, "body": case.body, "kept": case.kept, "rounds": rounds}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        return answer["seconds"], answer["text"]

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


class Java:
    """Velocity 1.7, by the timing mode of the oracle: a warm JVM's median of one rendering."""

    def __init__(self) -> None:
        self._answers: dict[Workload, tuple[float, str]] = {}

    def ask(self, case: Workload, _rounds: int) -> tuple[float, str]:
        """The same of the oracle; asked once a case, for it warms up by itself, which takes seconds."""
        if case not in self._answers:
            self._answers[case] = self._measure(case), self.text(case)
        return self._answers[case]

    def text(self, case: Workload) -> str:
        """What it writes."""
        line = json.dumps({"id": "bench", "template": case.template, "body": case.body})
        return str(json.loads(self._run("--aws", given=line))["out"])

    def _measure(self, case: Workload) -> float:
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump({"template": case.template, "body": case.body}, file)
            file.flush()
            lines = self._run("--aws", "--bench", file.name, "1000", "9").splitlines()
        found = {one["what"]: one["median_ns"] for one in map(json.loads, lines) if "median_ns" in one}
        return float(found["render_cached" if case.kept else "parse+render"]) / 1e9

    @staticmethod
    def _run(*arguments: str, given: str = "") -> str:
        return subprocess.run([ORACLE, *arguments], input=given, capture_output=True, encoding="utf-8", check=True).stdout

    def close(self) -> None:
        """There is nothing to end."""


Engine = Ours | Process | Java


def velocityjs() -> Engine:
    """velocityjs, from npm."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise Absent("npm and Node are not here")
    folder = FOLDER / "npm"
    if not (folder / "node_modules" / "velocityjs").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _install([npm, "install", "--silent", "--prefix", str(folder), "velocityjs"])
    return Process(node, HERE / "velocityjs.mjs", folder)


def from_pypi(name: str) -> Engine:
    """Airspeed or airspeed-ext, in an environment of its own."""
    folder = FOLDER / name
    python = folder / "bin" / "python"
    if not (folder / "installed").exists():
        venv.create(folder, with_pip=True, clear=True)
        _install([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name])
        (folder / "installed").touch()
    return Process(python, HERE / "python_engine.py")


def java() -> Java:
    """Velocity 1.7 itself."""
    if not (ORACLE.exists() and shutil.which("javac") and Path("/usr/share/java/velocity.jar").exists()):
        raise Absent("the oracle, a JDK or Velocity's jar is not here")
    return Java()


def _install(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except subprocess.CalledProcessError:
        raise Absent(f"`{' '.join(command[:3])} …` failed") from None


ENGINES: dict[str, Callable[[], Engine]] = {
    "velocityjs": velocityjs,
    "this engine": Ours,
    "airspeed": lambda: from_pypi("airspeed"),
    "airspeed-ext": lambda: from_pypi("airspeed-ext"),
    "Velocity 1.7": java,
}
"""The first is what all are measured by."""


def start(names: list[str]) -> dict[str, Engine]:
    """The engines of these names; what cannot be had is said."""
    found: dict[str, Engine] = {}
    for name in names:
        try:
            found[name] = ENGINES[name]()
        except Absent as why:
            print(f"{name} is left out: {why}.", file=sys.stderr)
    return found
