"""What a template changes is its own run's: the same Scenario gives the same answer again, in another case, and with a record."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from playground import evaluate
from tests.gateway.changes import ROOTS, changes, changes_of, check, reachable, scenario_of
from tests.profiles import scaled

EACH = 12
"""Of the changes of a root every so many are tried, others of each root; `make fuzz` takes all of them, and several at once."""


@pytest.mark.slow
@pytest.mark.parametrize("root", ROOTS)
def test_what_one_run_changes_no_other_sees(root: str) -> None:
    for one in list(changes_of(root))[ROOTS.index(root) % EACH :: EACH]:
        check([one])


@pytest.mark.slow
@settings(max_examples=scaled(60))
@given(changes())
def test_what_many_changes_do_no_other_run_sees(statements: list[str]) -> None:
    check(statements)


def test_all_that_a_template_reaches_is_looked_at() -> None:
    seen = str(reachable(scenario_of([])))
    assert all(
        word in seen for word in ("'deep': [1]", "'more': ['x']", "'groups'", "'sourceIp'", "'multivalueheader'", "'Items'", "'v': '1'")
    )


@pytest.mark.parametrize(
    ("source", "mapped"),
    [
        ("integration.response.body.list", '[1,"a",[2],{"b":1}]'),
        ("integration.response.body.Count", "2"),
        ("integration.response.body.errorMessage.code", None),
    ],
)
def test_a_mapping_reads_the_body_as_it_was_sent(source: str, mapped: str | None) -> None:
    scenario = scenario_of(
        ["#set($ignored = $input.path('$').clear())#set($ignored = $input.path('$').put('errorMessage', '{\"code\": 1}'))"]
    )
    assert scenario.method is not None
    scenario.method.methodIntegration.integrationResponses["default"].responseParameters["method.response.header.X"] = source
    assert (evaluate(scenario).headers or {}).get("X") == mapped
