"""The request side: the request template, the parameters, and the model of the client's body."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from playground.generate.velocity import escaped, indented, joined, listed, quoted
from playground.generate.writes import MOST, forms_of, object_of, of_keys, pairs_of, sent_of, some_of, unwritten
from playground.jsontext import source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playground.generate.plan import KeyAttribute, Plan
    from playground.generate.writes import Form

Written: TypeAlias = "tuple[list[str], list[list[str]]]"
"""The lines before a request, and its members, each in its lines."""
_SAMPLES = {"S": "one", "N": "1", "B": "AQ=="}
_VALIDATOR = "body"
_BODY = ["#set($body = $input.path('$'))"]
_EXISTS = ['"ConditionExpression": "attribute_exists(\\u0023key)"']
_LIMIT = 25
"""Items of a page, unless the client asks for another number."""


@dataclass(slots=True)
class RequestSide:
    """What a method has of it; `method`: further members of the method."""

    template: str
    parameters: dict[str, bool]
    call: dict[str, Any]
    method: dict[str, Any] = field(default_factory=dict)
    api: dict[str, Any] = field(default_factory=dict)


def request_of(plan: Plan) -> RequestSide:
    """The request side of an action."""
    in_path = _path_keys(plan)
    side = RequestSide("", {f"method.request.path.{key.name}": True for key in in_path}, {})
    if in_path:
        side.call["path"] = {key.name: _key_text(plan, key) for key in in_path}
    head, members = _WRITERS[plan.action](plan, side)
    side.template = "\n".join([*head, "{", *indented(joined(members)), "}"]) + "\n"
    return side


def _path_keys(plan: Plan) -> list[KeyAttribute]:
    """The attributes of the key that the client's path brings."""
    if plan.action in {"Scan", "BatchGetItem", "TransactWriteItems"}:
        return []
    return (plan.index or plan.keys)[:1] if plan.action == "Query" else plan.keys


def _key_text(plan: Plan, key: KeyAttribute) -> str:
    """The first item's own, so that the call finds it."""
    value = plan.items[0].get(key.name, {}).get(key.type)
    return value if isinstance(value, str) and value else _SAMPLES[key.type]


def _parameter(key: KeyAttribute, reference: str = "") -> str:
    printed = escaped(reference or f"$input.params('{key.name}')")
    return f'{{"{key.type}": {printed}}}'


def _pairs(keys: Iterable[KeyAttribute]) -> list[list[str]]:
    return [[f"{quoted(key.name)}: {_parameter(key)}"] for key in keys]


def _map(name: str, pairs: list[list[str]]) -> list[str]:
    return [f'"{name}": {{', *indented(joined(pairs)), "}"] if pairs else [f'"{name}": {{}}']


def _names(names: dict[str, str]) -> list[str]:
    return _map("ExpressionAttributeNames", [[f'"{alias}": {quoted(name)}'] for alias, name in names.items()])


def _table(plan: Plan) -> list[str]:
    return [f'"TableName": {quoted(plan.given.table)}']


def _get(plan: Plan, _side: RequestSide) -> Written:
    return [], [_table(plan), _map("Key", _pairs(plan.keys))]


def _delete(plan: Plan, _side: RequestSide) -> Written:
    names = _names({"\\u0023key": plan.keys[0].name})
    return ["## DeleteItem answers 200 for an item that is missing, unless a condition forbids it."], [
        *(_table(plan), _map("Key", _pairs(plan.keys)), _EXISTS, names),
    ]


def _read(plan: Plan, side: RequestSide) -> Written:
    """Query and Scan."""
    members = [_table(plan)]
    if plan.given.index:
        members.append([f'"IndexName": {quoted(plan.given.index.name)}'])
    if plan.action == "Query":
        key = _path_keys(plan)[0]
        members += [
            ['"KeyConditionExpression": "\\u0023key = :key"'],
            [f'"ExpressionAttributeNames": {{"\\u0023key": {quoted(key.name)}}}'],
            [f'"ExpressionAttributeValues": {{":key": {_parameter(key)}}}'],
        ]
    return ([], members) if plan.given.form == "list" else _paged(plan, side, members)


