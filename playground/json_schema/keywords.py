"""The keywords of JSON Schema draft 4: each gives the errors of one value, in the words of Java's json-schema-validator 2.2.

They stand in the place of jsonschema's own, whose messages print the whole value, and whose patterns are Python's, without a time limit.
"""

from __future__ import annotations

import operator
from decimal import Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from jsonschema import Draft4Validator, ValidationError

from playground.errors import LimitReached
from playground.javaregex import matching
from playground.json_schema.values import instance_type, same_key, shown, type_names
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playground.json_schema.check_run import CheckRun

    Keyword = Callable[[Any, Any, Any, Any], Iterator[ValidationError]]

_STOCK = Draft4Validator.VALIDATORS
_DIGITS = 4_000
"""Of a quotient, for `multipleOf`."""


def _type(validator: Any, types: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    allowed = [types] if isinstance(types, str) else types
    if not any(validator.is_type(instance, one) for one in allowed):
        yield ValidationError(
            f"instance type ({instance_type(instance)}) does not match any allowed primitive type (allowed: {shown(type_names(allowed))})"
        )


def _enum(validator: Any, values: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if same_key(instance) not in _check_run(validator).keys_of(values):
        yield ValidationError(f"instance value ({shown(instance)}) not found in enum (possible values: {shown(values)})")


def _sized(kind: str, fails: Callable[[int, int], bool], words: str) -> Keyword:
    """A keyword that holds the size of a `kind` against a number."""

    def keyword(validator: Any, limit: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
        if validator.is_type(instance, kind) and fails(len(instance), limit):
            yield ValidationError(words.format(limit=limit, size=len(instance), text=shown(instance) if kind == "string" else ""))

    return keyword


def _bound(edge: str, fails: Callable[[Any, Any], bool], words: str, strict_words: str) -> Keyword:
    """`minimum` and `maximum`; `edge` says whether the number itself is refused as well."""

    def keyword(validator: Any, limit: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        if not validator.is_type(instance, "number"):
            return
        if fails(instance, limit):
            yield ValidationError(words.format(limit=shown(limit), found=shown(instance)))
        elif schema.get(edge) and instance == limit:
            yield ValidationError(strict_words.format(limit=shown(limit)))

    return keyword


def _multiple_of(validator: Any, divisor: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if not validator.is_type(instance, "number"):
        return
    try:
        rest = Context(prec=_DIGITS).remainder(Decimal(instance), Decimal(divisor))
    except InvalidOperation:
        raise LimitReached(
            "string", f"{shorten(shown(instance), 40)} divided by {shorten(shown(divisor), 40)} has more than {_DIGITS:,} digits."
        ) from None
    if rest:
        yield ValidationError(f"remainder of division is not zero ({shown(instance)} / {shown(divisor)})")


def _pattern(validator: Any, pattern: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if validator.is_type(instance, "string") and not _check_run(validator).finds(pattern, instance):
        yield ValidationError(f"ECMA 262 regex {shown(pattern)} does not match input string {shown(instance)}")


def _format(validator: Any, name: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    """Only noted: whether API Gateway looks at formats is not known."""
    run = _check_run(validator)
    if not run.reads_schema:
        if isinstance(name, str) and isinstance(instance, str):
            run.formats.add(name)
    elif name == "regex" and isinstance(instance, str):
        try:
            matching.check(instance)
        except matching.InvalidRegex as error:
            yield ValidationError(f"{shown(instance)} is no regular expression of Java's: {error}")


def _required(validator: Any, names: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    missing = [name for name in names if name not in instance] if validator.is_type(instance, "object") else []
    if missing:
        yield ValidationError(f"object has missing required properties ({shown(missing)})")


def _dependencies(validator: Any, dependencies: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if not validator.is_type(instance, "object"):
        return
    for name, needed in dependencies.items():
        if name not in instance:
            continue
        if isinstance(needed, list):
            missing = [one for one in needed if one not in instance]
            if missing:
                yield ValidationError(
                    f"property {shown(name)} of object has missing property dependencies (schema requires {shown(needed)};"
                    f" missing: {shown(missing)})"
                )
        else:
            yield from validator.descend(instance, needed, schema_path=name)


def _unique_items(validator: Any, wanted: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if wanted and validator.is_type(instance, "array") and len({same_key(one) for one in instance}) < len(instance):
        yield ValidationError("array must not contain duplicate elements")


def _additional_items(validator: Any, extra: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    items = schema.get("items")
    if not validator.is_type(instance, "array") or not isinstance(items, list) or len(instance) <= len(items):
        return
    if extra is False:
        yield ValidationError(f"schema only allows {len(items)} elements in array but instance has {len(instance)} elements")
    elif isinstance(extra, dict):
        for index in range(len(items), len(instance)):
            yield from validator.descend(instance[index], extra, path=index)


def _additional_properties(validator: Any, extra: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    if extra is True or not validator.is_type(instance, "object"):
        return
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", {})
    run = _check_run(validator)
    others = [name for name in instance if name not in known and not any(run.finds(pattern, name) for pattern in patterns)]
    if extra is False:
        if others:
            yield ValidationError(f"object instance has properties which are not allowed by the schema: {shown(sorted(others))}")
        return
    for name in others:
        yield from validator.descend(instance[name], extra, path=name)


def _pattern_properties(validator: Any, patterns: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if not validator.is_type(instance, "object"):
        return
    run = _check_run(validator)
    for pattern, schema in patterns.items():
        for name, value in instance.items():
            if run.finds(pattern, name):
                yield from validator.descend(value, schema, path=name, schema_path=pattern)


def _all_of(validator: Any, schemas: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    matched, first = _matched(validator, schemas, instance)
    if matched < len(schemas):
        words = f"instance failed to match all required schemas (matched only {matched} out of {len(schemas)})"
        yield ValidationError(words, context=first)


def _any_of(validator: Any, schemas: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if not any(_fits(validator, schema, instance) for schema in schemas):
        yield ValidationError(f"instance failed to match at least one required schema among {len(schemas)}")


def _one_of(validator: Any, schemas: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    matched, _ = _matched(validator, schemas, instance)
    if matched != 1:
        yield ValidationError(f"instance failed to match exactly one schema (matched {matched} out of {len(schemas)})")


def _not(validator: Any, schema: Any, instance: Any, _schema: Any) -> Iterator[ValidationError]:
    if _fits(validator, schema, instance):
        yield ValidationError("instance matched a schema which it should not have")


def _ref(validator: Any, ref: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
    with _check_run(validator).inside(schema, instance):
        yield from _STOCK["$ref"](validator, ref, instance, schema)


def _fits(validator: Any, schema: Any, instance: Any) -> bool:
    return next(validator.descend(instance, schema), None) is None


def _matched(validator: Any, schemas: Any, instance: Any) -> tuple[int, list[ValidationError]]:
    """How many of `schemas` match, and the first error of the first that does not."""
    firsts = [next(validator.descend(instance, schema), None) for schema in schemas]
    return firsts.count(None), [first for first in firsts if first is not None][:1]


def _check_run(validator: Any) -> CheckRun:
    """What this check may use: jsonschema hands its `format_checker` on to every keyword, and that is ours."""
    run: CheckRun = validator.format_checker
    return run


def _metered(keyword: Keyword) -> Keyword:
    """The keyword, each call of which is counted with the sizes of what it looks at."""

    def metered(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        turns = 1 + (len(value) if type(value) in _MANY else 0) + (len(instance) if type(instance) in _MANY else 0)
        validator.format_checker.spend(turns)
        return keyword(validator, value, instance, schema)

    return metered


def _nesting(keyword: Keyword) -> Keyword:
    """A keyword that looks into what stands deeper, in its document or its schema: so deep and no deeper."""

    def nesting(validator: Any, value: Any, instance: Any, schema: Any) -> Iterator[ValidationError]:
        run = _check_run(validator)
        run.enter()
        try:
            yield from keyword(validator, value, instance, schema)
        finally:
            run.leave()

    return nesting


_MANY = frozenset({dict, list})
_LENGTH = "string {text} is too "
_ELEMENTS = "elements but instance has {size} elements"
KEYWORDS = {
    name: _metered(keyword)
    for name, keyword in {
        "$ref": _nesting(_ref),
        "additionalItems": _nesting(_additional_items),
        "additionalProperties": _nesting(_additional_properties),
        "allOf": _nesting(_all_of),
        "anyOf": _nesting(_any_of),
        "dependencies": _nesting(_dependencies),
        "enum": _enum,
        "format": _format,
        "items": _nesting(_STOCK["items"]),
        "maxItems": _sized("array", operator.gt, f"array is too long: must have at most {{limit}} {_ELEMENTS}"),
        "maxLength": _sized("string", operator.gt, f"{_LENGTH}long (length: {{size}}, maximum allowed: {{limit}})"),
        "maxProperties": _sized("object", operator.gt, "object has too many properties (found {size} but schema requires at most {limit})"),
        "maximum": _bound(
            "exclusiveMaximum",
            operator.gt,
            "numeric instance is greater than the required maximum (maximum: {limit}, found: {found})",
            "numeric instance is not strictly lower than the required maximum {limit}",
        ),
        "minItems": _sized("array", operator.lt, f"array is too short: must have at least {{limit}} {_ELEMENTS}"),
        "minLength": _sized("string", operator.lt, f"{_LENGTH}short (length: {{size}}, required minimum: {{limit}})"),
        "minProperties": _sized("object", operator.lt, "object has too few properties (found {size} but schema requires at least {limit})"),
        "minimum": _bound(
            "exclusiveMinimum",
            operator.lt,
            "numeric instance is lower than the required minimum (minimum: {limit}, found: {found})",
            "numeric instance is not strictly greater than the required minimum {limit}",
        ),
        "multipleOf": _multiple_of,
        "not": _nesting(_not),
        "oneOf": _nesting(_one_of),
        "pattern": _pattern,
        "patternProperties": _nesting(_pattern_properties),
        "properties": _nesting(_STOCK["properties"]),
        "required": _required,
        "type": _type,
        "uniqueItems": _unique_items,
    }.items()
}
"""Every keyword that refuses something; each call of one is counted."""
