"""The Dockerfile, run without Docker: every command of it, in temporary folders; so the page is served from the built wheel."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.places import ROOT
from tests.serving import Site, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.processes

OFFERED = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "VOLUME", "EXPOSE", "USER", "HEALTHCHECK", "CMD"}
"""The instructions that are understood here; another needs a test of its own."""


class Image:
    """What the Dockerfile says, with its folders moved below `base`."""

    def __init__(self, base: Path) -> None:
        text = (ROOT / "Dockerfile").read_text("utf-8")
        lines = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]
        assert {word for word, _ in lines} <= OFFERED
        moved = [
            (word, re.sub(r"(?<![\w.])/(src|build|wheel|app|data)\b", lambda found: str(base / found[1]), rest)) for word, rest in lines
        ]
        self.base = base
        self.runs = [shlex.split(rest) for word, rest in moved if word == "RUN"]
        self.command: list[str] = next(json.loads(rest) for word, rest in moved if word == "CMD")
        self.health: list[str] = next(json.loads(rest.partition(" CMD ")[2]) for word, rest in moved if word == "HEALTHCHECK")
        self.environment = dict(pair.split("=", 1) for word, rest in moved if word == "ENV" for pair in rest.split())
        self.users = [rest for word, rest in moved if word == "USER"]

    def build(self) -> None:
        """COPY what .dockerignore lets through, then every RUN, with `python` as this one."""
        source = self.base / "src"
        source.mkdir()
        for name in allowed():
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules", "dist"))
            else:
                shutil.copy2(ROOT / name, source / name)
        for program, *arguments in self.runs:
            owner = {"-o", "-g", self.users[0].split(":")[0]} if os.geteuid() != 0 else set()
            run([sys.executable if program == "python" else program, *(one for one in arguments if one not in owner)], source)


def run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def allowed() -> list[str]:
    return [line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Image:
    made = Image(tmp_path_factory.mktemp("image"))
    made.build()
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made.base / "wheel")], made.base / "src")
    return made


@pytest.fixture(scope="module")
def installed(image: Image) -> Iterator[Site]:
    """The image's CMD, with nothing of the checkout in reach."""
    shutil.rmtree(image.base / "src")
    with serving(image.command, {**image.environment, "PLAYGROUND_WORKERS": "1"}, cwd=image.base) as site:
        yield site


def test_the_page_and_its_files_are_served_from_the_wheel(image: Image, installed: Site) -> None:
    page = installed.ask("/")
    assert page.status == 200
    names = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.body.decode())
    assert names
    assert [name for name in names if installed.ask(name).status != 200] == []
    packaged = next((image.base / "app").glob("lib/python*/site-packages/playground"))
    assert {path.suffix for path in (packaged / "static/dist/js").iterdir()} == {".js", ".br", ".gz"}
    assert not list(packaged.rglob("node_modules"))


def test_it_evaluates(installed: Site) -> None:
    reply = installed.evaluate({"template": "$input.path('$.a')", "backend": {"body": '{"a": 1}'}})
    assert (reply.json["status"], reply.json["body"]) == (200, "1")


def test_the_health_check_passes_while_it_serves_and_fails_otherwise(image: Image, installed: Site) -> None:
    def health(port: int) -> int:
        environment = {**os.environ, "PLAYGROUND_PORT": str(port)}
        return subprocess.run(image.health, env=environment, capture_output=True, check=False).returncode

    assert health(installed.port) == 0
    assert health(1) != 0


def test_the_image_does_not_run_as_root() -> None:
    assert [user.split(":")[0] for user in Image(Path("/unused")).users] == ["10001"]


def test_what_is_kept_is_in_a_volume_that_its_user_owns(image: Image, installed: Site) -> None:
    saved = installed.ask("/api/v1/scenarios", b'{"scenario": {"template": "", "backend": {}}}', {"Content-Type": "application/json"})
    assert saved.status == 201
    folder = image.base / "data"
    assert image.environment["PLAYGROUND_INSTANCE"] == str(folder)
    assert (folder / "playground.sqlite3").exists()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert os.geteuid() != 0 or folder.stat().st_uid == int(image.users[0].split(":")[0])


def test_the_wheel_holds_what_is_needed_and_nothing_else(image: Image) -> None:
    with zipfile.ZipFile(next((image.base / "wheel").glob("*.whl"))) as wheel:
        names = wheel.namelist()
    for wanted in (
        "playground/static/dist/manifest.json",
        "playground/templates/editor.html",
        "playground/cli/main.py",
        "playground/py.typed",
        "playground/store/migrations/versions/0001_the_first_tables.py",
    ):
        assert wanted in names
    assert any(name.startswith("playground/examples/") and name.endswith(".json") for name in names)
    strangers = [name for name in names if not name.startswith("playground") or "node_modules" in name or "__pycache__" in name]
    assert strangers == []
