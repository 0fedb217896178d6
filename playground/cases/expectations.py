"""What a case expects of its Result, and how the Result falls short of it.

Text is compared exactly. Any other JSON value is compared as JSON: members in any order, blanks nowhere, numbers by their value.
"""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from playground.diagnostics import Lines
from playground.jsontext import source
from playground.jsontext.pointer import to_pointer
from playground.jsontext.source import JsonNumber
from playground.model import MalformedJson, well_formed
from playground.model.cases import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.model import Expectation, Result
    from playground.model.cases import Part

_LONGEST = 120
"""Characters of what was expected, and of what came."""
_BEFORE = 20
"""Of them, those before the first that differs."""


def differences(expect: Expectation, result: Result) -> list[Difference]:
    """Where a Result is not as expected; [] where it is."""
    found: list[Difference] = []
    if expect.status is not None and expect.status != result.status:
        found.append(_difference("status", "", str(expect.status), None if result.status is None else str(result.status)))
    if "body" in expect.model_fields_set:
        found += _body("body", expect.body, result.body)
    found += _headers(expect.header, result.headers or {})
    request = expect.integrationRequest
    if request is not None and "body" in request.model_fields_set:
        found += _body("integrationRequest", request.body, result.integrationRequest.body if result.integrationRequest else None)
    return found


def _headers(expected: dict[str, str], headers: dict[str, str]) -> Iterator[Difference]:
    got = {name.lower(): value for name, value in headers.items()}
    for name, value in expected.items():
        there = got.get(name.lower())
        if there is None or well_formed(there) != well_formed(value):
            yield _difference("header", name, value[:_LONGEST], None if there is None else there[:_LONGEST])


def _body(of: Part, expected: Any, got: str | None) -> list[Difference]:
    if isinstance(expected, str):
        return _text(of, well_formed(expected), None if got is None else well_formed(got))
    wanted = source.load(json.dumps(expected))
    try:
        parsed = source.load(got or "")
    except (MalformedJson, RecursionError):
        return [_difference(of, "", _json(wanted), None if got is None else _excerpt(got, 0))]
    found = _first(wanted, parsed, ())
    return [] if found is None else [_difference(of, to_pointer(map(str, found[0])), found[1], found[2])]


def _text(of: Part, expected: str, got: str | None) -> list[Difference]:
    if got is None:
        return [_difference(of, "", _excerpt(expected, 0), None)]
    if got == expected:
        return []
    shorter = min(len(expected), len(got))
    at = next((index for index in range(shorter) if expected[index] != got[index]), shorter)
    place = Lines(got).position(at)
    return [_difference(of, f"line {place.line}, column {place.column}", _excerpt(expected, at), _excerpt(got, at))]


def _first(expected: Any, got: Any, path: tuple[str | int, ...]) -> tuple[tuple[str | int, ...], str | None, str | None] | None:
    """The first place where two JSON values differ: its path, and both values there; None where they are equal."""
    if isinstance(expected, dict) and isinstance(got, dict):
        missing = next((name for name in expected if name not in got), None)
        if missing is not None:
            return (*path, missing), _json(expected[missing]), None
        more = next((name for name in got if name not in expected), None)
        if more is not None:
            return (*path, more), None, _json(got[more])
        return next((found for name in expected if (found := _first(expected[name], got[name], (*path, name)))), None)
    if isinstance(expected, list) and isinstance(got, list):
        for index, pair in enumerate(zip(expected, got, strict=False)):
            if found := _first(*pair, (*path, index)):
                return found
        if len(expected) == len(got):
            return None
        at = min(len(expected), len(got))
        return (*path, at), _json(expected[at]) if at < len(expected) else None, _json(got[at]) if at < len(got) else None
    return None if _same(expected, got) else (path, _json(expected), _json(got))


def _same(expected: Any, got: Any) -> bool:
    """Whether two values that are not both objects or both lists are equal; half a character is `?`, as in a Result."""
    if type(expected) is not type(got):
        return False
    if type(expected) is JsonNumber:
        return _same_number(expected, got)
    return bool(well_formed(expected) == well_formed(got) if isinstance(expected, str) else expected == got)


def _same_number(expected: JsonNumber, got: JsonNumber) -> bool:
    """Whole numbers are compared to the last digit; a number with a fraction may have lost digits where it was read as a double."""
    try:
        return Decimal(expected) == Decimal(got) or (not expected.lstrip("-").isdigit() and float(expected) == float(got))
    except InvalidOperation:
        return False


def _difference(of: Part, at: str, expected: str | None, got: str | None) -> Difference:
    return Difference(of=of, at=at, expected=expected, got=got)


def _json(value: Any) -> str:
    """A JSON value as short text."""
    try:
        text = source.dump(value, indent=False)
    except RecursionError:
        return "…"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _excerpt(text: str, at: int) -> str:
    """A piece of a text from a little before `at`."""
    start = max(0, at - _BEFORE)
    end = start + _LONGEST
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
