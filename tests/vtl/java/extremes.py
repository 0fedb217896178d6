"""Values at the ends of what Java's types hold, of every type that a template can reach, and calls of every method that they have."""

from __future__ import annotations

import math
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from playground import Scenario, vtl
from playground.errors import LimitReached
from playground.gateway.evaluation import Evaluation
from playground.gateway.variables.input import Input
from playground.gateway.variables.util import Util
from playground.jsontext.java_numbers import (
    BigInteger,
    Byte,
    Float,
    HugeInteger,
    Long,
    Short,
    to_big_integer,
    to_float,
    to_long,
)
from playground.limits import Limits
from playground.vtl.compile.calls import invoking
from playground.vtl.java import arithmetic, methods
from playground.vtl.java.java_maps import HashMap, TreeMap
from playground.vtl.java.objects import Entry, JavaClass, JavaIterator
from playground.vtl.java.values import ArrayList, JavaArray, JavaException, JavaSet, Key, equals, from_java_key, to_json, to_text
from playground.vtl.runtime.foreach_status import Foreach

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LIMITS = Limits(string=100_000)
ALLOWED = (JavaException, LimitReached)
"""What a call may end with besides a value."""
EDGES = (0, 1, 2**7, 2**15, 2**31, 2**63, 2**64)
WHOLE = [sign * (edge + step) for edge in EDGES for step in (-1, 0) for sign in (1, -1)]
HUGE = [10**310, -(10**310), 10**3_899]
DOUBLES = [
    *(0.0, -0.0, 1.5, -1.5, 0.1, 1e7, 1e-3, 9.5e-4, 2e23, 16777217.0, 1e19, 3.4028236e38, 1e-46, 1e308, -1e308, 5e-324),
    *(math.nan, math.inf, -math.inf),
]
DECIMALS = [
    *("1.0000000000000000000001", "-0.5", "0E-20", "0E+400", "1E+400", "-1E+400", "1E-400", "1E+999999", "1E-999999", "1E+2147483647"),
    *("1E-2147483647", "0E+2147483647", "12345678901234567890.123", "-3000000000.50000000000", "1." + "7" * 5_000, "9" * 5_000 + ".5"),
]
TEXTS = [
    *("", "a", "a,b,,c,", " 1 ", "-0", "+5", "1.5f", "0x1p3", "0x1p99999", "1e999", "NaN", "Infinity", "2147483648", "9" * 5_000),
    *("%s", "%d", "%,.3f", "%099999999999d", "%.99999999s", "%2147483647s", "%1$s%<s", "%e%g%x%o%c%b%h", "(", "$1", "a|b", "é😀", "\ud800"),
    *("٣", "𝟏", "\0", "_", "." * 400),
]


def call(target: object, name: str, arguments: Sequence[object], limits: Limits = LIMITS) -> None:
    """Call a method as a template does, and print what it gives; whatever is raised but what `ALLOWED` has goes on."""
    run = vtl.Run(limits)
    with suppress(*ALLOWED):
        shown(invoking(type(target), name, len(arguments))(run, target, arguments))  # type: ignore[arg-type]


def compute(left: object, right: object) -> None:
    """Whatever a template does with two values without a call."""
    for operation in (*arithmetic.OPERATIONS.values(), arithmetic.compare, methods.get_index, equals):
        with suppress(*ALLOWED):
            shown(operation(left, right))


def shown(value: object) -> None:
    """Print a value, write it as JSON, and file something under it."""
    to_text(value)
    to_json(value)
    hash(from_java_key(value))


def calls_of(value: object) -> list[tuple[str, int]]:
    """The methods that a value has, each with a number of arguments."""
    return [(name, count) for name, counts in sorted(methods.argument_counts(value).items()) for count in sorted(counts)]


def scalars() -> list[object]:
    """Numbers of every class, texts, Booleans, and nothing."""
    reals: list[object] = [*DOUBLES, *map(to_float, DOUBLES), *map(Decimal, DECIMALS), HugeInteger("9" * 5_000)]
    narrow: list[object] = [*map(Byte, (0, -128, 127)), *map(Short, (0, -(2**15), 2**15 - 1))]
    narrow += [made for value in (0, -1, 2**31 - 1, -(2**31)) for made in (to_long(value), to_big_integer(value))]
    return [*WHOLE, *HUGE, *narrow, *reals, *TEXTS, True, False, None]


