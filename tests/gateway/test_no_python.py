"""No way leads from a template's text to Python: names, calls, formats, iterators, errors, replacements, directives.

Every value that a template can hold is asked for every name that its Python object has. Each test fails where the guard that it is about
is taken away (`getattr` instead of the lists, `str.format`, `repr`, Python's own replacement syntax).
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest

from playground import Scenario, evaluate
from playground.gateway.context import ContextMap
from playground.gateway.input import Input, Payload
from playground.gateway.util import Util
from playground.vtl.loop_status import Foreach
from playground.vtl.run import Run
from playground.vtl.scope import Scope
from playground.vtl.values import ArrayList, Entry, Host, JavaArray, JavaClass, JavaIterator, JavaSet

BODY = json.dumps({"s": "text", "n": 5, "d": 1.5, "t": True, "l": [1, "a"], "m": {"k": "v"}, "big": 10**30, "nul": None})
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
    "an iterator": "$input.path('$.l').iterator()",
    "an array": "$input.path('$.s').split('e')",
    "a class": "$input.path('$.s').class",
    "$input": "$input",
    "$util": "$util",
    "$context": "$context",
    "$context.identity": "$context.identity",
    "$stageVariables": "$stageVariables",
    "all parameters": "$input.params()",
}
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


def body_of(template: str, body: str = BODY) -> str:
    result = evaluate(Scenario.from_document({"template": template, "backend": {"body": body}}))
    told = [finding.message + finding.help for finding in result.diagnostics]
    assert not TRACES.search(" ".join([result.body or "", *told, *result.log])), (result.body, told)
    return result.body if result.body is not None else f"limit: {told}"


@pytest.mark.parametrize("value", VALUES)
def test_no_value_has_what_its_python_object_has(value: str) -> None:
    made = f"#set($v = {VALUES[value]})"
    plain = body_of(f"{made}$!v")
    hidden = sorted(name for name in PYTHON if name.startswith("_"))  # no names of Velocity's: what follows the reference is text
    for call in ("", "()"):
        assert body_of(made + "".join(f"$!v.{name}{call}\n" for name in hidden)) == "".join(f"{plain}.{name}{call}\n" for name in hidden)
    for name in sorted(PYTHON - JAVA - set(hidden)):
        template = f"{made}#set($a = $v.{name})#set($b = $v.{name}())#set($c = $v.{name}(1))[$!a$!b$!c]"
        assert body_of(template) == "[]", name


@pytest.mark.parametrize("value", VALUES)
def test_no_index_leads_to_python(value: str) -> None:
    for name in ("__class__", "__dict__", "__globals__", "__init__", "methods", "run"):
        assert body_of(f"#set($v = {VALUES[value]})#set($n = '{name}')[$!v[$n]][$!v.get($n)]").replace("[$!v[$n]]", "[]") in {
            "[][]",
            "[][$!v.get($n)]",
        }


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("#set($s = '{0.__class__.__mro__}{}%s')$s.format($s)", None),
        ("#set($s = '%(x)s %r %c')$s.format('a', 'b')", None),
        ("$input.path('$.s').replaceAll('(t)', '\\\\g<0>\\\\1')", "\\g<0>\\1ex"),
        ("$input.path('$.s').replaceAll('(?P<x>t)', '\\\\g<x>')", None),
        ("#foreach($i in $input.path('$.l').iterator())$i.__class__ #end", "$i"),
        ("#foreach($i in [1])$foreach.__class__$foreach.scope$foreach.parent.__dict__#end", "$"),
        ("#include('/etc/hostname')", None),
        ("#include(\"$input.path('$.s')\")", None),
        ("#parse('/etc/hostname')", None),
        ("#evaluate('$input.body.__class__')", "#evaluate"),
        ("#define($d)$d.__class__#end$d.__class__", None),
        ("#macro(m $x)$x.__class__#end#m($util)", None),
        ("$input.path('$.__class__')$input.path(\"$..['__class__']\")", "[]"),
        ("$input.path('$[?(@.__class__)]')$input.path('$.l[?(@.__len__() > 0)]')", None),
        ("$input.json('$.__class__')", '""'),
        ("$util.parseJson('{\"__class__\": 1}').__class__", "1"),
        ("$util.getClass().forName('os')", None),
        ("$input.path('$.s').class.forName('java.lang.Runtime').getRuntime().exec('id')", None),
        ("$input.path('$.s').getClass().getClassLoader()", None),
        ("$context.responseOverride.__class__$context.now()$context.written$context.times", "$"),
        ("#set($context.__class__ = 1)#set($util.methods = 2)#set($input.run = 3)$util.methods$input.run", "$"),
        ("$input.path('$.s').matches('(?{__import__(\"os\")})')", None),
    ],
)
def test_no_way_leads_around_the_lists(template: str, written: str | None) -> None:
    body = body_of(template)
    for word in ("str", "mro", "root:", "builtins", "uid=", "Host", "playground"):
        assert word not in body.replace(template, "").replace("string", "").replace("Internal server error", ""), body
    if written is not None and not written.startswith(("$", "#")):
        assert written in body, body


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
    for value in VALUES.values():
        written = body_of(f"#set($v = {value})$!v")
        assert not re.search(r"\bTrue\b|\bNone\b|'k': 'v'|Decimal\(|dict_|list_|set\(", written), written


def test_the_lists_hold_no_name_of_pythons() -> None:
    def names(kind: type[Any]) -> set[str]:
        return {name for name, _ in kind.methods} if issubclass(kind, Host) else set()

    for kind in KINDS:
        assert not any(name.startswith("_") for name in names(kind)), kind
