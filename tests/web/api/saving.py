"""Calls that tests of saved scenarios make."""

from __future__ import annotations

from itertools import count
from typing import Any

API = "/api/v1/scenarios"
SCENARIO: dict[str, Any] = {"template": "{}", "backend": {"body": "{}"}}
METHOD: dict[str, Any] = {
    "context": {"resourcePath": "/content/{id}"},
    "title": "The Scenario's title",
    "backend": {"body": "{}"},
    "method": {
        "httpMethod": "GET",
        "methodIntegration": {
            "requestTemplates": {"application/json": '{"TableName": "Things"}'},
            "integrationResponses": {"200": {"statusCode": "200"}},
        },
    },
}
UNIQUE = count()


def save(client: Any, scenario: object = SCENARIO, **members: Any) -> dict[str, Any]:
    """Save; what is answered."""
    reply = client.post(API, json={"scenario": scenario, **members})
    assert reply.status_code == 201, reply.text
    found: dict[str, Any] = reply.json
    return found


def put(client: Any, id_: str, revision: object = 1, scenario: object = SCENARIO, **members: Any) -> Any:
    return client.put(f"{API}/{id_}", json={"scenario": scenario, **members}, headers={"If-Match": f'"{revision}"'})


def key_of(saved: dict[str, Any]) -> dict[str, str]:
    return {"X-Edit-Key": saved["editKey"]}


def listed(client: Any, **query: object) -> list[dict[str, Any]]:
    reply = client.get(API, query_string=query)
    assert reply.status_code == 200, reply.text
    found: list[dict[str, Any]] = reply.json["scenarios"]
    return found
