"""gunicorn's configuration file: what its arbiter calls."""

from __future__ import annotations

import os
from typing import Any

from playground.metrics import FOLDER, remove_folder


def on_exit(_server: Any) -> None:
    """Called by gunicorn when the server ends: remove its temporary folder."""
    if FOLDER in os.environ:
        remove_folder(os.environ[FOLDER])
