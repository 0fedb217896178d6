"""Holds a document against a schema, by jsonschema's draft 4, bounded and in Java's order.

The words in API Gateway's log are those of Java's json-schema-validator 2.2 (user-reported: logs of three courses), so its rules are
followed: 1.0 is no integer, keywords go by the alphabet and members by name, and behind the first refused value nothing is looked into.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from jsonschema import Draft4Validator
from jsonschema.exceptions import UnknownType
from jsonschema.validators import extend
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT4

from playground.javaregex.matching import InvalidRegex
from playground.json_schema import BrokenSchema, Checked, Violation
from playground.json_schema.check_run import CheckRun, EndlessReference
from playground.json_schema.keywords import KEYWORDS
from playground.json_schema.schemas import MODEL_ADDRESS, Schema, points_into, read_schema
from playground.json_schema.values import shown
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jsonschema import ValidationError

    from playground.json_schema import Budget

_MOST_VIOLATIONS = 100
"""Refused values that are looked for, to tell the first of them."""
_LONGEST_KEPT = 64 * 1024
"""Characters of a schema that is kept after it was read."""


_NO_SCHEMA = (Unresolvable, UnknownType, AttributeError, KeyError, TypeError, ValueError)
"""What comes of a part that is no schema, and that draft 4's own schema does not look at: only a `$ref` leads there."""


def check(name: str, models: Mapping[str, str], document: Any, budget: Budget) -> Checked:
    """See `json_schema.check`."""
    schemas = _with_referenced(name, models, budget)
    registry: Any = Registry().with_resources(
        (address, DRAFT4.create_resource(schema.content)) for address, schema in schemas.items() if address
    )
    run = CheckRun(budget)
    validator = _Validator(schemas[""].content, registry=registry, format_checker=run)
    try:
        errors = list(islice(validator.iter_errors(document), _MOST_VIOLATIONS))
    except EndlessReference:
        raise BrokenSchema(name, "a `$ref` in its schema leads back to itself without end") from None
    except InvalidRegex as error:
        raise BrokenSchema(name, f"a regular expression in its schema is none: {error}") from error
    except _NO_SCHEMA as error:
        raise BrokenSchema(name, "what a `$ref` in its schema says, or the part that it leads to, is no schema") from error
    return Checked(tuple(_first(errors)), frozenset(run.formats))


_Validator: Any = extend(Draft4Validator, KEYWORDS)
_META = {name: member for name, member in Draft4Validator.META_SCHEMA.items() if name not in {"$schema", "id"}}
"""Draft 4's own schema; with its address jsonschema would check it by its own keywords."""


def _with_referenced(name: str, models: Mapping[str, str], budget: Budget) -> dict[str, Schema]:
    """The model's schema under "", and under its address each that a `$ref` leads to, at whatever remove. BrokenSchema."""
    found = {"": _schema(name, models[name], budget)}
    waiting = [("", name)]
    while waiting:
        here, model = waiting.pop()
        for reference in found[here].references:
            match = MODEL_ADDRESS.fullmatch(reference.address)
            if match and match[1] in models and reference.address not in found:
                found[reference.address] = _schema(match[1], models[match[1]], budget)
                waiting.append((reference.address, match[1]))
            target = found.get(reference.address or here)
            if target is None or not points_into(target, reference.pointer):
                what = "no model of this API" if match and target is None else "neither a part of its schema nor a model of this API"
                raise BrokenSchema(model, f"its `$ref` {shown(reference.text)[:200]} names {what}", reference.path)
    return found


def _schema(name: str, text: str, budget: Budget) -> Schema:
    try:
        return (_read if len(text) <= _LONGEST_KEPT else _read.__wrapped__)(text, _Unkeyed(budget))
    except BrokenSchema as error:
        raise BrokenSchema(name, error.message, error.path) from error


class _Unkeyed:
    """A budget that is no part of the cache's key: it decides whether there is time to read a schema, not what it is."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Unkeyed)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=32)
def _read(text: str, budget: _Unkeyed) -> Schema:
    """A schema that draft 4's own schema allows."""
    schema = read_schema(text)
    validator = _Validator(_META, registry=Registry(), format_checker=CheckRun(budget.budget, reads_schema=True))
    error = next(validator.iter_errors(schema.content), None)
    if error is not None:
        path = tuple(error.absolute_path)
        pointer = "".join(f"/{part}" for part in path) or "its root"
        words = f"at {pointer}, {shorten(shown(error.instance), 100)} is not what JSON Schema draft 4 allows there"
        raise BrokenSchema("", f"{words}: {error.message}", path)
    return schema


def _first(errors: list[ValidationError]) -> Iterator[Violation]:
    """What Java's validator reports: the first refused value, and what it comes by on the way back, which it does not enter."""
    if not errors:
        return
    ordered = sorted(((tuple(error.absolute_path), error) for error in errors), key=lambda one: (one[0], one[1].validator))
    first = ordered[0][0]
    for path, error in ordered:
        if path == first or (0 < len(path) <= len(first) and path[:-1] == first[: len(path) - 1]):
            yield Violation(path, error.message)
