"""HCL's functions of numbers."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from playground.documents.hcl.function_types import ANY, Function
from playground.documents.hcl.values import as_number, as_text, as_whole, number, scalar, unknown
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playground.documents.hcl.function_types import Surroundings
    from playground.documents.hcl.syntax import Expression
    from playground.documents.tree import Node


def _of_one(change: Callable[[Decimal], Decimal]) -> Callable[[list[Node], Expression, Surroundings], Node]:
    return lambda arguments, at, _: number(change(as_number(arguments[0], at)), at)


def _of_many(choose: Callable[[Iterable[Decimal]], Decimal]) -> Callable[[list[Node], Expression, Surroundings], Node]:
    return lambda arguments, at, _: number(choose([as_number(one, at) for one in arguments]), at)


def _sum(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return number(sum((as_number(one, at) for one in arguments[0].items), Decimal(0)), at)


def _parseint(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    text, base = as_text(arguments[0], at), as_whole(arguments[1], at)
    try:
        return number(int(text[:400], base), at)
    except ValueError:
        raise unknown(f"{shorten(text, 40)} is no number of base {base}", at) from None


def _signum(value: Decimal) -> Decimal:
    return Decimal((value > 0) - (value < 0))


def _tonumber(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    return arguments[0] if arguments[0].value is None else number(as_number(arguments[0], at), at)


def _tostring(arguments: list[Node], at: Expression, _: Surroundings) -> Node:
    one = arguments[0]
    return one if one.value is None or one.pieces else scalar(as_text(one, at), at)


NUMBERS: dict[str, Function] = {
    "abs": Function(_of_one(abs)),
    "ceil": Function(_of_one(lambda value: value.to_integral_value(ROUND_CEILING))),
    "floor": Function(_of_one(lambda value: value.to_integral_value(ROUND_FLOOR))),
    "max": Function(_of_many(max), 1, ANY),
    "min": Function(_of_many(min), 1, ANY),
    "parseint": Function(_parseint, 2, 2),
    "signum": Function(_of_one(_signum)),
    "sum": Function(_sum),
    "tonumber": Function(_tonumber),
    "tostring": Function(_tostring),
}
