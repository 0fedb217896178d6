"""House rules that no linter holds; who may import whom is held by the contracts in pyproject.toml."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from playground.setting_kinds import SWITCH
from playground.settings import variables
from tests.places import ROOT
from tests.where import MEASURED, TESTED_BY

PACKAGE = ROOT / "playground"
MODULES = sorted(path.relative_to(PACKAGE).with_suffix("").as_posix() for path in PACKAGE.rglob("*.py"))


def test_the_makefile_measures_the_folders_whose_tests_are_marked() -> None:
    lines = ROOT.joinpath("Makefile").read_text("utf-8").splitlines()
    assert f"MEASURED := $(addprefix tests/,{' '.join(MEASURED)})" in lines


@pytest.mark.processes
def test_the_package_and_the_evaluating_command_import_nothing_that_they_may_not_need() -> None:
    site = ("alembic", "flask", "flask_limiter", "gunicorn", "limits", "prometheus_client", "sqlalchemy", "structlog", "werkzeug")
    names = (*site, "jsonschema", "playground.vtl.vocabulary", "playground.gateway.vocabulary")
    program = (
        f"import sys, playground, playground.cli.evaluate, playground.cli.cases; print([name for name in {names} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.processes
def test_a_site_without_a_rate_metrics_or_sign_in_loads_none_of_their_libraries() -> None:
    optional = ("alembic", "authlib", "flask_limiter", "joserfc", "limits", "prometheus_client", "psycopg", "requests")
    program = (
        f"import sys, playground.web, playground.cli.serve, playground.server.worker, playground.store.opened;"
        f" print([name for name in {optional} if name in sys.modules])"
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


@pytest.mark.slow
def test_a_module_has_a_test_file_of_its_name_or_stands_in_the_table() -> None:
    """Where this fails: write the test file of that name, or say in tests/where.py which one tests the module."""
    assert [f"tests/{own_test(module)}.py" for module in MODULES if has_functions(module) and not is_tested(module)] == []


@pytest.mark.slow
def test_the_table_of_tests_names_what_there_is_and_what_needs_it() -> None:
    needed = {key_of(module) for module in MODULES if has_functions(module) and not has_own_test(module)}
    assert sorted(test for test in TESTED_BY.values() if not exists(test)) == []
    assert sorted(set(TESTED_BY) - needed) == []


def is_tested(module: str) -> bool:
    return has_own_test(module) or key_of(module) is not None or any(map(exists, package_tests(module)))


def own_test(module: str) -> str:
    """The test file of a module's name; that of a package itself has the package's."""
    folder, _, name = module.rpartition("/")
    return f"{folder}/test_{folder.rpartition('/')[2] if name == '__init__' else name}".lstrip("/")


def package_tests(module: str) -> list[str]:
    """The files that test all modules of a package: inside of its folder of tests, or beside it."""
    folder = module.rpartition("/")[0]
    within, _, package = folder.rpartition("/")
    return [f"{folder}/test_{package}", f"{within}/test_{package}".lstrip("/")] if folder else []


def key_of(module: str) -> str | None:
    """What the table has for a module: itself, or the nearest folder above it."""
    parts = module.split("/")
    above = [f"{'/'.join(parts[:count])}/" for count in range(len(parts) - 1, 0, -1)]
    return next((key for key in (module, *above) if key in TESTED_BY), None)


def has_own_test(module: str) -> bool:
    return exists(own_test(module))


def exists(test: str) -> bool:
    return (ROOT / "tests" / f"{test}.py").exists()


def has_functions(module: str) -> bool:
    tree = ast.parse((PACKAGE / f"{module}.py").read_text("utf-8"))
    return any(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for node in ast.walk(tree))
