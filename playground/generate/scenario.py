"""The Scenario of a method that calls an action of DynamoDB."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playground.generate.requests import request_of
from playground.generate.sample import items_of, kinds_of
from playground.generate.velocity import plain_item
from playground.jsontext import source
from playground.model.generation import Generated

if TYPE_CHECKING:
    from playground.generate.sample import Kinds
    from playground.model.generation import Generation, Key

_HINT = '## `== true`: where an attribute is missing the call gives "", which #if takes for true.\n'
_ERRORS = """\
## DynamoDB answers 400 for throttling and for failed conditions as well: __type tells them apart.
#set($type = "$input.path('$.__type')")
#if($type.contains("Throttling") || $type.contains("ProvisionedThroughputExceeded") || $type.contains("RequestLimitExceeded"))
  #set($context.responseOverride.status = 503)
  {"message": "Too many requests. Try again in a second."}
#elseif($type.contains("ConditionalCheckFailed"))
  #set($context.responseOverride.status = 409)
  {"message": "The item is not as expected."}
#elseif($type.contains("ValidationException") || $type.contains("SerializationException"))
  {"message": "The request is not valid."}
#else
  #set($context.responseOverride.status = 500)
  {"message": "The request failed."}
#end
"""
_FAILED = '{"message": "The request failed."}\n'
_VERBS = {"GetItem": "GET", "Query": "GET", "Scan": "GET", "PutItem": "PUT", "UpdateItem": "PATCH", "DeleteItem": "DELETE"}
_PARTITION = "com.amazonaws.dynamodb.v20120810#"


def generate(given: Generation) -> Generated:
    """The whole method with its cases. InvalidDocument where the sample cannot be used."""
    items, assumed = items_of(given.sample)
    kinds = kinds_of(items)
    shown = list(kinds)
    given = _with_types(given, kinds)
    if given.attributes:
        absent = [name for name in given.attributes if name not in kinds]
        assumed += [f"`{name}` is not in the sample: it is taken for text." for name in absent]
        kinds = {name: kinds.get(name, {"S": None}) for name in given.attributes}
    request = request_of(given, kinds)
    assumed += request.assumed
    method = {
        "httpMethod": _VERBS[given.action],
        "requestParameters": request.parameters,
        **request.method,
        "methodResponses": {code: {"statusCode": code} for code in ("200", "400", "404", "409", "500", "503")},
        "methodIntegration": {
            "type": "AWS",
            "httpMethod": "POST",
            "uri": f"arn:aws:apigateway:eu-west-1:dynamodb:action/{given.action}",
            "passthroughBehavior": "NEVER",
            "requestTemplates": {"application/json": request.template},
            "integrationResponses": {
                "200": _response("200", _success(given, kinds)),
                "400": _response("400", _ERRORS, "4\\d{2}"),
                "500": _response("500", _FAILED, "5\\d{2}"),
            },
        },
    }
    scenario = {
        "version": 1,
        "title": f"{given.action} {given.table}",
        "method": method,
        **({"api": request.api} if request.api else {}),
        "request": request.call,
        "backend": _answer(given, items),
        "cases": _cases(given, items),
    }
    return Generated.model_validate({"scenario": scenario, "assumed": assumed, "attributes": shown})


def _with_types(given: Generation, kinds: dict[str, Kinds]) -> Generation:
    """The same, each attribute of a key with its type: as given, as in the sample, or S."""

    def typed(key: Key) -> Key:
        shown = next((kind for kind in kinds.get(key.name, {}) if kind in {"S", "N", "B"}), "S")
        return key.model_copy(update={"type": key.type or shown})

    index = given.index
    if index:
        index = index.model_copy(update={"key": typed(index.key), "sort": index.sort and typed(index.sort)})
    return given.model_copy(update={"key": typed(given.key), "sort": given.sort and typed(given.sort), "index": index})


def _response(code: str, template: str, pattern: str | None = None) -> dict[str, Any]:
    chosen = {} if pattern is None else {"selectionPattern": pattern}
    return {"statusCode": code, **chosen, "responseTemplates": {"application/json": template}}


def _success(given: Generation, kinds: dict[str, Kinds]) -> str:
    if given.action in {"PutItem", "UpdateItem", "DeleteItem"}:
        return "{}\n"
    null = given.missing == "null"
    if given.action == "GetItem":
        printed = _indented(plain_item("$item", kinds, given.rename, null=null))
        return (
            f"{_HINT}#set($item = $input.path('$.Item'))\n#if($item == \"\")\n  #set($context.responseOverride.status = 404)\n"
            f'  {{"message": "Not found"}}\n#else\n{printed}\n#end\n'
        )
    printed = _indented(plain_item("$item", kinds, given.rename, null=null))
    return f"{_HINT}[\n#foreach($item in $input.path('$.Items'))\n{printed}\n  #if($foreach.hasNext),#end\n#end\n]\n"


def _indented(lines: list[str]) -> str:
    return "\n".join(f"  {one}" for one in lines)


def _answer(given: Generation, items: list[dict[str, Any]]) -> dict[str, Any]:
    """What DynamoDB answers where it finds these items."""
    if given.action in {"PutItem", "UpdateItem", "DeleteItem"}:
        return {"body": "{}"}
    if given.action == "GetItem":
        return {"body": source.dump({"Item": items[0]} if items else {})}
    return {"body": source.dump({"Count": source.JsonNumber(len(items)), "Items": items, "ScannedCount": source.JsonNumber(len(items))})}


def _cases(given: Generation, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    if given.action == "GetItem":
        made = [_case("Found", _answer(given, items), 200), _case("Nothing found", _answer(given, []), 404)]
    elif given.action in {"Query", "Scan"}:
        nothing = _case("Nothing found", _answer(given, []), 200)
        nothing["expect"]["body"] = []
        made = [_case("Found", _answer(given, items), 200), nothing]
    else:
        made = [_case("Done", _answer(given, items), 200)]
    for name, kind, status in (
        ("Throttled", "ProvisionedThroughputExceededException", 503),
        ("Condition failed", "ConditionalCheckFailedException", 409),
        ("Refused", "ValidationException", 400),
        ("No such table", "ResourceNotFoundException", 500),
    ):
        made.append(_case(name, {"status": 400, "body": json.dumps({"__type": _PARTITION + kind, "message": name})}, status))
    made.append(_case("DynamoDB fails", {"status": 500, "body": json.dumps({"__type": _PARTITION + "InternalServerError"})}, 500))
    return made


def _case(name: str, backend: dict[str, Any], status: int) -> dict[str, Any]:
    return {"name": name, "backend": backend, "expect": {"status": status}}
