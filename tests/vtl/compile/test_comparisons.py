"""A comparison with a text in the template gives what the comparison of any two values does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground.limits import Limits
from playground.vtl import Record, Run, parse
from playground.vtl.compile import comparisons
from playground.vtl.java.values import ArrayList, JavaSet, Key

SCALARS = st.none() | st.booleans() | st.integers() | st.text("ab{}[]= ", max_size=4) | st.sampled_from([1.5, Decimal("1.50"), "é"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=2).map(ArrayList)
        | st.dictionaries(st.sampled_from(["S", "N", "a", 1, Key(True)]), inner, max_size=3)
        | st.dictionaries(st.text("ab", max_size=1), inner, max_size=3).map(lambda owner: JavaSet(owner, {}))
    ),
    max_leaves=6,
)
TEXTS = st.sampled_from(["", "a", "{}", "{S=a}", "[]", "[a]", '["a"]', "1", "1.5", "true", "null", "{", "é"])


@example({"S": "a"}, "{S=a}", "==")
@example({"S": {"S": ["x"]}}, "", "!=")
@example([], "[]", "!=")
@given(VALUES, TEXTS, st.sampled_from(["==", "!="]))
def test_a_text_is_compared_as_any_value(value: Any, text: str, operator: str) -> None:
    written = f"#if($v {operator} '{text}')yes#end"
    assert render(written, value) == render(f"#set($t = '{text}')#if($v {operator} $t)yes#end", value)


def render(template: str, value: object) -> str:
    return parse(template, Limits()).render({"v": value}, Run(Limits()))


def test_a_map_is_not_printed_to_be_compared_with_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[object] = []
    monkeypatch.setattr(comparisons, "loosely_equals", lambda left, _right: printed.append(left))
    render("#if($v != '')#end", {"M": {"a": {"S": "x"}, "b": {"L": [{"N": "1"}]}}})
    assert printed == []


def test_a_block_in_a_map_is_rendered_to_be_compared() -> None:
    assert render("#define($d)#set($x = 1)#end#set($m = {'d': $d})#if($m != '')$x#end", None) == "1"


def test_a_map_that_holds_itself_fails_as_ever() -> None:
    outer: dict[str, object] = {}
    outer["inner"] = {"outer": outer}
    for template in ("#if($v == 'x')#end", "#set($t = 'x')#if($v == $t)#end"):
        with pytest.raises(Exception, match="nested too deep"):
            render(template, outer)


def test_a_record_keeps_what_the_first_conditions_compared() -> None:
    record = Record()
    template = "#foreach($i in [1..9])#if($i != '4' && $i != 7)$i#end#end"
    assert parse(template, Limits()).render({}, Run(Limits()), record) == "1235689"
    (values,) = [(count, values) for site, count, values, _ in record.ran() if site.kind == "condition"]
    assert values == (9, ["1 != 7 → true", "2 != 7 → true", "3 != 7 → true", '4 != "4" → false', "5 != 7 → true"])
