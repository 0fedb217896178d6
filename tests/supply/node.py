"""npm, as the page's bundle finds it: the machine's own, or that of the Python package of Node."""

from __future__ import annotations

import importlib.util

from tests.places import ROOT


def npm() -> list[str]:
    """The command that is npm."""
    spec = importlib.util.spec_from_file_location("bundle", ROOT / "static/bundle.py")
    assert spec
    assert spec.loader
    bundle = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bundle)
    command: list[str] = (bundle.system_node() or bundle.wheel_node())[1]
    return command
