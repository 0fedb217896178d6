"""No way leads from a template's text to Python: names, calls, formats, iterators, errors, replacements, directives.

Every kind of value that a template can hold is asked for every name that its Python object has. What the tests guard, and what it would be
without the guard, is in tests/guards/python.py.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from playground import Limits, Scenario, evaluate
from playground.gateway.variables.context import ContextMap
from playground.gateway.variables.input import Input, Payload
from playground.gateway.variables.util import Util
from playground.vtl.java.objects import Entry, JavaClass, JavaIterator
from playground.vtl.java.values import ArrayList, Host, JavaArray, JavaSet
from playground.vtl.runtime.foreach_status import Foreach
from playground.vtl.runtime.meter import Run
from playground.vtl.runtime.scope import Scope

BODY = json.dumps({"s": "text", "n": 5, "d": 1.5, "t": True, "l": [1, "a"], "m": {"k": "v"}, "big": 10**30, "nul": None})
PATIENT = Limits(seconds=20)
"""A busy machine may stand still for a second or two, and time is not what these tests are about."""
VALUES = {
    "a text": "$input.path('$.s')",
    "a whole number": "$input.path('$.n')",
    "a large number": "$input.path('$.big')",
    "a fraction": "$input.path('$.d')",
    "a truth value": "$input.path('$.t')",
    "a list": "$input.path('$.l')",
    "a list of the template": "[1, 'a']",
    "a range": "[1..3]",
    "a map": "$input.path('$.m')",
    "a map of the template": "{'k': 'v'}",
    "a map's keys": "$input.path('$.m').keySet()",
    "a map's values": "$input.path('$.m').values()",
    "a map's entries": "$input.path('$.m').entrySet()",
    "an entry": "$input.path('$.m').entrySet().iterator().next()",
    "an iterator": "$input.path('$.l').iterator()",
    "an array": "$input.path('$.s').split('e')",
    "a class": "$input.path('$.s').class",
    "$input": "$input",
    "$util": "$util",
    "$context": "$context",
    "$context.identity": "$context.identity",
    "$stageVariables": "$stageVariables",
    "all parameters": "$input.params()",
    "$foreach": "$foreach",
}
ERROR = '{"message": "Internal server error"}'
"""AWS's answer where a template fails."""
KINDS = (
    *(str, int, float, bool, list, dict, tuple, Decimal, bytes, type, type(None), type(len), type(lambda: None), BaseException),
    *(ArrayList, Entry, Host, JavaArray, JavaClass, JavaIterator, JavaSet, Foreach, ContextMap, Input, Util, Payload, Run, Scope),
)
PYTHON = {name for kind in KINDS for name in dir(kind)} | {"__dict__", "__globals__", "__code__", "__closure__", "__self__", "__func__"}
JAVA = {
    *(
        "add",
        "clear",
        "conjugate",
        "format",
        "get",
        "hashCode",
        "index",
        "join",
        "json",
        "keys",
        "path",
        "params",
        "remove",
        "replace",
        "set",
    ),
    *("size", "split", "strip", "values", "count", "first", "last", "parent", "topmost", "pop", "insert", "body", "title", "real", "class"),
}
"""Names that Java's values, API Gateway's variables or JSON may have as well."""
TRACES = re.compile(
    r"<[\w. ]*(?:object|function|method|class|module|built-in|frame|code|generator|lambda)|0x[0-9a-f]{6}|Traceback|\.py\b|__main__"
)


def with_value(value: str, template: str) -> str:
    """A template after `$v` has become that value: inside of a loop, for only there is `$foreach`."""
    return f"#foreach($once in [1])#set($v = {VALUES[value]}){template}#end"


def body_of(template: str, body: str = BODY) -> str:
    result = evaluate(Scenario.from_document({"template": template, "backend": {"body": body}}), PATIENT)
    told = [finding.message + finding.help for finding in result.diagnostics]
    assert not TRACES.search(" ".join([result.body or "", *told, *result.log])), (result.body, told)
    return result.body if result.body is not None else f"limit: {told}"


@pytest.mark.slow
@pytest.mark.parametrize("value", VALUES)
def test_no_value_has_what_its_python_object_has(value: str) -> None:
    plain = body_of(with_value(value, "$!v"))
    hidden = sorted(name for name in PYTHON if name.startswith("_"))  # no names of Velocity's: what follows the reference is text
    for call in ("", "()"):
        written = body_of(with_value(value, "".join(f"$!v.{name}{call}\n" for name in hidden)))
        assert written == "".join(f"{plain}.{name}{call}\n" for name in hidden)
    names = sorted(PYTHON - JAVA - set(hidden))
    calls = (f"#set($a = $v.{name})#set($b = $v.{name}())#set($c = $v.{name}(1)){name}[$!a$!b$!c]\n" for name in names)
    assert body_of(with_value(value, "".join(calls))) == "".join(f"{name}[]\n" for name in names)


