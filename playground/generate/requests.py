"""The request side: the request template, the parameters and the model of the client's body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playground.generate.velocity import escaped, member, quoted

if TYPE_CHECKING:
    from playground.generate.sample import Kinds
    from playground.model.generation import Generation, Key

_SAMPLES = {"S": "one", "N": "1", "B": "AQ=="}
_SCHEMAS = {"S": "string", "N": "number", "BOOL": "boolean"}
_VALIDATOR = "body"


@dataclass(slots=True)
class RequestSide:
    """What a method has of it; `method`: further members of the method."""

    template: str
    parameters: dict[str, bool]
    call: dict[str, Any]
    method: dict[str, Any] = field(default_factory=dict)
    api: dict[str, Any] = field(default_factory=dict)
    assumed: list[str] = field(default_factory=list)


def request_of(given: Generation, kinds: dict[str, Kinds]) -> RequestSide:
    """The request side of an action."""
    keys = _asked(given)
    side = RequestSide("", {f"method.request.path.{key.name}": True for key in keys}, {})
    if keys:
        side.call["path"] = {key.name: _SAMPLES[key.type or "S"] for key in keys}
    members = [f'"TableName": {quoted(given.table)}']
    if given.action in {"Query", "Scan"}:
        members += [f'"IndexName": {quoted(given.index.name)}'] if given.index else []
        if given.action == "Query":
            members += [
                '"KeyConditionExpression": "\\u0023key = :key"',
                f'"ExpressionAttributeNames": {{"\\u0023key": {quoted(keys[0].name)}}}',
                f'"ExpressionAttributeValues": {{":key": {_parameter(keys[0])}}}',
            ]
    elif given.action == "PutItem":
        members.append(_map("Item", [*_pairs(keys), *_written(given, kinds, side)]))
    else:
        members.append(_map("Key", _pairs(keys)))
        if given.action == "UpdateItem":
            members += _update(given, kinds, side)
    side.template = "{\n" + ",\n".join(f"  {one}" for one in members) + "\n}\n"
    return side


def _asked(given: Generation) -> list[Key]:
    """The attributes of the key that the client's path brings."""
    if given.action == "Scan":
        return []
    if given.action == "Query":
        return [given.index.key if given.index else given.key]
    return [given.key, *([given.sort] if given.sort else [])]


def _parameter(key: Key) -> str:
    named = f"$input.params('{key.name}')"
    return f'{{"{key.type}": {escaped(named)}}}'


def _pairs(keys: list[Key]) -> list[str]:
    return [f"{quoted(key.name)}: {_parameter(key)}" for key in keys]


def _map(name: str, pairs: list[str]) -> str:
    return f'"{name}": {{\n' + ",\n".join(f"    {one}" for one in pairs) + "\n  }"


def _written(given: Generation, kinds: dict[str, Kinds], side: RequestSide) -> list[str]:
    """The attributes that the client's body brings, all of which the validator asks for."""
    taken = _taken(given, kinds, side)
    return [f"{quoted(name)}: {_body_value(name, kind)}" for name, kind in taken.items()]


def _update(given: Generation, kinds: dict[str, Kinds], side: RequestSide) -> list[str]:
    taken = _taken(given, kinds, side)
    if not taken:
        return []
    numbered = list(enumerate(taken.items()))
    sets = ", ".join(f"\\u0023a{number} = :a{number}" for number, _ in numbered)
    return [
        f'"UpdateExpression": "SET {sets}"',
        _map("ExpressionAttributeNames", [f'"\\u0023a{number}": {quoted(name)}' for number, (name, _) in numbered]),
        _map("ExpressionAttributeValues", [f'":a{number}": {_body_value(name, kind)}' for number, (name, kind) in numbered]),
    ]


def _body_value(name: str, kind: str) -> str:
    value = member("$input.path('$')", name)
    printed = {"S": escaped(value), "N": f'"{value}"', "BOOL": value}
    return f'{{"{kind}": {printed[kind]}}}'


def _taken(given: Generation, kinds: dict[str, Kinds], side: RequestSide) -> dict[str, str]:
    """The attributes that are written, with their types; the model and validator for them are put into `side`."""
    keys = {given.key.name, given.sort.name if given.sort else given.key.name}
    taken: dict[str, str] = {}
    for name, kind in kinds.items():
        if name not in keys and (found := next((one for one in kind if one in _SCHEMAS), "")):
            taken[name] = found
        elif name not in keys:
            side.assumed.append(f"`{name}` is not written: only texts, numbers, true and false are taken from the client's body.")
    if taken:
        properties = {name: {"type": _SCHEMAS[kind]} for name, kind in taken.items()}
        schema = {"type": "object", "required": list(taken), "properties": properties}
        side.api = {
            "models": {"Body": {"contentType": "application/json", "schema": schema}},
            "requestValidators": {_VALIDATOR: {"validateRequestBody": True, "validateRequestParameters": True}},
        }
        side.method = {"requestModels": {"application/json": "Body"}, "requestValidatorId": _VALIDATOR}
        values = {"S": '"one"', "N": "1", "BOOL": "true"}
        side.call["body"] = "{" + ", ".join(f"{quoted(name)}: {values[kind]}" for name, kind in taken.items()) + "}"
    return taken
