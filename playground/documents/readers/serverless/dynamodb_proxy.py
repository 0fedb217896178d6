"""The templates that the plugin serverless-apigateway-service-proxy writes for DynamoDB where a service gives none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.documents.readers.found import Unusable
from playground.documents.readers.serverless.build import Maker
from playground.documents.readers.serverless.settings import member, text

if TYPE_CHECKING:
    from playground.documents.readers.serverless.build import Members
    from playground.documents.tree import Node

_KINDS = ("application/json", "application/x-www-form-urlencoded")
_PLACES = {"pathParam": "path", "queryStringParam": "querystring"}
_ITEM = """
#set($body = $util.parseJson($input.body))
#foreach($name in $body.keySet())
#set($value = $body.get($name))
#foreach($type in $value.keySet())
"$name": {"$type": "$value.get($type)"}#if($foreach.hasNext),#end
#end
#if($foreach.hasNext),#end
#end
"""
_QUERY = (
    "#set($parameterValue = \"$input.params('parameter')\")\n"
    '{"TableName":"${table}","IndexName":"${index}","KeyConditionExpression":"${column}=:v1",'
    '"ExpressionAttributeValues":{":v1":{"S":"$parameterValue"}}}'
)
_GET_ITEM_ANSWER = (
    "#set($item = $input.path('$.Item')){#foreach($key in $item.keySet())#set($value = $item.get($key))"
    '#foreach($type in $value.keySet())"$key":"$value.get($type)"#if($foreach.hasNext),#end#end#if($foreach.hasNext),#end#end}'
)
_ITEMS_ANSWER = "#set($inputRoot = $input.path('$'))[\"items\": $inputRoot.Items]"
"""No JSON, as the plugin's own is none."""


def request_templates(given: Node, action: str) -> Node | None:
    """The request templates by content type; None for an action that the plugin writes none for. Unusable."""
    if given.get("request", "template", _KINDS[0]) is not None and given.get("hashKey") is None:
        return None
    make = Maker(given)
    values: Members = {"table": member(given, "tableName")}
    written = _QUERY if action == "Query" else _written(given, action, values)
    if written is None:
        return None
    if action == "Query":
        values |= {"index": given.get("index") or "", "column": given.get("columnName") or ""}
    template = make.sub(written, values)
    return make.object(dict.fromkeys(_KINDS, template))


def response_templates(given: Node) -> Node | None:
    """The templates of a good answer by content type; None where the plugin writes none."""
    action = text(given, "action")
    template = _GET_ITEM_ANSWER if action == "GetItem" else _ITEMS_ANSWER if action in {"Scan", "Query"} else None
    return Maker(given).object(dict.fromkeys(_KINDS, template)) if template is not None else None


def _written(given: Node, action: str, values: Members) -> str | None:
    """A template with names of `values` in it, which it fills; None for another action. Unusable."""
    if action == "Scan":
        return '{"TableName": "${table}"}'
    if action not in {"GetItem", "DeleteItem", "PutItem"}:
        return None
    listed = [_key(given, name, values) for name in ("hashKey", "rangeKey") if given.get(name) is not None]
    keys = ",".join(listed)
    condition = given.get("condition")
    ending = ""
    if condition is not None and action != "GetItem":
        values["condition"] = condition
        ending = ',"ConditionExpression": "${condition}"'
    if action == "PutItem":
        return f'{{"TableName": "${{table}}","Item": {{{"".join(f"{one}," for one in listed)}{_ITEM}}}{ending}}}'
    return f'{{"TableName": "${{table}}","Key":{{{keys}}}{ending}}}'


def _key(given: Node, name: str, values: Members) -> str:
    """A member of the key, whose names it puts into `values`. Unusable."""
    key = given.get(name)
    for place_name, place in _PLACES.items():
        parameter = text(key, place_name)
        if parameter is not None and key is not None:
            values |= {f"{name}Name": parameter, f"{name}Type": text(key, "attributeType") or "S"}
            values[f"{name}Value"] = f"$input.params().{place}.{parameter}"
            return f'"${{{name}Name}}": {{"${{{name}Type}}": "${{{name}Value}}"}}'
    raise Unusable(f"its {name} has neither pathParam nor queryStringParam", given.span, (), given.file)
