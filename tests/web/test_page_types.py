"""The page's types of Scenario and Result are made from the OpenAPI document."""

from __future__ import annotations

from static.check import API_TYPES, api_stamp


def test_the_pages_types_are_those_of_the_openapi_document() -> None:
    with API_TYPES.open(encoding="utf-8") as types:
        assert types.readline() == api_stamp(), "write them anew: python -m static.check --types"
