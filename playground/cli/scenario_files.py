"""Scenario files that are more than one JSON document: YAML, and those that name files, `{"file": "relative/path"}`."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

from playground.checking.plan import Document
from playground.checking.read_documents import Empty, ReadDocument, read, without_operations
from playground.evaluator.checker import Checker
from playground.files.reading import MOST_BYTES, Unreadable, read_text

if TYPE_CHECKING:
    from pathlib import Path

    from playground.limits import Limits


def whole_scenario(path: Path, limits: Limits) -> bytes:
    """The JSON of the Scenario in a file, with what stands in the files that it names. OSError, Unreadable."""
    document = Document(path, read_text(path, MOST_BYTES), is_named=True)
    with closing(Checker(limits, 1)) as checker:
        found = read(document, checker, {})
    if isinstance(found, Empty):
        found = without_operations(document, found.reasons)
    if not isinstance(found, ReadDocument):
        raise Unreadable("\n".join(f"{one.at.file}: line {one.at.line}: {one.text}" for one in found.reasons))
    if not found.said.what.startswith(("a Scenario", "a case")):
        raise Unreadable(f"{path}: This is {found.said.what}, and no Scenario: `playground check` takes it, and `playground import`.")
    return json.dumps(found.operations[0].given["scenario"]).encode()
