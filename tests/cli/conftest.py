"""Files for the tests of the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.running import RESPONSE, SCENARIO, TEMPLATE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A template, a response, and the Scenario of both, by their names."""
    texts = {"t.vtl": TEMPLATE, "r.json": RESPONSE, "s.json": json.dumps(SCENARIO)}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    return {name: tmp_path / name for name in texts}
