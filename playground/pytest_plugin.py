"""The plugin for pytest: `*.scenario.json`, `*.scenario.yaml`, and the documents that the ini option `playground_documents` names.

It is loaded wherever the package is installed, so it loads nothing else until there is something to collect.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_SCENARIOS = (".scenario.json", ".scenario.yaml", ".scenario.yml")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The ini options."""
    parser.addini("playground_documents", "documents of APIs whose cases are tests: globs, relative to the root folder", "args", [])
    parser.addini("playground_fail_on", "the diagnostics that fail a case: error, warning or never", default="error")
    parser.addini("playground_variants", "whether cases run that are derived from the backend's answer", "bool", default=True)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The tests of a Scenario's file, or of a document."""
    if not (file_path.name.endswith(_SCENARIOS) or _is_document(file_path, parent.config)):
        return None
    from playground.pytest_items import DocumentFile  # noqa: PLC0415 - only where there is something to collect

    file: pytest.Collector = DocumentFile.from_parent(parent, path=file_path)
    return file


def _is_document(path: Path, config: pytest.Config) -> bool:
    """Whether the ini option names a file; `**/` is any folders, or none."""
    patterns = config.getini("playground_documents")
    if not patterns or not path.is_relative_to(config.rootpath):
        return False
    name = path.relative_to(config.rootpath).as_posix()
    return any(fnmatchcase(name, one) or (one.startswith("**/") and fnmatchcase(name, one[3:])) for one in patterns)
