"""The tests that pytest runs: a file has operations, an operation has cases, and each case is a test."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from playground.cases.reports import text
from playground.checking.plan import Document
from playground.checking.read_documents import Empty, ReadDocument, read, without_operations
from playground.evaluator.checker import Checker
from playground.files.reading import MOST_BYTES, Unreadable, read_text
from playground.settings import InvalidSetting, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.cases.reports.events import OperationChecked
    from playground.checking.read_documents import Operation

_CHECKER = pytest.StashKey[Checker]()


class CaseFailed(Exception):
    """A case fails: the operation with that case alone."""

    def __init__(self, checked: OperationChecked) -> None:
        super().__init__(checked.name)
        self.checked = checked


class DocumentFile(pytest.File):
    """A file with operations."""

    def collect(self) -> Iterator[OperationTests]:
        """The operations. CollectError where the file cannot be read."""
        config = self.config
        try:
            checker = _checker(config)
            document = Document(Path(os.path.relpath(self.path)), read_text(self.path, MOST_BYTES), is_named=True)
        except (OSError, Unreadable, InvalidSetting) as error:
            raise self.CollectError(str(error)) from None
        found = read(document, checker, {})
        if isinstance(found, Empty):
            found = without_operations(document, found.reasons)
        if not isinstance(found, ReadDocument):
            raise self.CollectError("\n".join(f"{one.at.file}:{one.at.line}: {one.text}" for one in found.reasons))
        names: dict[str, int] = {}
        for one in found.operations:
            yield OperationTests.from_parent(self, name=_unique(one.name, names), operation=one, checker=checker)


class OperationTests(pytest.Collector):
    """An operation, whose cases are tests."""

    def __init__(self, *, operation: Operation, checker: Checker, **rest: Any) -> None:
        super().__init__(**rest)
        self.operation = operation
        self.checker = checker

    def collect(self) -> Iterator[CaseTest]:
        """The cases: the own run, those that are written, the derived ones."""
        derived = bool(self.config.getini("playground_variants"))
        names: dict[str, int] = {}
        for number, name in enumerate(self.checker.names(self.operation.given, derived=derived)):
            yield CaseTest.from_parent(self, name=_unique(name, names), number=number)


class CaseTest(pytest.Item):
    """A case."""

    parent: OperationTests

    def __init__(self, *, number: int, **rest: Any) -> None:
        super().__init__(**rest)
        self.number = number

    def runtest(self) -> None:
        """Run it. CaseFailed."""
        config, operation = self.config, self.parent.operation
        fail_on, derived = str(config.getini("playground_fail_on")), bool(config.getini("playground_variants"))
        cases = self.parent.checker.check(operation.given, fail_on, derived=derived, only=self.number)
        checked = operation.described(cases)
        if any(case["fails"] for case in cases):
            raise CaseFailed(checked)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What failed, where in the user's file, what was expected and what came."""
        if isinstance(excinfo.value, CaseFailed):
            _, _, report = "".join(text.operation(excinfo.value.checked)).strip("\n").partition("\n")
            return dedent(report)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line (from 0) and a name."""
        _, line, _ = self.parent.operation.given["at"]
        return self.path, line - 1, f"{self.parent.name}: {self.name}"


def _checker(config: pytest.Config) -> Checker:
    """The children that check, one set for the whole session. InvalidSetting."""
    if config.getini("playground_fail_on") not in {"error", "warning", "never"}:
        raise pytest.UsageError("playground_fail_on must be error, warning or never")
    if _CHECKER not in config.stash:
        settings = Settings.from_environment(os.environ)
        config.stash[_CHECKER] = checker = Checker(settings.limits, 1, settings.engine)
        config.add_cleanup(checker.close)
    return config.stash[_CHECKER]


def _unique(name: str, names: dict[str, int]) -> str:
    """A name that no other test beside it has, and that a test's address can hold."""
    name = name.replace("::", ":") or "(no name)"
    names[name] = names.get(name, 0) + 1
    return name if names[name] == 1 else f"{name} ({names[name]})"
