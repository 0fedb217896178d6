"""`make figures`: how large modules and functions are, how many are documented and typed, how much test there is, what imports itself.

One row for `playground/`, one for `static/js/`, as a table in Markdown. The page's functions are told by the TypeScript that checks them.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import grimp

from static.check import MIRROR, environment, install
from tests.places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LONG = 50
"""Lines that no function should have more of."""
PROGRAMS = ("bench", "browser", "figures", "fuzz", "guards", "load", "soak", "supply")
"""Folders of tests/ that hold programs, or drive a browser."""
HEAD = "| | modules | lines median/max | function lines median/p90 | over 50 | documented | typed | test : code | import cycles |"


@dataclass(frozen=True, slots=True)
class Function:
    """A function or a method: its lines, decorators and all; whether every parameter and the result have a type."""

    lines: int
    is_typed: bool


@dataclass(frozen=True, slots=True)
class Code:
    """What there is of one language. `documented`: of all public names, and all modules, how many have a docstring."""

    lines: list[int]
    functions: list[Function]
    documented: tuple[int, int]
    cycles: str

    def row(self, name: str, tests: str) -> str:
        """A line of the table."""
        sizes = [one.lines for one in self.functions]
        cells = (
            name,
            f"{len(self.lines)}",
            f"{median(self.lines):.0f}/{max(self.lines)}",
            f"{median(sizes):.0f}/{ninetieth(sizes):.0f}",
            share(sum(size > LONG for size in sizes), len(sizes)),
            share(*self.documented),
            share(sum(one.is_typed for one in self.functions), len(sizes)),
            tests,
            self.cycles,
        )
        return f"| {' | '.join(cells)} |"


def main() -> int:
    """Print the table."""
    python, page = python_code(), page_code()
    all_tests, own_tests = test_lines("*.py", ()), test_lines("*.py", PROGRAMS)
    of_page = test_lines("*.js", ()), sum(map(line_count, (ROOT / "tests/browser").rglob("*.py")))
    code, script = sum(python.lines), sum(page.lines)
    print(HEAD, "|---" * HEAD.count(" | ") + "|---|", sep="\n")
    print(python.row("playground/", f"{all_tests / code:.2f} ({own_tests / code:.2f} without browser tests and programs)"))
    print(page.row("static/js", f"{sum(of_page) / script:.2f} ({of_page[0] / script:.2f} unit tests)"))
    return 0


def share(some: int, of: int) -> str:
    """`2.2 %`; whole numbers where there is nothing to see behind the point."""
    return f"{100 * some / of:.1f} %".replace(".0 %", " %")


def ninetieth(sizes: Sequence[int]) -> float:
    """What nine of ten are not above."""
    return quantiles(sizes, n=10)[-1]


def line_count(path: Path) -> int:
    """The lines of a file."""
    return len(path.read_text("utf-8").splitlines())


def test_lines(pattern: str, without: tuple[str, ...]) -> int:
    """The lines of the tests whose names match, but for those of these folders."""
    tests = ROOT / "tests"
    return sum(line_count(path) for path in tests.rglob(pattern) if path.relative_to(tests).parts[0] not in without)


# Python


def python_code() -> Code:
    """`playground/`."""
    paths = sorted((ROOT / "playground").rglob("*.py"))
    trees = [ast.parse(path.read_text("utf-8")) for path in paths]
    public = [node for tree in trees for node in public_nodes(tree)]
    functions = [
        Function(length(node), is_typed(node))
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    documented = sum(ast.get_docstring(node) is not None for node in public)
    return Code([line_count(path) for path in paths], functions, (documented, len(public)), cycles())


def public_nodes(tree: ast.Module) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """A module, and its public classes, functions and methods; methods with two underscores are explained by Python's documentation."""
    yield tree
    holders: list[ast.Module | ast.ClassDef] = [tree]
    while holders:
        for node in holders.pop().body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                yield node
                holders += [node] if isinstance(node, ast.ClassDef) else []


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function, with its decorators."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return (node.end_lineno or first) - first + 1


def is_typed(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether all parameters but `self` and `cls`, and the result, have a type."""
    arguments = node.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    own = [one for one in every if one is not None and one.arg not in {"self", "cls"}]
    return node.returns is not None and all(one.annotation is not None for one in own)


def cycles() -> str:
    """How many modules of the package import themselves by others; and with imports that only types need."""
    at_run_time, with_types = (
        len(in_circles(grimp.build_graph("playground", exclude_type_checking_imports=left_out, cache_dir=None)))
        for left_out in (True, False)
    )
    return f"{at_run_time} ({with_types} with those for types)"


def in_circles(graph: grimp.ImportGraph) -> set[str]:
    """The modules from which a chain of imports leads back to them."""
    return {
        module
        for module in graph.modules
        for other in graph.find_modules_directly_imported_by(module)
        if graph.chain_exists(importer=other, imported=module)
    }


# The page


def page_code() -> Code:
    """`static/js`: functions are those with a name, methods and function expressions; arrows are not counted."""
    node = install()
    paths = sorted((MIRROR / "static/js").rglob("*.js"))
    script = ROOT / "tests/figures/functions.mjs"
    command = [str(node), str(script), *map(str, paths)]
    done = subprocess.run(command, cwd=MIRROR, env=environment(node), capture_output=True, text=True, check=True)
    files: list[dict[str, Any]] = json.loads(done.stdout)
    functions = [Function(one["lines"], one["typed"]) for file in files for one in file["functions"]]
    exported = [is_documented for file in files for is_documented in (file["documented"], *file["exported"])]
    circles = page_circles({file["path"]: file["imports"] for file in files})
    return Code([line_count(path) for path in paths], functions, (sum(exported), len(exported)), str(circles))


def page_circles(imports: dict[str, list[str]]) -> int:
    """How many of the page's modules import themselves by others."""

    def reached(path: str) -> set[str]:
        found: set[str] = set()
        left = list(imports[path])
        while left:
            if (one := left.pop()) not in found:
                found.add(one)
                left += imports.get(one, ())
        return found

    return len([path for path in imports if path in reached(path)])


if __name__ == "__main__":
    sys.exit(main())