_TEMPLATE = vtl.parse("$method $integration", LIMITS)


def _variable(name: str) -> object:
    return _variables()[name]


def _evaluation() -> Evaluation:
    request = {"header": {"A": ["1", "2"]}, "querystring": {"q": "x"}, "path": {"p": "y"}, "body": '{"a": [1]}'}
    context = {"authorizer": {"claims": {"sub": "1"}, "list": [1]}}
    document: dict[str, Any] = {"template": "", "backend": {"body": '{"b": 1}'}, "request": request, "context": context}
    return Evaluation(Scenario.from_document({**document, "stageVariables": {"v": "1"}}), LIMITS)


def _variables() -> dict[str, object]:
    """What a response template begins with."""
    evaluation = _evaluation()
    given: dict[str, object] = {"input": Input(evaluation.request_payload, evaluation.call, evaluation.run), "util": Util(evaluation.run)}
    given |= {"context": evaluation.context, "stageVariables": evaluation.stage_variables}
    return {**given, **evaluation.call.variables(_TEMPLATE, {"A": ["1", "2"]}, '{"b": 1}')}


MAKERS: list[Callable[[], object]] = [
    dict,
    lambda: {"a": 1, 2: "b", Key(True): 1.5, None: None},
    list,
    lambda: [1, "a", None, 2**70, math.nan],
    lambda: ArrayList([3, 1, 2, Decimal("1E+400")]),
    lambda: JavaArray(["a", 2]),
    lambda: JavaSet(["a"], {"a": 1}, of_keys=True),
    lambda: JavaSet([1.5], {"a": 1.5}),
    lambda: Entry({"a": 1}, "a"),
    lambda: Entry({Key(1.5): None}, Key(1.5)),
    lambda: JavaIterator([1]),
    lambda: JavaIterator([]),
    lambda: JavaClass("java.lang.String"),
    lambda: HashMap([("a", 1), ("b", 2.5)]),
    lambda: TreeMap([("b", 1), ("a", 2)]),
    lambda: Foreach(2, None),
    *[partial(_variable, name) for name in ("input", "util", "context", "method", "integration", "stageVariables")],
    lambda: _evaluation().call.params,
    lambda: methods.get_path(_variables()["method"], ("request", "multivalueheader", "A")),
    lambda: methods.get_path(_variables()["context"], ("authorizer", "claims")),
]
"""Makers of all values that a call may change: each call gets its own."""


@lru_cache(maxsize=1)
def values() -> st.SearchStrategy[Any]:
    """Any value: of those above, or made up."""
    whole = st.integers() | st.integers(-(10**400), 10**400) | st.sampled_from(WHOLE)
    classes = st.sampled_from([Byte, Short, Long, BigInteger])
    narrow = st.builds(lambda kind, value: kind(value), classes, st.integers(-128, 127))
    reals = st.floats() | st.floats(width=32).map(Float) | st.decimals(allow_nan=False, allow_infinity=False)
    made: st.SearchStrategy[Any] = whole | narrow | reals | st.text(max_size=8) | st.booleans() | st.none() | st.sampled_from(scalars())
    many = st.lists(made, max_size=4)
    keyed = st.dictionaries(made.map(from_java_key), made, max_size=4)
    return made | many | many.map(ArrayList) | many.map(JavaArray) | keyed | st.sampled_from(MAKERS).map(lambda make: make())


@lru_cache(maxsize=1)
def calls() -> st.SearchStrategy[tuple[object, str, list[object]]]:
    """A value, a method that it has, and arguments of any type."""

    def of(value: object) -> st.SearchStrategy[tuple[object, str, list[object]]]:
        chosen = st.sampled_from(calls_of(value))
        return chosen.flatmap(lambda one: st.tuples(st.just(value), st.just(one[0]), st.lists(values(), min_size=one[1], max_size=one[1])))

    return values().flatmap(of)
