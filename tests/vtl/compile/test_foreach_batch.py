"""Many turns of a loop at once write what one turn after the other writes, and tell the same."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from playground.diagnostics import Span
from playground.errors import LimitReached, TemplateFailure
from playground.limits import Limits
from playground.vtl import Record, Run, parse
from playground.vtl.compile import columns, foreach_batch
from tests.profiles import scaled

PLAIN_PARTS = ["text ", "$i", "$i.a", "$!i.a", "$i.a.S", "$!{i.b.S}", "$other", "#if($foreach.hasNext),#{end}", "\\$i", "#[[ x ]]#"]
OTHER_PARTS = [
    "$other.a", "$i.a.S.x", "$i.class", "$foreach.index", "$foreach", "#if($foreach.hasNext), #else . #{end}", "#if($i.a)+#{end}",
    "## comment\n", "$d.x", "#set($other = $i)", "$velocityCount", "#foreach($j in $i.l)$j.S#if($foreach.hasNext),#{end}#{end}",
    "#break", "$i.l", "$list.add(1)",
]  # fmt: skip
CHANGES = ["", "#set($foreach = {'hasNext': false})", "#set($x = $items.remove(0))", "#set($x = $items.add(1))", "#set($loop = $foreach)"]
DEFINE = "#define($other)#if($foreach.index == {0})#set($other = 'x'){1}#{{end}}#{{end}}"
"""`$other` as a block, which does something in one turn of the loop, and is a text from then on."""
DEFINES = st.builds(DEFINE.format, st.sampled_from([0, 3, 5, 63, 64]), st.sampled_from(CHANGES))
BODIES = st.lists(st.one_of(st.sampled_from(PLAIN_PARTS), st.sampled_from(PLAIN_PARTS + OTHER_PARTS)), max_size=4).map("".join)
VALUES = st.sampled_from([
    {"a": {"S": "x"}, "b": {"S": "é😀"}}, {"a": "text", "b": {"S": ""}}, {"a": {"N": "1"}}, {"a": {"S": 1}, "b": {"S": True}}, {"a": None},
    {"a": {"S": Decimal("1.50")}, "l": [{"S": "1"}] * 9}, {}, None, "text", 5, [1, 2], ["a/b"], {"a": {"S": ["a/b"]}}, {"a": {"S": 1.0e10}},
])  # fmt: skip
PLAIN = {"a": {"S": "x"}, "b": {"S": "y"}, "l": []}
ITEMS = st.one_of(
    st.lists(VALUES, max_size=12),
    st.tuples(VALUES, st.integers(4, 150)).map(lambda two: [two[0]] * two[1]),
    st.integers(0, 200).map(lambda count: [dict(PLAIN) for _ in range(count)]),
    st.tuples(st.integers(0, 70), VALUES, st.integers(0, 70)).map(lambda three: [PLAIN] * three[0] + [three[1]] + [PLAIN] * three[2]),
    st.integers(0, 200).map(range),
    st.dictionaries(st.text(max_size=2), VALUES, max_size=9),
)
LIMITS = st.sampled_from([
    Limits(), Limits(loop=70), Limits(iterations=65), Limits(steps=100), Limits(output=300), Limits(iterations=9, loop=4),
])  # fmt: skip


def outcome(template: str, items: Any, limits: Limits, record: Record | None) -> object:
    """What the template writes, tells, uses and is recorded to do."""
    run = Run(replace(limits, seconds=60))  # a machine may stand still for a while
    items = items if isinstance(items, range) else items.copy()  # a template may change it
    try:
        text = parse(template, limits).render({"items": items, "other": "o", "list": []}, run, record)
    except TemplateFailure as failure:
        return str(failure), failure.diagnostics, run.iterations
    except LimitReached as limit:  # its place is that of the loop or call that was looked at last, which may be another one
        return limit.name, str(limit)
    recorded = (list(record.ran()), list(record.pieces())) if record else ()
    return text, run.notes.take(), run.iterations, run.steps_left, run.output_left, recorded


@example("i", DEFINE.format(5, CHANGES[1]), "$other#if($foreach.hasNext),#{end}", ["a"] * 150, Limits(), False)
@example("i", DEFINE.format(63, CHANGES[2] * 86), "$other", list(range(150)), Limits(), False)
@example("i", DEFINE.format(3, CHANGES[4]), "$other", ["a"] * 150, Limits(loop=130), True)
@example("i", "", "$i$i", ["x" * 100] * 60, Limits(output=5000), True)
@example("foreach", "", "#if($foreach.hasNext),#{end}", [{"hasNext": False}] * 9, Limits(), False)
@example("i", "", "$i", [["a/b"]] * 9, Limits(), False)
@example("i", "", "$velocityCount ", ["a"] * 99, Limits(), False)
@settings(max_examples=scaled(500))
@given(st.sampled_from(["i", "other", "foreach"]), st.just("") | DEFINES, BODIES, ITEMS, LIMITS, st.booleans())
def test_rows_are_what_the_turns_would_be(item: str, define: str, body: str, items: Any, limits: Limits, recorded: bool) -> None:  # noqa: FBT001 - drawn
    template = f"{define}#foreach(${item} in $items){body}#{{end}}$foreach$i$loop.index$loop.hasNext"
    with pytest.MonkeyPatch.context() as patch:
        fast = outcome(template, items, limits, Record() if recorded else None)
        patch.setattr(foreach_batch, "FEWEST", 10**9)
        patch.setattr(columns, "FEWEST", 10**9)
        assert fast == outcome(template, items, limits, Record() if recorded else None)


@pytest.mark.parametrize("recorded", [False, True])
def test_the_usual_loop_is_written_in_rows(recorded: bool) -> None:  # noqa: FBT001 - a case
    written = []
    render = foreach_batch.Rows.render

    def counted(self: foreach_batch.Rows, scope: Any, items: Any) -> foreach_batch.Rendered | None:
        made = render(self, scope, items)
        written.append(len(items) if made else 0)
        return made

    items = [{"a": {"S": str(number)}} for number in range(100)]
    items[2 if recorded else 70] = {}
    template = '#foreach($i in $items){"a": "$i.a.S", "n": $other}#if($foreach.hasNext),#{end}\n#{end}'
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(foreach_batch.Rows, "render", counted)
        outcome(template, items, Limits(), Record() if recorded else None)
    assert written == ([0, 64, 30] if recorded else [64, 0])


@pytest.mark.parametrize("recorded", [False, True])
def test_too_long_an_output_is_the_loops(recorded: bool) -> None:  # noqa: FBT001 - a case
    template, limits = "#foreach($i in [1])#end$items.size()#foreach($i in $items)$i$i#end", Limits(output=5000)
    run, record = Run(limits), Record()
    with pytest.raises(LimitReached) as reached:
        parse(template, limits).render({"items": ["x" * 100] * 60}, run, record if recorded else None)
    assert (reached.value.name, reached.value.span, run.iterations) == ("output", Span(36, len(template)), 60)
    assert len(record.texts) == len(record.writers)
