"""Scenarios from files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from playground.cases import case_files
from playground.evaluator.problem_details import STATUS
from playground.files.reading import Unreadable, read_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

UNUSABLE: tuple[type[Exception], ...] = (OSError, Unreadable, *STATUS)
"""What is wrong with what was given, as opposed to a defect of ours."""


def read_document(files: Sequence[Path], status: int) -> bytes:
    """The Scenario's JSON that the files make. Raises what is in UNUSABLE."""
    if len(files) == 1:
        return case_files.scenario_in(files[0].read_bytes())
    if len(files) != 2:
        raise Unreadable("Give SCENARIO.json, or TEMPLATE.vtl and RESPONSE.json, or --jsonl.")
    template, body = (read_text(path) for path in files)
    return json.dumps({"template": template, "backend": {"status": status, "body": body}}).encode()


def size(path: Path) -> int:
    """Bytes of a file; 0 where it cannot be asked."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
