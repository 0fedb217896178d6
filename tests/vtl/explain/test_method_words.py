"""Words for a call that gives nothing: what the value is, how many arguments its method takes, and which method was meant."""

from __future__ import annotations

from typing import Any

import pytest

from playground.vtl.explain.method_words import describe_call
from playground.vtl.java.values import ArrayList, JavaSet


@pytest.mark.parametrize(
    ("value", "name", "given", "words"),
    [
        ("text", "trim", 1, "`trim(…)` of `$x` takes no argument, not 1"),
        ("text", "length", 2, "`length(…)` of `$x` takes no argument, not 2"),
        ("text", "substring", 3, "`substring(…)` of `$x` takes 1 or 2 arguments, not 3"),
        ("text", "charAt", 0, "`charAt(…)` of `$x` takes 1 argument, not 0"),
        ("text", "size", 0, "`$x` is a text, which has no method `size`; there is `length()`"),
        ("text", "upper", 0, "`$x` is a text, which has no method `upper`; there is `toUpperCase()`"),
        ("text", "substr", 2, "`$x` is a text, which has no method `substr`; there is `substring(…)`"),
        (ArrayList(), "length", 0, "`$x` is a list, which has no method `length`; there is `size()`"),
        (ArrayList(), "push", 1, "`$x` is a list, which has no method `push`; there is `add(…)`"),
        ({}, "hasKey", 1, "`$x` is a map, which has no method `hasKey`; there is `containsKey(…)`"),
        ({}, "keys", 0, "`$x` is a map, which has no method `keys`; there is `keySet()`"),
        (JavaSet([], {}), "get", 1, "`$x` is a set, which has no method `get`"),
        (True, "negate", 0, "`$x` is true or false, which has no method `negate`"),
        ({}, "nothing" * 20, 0, "`$x` is a map, which has no method `nothingnothing"),
    ],
)
def test_a_call_that_gives_nothing_says_why(value: Any, name: str, given: int, words: str) -> None:
    assert describe_call(value, "`$x`", name, given).startswith(words)


@pytest.mark.parametrize(("value", "name", "given"), [("text", "trim", 0), ("text", "matches", 1), ({}, "get", 1), (5, "intValue", 0)])
def test_of_a_method_that_there_is_nothing_is_said(value: Any, name: str, given: int) -> None:
    assert describe_call(value, "`$x`", name, given) == ""
