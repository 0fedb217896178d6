"""The calls of a client that break request templates, made from the one at hand: each differs from it in one thing, and is named by it.

Only what can arrive is made: a part of the path is never missing or empty (the call would be another resource's), and a header holds no
line end and only what is printed of ASCII (RFC 9110, 5.5).
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.cases.call_parts import MOST_BASE, members, parameters
from playground.cases.sample import sample_call
from playground.jsontext import source
from playground.jsontext.pointer import to_pointer
from playground.jsontext.strict import MalformedJson
from playground.model.cases import DerivedCall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.cases.call_parts import Path
    from playground.limits import Limits
    from playground.model import Request, Scenario

MOST_CALLS = 300
MOST_BYTES = 8 * 1024 * 1024
"""Bytes of all calls together, as JSON: of one that is large itself, fewer others are made."""
LONG = 5_000
"""Characters of a very long text: a URL of 8 KB and headers of 10,240 bytes still hold it."""
_WITHOUT_TEMPLATES = frozenset({"AWS_PROXY", "HTTP_PROXY"})


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that breaks templates: what it is, why, and whether a header can hold it."""

    name: str
    text: str
    why: str
    in_header: bool = True


TEXTS = (
    _Text('A quote (")', 'a "quoted" text', "It ends the JSON string that it is put into, unless it is escaped."),
    _Text("A backslash", "C:\\data", "It begins an escape of JSON, unless it is escaped itself."),
    _Text("A line end", "first\nsecond", "JSON strings hold none, unless it is escaped.", in_header=False),
    _Text("An apostrophe", "O'Brien", "$util.escapeJavaScript makes \\' of it, which is no JSON."),
    _Text("An injected member", 'x","injected":"yes', "It ends the JSON string and adds a member, unless it is escaped."),
    _Text("A $", "$10 $input", "What a template prints is not read as a template again."),
    _Text("A #", "#1 #end", "What a template prints is not read as a template again."),
    _Text("An emoji", "🎬", "It is two units of UTF-16, and four bytes.", in_header=False),
    _Text("A very long text", "x" * LONG, "Services limit the length of keys and names."),
)
_EMPTY = "DynamoDB refuses an empty key, and a condition for a missing value does not hold for an empty one."


def calls_of(scenario: Scenario, limits: Limits) -> list[DerivedCall]:
    """The calls; what is as the call at hand, or as a case's, is left out. None where no template sees the call: a proxy passes it on."""
    if scenario.effective_method.methodIntegration.type in _WITHOUT_TEMPLATES:
        return []
    base = base_call(scenario, limits)
    seen = {_identity(one) for one in [base, *(case.request for case in scenario.cases)] if one is not None}
    names: dict[str, int] = {}
    made: list[DerivedCall] = []
    left = MOST_BYTES
    for one in _calls(base, scenario, limits):
        identity = _identity(one.request)
        left -= len(identity)
        if left < 0 or len(made) == MOST_CALLS:
            break
        if identity not in seen:
            seen.add(identity)
            made.append(one.model_copy(update={"name": _unique(one.name, names)}))
    return made


def _unique(name: str, names: dict[str, int]) -> str:
    """The name, with a number behind it where it was given before."""
    while True:
        names[name] = names.get(name, 0) + 1
        if names[name] == 1:
            return name
        name = f"{name} ({names[name]})"


def base_call(scenario: Scenario, limits: Limits) -> Request:
    """The call at hand; where the Scenario has none, one with every parameter that the method declares or reads."""
    return scenario.request if "request" in scenario.model_fields_set else sample_call(scenario, limits)


def _calls(base: Request, scenario: Scenario, limits: Limits) -> Iterator[DerivedCall]:
    found = parameters(base, scenario, limits)
    several = {name for number, (_, name) in enumerate(found) if any(name == other for _, other in found[:number])}
    for location, name in found:
        yield from _of_parameter(base, location, name, f"{name} ({_WHERE[location]})" if name in several else name)
    if base.body:
        yield from _of_body(base)
        yield from _of_type(base)
    value = {} if not base.body.strip() else _parsed(base.body)
    if isinstance(value, dict) and len(base.body) <= MOST_BASE:
        yield from _of_members(base, value, members(value, scenario, limits))


_WHERE = {"path": "path", "querystring": "query string", "header": "header"}


