"""The folders of HTML templates and of the bundle, in a checkout and in an installed wheel, and the route that serves the bundle."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whitenoise import WhiteNoise

if TYPE_CHECKING:
    from flask import Flask

PACKAGE = Path(__file__).resolve().parent.parent
HASHED = r"-[A-Z0-9]{8}\.\w+$"
"""How esbuild names what it writes: the name holds the content's hash, so a browser may keep the file for good."""


def folder(name: str) -> Path:
    """The folder `name` of the wheel, where the build put it into the package, or else of the checkout."""
    packaged = PACKAGE / name
    return packaged if packaged.is_dir() else PACKAGE.parent / name


def init_app(app: Flask) -> None:
    """Serve the bundle under /static/, and tell templates its names."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign] # Flask's own way to add a WSGI middleware
        app.wsgi_app,
        root=folder("static/dist"),
        prefix="static/",
        immutable_file_test=HASHED,
        allow_all_origins=False,
    )
    app.jinja_env.globals |= {"asset": asset, "imports": imports}


def asset(name: str) -> str:
    """The URL of a source file's built form: `js/main.js` → `/static/js/main-ABCD1234.js`."""
    return f"/static/{manifest()['names'][name]}"


def imports(name: str) -> list[str]:
    """The URLs of what a script imports before it runs."""
    return [f"/static/{path}" for path in manifest()["imports"][name]]


@lru_cache(maxsize=1)
def manifest() -> dict[str, Any]:
    """`names`: source name → built name; `imports`: source name → built names that it imports; as the build wrote it."""
    path = folder("static/dist") / "manifest.json"
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} is missing: install the package (`make run`, or `pip install -e .`), which builds the page's files."
        )
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read
