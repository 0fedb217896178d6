"""Random templates that write lists and objects whose commas are wrong for some data, and the data."""

from __future__ import annotations

import json
from itertools import product

from hypothesis import strategies as st

_START = "#set($r = $input.path('$'))"
_BLANKS = st.sampled_from(["", "", " ", "\n", "\r\n  "])
_COMMA = st.sampled_from(["", ",", ",", " ,"])
_RARE_COMMA = st.sampled_from(["", "", "", ","])
_CONDITION = st.sampled_from(["$r.a == true", "$r.b == true", "$r.c == true"])

DATA = tuple(
    json.dumps({"a": a, "b": b, "c": c, "l": items, "v1": "y" if a else 3} | ({"w": '"w": 1'} if b else {}) | ({"v2": 7} if c else {}))
    for a, b, c, items in product((True, False), (True, False), (True, False), ([], [1], [1, 2]))
)


@st.composite
def _value(draw: st.DrawFn, name: str, *, in_object: bool) -> str:
    value = draw(st.sampled_from(["1", '"x"', "null", "{}", "[1]", "$!r.v1", "$!r.v2", '"$!r.v1"', "$!r.list.add(1)"]))
    return f'"{name}":{draw(_BLANKS)}{value}' if in_object else value


@st.composite
def _optional(draw: st.DrawFn, name: str, *, in_object: bool) -> str:
    def branch(part: str) -> str:
        return f"{draw(_BLANKS)}{draw(_RARE_COMMA)}{draw(_value(name + part, in_object=in_object))}{draw(_COMMA)}{draw(_BLANKS)}"

    others = draw(st.sampled_from(["", "", "", "#else ", "#{else}", f"#elseif({draw(_CONDITION)})"]))
    return f"#if({draw(_CONDITION)}){branch('')}{others}{branch('x') if others else ''}#end{draw(_RARE_COMMA)}"


@st.composite
def _loop(draw: st.DrawFn, name: str, *, in_object: bool) -> str:
    item = f'"{name}$i": $i' if in_object else "$i"
    comma = draw(st.one_of(_COMMA, st.just("#if($foreach.hasNext),#end")))
    body = f"{draw(_BLANKS)}{draw(_RARE_COMMA)}{draw(_BLANKS)}{item}{comma}{draw(_BLANKS)}"
    ends = draw(st.sampled_from(["", "", "#if($i == 1)#break#end"]))
    body = draw(st.sampled_from([body, body, f"#if($i > 1){body}#end"]))
    return f"#foreach($i in $r.l){ends}{body}#end{draw(_RARE_COMMA)}"


@st.composite
def comma_templates(draw: st.DrawFn) -> str:
    """A template of one to four parts in brackets."""
    in_object = draw(st.booleans())
    parts = []
    for number in range(draw(st.integers(1, 4))):
        name = f"m{number}"
        plain = st.builds("{}{}".format, _value(name, in_object=in_object), _COMMA)
        whole = st.builds("$!r.w{}".format, _COMMA)
        silent = st.just("#set($x = 1)")
        optional, loop = _optional(name, in_object=in_object), _loop(name, in_object=in_object)
        parts.append(draw(st.one_of(plain, plain, optional, optional, loop, whole, silent)) + draw(_BLANKS))
    opener, closer = "{}" if in_object else "[]"
    return f"{_START}{opener}{draw(_BLANKS)}{''.join(parts)}{closer}"
