"""Changed templates of a service go back into its files."""

from __future__ import annotations

import pytest

from playground import Limits
from playground.documents.pasted import import_text
from playground.evaluator import tools
from tests.documents.readers.serverless.services import HEAD, JSON, LAMBDA

BOTH = (
    LAMBDA
    % (
        "          integration: lambda\n          request:\n            template:\n"
        '              application/json: \'{"t": "${self:custom.t}", "a": 1}\'\n              text/plain: ${file(t.vtl)}\n'
        '          response:\n            template: |\n              {\n                "x": $x\n              }\n'
    )
    + "custom: {t: tab}\n"
)


@pytest.mark.parametrize(
    ("where", "old", "new", "before", "after"),
    [
        ("requestTemplates/application~1json", '"a": 1', '"a": "it\'s"', '"a": 1}', '"a": "it\'\'s"}'),
        (
            "integrationResponses/200/responseTemplates/application~1json",
            *("$x", '$x,\n  "y": 2', '"x": $x\n', '"x": $x,\n                "y": 2\n'),
        ),
        ("requestTemplates/text~1plain", "b", "B", "", ""),
    ],
)
def test_a_changed_template_is_written_back_where_it_stands(where: str, old: str, new: str, before: str, after: str) -> None:
    document = HEAD % "" + BOTH
    given = {"t.vtl": "a\r\nb\r\n"}
    scenario = import_text(document, "serverless.yml", given).operations[0].scenario.document
    *path, last = [part.replace("~1", "/") for part in where.split("/")]
    holder = scenario["method"]["methodIntegration"]
    for name in path:
        holder = holder[name]
    holder[last] = holder[last].replace(old, new)
    sent = {"text": document, "name": "serverless.yml", "files": given, "operations": [{"name": "PUT /items/{id}", "scenario": scenario}]}
    made = tools.answer("export", {"as": "document", **sent}, Limits())
    assert (made["refused"], made["text"]) == ([], document.replace(before, after, 1))
    assert made["files"] == ({} if before else {"t.vtl": "a\r\nB\r\n"})


@pytest.mark.parametrize(
    ("written", "before", "after"),
    [
        ("${self:custom.shared}", "{$a}", "{$a${b}'}"),
        ("&t 'x $a'", "'x $a'", "'x $a${b}'''"),
        ('"\\"$a\\" ${self:custom.t}"', '"\\"$a\\"', '"\\"$a${b}\'\\"'),
        ("!Sub '$a ${AWS::Region} ${self:custom.t}'", "'$a", "'$a${!b}''"),
    ],
)
def test_a_change_is_written_as_the_place_of_the_text_needs_it(written: str, before: str, after: str) -> None:
    document = (
        HEAD % "" + LAMBDA % f"          integration: lambda\n          request:\n            template:\n              {JSON}: {written}\n"
    )
    document += "custom:\n  t: tab\n  shared: >-\n    {$a}\n"
    scenario = import_text(document, "serverless.yml").operations[0].scenario.document
    templates = scenario["method"]["methodIntegration"]["requestTemplates"]
    templates[JSON] = templates[JSON].replace("$a", "$a${b}'")
    operations = [{"name": "PUT /items/{id}", "scenario": scenario}]
    made = tools.answer("export", {"as": "document", "text": document, "name": "serverless.yml", "operations": operations}, Limits())
    assert (made["refused"], made["text"]) == ([], document.replace(before, after, 1))


def test_what_a_variable_filled_in_is_not_written_back() -> None:
    document = HEAD % "" + BOTH
    scenario = import_text(document, "serverless.yml", {"t.vtl": "a"}).operations[0].scenario.document
    templates = scenario["method"]["methodIntegration"]["requestTemplates"]
    templates[JSON] = templates[JSON].replace("tab", "other")
    operations = [{"name": "PUT /items/{id}", "scenario": scenario}]
    given = {"text": document, "name": "serverless.yml", "files": {"t.vtl": "a"}, "operations": operations}
    made = tools.answer("export", {"as": "document", **given}, Limits())
    assert made["text"] == document
    assert [one["why"].startswith("the change touches `tab`") for one in made["refused"]] == [True]
