"""Scenarios from files."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playground.cases import case_files
from playground.evaluator.problem_details import STATUS
from playground.files.reading import Unreadable, read_text
from playground.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_YAML = (".yaml", ".yml")
_NAMES_FILE = re.compile(rb'\{\s*"file"\s*:\s*"')
UNUSABLE: tuple[type[Exception], ...] = (OSError, Unreadable, *STATUS)
"""What is wrong with what was given, as opposed to a defect of ours."""


def read_document(files: Sequence[Path], status: int, limits: Limits | None = None) -> bytes:
    """The Scenario's JSON that the files make; `limits` of reading one that names files. Raises what is in UNUSABLE."""
    if len(files) == 1:
        return case_files.scenario_in(scenario_bytes(files[0], limits or Limits()))
    if len(files) != 2:
        raise Unreadable("Give SCENARIO.json, or TEMPLATE.vtl and RESPONSE.json, or --jsonl.")
    template, body = (read_text(path) for path in files)
    return json.dumps({"template": template, "backend": {"status": status, "body": body}}).encode()


def scenario_bytes(path: Path, limits: Limits) -> bytes:
    """A file's bytes; of YAML, and of what names files, the JSON of the whole Scenario. Raises what is in UNUSABLE."""
    data = path.read_bytes()
    if not path.name.lower().endswith(_YAML) and not _NAMES_FILE.search(data):
        return data
    from playground.cli.scenario_files import whole_scenario  # noqa: PLC0415 - most Scenarios need none of what it loads

    return whole_scenario(path, limits)


def size(path: Path) -> int:
    """Bytes of a file; 0 where it cannot be asked."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
