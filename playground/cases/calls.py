"""The calls of a client that break request templates, made from the one at hand: each differs from it in one thing, and is named by it.

Only what can arrive is made: a part of the path is never missing or empty (the call would be another resource's), and a header holds no
line end and only what is printed of ASCII (RFC 9110, 5.5).
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from playground.cases.sample import parameters_of, sample_call
from playground.gateway.checks.template.parameter_reads import ANYWHERE
from playground.jsontext import source
from playground.jsontext.pointer import to_pointer
from playground.jsontext.strict import MalformedJson
from playground.model.cases import DerivedCall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.limits import Limits
    from playground.model import Request, Scenario

MOST_CALLS = 300
MOST_MEMBERS = 12
"""Members of a body that are changed, each by itself."""
MOST_BASE = 10_000
"""Characters of a body whose members are changed: each change is a whole body."""
LONG = 5_000
"""Characters of a very long text: a URL of 8 KB and headers of 10,240 bytes still hold it."""
_DEEPEST = 4
_NEGOTIATED = frozenset({"content-type", "accept", "host", "content-length"})
"""Headers that are no values to a template."""
_WITHOUT_TEMPLATES = frozenset({"AWS_PROXY", "HTTP_PROXY"})
_Path: TypeAlias = tuple["str | int", ...]


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
    names: set[str] = set()
    made: list[DerivedCall] = []
    for one in _calls(base, scenario, limits):
        identity = _identity(one.request)
        if identity in seen or one.name in names:
            continue
        seen.add(identity)
        names.add(one.name)
        made.append(one)
        if len(made) == MOST_CALLS:
            break
    return made


def base_call(scenario: Scenario, limits: Limits) -> Request:
    """The call at hand; where the Scenario has none, one with every parameter that the method declares or reads."""
    return scenario.request if "request" in scenario.model_fields_set else sample_call(scenario, limits)


def _calls(base: Request, scenario: Scenario, limits: Limits) -> Iterator[DerivedCall]:
    for location, name in _parameters(base, scenario, limits):
        yield from _of_parameter(base, location, name)
    if base.body:
        yield from _of_body(base)
        yield from _of_type(base)


def _parameters(base: Request, scenario: Scenario, limits: Limits) -> list[tuple[str, str]]:
    """Location and name of the parameters that the call has, and that the method declares, maps or reads."""
    found = dict.fromkeys((location, name) for location in ("path", "querystring", "header") for name in getattr(base, location))
    known = {name for _, name in found}
    for location, name in parameters_of(scenario.effective_method, limits):
        if location != ANYWHERE:
            found.setdefault((location, name))
        elif name not in known:
            found.setdefault(("querystring", name))
    return [one for one in found if not (one[0] == "header" and one[1].lower() in _NEGOTIATED)]


def _of_parameter(base: Request, location: str, name: str) -> Iterator[DerivedCall]:
    """The calls that differ in a parameter."""
    values: dict[str, Any] = getattr(base, location)
    where = {"path": "path", "querystring": "query string", "header": "header"}[location]

    def call(what: str, value: str | None, why: str) -> DerivedCall:
        kept = {key: one for key, one in values.items() if key != name or value is not None}
        given = kept if value is None else {**kept, name: value}
        return DerivedCall(name=what, request=base.model_copy(update={location: given}), why=why)

    if location != "path":
        if name in values:
            yield call(f"Without {name}", None, f"A client may leave it out of the {where}: $input.params gives an empty text.")
        yield call(f"{name} is empty", "", _EMPTY)
    for one in TEXTS:
        if one.in_header or location != "header":
            yield call(f"{one.name} in {name}", one.text, one.why)
    old = values.get(name)
    if isinstance(old, str) and _is_number(old):
        yield call(f"{name} is a text", "abc", "Where a number belongs, it is none.")
    else:
        yield call(f"{name} is a number", "42", "In JSON without quotes it is a number, and no text.")


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
    value = _parsed(base.body)
    if not isinstance(value, dict) or len(base.body) > MOST_BASE:
        return
    for path in _leaves(value):
        for what, changed, why in _of_member(value, path):
            yield call(what, source.dump(changed), why)
    yield call("A member more", source.dump({**value, "isAdmin": True}), "A template that passes the whole body on sends it as well.")


def _of_member(body: dict[str, Any], path: _Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """What a body becomes where a member changes: the name of the change, the body, why."""
    name = str(path[0]) if len(path) == 1 else to_pointer([str(one) for one in path])
    old = _at(body, path)
    if isinstance(path[-1], str):
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


def _leaves(value: Any, path: _Path = ()) -> list[_Path]:
    """The paths of the values that are no objects and no lists, of a list those of its first item, as many as are changed."""
    found: list[_Path] = []
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value[:1]))
    if not inside or len(path) == _DEEPEST:
        return [path] if path else []
    for name, one in inside:
        found += _leaves(one, (*path, name))
        if len(found) >= MOST_MEMBERS:
            break
    return found[:MOST_MEMBERS]


def _at(value: Any, path: _Path) -> Any:
    for name in path:
        value = value[name]
    return value


def _with(body: dict[str, Any], path: _Path, value: Any) -> dict[str, Any]:
    """A body with another value at a path."""
    made = copy.deepcopy(body)
    _at(made, path[:-1])[path[-1]] = value
    return made


def _without(body: dict[str, Any], path: _Path) -> dict[str, Any]:
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
