"""What a run has to say: each thing once, with how often, and of very many different ones the first."""

from __future__ import annotations

from playground.diagnostics import Span
from playground.vtl.runtime.notes import Notes


def told(notes: Notes, place: int, words: str = "A thing.") -> None:
    notes.tell("code", Span(place, place + 1), lambda: (words, "Help."))


def test_the_same_at_the_same_place_is_told_once_with_how_often() -> None:
    notes = Notes()
    for place in (5, 3, 5, 5):
        told(notes, place)
    assert [(one.span, one.message) for one in notes.take()] == [(Span(3, 4), "A thing."), (Span(5, 6), "A thing. So 3 times.")]
    assert notes.take() == []


def test_what_has_nothing_to_say_is_no_note() -> None:
    notes = Notes()
    notes.tell("code", Span(0, 1), lambda: None)
    assert not notes.has("code", Span(0, 1))
    assert notes.take() == []


def test_kinds_are_described_together_in_the_end() -> None:
    notes = Notes()
    for kind in ("b", "a", "b"):
        notes.tell("code", Span(0, 1), lambda kinds: (", ".join(kinds), ""), kind=kind)
    assert [one.message for one in notes.take()] == ["b, a So 3 times."]


def test_of_very_many_notes_the_first_are_kept_and_those_go_on_counting() -> None:
    notes = Notes(most=2)
    for place in (1, 2, 3, 1):
        told(notes, place)
    assert [one.message for one in notes.take()] == ["A thing. So 2 times.", "A thing."]


def test_of_very_many_printed_collections_the_first_are_kept() -> None:
    notes = Notes(most=2)
    for place in (1, 2, 3, 1):
        notes.printed({"S": "x"} if place == 1 else {"a": 1, "b": 2}, "{…}", Span(place, place + 1))
    printed = notes.take_printed()
    assert {span.start: one.only for span, one in printed.items()} == {1: {"S"}, 2: {""}}
    assert notes.take_printed() == {}


def test_notes_of_many_turns_are_added_where_there_is_room_for_all() -> None:
    notes, others, many = Notes(most=3), Notes(most=3), Notes(most=3)
    told(notes, 1)
    for place in (1, 2):
        told(others, place)
    for place in (4, 5, 6):
        told(many, place)
    assert notes.has_room(others)
    assert not notes.has_room(many)
    notes.add(others)
    assert [one.message for one in notes.take()] == ["A thing. So 2 times.", "A thing."]
