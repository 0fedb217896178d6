"""What changed between two texts."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as some

from playground.documents.styles import changes as module
from playground.documents.styles.changes import Change, applied, changes

WORDS = some.lists(some.sampled_from(["a", "bb", " ", "\n", "\r\n", "$x"]), max_size=15).map("".join)


def test_two_changes_in_one_line_are_two() -> None:
    assert changes("a b c d e", "a x c d y") == [Change(2, 3, "x"), Change(8, 9, "y")]


def test_lines_that_stay_are_no_part_of_a_change() -> None:
    assert changes("a\nb\nc\nd\n", "a\nx\nc\ny\n") == [Change(2, 3, "x"), Change(6, 7, "y")]


@given(WORDS, WORDS)
def test_changes_make_the_new_text(old: str, new: str) -> None:
    found = changes(old, new)
    assert applied(old, found) == new
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert bool(found) == (old != new)


def test_of_very_many_lines_all_between_the_first_and_the_last_difference_is_one_change() -> None:
    old = "".join(f"{number}\n" for number in range(3_000))
    new = "".join(f"x{number}\n" for number in range(3_000))
    assert len(old.splitlines()) * len(new.splitlines()) > module._MOST_PAIRS
    assert applied(old, changes(old, new)) == new
