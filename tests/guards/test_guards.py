"""The list of guards is about the code that there is. That their tests fail without them, `make guards` finds out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.guards.catalogue import GUARDS
from tests.places import ROOT

if TYPE_CHECKING:
    from tests.guards.guard import Guard


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_the_guard_is_in_its_place(guard: Guard) -> None:
    text = (ROOT / guard.file).read_text("utf-8")
    assert guard.taken_away(text) != text


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name)
def test_its_tests_are_there(guard: Guard) -> None:
    for test in guard.tests:
        file, _, name = test.partition("::")
        assert f"def {name}(" in (ROOT / file).read_text("utf-8")
