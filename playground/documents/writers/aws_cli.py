"""The templates as commands of the AWS CLI, which put them in place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from playground.documents.writers.client_call import context_text, http_method, quote
from playground.model.documents import Exported

if TYPE_CHECKING:
    from playground.model import IntegrationResponse, Scenario


def to_cli(scenario: Scenario) -> Exported:
    """`aws apigateway` commands that put the templates in place and deploy them, for a POSIX shell.

    Each takes its values as one JSON argument: on their own, the AWS CLI would read some as names of files.
    """
    integration = scenario.effective_method.methodIntegration
    method = scenario.method.httpMethod if scenario.method else None
    target = f'--rest-api-id "$REST_API_ID" --resource-id "$RESOURCE_ID" --http-method {quote(method or http_method(scenario))}'
    values = (("apiId", "your-rest-api-id"), ("resourceId", "your-resource-id"), ("stage", "prod"))
    names = ("REST_API_ID", "RESOURCE_ID", "STAGE")
    commands = [f"{name}={quote(context_text(scenario, *value))}" for name, value in zip(names, values, strict=True)]
    templates = {name: template for name, template in integration.requestTemplates.items() if template}
    if templates:
        patches = [
            {"op": "replace", "path": "/requestTemplates/" + name.replace("~", "~0").replace("/", "~1"), "value": template}
            for name, template in templates.items()
        ]
        commands.append(f"aws apigateway update-integration {target} \\\n  --cli-input-json {_json_word({'patchOperations': patches})}")
    for key, response in integration.integrationResponses.items():
        put = {"statusCode": response.statusCode or key, **_response(response)}
        commands.append(f"aws apigateway put-integration-response {target} \\\n  --cli-input-json {_json_word(put)}")
    commands.append('aws apigateway create-deployment --rest-api-id "$REST_API_ID" --stage-name "$STAGE"')
    return Exported(text="\n".join(commands) + "\n", filename="put-integration-response.sh")


def _response(response: IntegrationResponse) -> dict[str, Any]:
    """An integration response as put-integration-response takes it; an empty template is "", which AWS stores as null."""
    members = {
        "selectionPattern": response.selectionPattern,
        "responseParameters": response.responseParameters,
        "responseTemplates": {name: template or "" for name, template in response.responseTemplates.items()},
        "contentHandling": response.contentHandling,
    }
    return {name: value for name, value in members.items() if value}


def _json_word(value: Any) -> str:
    """JSON as one word of a shell."""
    return quote(json.dumps(value, ensure_ascii=False, indent=2))
