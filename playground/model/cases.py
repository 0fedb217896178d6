"""What the tools for cases answer: what became of each case, and cases derived from an answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from playground.model.result import Finding, Origin  # noqa: TC001 - pydantic reads them when a class is made
from playground.model.scenario import Backend, Expectation, Request  # noqa: TC001
from playground.model.types import OutputDocument, String, StringOrNull

Part = Literal["status", "body", "header", "integrationRequest"]
"""What of a Result may be as expected, or not."""
Failure = Literal["no answer", "call refused", "template fails", "body is not JSON", "not as expected"]
"""What is wrong with a case, in a few words."""


class Difference(OutputDocument):
    """One thing that is not as expected; `expected` and `got` are short texts, null where nothing is there."""

    of: Part
    at: Annotated[String, Field(description='a header\'s name; the JSON Pointer, or "line 2, column 5", in a body; else ""')]
    expected: StringOrNull
    got: StringOrNull


class CaseSummary(OutputDocument):
    """What became of one case. The first is the Scenario's own backend."""

    name: String
    status: int | None
    statusFrom: Origin | None
    why: Annotated[StringOrNull, Field(description="which selection pattern chose the integration response; null: none did")]
    bodyBytes: int
    isJson: Annotated[bool | None, Field(description="null: the body is empty, or its Content-Type is not JSON's")]
    warnings: int
    errors: int
    matches: Annotated[bool | None, Field(description="as expected in everything; null: nothing is expected")]
    fails: Annotated[Failure | None, Field(description="what is wrong, in what is expected or in what is not spoken of; null: nothing")]
    differences: list[Difference]
    expect: Expectation | None
    diagnostics: Annotated[list[Finding], Field(description="the first few, errors before warnings")]
    body: Annotated[StringOrNull, Field(description="its first 2,000 characters")]


class CaseSummaries(OutputDocument):
    """What became of every case."""

    cases: list[CaseSummary]


class DerivedCase(OutputDocument):
    """An answer of the backend's that breaks templates, made from the one at hand: it differs in what its name says."""

    name: String
    backend: Backend
    why: String


class DerivedCases(OutputDocument):
    """Cases made from the answer at hand; `sample` is one for a method that has none: null where it needs none."""

    cases: list[DerivedCase]
    sample: Backend | None


class DerivedCall(OutputDocument):
    """A client's call that breaks templates, made from the one at hand: it differs in what its name says."""

    name: String
    request: Request
    why: String


class DerivedCalls(OutputDocument):
    """Calls made from the one at hand; `sample` is that where the Scenario has none: null where it has one."""

    cases: list[DerivedCall]
    sample: Request | None
