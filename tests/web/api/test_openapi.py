"""The running server, asked by its own OpenAPI document in every way that schemathesis knows: no 5xx, and every answer as declared."""

from __future__ import annotations

import importlib
from collections import Counter
from contextlib import nullcontext, suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable

from playground.web.api.openapi import openapi
from tests.profiles import scaled

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install -e '.[dev]'")

if TYPE_CHECKING:
    from tests.serving import Site

PATHS = openapi(library=False)["paths"]
OPERATIONS = [(path, verb) for path, item in PATHS.items() for verb in item if verb != "parameters"]


def test_the_document_is_that_of_the_site(site: Site) -> None:
    assert schemathesis.openapi.from_url(f"{site.url}/api/v1/openapi.json").raw_schema["paths"].keys() == PATHS.keys()


@pytest.mark.parametrize(("path", "verb"), OPERATIONS)
def test_every_answer_is_as_the_document_says(site: Site, path: str, verb: str) -> None:
    # A schema cannot say all that makes a Scenario (one of two members, how deep a context may be): the server may refuse what it allows.
    unsayable = importlib.import_module("schemathesis.specs.openapi.checks").positive_data_acceptance
    operation = schemathesis.openapi.from_url(f"{site.url}/api/v1/openapi.json")[path][verb]
    statuses: Counter[int] = Counter()
    for mode in schemathesis.GenerationMode:
        strategy = operation.as_strategy(generation_mode=mode)

        @settings(max_examples=scaled(15), derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        @given(strategy)
        def run(case: Any) -> None:
            response = case.call_and_validate(excluded_checks=[unsayable])
            statuses[response.status_code] += 1

        with suppress(Unsatisfiable) if mode is schemathesis.GenerationMode.NEGATIVE else nullcontext():  # no way to ask it wrongly
            run()
    assert statuses
    assert max(statuses) < HTTPStatus.INTERNAL_SERVER_ERROR
