"""Random templates, rendered here and by Velocity 1.7 itself, where that and Java are at hand.

PLAYGROUND_TEMPLATES says how many (by default 1,000); AWS runs no macro and no #evaluate, so templates that would are left out.
"""

from __future__ import annotations

import os
import re
import sys

import pytest

from tests.vtl.templates import DOCUMENT, PARAMETERS, PREFIX, Templates
from tests.vtl.velocity import needs_velocity, ours, velocity

pytestmark = pytest.mark.processes

COUNT = int(os.environ.get("PLAYGROUND_TEMPLATES", "1000"))
SEED = int(os.environ.get("PLAYGROUND_SEED", "1"))
_OWN_CLASS = "Oracle$"
_ADDRESS = re.compile(r"@[0-9a-f]+")


@needs_velocity
def test_random_templates_render_as_velocity_renders_them() -> None:
    supply = Templates(SEED)
    templates = [text for text in (supply.one() for _ in range(COUNT)) if "#mm" not in text]
    wrong = []
    for template, want in zip(templates, velocity([(text, DOCUMENT) for text in templates], PARAMETERS), strict=True):
        if _OWN_CLASS in (want or ""):  # an object of the oracle's that prints its address; AWS's own print nothing
            continue
        got = ours(template, DOCUMENT, PARAMETERS)
        if _ADDRESS.sub("@", got or "") != _ADDRESS.sub("@", want or "") or (got is None) != (want is None):
            wrong.append(f"{template[len(PREFIX) :]!r}\n   here     {got!r}\n   Velocity {want!r}")
    share = 1 - len(wrong) / len(templates)
    print(f"{share:.2%} of {len(templates):,} random templates agree", *wrong[:20], sep="\n", file=sys.stderr)  # noqa: T201 - the figure
    assert share >= 0.999
