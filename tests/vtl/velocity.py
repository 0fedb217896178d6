"""Velocity 1.7 itself, with AWS's null rule, where it and Java are beside the checkout; and what this engine writes."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from playground import Scenario, evaluate
from tests.places import ORACLE

if TYPE_CHECKING:
    from collections.abc import Iterable

needs_velocity = pytest.mark.skipif(not ORACLE.exists() or shutil.which("java") is None, reason="Velocity 1.7 or Java is not here")


def velocity(asked: Iterable[tuple[str, str]], parameters: dict[str, Any] | None = None) -> list[str | None]:
    """What Velocity writes for each template and body of a response; None where it fails."""
    lines = "".join(json.dumps({"id": "", "template": text, "body": body, "params": parameters or {}}) + "\n" for text, body in asked)
    done = subprocess.run([str(ORACLE), "--aws"], input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
    return [json.loads(line)["out"] for line in done.stdout.split("\n") if line.strip()]


def ours(template: str, body: str = "{}", parameters: dict[str, Any] | None = None) -> str | None:
    """What the gateway here writes for a response template; None where it fails."""
    result = evaluate(Scenario.from_document({"template": template, "backend": {"body": body}, "request": parameters or {}}))
    return None if result.status == 500 else result.body
