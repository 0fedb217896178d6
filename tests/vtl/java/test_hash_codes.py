"""`hashCode()` of a template's values, as Java 17 and Velocity 1.7 print it."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from playground.vtl.java.hash_codes import hash_code
from playground.vtl.java.values import ArrayList
from tests.vtl.hosts import render
from tests.vtl.velocity import needs_velocity, velocity

BODY = """{"l": [1, "a", null, true, false], "m": {"k": "v", "n": null, "in": {"x": [1.5]}}, "e": [], "o": {}, "d": 1.5, "b": 12345678901,
 "big": 123456789012345678901234567890, "z": 0.0, "neg": -2.25, "deep": [[["x"]], {"a": [{}]}]}"""
CODES = {
    "$b.l.hashCode()": "32481797",
    "$b.m.hashCode()": "1073221069",
    "$b.e.hashCode() $b.o.hashCode()": "1 0",
    "$b.d.hashCode() $b.z.hashCode() $b.neg.hashCode()": "1073217536 0 -1073610752",
    "$b.b.hashCode() $b.big.hashCode()": "-539222985 1915528825",
    "$b.deep.hashCode()": "6729",
    "$b.m.keySet().hashCode() $b.m.entrySet().hashCode()": "3582 1073221069",
    "#foreach($e in $b.m.entrySet())$e.hashCode() #end": "29 110 1073220930 ",
    "#set($l = [1, 'a', [2..4]])$l.hashCode() $l.subList(0, 1).hashCode()": "65569 32",
    "#set($m = {'a': 1, 2: 'b', true: 1.5})$m.hashCode()": "1073218959",
    "#set($l = [])$l.hashCode()#set($ignored = $l.add('x')) $l.hashCode()": "1 151",
    "#set($a = {})#set($b = {})#set($a.x = $b)#set($a.y = $b)$a.hashCode()": "241",
    "[$b.m.values().hashCode()][$b.l.toArray().hashCode()][$foreach.hashCode()]": "[][][]",
}


@pytest.mark.parametrize(("template", "text"), CODES.items())
def test_a_value_has_java_s_hash_code(template: str, text: str) -> None:
    assert render(template, BODY) == text


def test_a_list_that_holds_itself_fails_as_in_java() -> None:
    with pytest.raises(Exception, match="hold"):
        render("#set($l = [])#set($ignored = $l.add($l))$l.hashCode()")


def test_lists_that_share_their_members_take_no_long_time() -> None:
    template = "#set($l = ['x'])" + "#set($l = [$l, $l, $l])" * 60 + "$l.hashCode()"
    assert int(render(template)) == hash_code(nested(60))


def nested(depth: int) -> ArrayList:
    value = ArrayList(["x"])
    for _ in range(depth):
        value = ArrayList([value, value, value])
    return value


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(max_size=5),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, JSON)
def test_equal_values_have_equal_hash_codes(one: Any, other: Any) -> None:
    assert hash_code(one) == hash_code(json.loads(json.dumps(one)))
    assert -(2**31) <= hash_code([one, other]) < 2**31
    assert hash_code({"a": one, "b": other}) == hash_code({"b": other, "a": one})


@pytest.mark.processes
@needs_velocity
def test_random_documents_have_the_hash_codes_that_java_computes() -> None:
    chance = random.Random(5)  # noqa: S311 - no secret
    documents = [json.dumps(random_value(chance, 0), ensure_ascii=False) for _ in range(300)]
    template = "#set($b = $input.path('$'))#foreach($x in [$b, [$b], {'k': $b}])$x.hashCode() #end"
    assert [render(template, body) for body in documents] == velocity([(template, body) for body in documents])


def random_value(chance: random.Random, depth: int) -> Any:
    scalars: list[Any] = [
        None,
        True,
        False,
        "",
        "a",
        "Grüße",
        "\U0001f600",
        chance.randint(-9, 9),
        chance.getrandbits(40),
        -chance.getrandbits(90),
    ]
    scalars += [chance.random() * 10 ** chance.randint(-12, 12), -0.5, 10.0, 1e300]
    kind = chance.random() if depth < 3 else 0
    if kind < 0.4 and depth:
        return chance.choice(scalars)
    if kind < 0.7:
        return [random_value(chance, depth + 1) for _ in range(chance.randint(0, 4))]
    return {chance.choice(["k", "Aa", "BB", "é", "x y", ""]): random_value(chance, depth + 1) for _ in range(chance.randint(0, 4))}
