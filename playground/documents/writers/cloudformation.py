"""The templates as strings for CloudFormation, SAM and Serverless."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playground.model import well_formed
from playground.model.documents import Exported

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.model import Scenario

_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def to_cloudformation(scenario: Scenario) -> Exported:
    """The template as one string that is JSON and YAML alike; of a method, the properties of AWS::ApiGateway::Method's Integration."""
    if scenario.method is None:
        return Exported(text=_yaml(scenario.template or "") + "\n", filename="template.yaml")
    integration = scenario.method.methodIntegration
    lines = ["# Not inside !Sub or Fn::Sub, which would replace ${…}."]
    lines += _yaml_map("RequestTemplates", integration.requestTemplates, "")
    if integration.integrationResponses:
        lines.append("IntegrationResponses:")
    for key, response in integration.integrationResponses.items():
        lines.append(f"  - StatusCode: {_yaml(response.statusCode or key)}")
        lines += [f"    SelectionPattern: {_yaml(response.selectionPattern)}"] if response.selectionPattern else []
        lines += [f"    ContentHandling: {_yaml(response.contentHandling)}"] if response.contentHandling else []
        lines += _yaml_map("ResponseParameters", response.responseParameters, "    ")
        lines += _yaml_map("ResponseTemplates", response.responseTemplates, "    ")
    return Exported(text="\n".join(lines) + "\n", filename="integration.yaml")


def _yaml_map(name: str, members: Mapping[str, str | None], indent: str) -> Iterator[str]:
    if members:
        yield f"{indent}{name}:"
    for key, value in members.items():
        yield f"{indent}  {_yaml(key)}: {_yaml(value or '')}"


def _yaml(text: str) -> str:
    """A string that JSON and YAML read alike; YAML does not join two halves of a character, so each is written whole."""
    written = json.dumps(well_formed(text), ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
