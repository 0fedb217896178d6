"""What a record of a run knows: which part of the template wrote which text, how often, and with which values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.diagnostics import Position, Span
from playground.limits import Limits
from playground.vtl import Record, Run, parse
from playground.vtl.runtime.record import LONGEST_VALUE, MOST_VALUES, UNDEFINED, Site


def test_a_record_knows_what_wrote_what() -> None:
    record = Record()
    text = "a#foreach($i in [1, 2])<$i.x$i>#end#if(1 == 2)no#end"
    written = parse(text, Limits()).render({}, Run(Limits()), record)
    pieces = list(record.pieces())
    spans = [record.sites[site].span for site, _ in pieces]
    assert [text[span.start : span.end] for span in spans] == ["a", "<", "$i", ">", "<", "$i", ">"]
    assert "".join(piece for _, piece in pieces) == written
    assert {(site.kind, count, missing, tuple(values)) for site, count, values, missing in record.ran()} == {
        ("text", 1, 0, ()),
        ("text", 2, 0, ()),
        ("reference", 2, 2, ()),
        ("reference", 2, 0, ("1", "2")),
        ("foreach", 1, 0, ()),
        ("if", 1, 0, ()),
        ("condition", 1, 0, ("1 == 2 → false",)),
        ("text", 0, 0, ()),
    }


@pytest.mark.parametrize(
    "template",
    [
        "a$x",
        "a$x#macro(m)#end",
        "a$x##",
        "$x$x.y$x",
        "#if(true)$x#end$x",
        "a#define($d)b#stop#end$x$d$x",
        "#foreach($i in [1, 2])$x#break#end$x",
        "\\\\$x",
    ],
)
def test_a_record_has_a_site_for_all_that_is_written(template: str) -> None:
    record = Record()
    written = parse(template, Limits()).render({"x": "x"}, Run(Limits()), record)
    assert "".join(text for _, text in record.pieces()) == written
    assert len(record.writers) == len(record.texts)


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["", "a", "b", UNDEFINED])), max_size=12), st.integers(0, 2))
def test_a_few_texts_are_counted_as_many_are(written: list[tuple[int, str]], more: int) -> None:
    writers, texts = [site for site, _ in written] + [1] * more, [text for _, text in written]
    place = Position(1, 1)
    sites = [Site(kind, Span(0, 1), place, place) for kind in ("reference", "text", "reference", "condition")]
    few, many = Record(), Record()
    for record in (few, many):
        record.begin(sites, [], [])
    for _ in range(3):
        few.wrote_few(texts, writers)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("playground.vtl.runtime.record._FEW", -1)
        for _ in range(3):
            many.wrote(texts, writers)
    assert list(few.ran()) == list(many.ran())


def test_a_record_shows_the_beginning_of_a_value_that_holds_itself() -> None:
    record = Record()
    endless: list[object] = [1]
    endless.append({"a": endless})
    parse("#set($y = $l)", Limits()).render({"l": endless}, Run(Limits()), record)
    assert [len(value) for _, _, values, _ in record.ran() for value in values] == [LONGEST_VALUE]


@pytest.mark.parametrize("items", [["a"] * 4, ["a"] * 5, ["a"] * 40, [{"a": 1}] * 40])
def test_of_many_values_the_first_are_kept(items: list[object]) -> None:
    record = Record()
    parse("#foreach($i in $items)#set($x = $i)#if($x != 'q')$x#end#end", Limits()).render({"items": items}, Run(Limits()), record)
    kept = {site.kind: (count, len(values)) for site, count, values, _ in record.ran() if values}
    assert kept["set"] == kept["condition"] == kept["reference"] == (len(items), min(len(items), MOST_VALUES))
