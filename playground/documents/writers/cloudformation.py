"""A method as a template of CloudFormation, whose mapping templates are literal blocks; a template alone as one string."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from playground.documents.writers.api_resources import AUTHORIZER, left_out, needs_authorizer, resources_of
from playground.documents.writers.method_parts import parts_of
from playground.documents.yaml_writer import write_yaml
from playground.model import well_formed
from playground.model.documents import Exported

if TYPE_CHECKING:
    from playground.model import Scenario

_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def to_cloudformation(scenario: Scenario) -> Exported:
    """A method as a template with its resources; a template alone as one string that is JSON and YAML alike."""
    if scenario.method is None:
        return Exported(text=_string(scenario.template or "") + "\n", filename="template.yaml")
    parts = parts_of(scenario)
    document: dict[str, Any] = {"AWSTemplateFormatVersion": "2010-09-09"}
    if needs_authorizer(parts):
        document["Parameters"] = {AUTHORIZER: {"Type": "String"}}
    document["Resources"] = resources_of(parts)
    told = [f"# Not written, for CloudFormation has no property for it: {name}." for name in left_out(parts)]
    head = ["# Not inside of Fn::Sub, which would replace ${…} in the templates.", *told]
    return Exported(text="\n".join(head) + "\n" + write_yaml(document), filename="template.yaml")


def _string(text: str) -> str:
    """A string that JSON and YAML read alike; YAML does not join two halves of a character, so each is written whole."""
    written = json.dumps(well_formed(text), ensure_ascii=False)
    return _NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", written)
