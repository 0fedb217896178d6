"""The house rules that a machine can hold: who may import whom, who owns which library, what no file may say."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from playground.settings import variables
from tests.places import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = ROOT / "playground"

ORDER = (
    {"errors"},
    {"limits", "diagnostics", "words"},
    {"jsontext"},
    {"javaregex"},
    {"vtl", "json_schema", "jsonpath"},
    {"sandbox"},
    {"model"},
    {"gateway", "examples", "settings", "conformance"},
    {"dynamodb"},
    {"cases", "documents"},
    {"evaluator"},
    {"web", "cli"},
)
"""Import order, one way only: a part may import from its own row and from those above it."""
ROW = {part: row for row, parts in enumerate(ORDER) for part in parts}

OWNERS = {
    "airspeed": {"vtl/syntax/element.py"},
    "jsonpath_ng": {"jsonpath/compiler.py"},
    "jsonschema": {"json_schema/"},
    "referencing": {"json_schema/"},
    "msgspec": {"jsontext/smart_writer.py"},
    "regex": {"javaregex/matching.py"},
    "pydantic": {"model/"},
    "click": {"cli/"},
    "flask": {"web/"},
    "werkzeug": {"web/"},
    "whitenoise": {"web/assets.py"},
    "gunicorn": set(),  # started as a program, never imported
    "subprocess": {"sandbox/"},
    "ctypes": {"sandbox/seccomp.py"},
    "multiprocessing": set(),
    "concurrent": set(),  # its pools break for good when a worker is killed
    "pickle": set(),  # only bytes and JSON cross a process's border
    "hatchling": set(),
}
"""One library, one owning file (or folder)."""
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)


def imports(path: Path) -> list[tuple[str, int]]:
    """The dotted names that a module imports when it runs, with their lines; what only the type checker reads is left out."""
    found = []
    tree = ast.parse(path.read_text("utf-8"))
    unread = {id(inner) for node in ast.walk(tree) if is_for_types(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in unread:
            continue
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            module = node.module or ""
            found += (
                [(f"playground.{alias.name}", node.lineno) for alias in node.names] if module == "playground" else [(module, node.lineno)]
            )
    return found


def is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_one_way(path: Path) -> None:
    part = part_of(path)
    if part == "__init__":
        return
    for name, line in imports(path):
        if name.startswith("playground."):
            other = name.split(".")[1]
            assert other in ROW, f"{path.name}:{line} imports {other}, which has no row in ORDER"
            assert ROW[other] <= ROW[part], f"{path.name}:{line}: {part} must not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_library_is_imported_by_its_owner_only(path: Path) -> None:
    own = path.relative_to(PACKAGE).as_posix()
    for name, line in imports(path):
        owners = OWNERS.get(name.split(".")[0])
        assert owners is None or any(own.startswith(owner) for owner in owners), f"{own}:{line} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_stand_at_the_top(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = [inside.lineno for inside in ast.walk(node) if isinstance(inside, ast.Import | ast.ImportFrom)]
            assert not inner, f"{path.name}: import inside {node.name}, line {inner[0]}"


def test_the_package_and_the_evaluating_command_import_nothing_that_they_may_not_need() -> None:
    names = ("flask", "werkzeug", "gunicorn", "jsonschema")
    program = f"import sys, playground, playground.cli; print([name for name in {names} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    missing = [name for name, default in variables() if not documented(name, default, readme)]
    assert missing == []


def documented(name: str, default: object, readme: str) -> bool:
    """Has the README's table a row with this variable and its default?"""
    written = "any" if default == () else f"`{default}`"
    return any(line.startswith(f"| `{name}` | {written} |") for line in readme.splitlines())


def test_lock_files_name_no_address() -> None:
    assert '"resolved"' not in (ROOT / "static/package-lock.json").read_text("utf-8")
    for path in (ROOT / "requirements.lock", *(ROOT / "static").glob("*.lock")):
        assert "://" not in path.read_text("utf-8")