def _of_parameter(base: Request, location: str, name: str, shown: str) -> Iterator[DerivedCall]:
    """The calls that differ in a parameter, which is named `shown`."""
    values: dict[str, Any] = getattr(base, location)

    def call(what: str, value: str | list[str] | None, why: str) -> DerivedCall:
        kept = {key: one for key, one in values.items() if key != name or value is not None}
        given = kept if value is None else {**kept, name: value}
        return DerivedCall(name=what, request=base.model_copy(update={location: given}), why=why)

    old = values.get(name)
    if location != "path":
        if name in values:
            yield call(f"Without {shown}", None, f"A client may leave it out of the {_WHERE[location]}: $input.params gives an empty text.")
        yield call(f"{shown} is empty", "", _EMPTY)
        if isinstance(old, str):
            yield call(f"{shown} is sent twice", [old, f"{old}2"], "A template that reads one value gets the last one alone.")
    for one in TEXTS:
        if one.in_header or location != "header":
            yield call(f"{one.name} in {shown}", one.text, one.why)
    if isinstance(old, str) and _is_number(old):
        yield call(f"{shown} is a text", "abc", "Where a number belongs, it is none.")
    else:
        yield call(f"{shown} is a number", "42", "In JSON without quotes it is a number, and no text.")


def _of_body(base: Request) -> Iterator[DerivedCall]:
    """The calls that differ in the body."""

    def call(what: str, body: str, why: str) -> DerivedCall:
        return DerivedCall(name=what, request=base.model_copy(update={"body": body}), why=why)

    yield call("No body", "", "$input.path finds nothing, and $input.json('$') gives {}.")
    yield call(
        "A body that is no JSON",
        '{"a": ',
        "A template that reads it by path fails; one that passes it on sends it.",
    )
    yield call("A list for a body", "[]", "Paths into an object find nothing in it.")


def _of_members(base: Request, value: dict[str, Any], paths: list[Path]) -> Iterator[DerivedCall]:
    """The calls that differ in a member of the body, which is `value`."""

    def call(what: str, body: dict[str, Any], why: str) -> DerivedCall:
        return DerivedCall(name=what, request=base.model_copy(update={"body": source.dump(body)}), why=why)

    if base.body:
        yield call("A member more", {**value, "isAdmin": True}, "A template that passes the whole body on sends it as well.")
    for path in paths:
        for what, changed, why in _of_member(value, path):
            yield call(what, changed, why)


def _of_member(body: dict[str, Any], path: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """What a body becomes where a member changes: the name of the change, the body, why."""
    name = str(path[0]) if len(path) == 1 else to_pointer([str(one) for one in path])
    old = _at(body, path)
    if isinstance(path[-1], str) and old is not _ABSENT:
        yield f"{name} missing", _without(body, path), "A client may leave it out: $input.path gives nothing, $input.json an empty text."
    yield f"{name} is null", _with(body, path, None), "$input.path gives nothing; $input.json gives null."
    yield f"{name} is an empty text", _with(body, path, ""), _EMPTY
    for one in TEXTS:
        yield f"{one.name} in {name}", _with(body, path, one.text), one.why
    if isinstance(old, source.JsonNumber):
        yield f"{name} is a number as text", _with(body, path, str(old)), "It prints alike, and $input.json writes it with quotes."
        yield f"{name} is a text", _with(body, path, "abc"), "Where a number belongs, it is none."
    else:
        yield f"{name} is a number", _with(body, path, source.JsonNumber("42")), "In JSON without quotes it is a number, and no text."
    yield f"{name} is a list", _with(body, path, ["a", "b"]), "It prints as Java's list does where a text is expected."
    yield f"{name} is an object", _with(body, path, {"inner": "a"}), "It prints as Java's map does, {inner=a}, where a text is expected."


def _of_type(base: Request) -> Iterator[DerivedCall]:
    """The call with another Content-Type, for which there may be no template."""
    kept = {name: value for name, value in base.header.items() if name.lower() != "content-type"}
    for kind in ("text/plain", "application/xml"):
        request = base.model_copy(update={"header": {**kept, "Content-Type": kind}})
        yield DerivedCall(
            name=f"Content-Type {kind}", request=request, why="Where it has no template, the body is passed on, or AWS answers 415."
        )


_ABSENT = object()


def _at(value: Any, path: Path) -> Any:
    """What stands at a path; `_ABSENT` where nothing does."""
    for name in path:
        if isinstance(value, dict) and name not in value:
            return _ABSENT
        value = value[name]
    return value


def _with(body: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """A body with another value at a path, and with the objects on the way there."""
    made = copy.deepcopy(body)
    at: Any = made
    for name in path[:-1]:
        at = at.setdefault(name, {}) if isinstance(at, dict) else at[name]
    at[path[-1]] = value
    return made


def _without(body: dict[str, Any], path: Path) -> dict[str, Any]:
    made = copy.deepcopy(body)
    del _at(made, path[:-1])[path[-1]]
    return made


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _parsed(text: str) -> Any:
    """The value of a body; None where it is no JSON."""
    try:
        return source.load(text)
    except (MalformedJson, RecursionError):
        return None


def _identity(request: Request) -> str:
    """The same for equal calls."""
    return request.model_dump_json()
