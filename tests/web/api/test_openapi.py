"""The running server, asked by its own OpenAPI document in every way that schemathesis knows: no 5xx, and every answer as declared."""

from __future__ import annotations

import importlib
from collections import Counter
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable

from tests.profiles import scaled

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install -e '.[dev]'")

if TYPE_CHECKING:
    from tests.serving import Site


def test_every_answer_is_as_the_document_says(site: Site) -> None:
    # A schema cannot say all that makes a Scenario (one of two members, how deep a context may be): the server may refuse what it allows.
    schema = schemathesis.openapi.from_url(f"{site.url}/api/v1/openapi.json")
    unsayable = importlib.import_module("schemathesis.specs.openapi.checks").positive_data_acceptance
    statuses: Counter[int] = Counter()
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in schemathesis.GenerationMode:
            strategy = operation.as_strategy(generation_mode=mode)

            @settings(max_examples=scaled(15), derandomize=True, database=None, suppress_health_check=list(HealthCheck))
            @given(strategy)
            def run(case: Any) -> None:
                response = case.call_and_validate(excluded_checks=[unsayable])
                statuses[response.status_code] += 1

            with suppress(Unsatisfiable) if mode is schemathesis.GenerationMode.NEGATIVE else nullcontext():  # no way to ask it wrongly
                run()
    assert {200, 422} <= set(statuses)
    assert max(statuses) < 500
    assert statuses.total() > 150
