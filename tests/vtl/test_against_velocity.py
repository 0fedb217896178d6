"""Random templates, rendered here and by Velocity 1.7 itself, where that and Java are at hand.

PLAYGROUND_TEMPLATES says how many (by default 1,000); AWS runs no macro and no #evaluate, so templates that would are left out.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from playground import Scenario, evaluate
from tests.places import ORACLE

if TYPE_CHECKING:
    from types import ModuleType

HERE = Path(__file__).resolve().parent
COUNT = int(os.environ.get("PLAYGROUND_TEMPLATES", "1000"))
SEED = int(os.environ.get("PLAYGROUND_SEED", "1"))
_OWN_CLASS = "Oracle$"
_ADDRESS = re.compile(r"@[0-9a-f]+")


def load_templates() -> ModuleType:
    spec = importlib.util.spec_from_file_location("templates", HERE / "templates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def velocity(templates: list[str], body: str, parameters: dict[str, Any]) -> list[str | None]:
    """What Velocity 1.7 with AWS's null rule writes for each; None where it fails."""
    lines = "".join(json.dumps({"id": "", "template": text, "body": body, "params": parameters}) + "\n" for text in templates)
    done = subprocess.run([str(ORACLE), "--aws"], input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
    return [json.loads(line)["out"] for line in done.stdout.split("\n") if line.strip()]


def ours(template: str, body: str, parameters: dict[str, Any]) -> str | None:
    result = evaluate(Scenario.from_document({"template": template, "backend": {"body": body}, "request": parameters}))
    return None if result.status == 500 else result.body


@pytest.mark.skipif(not ORACLE.exists(), reason="Velocity 1.7 is not beside this checkout")
@pytest.mark.skipif(shutil.which("java") is None, reason="no Java here")
def test_random_templates_render_as_velocity_renders_them() -> None:
    module = load_templates()
    supply = module.Templates(SEED)
    templates = [text for text in (supply.one() for _ in range(COUNT)) if "#mm" not in text]
    wrong = []
    for template, want in zip(templates, velocity(templates, module.DOCUMENT, module.PARAMETERS), strict=True):
        if _OWN_CLASS in (want or ""):  # an object of the oracle's that prints its address; AWS's own print nothing
            continue
        got = ours(template, module.DOCUMENT, module.PARAMETERS)
        if _ADDRESS.sub("@", got or "") != _ADDRESS.sub("@", want or "") or (got is None) != (want is None):
            wrong.append(f"{template[len(module.PREFIX) :]!r}\n   here     {got!r}\n   Velocity {want!r}")
    share = 1 - len(wrong) / len(templates)
    print(f"{share:.2%} of {len(templates):,} random templates agree", *wrong[:20], sep="\n", file=sys.stderr)  # noqa: T201 - the figure
    assert share >= 0.999
