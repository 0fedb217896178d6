"""A method as a snippet of TypeScript for the CDK: the constructs that CloudFormation's resources have there."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from playground.documents.writers.api_resources import AUTHORIZER, left_out, needs_authorizer, resources_of
from playground.documents.writers.method_parts import parts_of
from playground.jsontext.strict import well_formed
from playground.model.documents import Exported

if TYPE_CHECKING:
    from playground.model import Scenario

_MAPS = frozenset(
    {
        "RequestTemplates",
        "ResponseTemplates",
        "RequestParameters",
        "ResponseParameters",
        "RequestModels",
        "ResponseModels",
        "Variables",
        "Schema",
    }
)
"""Properties whose members have names of their own, as opposed to CloudFormation's."""
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_IN_A_TEMPLATE = re.compile(r"[\\`\r\0]|\$(?=\{)")


def to_cdk(scenario: Scenario) -> Exported:
    """The statements that make the method, for the constructor of a Stack."""
    parts = parts_of(scenario)
    lines = ["// import * as apigateway from 'aws-cdk-lib/aws-apigateway'; and inside the constructor of a Stack:"]
    lines += [f"// Not written, for CloudFormation has no property for it: {name}." for name in left_out(parts)]
    if needs_authorizer(parts):
        lines.append("const authorizerId = 'ID-OF-THE-AUTHORIZER';")
    for name, resource in resources_of(parts).items():
        kind = resource["Type"].rpartition("::")[2]
        lines.append(f"const {_variable(name)} = new apigateway.Cfn{kind}(this, {_word(name)}, {_value(resource['Properties'], '')});")
        if waits := resource.get("DependsOn"):
            lines.append(f"{_variable(name)}.addDependency({_variable(waits)});")
    return Exported(text=well_formed("\n".join(lines) + "\n"), filename="method.ts")


def _variable(name: str) -> str:
    return f"{name[0].lower()}{name[1:]}"


def _value(value: Any, indent: str, *, is_map: bool = False) -> str:
    """A value as TypeScript; `is_map`: its members have names of their own."""
    if isinstance(value, dict) and not is_map and len(value) == 1:
        if "Ref" in value:
            return "authorizerId" if value["Ref"] == AUTHORIZER else f"{_variable(value['Ref'])}.ref"
        if "Fn::GetAtt" in value:
            name, attribute = value["Fn::GetAtt"]
            return f"{_variable(name)}.attr{attribute}"
    deeper = f"{indent}  "
    if isinstance(value, dict):
        members = [f"{_key(name, is_map=is_map)}: {_member(name, one, deeper, is_map=is_map)}" for name, one in value.items()]
        return _block("{", members, "}", indent)
    if isinstance(value, list):
        return _block("[", [_value(one, deeper, is_map=is_map) for one in value], "]", indent)
    return _word(value) if isinstance(value, str) else json.dumps(value)


def _member(name: str, value: Any, indent: str, *, is_map: bool) -> str:
    """The value of a member. In a map of models, an item may still lead to a resource."""
    if is_map and isinstance(value, dict) and value.keys() == {"Ref"} and not str(value["Ref"]).startswith("http"):
        return _value(value, indent)
    return _value(value, indent, is_map=is_map or name in _MAPS)


def _key(name: str, *, is_map: bool) -> str:
    own = name if is_map else f"{name[0].lower()}{name[1:]}"
    return own if _NAME.fullmatch(own) else _word(own)


def _block(begin: str, items: list[str], end: str, indent: str) -> str:
    if not items:
        return begin + end
    return f"{begin}\n" + "".join(f"{indent}  {one},\n" for one in items) + indent + end


def _word(text: str) -> str:
    """A text as a string of TypeScript: of several lines as a template literal, which reads a line end of Windows as `\\n`."""
    if "\n" not in text:
        return "'" + json.dumps(text)[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"
    spelt = {"\\": "\\\\", "`": "\\`", "\r": "\\r", "\0": "\\x00", "$": "\\$"}
    return "`" + _IN_A_TEMPLATE.sub(lambda found: spelt[found[0]], text) + "`"
