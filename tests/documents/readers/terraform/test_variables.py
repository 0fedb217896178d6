"""What a variable fills into a text of a Terraform module is not changed by an edit of that text."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from playground.documents.pasted import import_text
from playground.evaluator import tools
from playground.limits import Limits
from tests.documents.readers.terraform.test_module import API, METHOD, RESOURCE

TEMPLATE = "/method/methodIntegration/requestTemplates/application~1json"
VARIABLES = 'variable "table" {\n  default = "shop-items"\n}\nvariable "names" {\n  default = { table = "shop-items" }\n}\n'


def written_back(expression: str, old: str, new: str) -> tuple[str, dict[str, Any]]:
    """The module's text, and what putting back a changed template answers."""
    text = API + RESOURCE + VARIABLES + METHOD % expression
    (operation,) = import_text(text, "main.tf").operations
    scenario = copy.deepcopy(operation.scenario.document)
    templates = scenario["method"]["methodIntegration"]["requestTemplates"]
    assert old in templates["application/json"]
    templates["application/json"] = templates["application/json"].replace(old, new)
    document = {"as": "document", "name": "main.tf", "text": text, "operations": [{"name": operation.name, "scenario": scenario}]}
    return text, tools.answer("export", document, Limits())


@pytest.mark.parametrize("filled_in", ["${var.table}", "${var.names.table}", '${var.names["table"]}', '${replace(var.table, "x", "y")}'])
def test_an_edit_of_what_a_variable_filled_in_is_refused_with_the_text_to_write(filled_in: str) -> None:
    expression = f'<<-EOT\n    {{"TableName": "{filled_in}"}}\n  EOT\n'
    text, answer = written_back(expression, "shop-items", "other-items")
    assert answer["text"] == text
    (refusal,) = answer["refused"]
    assert "other-items" in str(refusal)


def test_what_stands_beside_it_is_changed_and_the_reference_stays() -> None:
    expression = '<<-EOT\n    {"TableName": "${var.table}"}\n  EOT\n'
    text, answer = written_back(expression, '{"TableName"', '{"ConsistentRead": true, "TableName"')
    assert answer["text"] == text.replace('{"TableName"', '{"ConsistentRead": true, "TableName"')
    assert answer["refused"] == []