def _paged(plan: Plan, side: RequestSide, members: list[list[str]]) -> Written:
    """A page of them, from where the last one ended."""
    side.parameters |= {f"method.request.querystring.{name}": False for name in ("limit", "next")}
    keys = plan.chosen_keys
    head = [
        "## The number stands in the JSON without quotes: nothing but digits may come.",
        "#set($limit = $input.params('limit'))",
        f'#if(!$limit.matches("[1-9][0-9]{{0,2}}"))#set($limit = {_LIMIT})#end',
        "#set($next = $input.params('next'))",
    ]
    references = ["$next"]
    if len(keys) > 1:
        head += [
            "## What `next` of the page before was: the values of the key. The commas behind it make sure that each has a place.",
            f'#set($values = "$next{"," * (len(keys) - 1)}")',
            '#set($values = $values.split(",", -1))',
        ]
        again = '.replace("~1", ",").replace("~0", "~")'
        references = [f"$values[{at}]{again if key.type == 'S' else ''}" for at, key in enumerate(keys)]
    pairs = [[f"{quoted(key.name)}: {_parameter(key, one)}"] for key, one in zip(keys, references, strict=True)]
    start = ['#if($next != "")', *_map("ExclusiveStartKey", pairs)]
    start[-1] += ","
    return head, [*members, [*start, "#end", '"Limit": $limit']]


def _put(plan: Plan, side: RequestSide) -> Written:
    members = _taken(plan)
    pairs = [*_pairs(plan.keys), *pairs_of("$body", members)]
    if members:
        _with_body(side, object_of(members), sent_of(plan.items[0], members))
    return _BODY if members else [], [_table(plan), _map("Item", pairs)]


def _update(plan: Plan, side: RequestSide) -> Written:
    members = _taken(plan)
    request = [_table(plan), _map("Key", _pairs(plan.keys))]
    names = {"\\u0023key": plan.keys[0].name}
    if members:
        _with_body(side, object_of(members), sent_of(plan.items[0], members))
        numbers = {name: f"a{at}" for at, name in enumerate(members)}
        names |= {f"\\u0023{number}": name for name, number in numbers.items()}
        sets = ", ".join(f"\\u0023{number} = :{number}" for number in numbers.values())
        values = pairs_of("$body", members, {name: f":{number}" for name, number in numbers.items()})
        request += [[f'"UpdateExpression": "SET {sets}"'], _map("ExpressionAttributeValues", values)]
    request += [_EXISTS, _names(names), ['"ReturnValues": "ALL_NEW"']]
    return ["## UpdateItem makes an item that is missing, unless a condition forbids it.", *(_BODY if members else [])], request


def _batch_get(plan: Plan, side: RequestSide) -> Written:
    members = of_keys(plan.keys)
    _with_body(side, some_of("keys", members), {"keys": [sent_of(item, members) for item in plan.items[:MOST]]})
    keys = listed("$key", "$body.keys", ["{", *indented(joined(pairs_of("$key", members))), "}"])
    keys[0] = '"Keys": ['
    return _BODY, [['"RequestItems": {', f"  {quoted(plan.given.table)}: {{", *indented(indented(keys)), "  }", "}"]]


def _transact(plan: Plan, side: RequestSide) -> Written:
    members = of_keys(plan.keys) | _taken(plan)
    _with_body(side, some_of("items", members), {"items": [sent_of(item, members) for item in plan.items[:MOST]]})
    put = ['"Put": {', *indented(joined([_table(plan), _map("Item", pairs_of("$item", members))])), "}"]
    puts = listed("$item", "$body.items", ["{", *indented(put), "}"])
    return ["## All of them are written, or none.", *_BODY], [[f'"TransactItems": {puts[0]}', *puts[1:]]]


def _with_body(side: RequestSide, schema: dict[str, Any], sample: dict[str, Any]) -> None:
    """The client's body: its model with the validator that refuses others, and the one of the call."""
    side.call["body"] = source.dump(sample)
    side.api = {
        "models": {"Body": {"contentType": "application/json", "schema": schema}},
        "requestValidators": {_VALIDATOR: {"validateRequestBody": True, "validateRequestParameters": True}},
    }
    side.method = {"requestModels": {"application/json": "Body"}, "requestValidatorId": _VALIDATOR}


def _taken(plan: Plan) -> dict[str, Form]:
    """The attributes beside the key that the client's body brings; what cannot be taken from there is said."""
    keys = {key.name for key in plan.keys}
    kinds = {name: kind for name, kind in plan.kinds.items() if name not in keys}
    plan.assumed.extend(f"`{name}` is not written: the sample shows no type for it, or several." for name in unwritten(kinds))
    return forms_of(kinds)


_WRITERS: dict[str, Callable[[Plan, RequestSide], Written]] = {
    "GetItem": _get,
    "Query": _read,
    "Scan": _read,
    "PutItem": _put,
    "UpdateItem": _update,
    "DeleteItem": _delete,
    "BatchGetItem": _batch_get,
    "TransactWriteItems": _transact,
}
