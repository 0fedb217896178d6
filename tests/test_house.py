"""House rules that no linter holds; who may import whom is held by the contracts in pyproject.toml."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from playground.setting_kinds import SWITCH
from playground.settings import variables
from tests.places import ROOT


@pytest.mark.processes
def test_the_package_and_the_evaluating_command_import_nothing_that_they_may_not_need() -> None:
    site = ("alembic", "flask", "flask_limiter", "gunicorn", "limits", "prometheus_client", "sqlalchemy", "structlog", "werkzeug")
    names = (*site, "jsonschema", "playground.vtl.vocabulary", "playground.gateway.vocabulary")
    program = (
        f"import sys, playground, playground.cli.evaluate, playground.cli.cases; print([name for name in {names} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_the_linter_leaves_undocumented_is_a_production_whose_class_has_its_rule() -> None:
    bare = [
        f"{path.name}: {owner.name}.{method.name}"
        for path in (ROOT / "playground/vtl/syntax").glob("*.py")
        for owner in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(owner, ast.ClassDef) and not owner.name.startswith("_")
        for method in owner.body
        if isinstance(method, ast.FunctionDef) and not method.name.startswith("_") and ast.get_docstring(method) is None
        if method.name != "parse" or ast.get_docstring(owner) is None
    ]
    assert bare == []


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    missing = [name for name, default in variables() if not documented(name, default, readme)]
    assert missing == []


def documented(name: str, default: object, readme: str) -> bool:
    """Has the README's table a row with this variable and its default?"""
    values = ["any", "none"] if default in {(), ""} else [f"`{SWITCH.write(default) if isinstance(default, bool) else default}`"]
    return any(line.startswith(f"| `{name}` | {value} |") for value in values for line in readme.splitlines())


def test_lock_files_name_no_address() -> None:
    assert '"resolved"' not in (ROOT / "static/package-lock.json").read_text("utf-8")
    for path in (ROOT / "requirements.lock", *(ROOT / "static").glob("*.lock")):
        assert "://" not in path.read_text("utf-8")
