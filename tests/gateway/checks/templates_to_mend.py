"""Random templates that go wrong in ways for which fixes are offered, each with data of DynamoDB's shapes and of others."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

_TEXTS = st.sampled_from(["", "a", "abc", "it's", 'say "no"', "two\nlines", "C:\\dir", "a/b", "é😀", "[b]", "5 apples"])
_SIMPLE = st.none() | st.booleans() | st.sampled_from([0, 1, 7, -2, 0.0, 2.5]) | _TEXTS
_TYPED = st.one_of(
    st.builds(lambda text: {"S": text}, _TEXTS),
    st.builds(lambda number: {"N": str(number)}, st.integers(1, 20)),
    st.builds(lambda flag: {"BOOL": flag}, st.booleans()),
    st.just({"NULL": True}),
    st.builds(lambda texts: {"L": [{"S": text} for text in texts]}, st.lists(_TEXTS, max_size=2)),
    st.builds(lambda texts: {"SS": texts}, st.lists(_TEXTS, max_size=2)),
    st.just({"M": {}}),
)
_ANY: st.SearchStrategy[Any] = st.one_of(_SIMPLE, _TYPED, st.lists(_SIMPLE, max_size=2), st.just({}), st.just({"k": "v"}))
_NAMES = ("a", "b", "n", "ok", "tags")


def _objects(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects that have some of the names."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(_NAMES, values))


def _bodies(members: st.SearchStrategy[Any]) -> st.SearchStrategy[str]:
    parts = {"Item": _objects(_TYPED), "Items": st.lists(_objects(members), max_size=3)}
    return st.builds(lambda root, known: json.dumps(root | known), _objects(members), st.fixed_dictionaries({}, optional=parts))


BODIES = _bodies(_ANY)
"""What a backend answers: any member may be anything."""
TEXTS = st.one_of(_bodies(_TEXTS), _bodies(_TEXTS), _bodies(_ANY))
"""The same, in most of them all being texts, none of which is JSON of another kind."""

_NAME = st.sampled_from(_NAMES)
_MEMBER = st.one_of(
    _NAME.map("$r.{}".format),
    _NAME.map("$r.{}".format),
    _NAME.map("${{r.{}}}".format),
    _NAME.map("$!r.{}".format),
    _NAME.map("$input.path('$.{}')".format),
    _NAME.map("$i.{}".format),
    st.builds("$r.Item.{}.{}".format, _NAME, st.sampled_from(["S", "N", "BOOL", "L", "M", "SS"])),
    st.builds("$i.{}.{}".format, _NAME, st.sampled_from(["S", "N", "BOOL", "L"])),
    st.sampled_from(["$r.Items", "$r.Item", "$x", "$r.Items[0].a", '$m.get("k")', '$m["k"]', "$m.put('k', $r.a)", "$nope", "$i"]),
)
_CALLS = (
    *("isEmpty()", "contains('a')", "containsKey('k')", "startsWith('a')", "equals('abc')", "endsWith('s')", "matches('a.*')"),
    *("size()", "length()", "indexOf('a')", "get('k')", "toString()", "trim()", "replaceAll('b', 'c')", "equalsIgnoreCase('A')"),
)
_REFERENCE = st.one_of(
    _MEMBER,
    st.builds(
        lambda member, call: f"{member[:-1]}.{call}}}" if member.startswith("${") else f"{member}.{call}", _MEMBER, st.sampled_from(_CALLS)
    ),
)
_COMPARED = st.builds(
    "{} {} {}".format,
    _REFERENCE,
    st.sampled_from(["==", "!=", "<", ">", "eq"]),
    st.sampled_from(['""', "''", "0", "5", "true", "'abc'", "$null", "$r.b"]),
)


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{} {} {}".format, inner, st.sampled_from(["&&", "||", "and", "or"]), inner),
        inner.map("!({})".format),
        inner.map("( {} )".format),
    )


CONDITIONS = st.recursive(
    st.one_of(_REFERENCE, _REFERENCE.map("!{}".format), _REFERENCE.map("not {}".format), _COMPARED), _joined, max_leaves=3
)
_START = "#set($r = $input.path('$'))#set($x = $r.a)#set($m = {'k': $r.b})"
_LOOP = "#foreach($i in $r.Items)"


def _in_string(condition: str) -> str:
    quoted = condition.replace('"', '""')
    return f'#set($t = "é😀#if({quoted})yes#{{else}}no#end")["$t"]'


ASKING = st.one_of(
    CONDITIONS.map('["#if({})yes#{{else}}no#end"]'.format),
    CONDITIONS.map('["😀é", "#if( {} )yes#end"]'.format),
    CONDITIONS.map('["#if(1 == 2)first#elseif({})yes#else\r\n no#end"]'.format),
    CONDITIONS.map(f'["{_LOOP}#if({{}})yes#{{{{else}}}}no#end #end"]'.format),
    CONDITIONS.map('#set($t = {})\r\n["$t"]'.format),
    CONDITIONS.map('#define($t)#if({})yes#{{else}}no#end#end["$t$t"]'.format),
    CONDITIONS.map("{{}}#if({})#end".format),
    CONDITIONS.map(_in_string),
)
"""Templates with a condition."""

_RAW = st.builds(
    '"{}{}{}"'.format,
    st.sampled_from(["", "", "a ", "$r.b "]),
    st.one_of(_NAME.map("$r.{}".format), _NAME.map("$!{{r.{}}}".format), _REFERENCE, st.just("$s")),
    st.sampled_from(["", "", ".txt", "[0]", "(s)", " and $r.b", "-", ". "]),
)
_QUOTED = st.one_of(
    _RAW, _RAW, _REFERENCE.map('"$util.escapeJavaScript({})"'.format), _REFERENCE.map('"$!{{util.escapeJavaScript({})}}s"'.format)
)
_GOOD = st.sampled_from(["1", '"x"', "null", "$input.json('$.a')", "{}", "#if($r.ok == true)1#{else}2#end"])
_PATH = st.builds("$input.{}('$.{}')".format, st.sampled_from(["path", "json"]), st.sampled_from([*_NAMES, "Item", "Items", "Items[0]"]))
_VALUE = st.one_of(_GOOD, _QUOTED, _QUOTED, _MEMBER, _REFERENCE, _PATH, st.builds("$!{{input.path('$.{}')}}".format, _NAME))
_BLANK = st.sampled_from(["", " ", "\n", "\r\n  "])


def _list(value: str, comma: str, blank: str, end: str) -> str:
    return f"[{_LOOP}{blank}{value}{comma}{blank}#end{end}]"


_LIST = st.builds(
    _list,
    st.one_of(_GOOD, _VALUE, st.builds('{{"v": {}}}'.format, _VALUE), _VALUE.map("#if($i.ok == true){}#{{else}}1#end".format)),
    st.sampled_from([",", ", ", "#if($foreach.hasNext),#end", "#if($i.n == 7)#break#end,"]),
    _BLANK,
    st.sampled_from(["", "", " ", "\n", "#if($r.ok == true)1#end", " 0"]),
)


def _body(before: str, values: list[str], blank: str) -> str:
    members = f",{blank}".join(f'"m{at}":{blank}{value}' for at, value in enumerate(values))
    return f"{before}{{{blank}{members}{blank}}}"


_BEFORE = st.sampled_from([
    "",
    '#set($s = "$r.a")',
    "#set($s = '')#foreach($i in $r.Items)#set($s = \"$s$i.a\"\", \"\"\")#end",
    "#set($s = $util.escapeJavaScript($r.a))",
    "#set($s = $x)",
    "#define($s)$r.a#end",
    "#foreach($s in $r.tags)#end",
])  # fmt: skip
WRITING = st.one_of(
    st.builds(_body, _BEFORE, st.lists(_RAW, min_size=1, max_size=2), _BLANK),
    st.builds(_body, _BEFORE, st.lists(_VALUE, min_size=1, max_size=3), _BLANK),
    st.builds(_body, _BEFORE, _LIST.map(lambda text: [text]), _BLANK),
    st.builds("{}[{}]".format, _BEFORE, st.lists(_VALUE, min_size=1, max_size=3).map(", ".join)),
    _LIST,
    _PATH,
)
"""Templates that write a body."""

_OTHER = st.sampled_from([
    "#set($n = $r.n-1)",
    "#set($n = $r.n-1 * 2-1)",
    "#set($n = $!r.n-1-2)",
    "#set($n = $m.get($x-1))",
    "#set($n = $r.Items[$x-1])",
    "#set($n = [$x-1, 2])",
    "#foreach($j in [0..$x-1])#end",
    "#if($r.n-1 > 0)#end",
    "#if(!($x-1 == 2) && $r.ok == true)#end",
    "#set($n = {'k': $r.n-1})",
    '#set($context.responseOverride.status = "404")',
    "#set($context.responseOverride.status = $m.get('404'))",
    "#set($m.k = '404')#set($context.responseOverride.status = \"$m.k\")",
    "#set($context.responseOverride.status = '40' + '4')",
    "#set($context.responseOverride.statusCode = 404)#set($context.responseOverride.status = 410)",
    "#set($context.responseOverride.headers.A = 'x')#set($n = $context.responseOverride.headers)",
    "#set($n = $context.responseOverride.put('status', '409'))",
    "#if($r.ok == true)#set($context.responseoverride.header.A = 'x')#end",
])  # fmt: skip


def _cut(text: str, part: float) -> str:
    return text[: round(len(text) * part)]


_FIRST = st.sampled_from([_START, f"{_START}\n", f"## 😀\r\n{_START}"])
ASKING = st.builds("{}{}".format, _FIRST, ASKING)
WRITING = st.builds("{}{}".format, _FIRST, WRITING)
SETTING = st.builds("{}{}[]".format, _FIRST, _OTHER)
CUT_OFF = st.builds(_cut, st.builds("{}{}{}".format, _FIRST, ASKING, WRITING), st.floats(0.3, 0.99))
