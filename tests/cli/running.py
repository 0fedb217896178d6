"""`playground`, run as a user runs it; and at a terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.cli.forked import forking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

COMMAND = [sys.executable, "-m", "playground.cli"]
TEMPLATE = "#set($inputRoot = $input.path('$'))\n#if($inputRoot.Count == 0)\n#set($context.responseOverride.status = 404)\n#end\n{}"
AT_START = ("PYTHON", "LC_", "LANG")
"""What the names of variables begin with that Python reads when it starts."""
RESPONSE = '{"Count": 0, "Items": [], "ScannedCount": 0}'
SCENARIO = {"template": TEMPLATE, "backend": {"body": RESPONSE}}
FINE = {"template": "{}", "backend": {"body": "{}"}}
SLOW = {"template": "#foreach($i in [1..1000])" * 4 + "#end" * 4, "backend": {"body": "{}"}}
"""Runs until it is stopped, PLAYGROUND_LIMIT_SECONDS later; the limit of iterations has to be raised for that."""
ONE_SECOND: dict[str, Any] = {
    "PLAYGROUND_LIMIT_ITERATIONS": "1000000000",
    "PLAYGROUND_LIMIT_STEPS": "1000000000",
    "PLAYGROUND_LIMIT_SECONDS": "0.5",
}
"""With these, two SLOW ones take more than a second together."""


def run(*arguments: object, text: bytes = b"", **variables: Any) -> subprocess.CompletedProcess[bytes]:
    """A run with these arguments, this standard input, and these environment variables beside ours."""
    environment = {**os.environ, **variables}
    if any(name.startswith(AT_START) for name in variables):
        return start(*arguments, text=text, **variables)
    return forking().run([*map(str, arguments)], text, environment)


def start(*arguments: object, text: bytes = b"", **variables: Any) -> subprocess.CompletedProcess[bytes]:
    """The same, started from nothing."""
    environment = {**os.environ, **variables}
    return subprocess.run([*COMMAND, *map(str, arguments)], input=text, env=environment, capture_output=True, check=False, timeout=60)


def at_terminal(arguments: Sequence[object], text: bytes, *, output: bool = False) -> tuple[str, bytes]:
    """What standard error shows on a terminal, which is standard output's as well with `output`; and what standard output gets else.

    Runs under ONE_SECOND.
    """
    leader, follower = os.openpty()
    environment = {**os.environ, "TERM": "xterm", **ONE_SECOND}
    command = [*COMMAND, *map(str, arguments)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=follower if output else subprocess.PIPE, stderr=follower, env=environment
    ) as process:
        os.close(follower)
        printed, _ = process.communicate(text, timeout=60)
    with os.fdopen(leader, "rb", buffering=0) as terminal:
        return shown_on(terminal.fileno()), printed or b""


def shown_on(terminal: int) -> str:
    """Everything that was written to a terminal whose other end is closed (which reads as an error)."""
    text = b""
    try:
        while piece := os.read(terminal, 65536):
            text += piece
    except OSError:
        pass
    return text.decode()


def write(folder: Path, **documents: object) -> list[Path]:
    """Files of JSON, by their names without the suffix; a text is written as it is."""
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(document if isinstance(document, str) else json.dumps(document))
    return [folder / f"{name}.json" for name in documents]
