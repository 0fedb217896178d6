"""Result: what the client gets, and why."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, SkipValidation

from playground.diagnostics import Severity  # noqa: TC001
from playground.jsontext.strict import dump_json
from playground.model.place import Place  # noqa: TC001
from playground.model.trace import BodyMap, Trace  # noqa: TC001
from playground.model.types import Document, String, StringOrNull


class Edit(Document):
    """An edit that mends a problem."""

    start: Place
    end: Place
    text: String


class CallChange(Document):
    """A change of the client's call: put `text` at the JSON Pointer `where` of the Scenario."""

    where: String
    text: String


class Finding(Document):
    """A diagnostic, as a Result carries it; `where` is the JSON Pointer of the text in the Scenario.

    `call`: a change of the client's call by which it is seen.
    """

    code: str
    severity: Severity
    message: String
    help: String
    where: String
    start: Place | None
    end: Place | None
    fix: list[Edit] | None = Field(default=None, exclude_if=lambda fix: fix is None)
    call: CallChange | None = Field(default=None, exclude_if=lambda call: call is None)


class Origin(Document):
    """What set the status or a header, and where."""

    by: Literal["responseOverride", "integrationResponse", "gatewayResponse"]
    where: String
    start: Place | None
    end: Place | None


class IntegrationRequest(Document):
    """The request as it is sent to the backend: only what mappings, overrides and templates set."""

    body: String
    header: dict[String, String]
    querystring: dict[String, String]
    path: dict[String, String]


class SelectedResponse(Document):
    """The integration response that was selected, and why."""

    statusCode: String
    selectionPattern: String
    template: StringOrNull
    why: String


AnsweredBy = Literal["scenario", "engine", "mock", "check"]
"""Who gave the backend's answer: the Scenario; a DynamoDB engine, over the Scenario's tables; a MOCK integration; the check of the
request, which the service surely refuses."""


class ChangedItem(Document):
    """An item that a call changed, in DynamoDB JSON: null where it was not there before, or is not there afterwards."""

    key: dict[String, Any]
    before: dict[String, Any] | None
    after: dict[String, Any] | None


class BackendSeen(Document):
    """The answer that the response side saw, and who gave it; an engine by its name and version, with the items that changed, by table."""

    by: AnsweredBy
    status: int
    header: dict[String, String]
    body: String
    engine: StringOrNull = Field(default=None, exclude_if=lambda engine: engine is None)
    tables: dict[String, list[ChangedItem]] | None = Field(default=None, exclude_if=lambda tables: tables is None)


class Usage(Document):
    """What the evaluation used."""

    iterations: int
    bodyBytes: int
    milliseconds: float


class Result(Document):
    """What the client gets, and why; `status`, `headers` and `body` are null together where there is no answer of AWS's."""

    status: int | None
    headers: dict[String, String] | None
    body: StringOrNull
    statusFrom: Origin | None = None
    headersFrom: dict[String, Origin] = {}
    integrationRequest: IntegrationRequest | None = None
    integrationResponse: SelectedResponse | None = None
    backend: BackendSeen | None = None
    diagnostics: list[Finding] = []
    usage: Usage = Usage(iterations=0, bodyBytes=0, milliseconds=0)
    log: list[String] = []
    bodyMap: BodyMap | None = Field(default=None, exclude=True)  # to_document writes these two
    trace: SkipValidation[Trace] | None = Field(default=None, exclude=True)

    def to_document(self) -> dict[str, Any]:
        """The Result as a JSON document; a finding without a fix has no `fix`, and what was not asked for is left out."""
        document = self.model_dump()
        if self.trace is not None:
            document["trace"] = self.trace.to_documents()
        if self.bodyMap is not None:
            document["bodyMap"] = dict(self.bodyMap)
        return document

    def dump(self) -> str:
        """The Result as ASCII JSON; a lone surrogate prints `?`, as in Java."""
        return dump_json(self.to_document())
