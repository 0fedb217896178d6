"""Services of the Serverless Framework for tests, and what a reader makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.documents.pasted import import_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model.documents import Imported

HEAD = "service: shop\nprovider: {name: aws, runtime: nodejs20.x, stage: s1%s}\n"
LAMBDA = "functions:\n  f:\n    handler: a.b\n    events:\n      - http:\n          path: items/{id}\n          method: put\n%s"
PROXY = "plugins: [serverless-apigateway-service-proxy]\ncustom:\n  apiGatewayServiceProxies:\n    - %s\n"
JSON = "application/json"
KEY = "hashKey: {pathParam: id, attributeType: S}"
"""The key of a proxy to DynamoDB."""


def imported(body: str, provider: str = "", files: Mapping[str, str] | None = None) -> Imported:
    return import_text(HEAD % provider + body, "serverless.yml", files)


def event(lines: str, **given: Any) -> dict[str, Any]:
    """The method of an event with further lines."""
    text = "".join(f"          {line}\n" for line in lines.split("\n"))
    return method(imported(LAMBDA % text, **given))


def method(found: Imported, index: int = 0) -> dict[str, Any]:
    made: dict[str, Any] = found.operations[index].scenario.document["method"]
    return made


def proxy(written: str) -> dict[str, Any]:
    made: dict[str, Any] = method(imported(PROXY % written))["methodIntegration"]
    return made


def responses(integration: dict[str, Any]) -> dict[str, tuple[str | None, dict[str, str]]]:
    return {
        key: (one.get("selectionPattern"), one.get("responseTemplates", {})) for key, one in integration["integrationResponses"].items()
    }
