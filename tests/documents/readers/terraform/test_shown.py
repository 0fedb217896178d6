"""Plans and states of Terraform → operations: by ids where they are known, else by what the configuration refers to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from playground.documents.pasted import import_text
from playground.errors import InvalidDocument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.model.documents import Imported

TEMPLATES = {"application/json": '{"k": "${x}"}'}


def resource(kind: str, name: str, values: Mapping[str, Any], module: str = "", index: object = None) -> dict[str, Any]:
    key = "" if index is None else f"[{json.dumps(index)}]"
    own = f"aws_api_gateway_{kind}"
    address = f"{module}{own}.{name}{key}"
    indexed = {} if index is None else {"index": index}
    return {"address": address, "mode": "managed", "type": own, "name": name, **indexed, "values": values}


def configured(kind: str, name: str, **references: str | list[str]) -> dict[str, Any]:
    expressions = {key: {"references": [one] if isinstance(one, str) else one} for key, one in references.items()}
    return {"type": f"aws_api_gateway_{kind}", "name": name, "expressions": expressions}


def read(document: Mapping[str, Any], parameters: Mapping[str, str] | None = None) -> Imported:
    return import_text(json.dumps(document), "plan.json", {}, parameters or {})


def plan(resources: list[Any], configuration: Mapping[str, Any], changes: list[Any] | None = None, **more: Any) -> dict[str, Any]:
    root = {"resources": resources, **more}
    return {
        "format_version": "1.2",
        "planned_values": {"root_module": root},
        "resource_changes": changes or [],
        "configuration": {"root_module": configuration},
    }


METHOD = {"http_method": "GET", "authorization": "NONE"}
API = "aws_api_gateway_rest_api.a"
PARTS = [
    resource("rest_api", "a", {"name": "a"}),
    resource("resource", "r", {"path_part": "p"}),
    resource("method", "m", METHOD),
    resource("integration", "m", {"http_method": "GET", "type": "AWS", "request_templates": TEMPLATES}),
]
REFERENCES = [
    configured("resource", "r", rest_api_id=f"{API}.id", parent_id=f"{API}.root_resource_id"),
    configured("method", "m", rest_api_id=f"{API}.id", resource_id="aws_api_gateway_resource.r.id"),
    configured("integration", "m", rest_api_id=f"{API}.id", resource_id="aws_api_gateway_resource.r.id"),
]


def test_in_a_plan_the_configuration_says_what_refers_to_what() -> None:
    answer = read(plan(PARTS, {"resources": REFERENCES}))
    assert [one.name for one in answer.operations] == ["GET /p"]
    assert (answer.parameters, answer.leftOut) == ([], [])
    assert answer.operations[0].scenario.document["method"]["methodIntegration"]["requestTemplates"] == TEMPLATES


def test_in_a_state_ids_do() -> None:
    values = [
        resource("rest_api", "a", {"id": "i1", "root_resource_id": "i2", "name": "a"}),
        resource("resource", "r", {"id": "i3", "rest_api_id": "i1", "parent_id": "i2", "path_part": "p"}),
        resource("method", "m", {**METHOD, "id": "agm-1", "rest_api_id": "i1", "resource_id": "i3"}),
        resource("integration", "m", {"id": "agi-1", "rest_api_id": "i1", "resource_id": "i3", "http_method": "GET", "type": "MOCK"}),
    ]
    answer = read({"format_version": "1.0", "terraform_version": "1.11.4", "values": {"root_module": {"resources": values}}})
    assert answer.what == "Terraform's state"
    assert [one.name for one in answer.operations] == ["GET /p"]


def test_references_lead_through_variables_and_outputs_of_modules() -> None:
    inside = [resource("resource", "q", {"path_part": "q"}, "module.c.")]
    call = {
        "expressions": {"up": {"references": ["aws_api_gateway_resource.r.id", "aws_api_gateway_resource.r"]}},
        "module": {
            "resources": [configured("resource", "q", parent_id="var.up")],
            "outputs": {"o": {"expression": {"references": ["aws_api_gateway_resource.q.id", "aws_api_gateway_resource.q"]}}},
        },
    }
    references = [REFERENCES[0], *(configured(kind, "m", resource_id=["module.c.o", "module.c"]) for kind in ("method", "integration"))]
    document = plan(
        PARTS,
        {"resources": references, "module_calls": {"c": call}},
        child_modules=[{"address": "module.c", "resources": inside}],
    )
    assert [one.name for one in read(document).operations] == ["GET /p/q"]


def test_each_instance_refers_to_the_one_of_its_key() -> None:
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("resource", {}),
        ("method", METHOD),
        ("integration", {"http_method": "GET", "type": "MOCK"}),
    ]
    parts = [
        resource(kind, "m", {**values, **({"path_part": key} if kind == "resource" else {})}, "", key)
        for kind, values in kinds
        for key in ("a", "b")
    ]
    references = [
        configured("resource", "m", parent_id=f"{API}.root_resource_id"),
        *(configured(kind, "m", resource_id=["aws_api_gateway_resource.m", "each.key"]) for kind in ("method", "integration")),
    ]
    answer = read(plan([PARTS[0], *parts], {"resources": references}))
    assert [one.name for one in answer.operations] == ["GET /a", "GET /b"]


@pytest.mark.parametrize(
    ("unknown", "parameters", "gives"),
    [
        ({"uri": True}, {}, "aws_lambda_function.f.invoke_arn"),
        ({"uri": True}, {"aws_lambda_function.f.invoke_arn": "arn"}, "arn"),
        ({"uri": False}, {}, None),
    ],
)
def test_what_is_known_after_apply_has_a_name_for_it(unknown: dict[str, Any], parameters: dict[str, str], gives: str | None) -> None:
    references = [
        *REFERENCES[:2],
        configured("integration", "m", resource_id="aws_api_gateway_resource.r.id", uri="aws_lambda_function.f.invoke_arn"),
    ]
    changes = [{"address": "aws_api_gateway_integration.m", "change": {"after_unknown": unknown}}]
    answer = read(plan(PARTS, {"resources": references}, changes), parameters)
    assert answer.operations[0].scenario.document["method"]["methodIntegration"].get("uri") == gives
    assert [one.name for one in answer.parameters] == (["aws_lambda_function.f.invoke_arn"] if gives else [])


def test_a_member_that_is_known_after_apply_has_a_name_for_it() -> None:
    changes = [{"address": "aws_api_gateway_integration.m", "change": {"after_unknown": {"request_templates": {"text/plain": True}}}}]
    answer = read(plan(PARTS, {"resources": REFERENCES}, changes))
    made = answer.operations[0].scenario.document["method"]["methodIntegration"]["requestTemplates"]
    assert made == {**TEMPLATES, "text/plain": "aws_api_gateway_integration.m.request_templates.text/plain"}
    assert [one.name for one in answer.parameters] == ["aws_api_gateway_integration.m.request_templates.text/plain"]


@pytest.mark.parametrize(
    "document",
    [
        plan([], {}),
        {"format_version": "1.0", "terraform_version": "1"},
        {"format_version": "1.0", "planned_values": {"root_module": {"resources": [1, {"address": 2}, {"address": "a", "values": {}}]}}},
        plan([*PARTS[1:3]], {"resources": [configured("resource", "r", parent_id="aws_api_gateway_resource.r.id")]}),
    ],
)
def test_a_plan_without_an_operation_says_so(document: dict[str, Any]) -> None:
    with pytest.raises(InvalidDocument):
        read(document)