@pytest.mark.slow
@pytest.mark.parametrize("value", VALUES)
def test_nothing_is_set_on_a_python_object(value: str) -> None:
    names = sorted(name for name in PYTHON - JAVA if not name.startswith("_"))
    settings = "".join(f"#set($v.{name} = 'mine')" for name in [*names, "payload", "parameters", "limits", "has_next", "written"])
    later = "$input.path('$.s') $util.urlEncode('/') $context.stage $foreach.count $foreach.hasNext"
    assert body_of(with_value(value, settings + later)) == body_of(with_value(value, later)) == "text %2F prod 1 false"


@pytest.mark.parametrize("value", VALUES)
def test_no_index_leads_to_python(value: str) -> None:
    for name in ("__class__", "__dict__", "__globals__", "__init__", "methods", "run"):
        assert body_of(with_value(value, f"#set($n = '{name}')[$!v[$n]][$!v.get($n)]")) == "[][]"


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("#set($s = 'x')$s.format('{0.__class__.__mro__} %s', $s)", "{0.__class__.__mro__} x"),
        ("#set($s = 'x')$s.format('{} {!r} %s', $s)", "{} {!r} x"),
        ("#set($s = 'x')$s.format('%(x)s %s', $s)", ERROR),
        ("#set($s = 'x')$s.format('%r', $s)$s.format('%a', $s)", ERROR),
        ("$input.path('$.s').replaceAll('(t)', '\\g<0>\\1')", "g<0>1exg<0>1"),
        ("$input.path('$.s').replaceAll('(?P<x>t)', 'y')", ERROR),
        ("$input.path('$.s').matches('(?{__import__(\"os\")})')", ERROR),
        ("#foreach($i in $input.path('$.l').iterator())$i.__class__ #end", "1.__class__ a.__class__ "),
        ("#foreach($i in $input.path('$.s'))$i #end#foreach($i in $util)$i #end#foreach($i in $input)$i #end", ""),
        ("#foreach($i in [1])$foreach.__class__ $foreach.scope $foreach.parent.__dict__#end", "{}.__class__  .__dict__"),
        ("#include('/etc/hostname')", ERROR),
        ("#include(\"$input.path('$.s')\")", ERROR),
        ("#parse('/etc/hostname')", ERROR),
        ("#evaluate('$input.body.__class__')", "#evaluate('$input.body.__class__')"),
        ("#define($d)x#end$d.__class__ $d.block $d.scope", "x.__class__  "),
        ("#macro(m $x)$x.__class__#end#m($util)", "#m($util)"),
        ("$input.path('$.__class__')$input.path(\"$..['__class__']\")", "[]"),
        ("$input.path('$[?(@.__class__)]')$input.path('$.l[?(@.__len__() > 0)]')", "[][]"),
        ("$input.path('$.l[*].upper')$input.path('$.l[*].__class__')", "[][]"),
        ("$input.json('$.__class__') $input.json('$.s.upper')", '"" ""'),
        ("$util.parseJson('{\"__class__\": 1}').__class__", "{__class__=1}.__class__"),
        ("$util.getClass().forName('os')", ""),
        ("$input.path('$.s').class.forName('java.lang.Runtime').getRuntime().exec('id')", ""),
        ("$input.path('$.s').getClass().getClassLoader()", ""),
        ("$context.responseOverride.__class__ $context.now() $context.written $context.times", ".__class__   "),
    ],
)
def test_no_way_leads_around_the_lists(template: str, written: str) -> None:
    assert body_of(template) == written


@pytest.mark.parametrize(
    "failing",
    [
        "$input.path('$.s').substring(99)",
        "$input.path('$.l').get(99)",
        "$input.path('$[')",
        "$input.path('$.s').matches('(')",
        "$input.path('$.s').replaceAll('t', '$9')",
        "$util.parseJson('{')",
        "$util.base64Decode('%%%')",
        "$util.urlDecode('%')",
        "$input.path('$.l').iterator().remove()",
        "$input.path('$.m').put()",
        "#if(",
        "#set($x = )",
        "$input.path('$.n').compareTo('x')",
    ],
)
def test_an_errors_text_tells_nothing_of_python(failing: str) -> None:
    body_of(failing)


def test_values_print_as_javas_do() -> None:
    for value in VALUES:
        printed = "$!v #set($map = {'v': $v})$map #set($list = [$v])$list #set($json = $util.parseJson('[]'))#set($x = $json.add($v))$json"
        written = body_of(with_value(value, printed))
        assert not re.search(r"\bTrue\b|\bNone\b|'k': 'v'|Decimal\(|dict_|list_|set\(", written), written


def test_the_lists_hold_no_name_of_pythons() -> None:
    def names(kind: type[Any]) -> set[str]:
        return {name for name, _ in kind.methods} if issubclass(kind, Host) else set()

    for kind in KINDS:
        assert not any(name.startswith("_") for name in names(kind)), kind
