"""What is sent to stand around a method: models with schemas of every kind, validators, keys, gateway responses."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any, get_args

from hypothesis import strategies as st

from playground.model import GatewayResponseType

REFERENCES = ("#", "#/definitions/a", "#/definitions/b", "#/enum/0", "#/properties/a", "x", "http://[", "https://example.com/s")
MODEL = "https://apigateway.amazonaws.com/restapis/r/models/"
FAILURES = get_args(GatewayResponseType)
PIECES = (
    *(
        "$context.error.messageString",
        "${context.error.message}",
        "$context.x",
        "$context.",
        "$stageVariables.x",
        "$method.request.header.A",
    ),
    *(
        '{"m":',
        "}",
        '"',
        "#set($x = 1)",
        "$input.body",
        "${context.",
        "-",
        ".",
        "$context.authorizer.a-b-c",
        "$context.responseOverride.header",
    ),
)


@lru_cache(maxsize=1)
def schemas() -> st.SearchStrategy[Any]:
    """Schemas that refer to themselves and each other, some of them with a member that no draft allows."""
    anything = st.sampled_from([None, True, 0, -1, 1.5, "object", "(", "(a+)+$", [], {}, ["a", "a"], {"a": 5}, 10**30, "x" * 3000])

    def inside(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        members = st.dictionaries(st.sampled_from(["a", "b", "$ref", "id", "enum", "^a", "(a|a)*b", "("]), inner, max_size=3)
        several = st.lists(inner, max_size=3)
        known: dict[str, st.SearchStrategy[Any]] = {
            **dict.fromkeys(("properties", "patternProperties", "definitions", "dependencies"), members),
            **dict.fromkeys(("allOf", "anyOf", "oneOf"), several),
            **dict.fromkeys(("not", "items", "additionalItems", "additionalProperties"), inner),
            "$ref": st.sampled_from([*REFERENCES, *(MODEL + one for one in ("A", "B", "C", "B#/definitions/a"))]),
            "$schema": st.sampled_from(["http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-07/schema#", 5]),
            "id": st.sampled_from(["http://a.example/", "#a", 5]),
            **dict.fromkeys(
                ("type", "enum", "required", "pattern", "minimum", "multipleOf", "maxItems", "uniqueItems", "format"), anything
            ),
        }
        return st.dictionaries(st.sampled_from(sorted(known)), st.just(None), max_size=4).flatmap(
            lambda names: st.fixed_dictionaries({name: known[name] for name in names})
        )

    return st.recursive(st.just({}) | anything, inside, max_leaves=8)


@lru_cache(maxsize=1)
def apis() -> st.SearchStrategy[dict[str, Any]]:
    """`api` of a Scenario."""
    text = schemas().map(json.dumps) | st.text(max_size=5) | st.integers(0, 2000).map(lambda deep: '{"not":' * deep + "{}" + "}" * deep)
    model = st.fixed_dictionaries({"schema": text | st.dictionaries(st.just("items"), schemas())})
    check = st.fixed_dictionaries({}, optional={"validateRequestBody": st.booleans(), "validateRequestParameters": st.booleans()})
    return st.fixed_dictionaries(
        {},
        optional={
            "models": st.dictionaries(st.sampled_from("ABC"), model),
            "requestValidators": st.dictionaries(st.sampled_from("vw"), check),
        },
    )


@lru_cache(maxsize=1)
def checks() -> dict[str, st.SearchStrategy[Any]]:
    """What a method says of the call, by the members' names."""
    return {
        "apiKeyRequired": st.booleans(),
        "requestValidatorId": st.sampled_from(["v", "w", "x"]),
        "requestModels": st.dictionaries(
            st.sampled_from(["application/json", "$default"]), st.sampled_from(["A", "B", "D", "Empty", None])
        ),
        "requestParameters": st.dictionaries(
            st.sampled_from(["method.request.header.A", "method.request.querystring.", "method.request.path.a", "x"]), st.booleans()
        ),
    }


@lru_cache(maxsize=1)
def gateway_responses() -> st.SearchStrategy[dict[str, Any]]:
    """`gatewayResponses` of a Scenario."""
    source = st.sampled_from(["'a'", "a", "", "'", "context.x", "method.request.header.A", "method.request.body", "stageVariables.x"])
    target = st.sampled_from(["gatewayresponse.header.A", "gatewayresponse.header.content-type", "gatewayresponse.header.", "A"])
    entry = st.fixed_dictionaries(
        {},
        optional={
            "statusCode": st.sampled_from(["200", 404, "599", None]),
            "responseParameters": st.dictionaries(target, source, max_size=2),
            "responseTemplates": st.dictionaries(st.just("application/json"), st.lists(st.sampled_from(PIECES)).map("".join)),
        },
    )
    return st.dictionaries(st.sampled_from([*FAILURES, "X"]), entry, max_size=3)
