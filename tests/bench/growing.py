"""Scenarios that grow in one way each: what stands in a method, a call or an answer many times, and what lists do with lists."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

LAMBDA = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations"
TURNS = 500
"""Turns of the inner loop, below the most that a loop may make."""
FAILED = json.dumps({"errorMessage": "Error: nothing found", "errorType": "Error"})


def _method(integration: dict[str, Any], method: dict[str, Any] | None = None, **others: Any) -> dict[str, Any]:
    whole = {"type": "AWS", "integrationResponses": {"default": {"statusCode": "200"}}, **integration}
    return {"method": {"methodIntegration": whole, **(method or {})}, "backend": {"status": 200, "body": "{}"}, **others}


def _answered(response: dict[str, Any], **others: Any) -> dict[str, Any]:
    return _method({"integrationResponses": {"default": {"statusCode": "200", **response}}}, **others)


def _responses(count: int, **response: Any) -> dict[str, Any]:
    """So many integration responses beside a default."""
    made = {f"r{n}": {"statusCode": str(200 + n % 400), **{key: make(n) for key, make in response.items()}} for n in range(count)}
    return {"integrationResponses": {"default": {"statusCode": "200"}, **made}}


def _named(count: int, name: str = "x{}", value: object = "v") -> dict[str, Any]:
    return {name.format(n): value for n in range(count)}


def _headers(source: str) -> Callable[[int], dict[str, str]]:
    return lambda count: {f"method.response.header.h{n}": source.format(n) for n in range(count)}


def _over_lists(call: str) -> Callable[[int], dict[str, Any]]:
    """A call of a list with a list: maps `a` and `b`, texts `s` and `t`, half of each in the other, and the numbers `n`."""

    def make(count: int) -> dict[str, Any]:
        shifted = range(count // 2, count + count // 2)
        lists = {"a": [{"id": n} for n in range(count)], "b": [{"id": n} for n in shifted], "n": [*range(count)]}
        lists |= {"s": [f"x{n}" for n in range(count)], "t": [f"x{n}" for n in shifted]}
        return {"template": f"#set($b = $input.path('$')){call}", "backend": {"body": json.dumps(lists)}}

    return make


def _overrides(count: int) -> dict[str, Any]:
    """So many headers that a template sets, in two loops, for one makes a thousand turns at most."""
    loop = f"#foreach($j in [1..{count // TURNS or 1}])#foreach($i in [1..{min(count, TURNS)}])"
    return {"template": f'{loop}#set($context.responseOverride.header["h$j-$i"] = $i)#end#end', "backend": {"body": "{}"}}


GROWING: dict[str, Callable[[int], dict[str, Any]]] = {
    "override headers": _overrides,
    "mapped headers": lambda count: _answered({"responseParameters": _headers("'v'")(count)}),
    "headers mapped from the body": lambda count: {
        **_answered({"responseParameters": _headers("integration.response.body.x{}")(count)}),
        "backend": {"body": json.dumps(_named(count))},
    },
    "undeclared headers": lambda count: _answered(
        {"responseParameters": _headers("'v'")(count)}, method={"methodResponses": {"200": {"responseParameters": {}}}}
    ),
    "headers sent": lambda count: _method(
        {"requestParameters": {f"integration.request.header.h{n}": f"method.request.header.x{n}" for n in range(count)}},
        request={"header": _named(count)},
    ),
    "headers passed on": lambda count: {**_method({"type": "HTTP_PROXY"}), "backend": {"body": "{}", "header": _named(count)}},
    "headers of a failure": lambda count: _method(
        {"passthroughBehavior": "NEVER"},
        gatewayResponses={"DEFAULT_4XX": {"responseParameters": _named(count, "gatewayresponse.header.h{}", "'v'")}},
    ),
    "required parameters": lambda count: _method(
        {},
        {"requestValidatorId": "v", "requestParameters": _named(count, "method.request.header.x{}", True)},
        api={"requestValidators": {"v": {"validateRequestParameters": True}}},
        request={"header": _named(count)},
    ),
    "integration responses": lambda count: _method(_responses(count, selectionPattern=lambda n: f"5{n}")),
    "responses without pattern": lambda count: _method(_responses(count)),
    "selection patterns": lambda count: {
        **_method({"uri": LAMBDA, **_responses(count, selectionPattern=lambda n: f".*No {n}.*")}),
        "backend": {"body": FAILED},
    },
    "broken patterns": lambda count: _method(_responses(count, selectionPattern=lambda n: f"({n}")),
    "content types": lambda count: _method({"requestTemplates": _named(count, "application/x{}", "{}")}),
    "containsAll": _over_lists("$b.a.containsAll($b.a) $b.s.containsAll($b.s) $b.n.containsAll($b.n)"),
    "removeAll": _over_lists("$b.a.removeAll($b.b) $b.s.removeAll($b.t)"),
    "retainAll": _over_lists("$b.a.retainAll($b.b) $b.s.retainAll($b.t)"),
}
"""Each by the number of its members."""
