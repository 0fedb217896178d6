"""Result: what the client gets, and why."""

from __future__ import annotations

from typing import Any, Literal

from playground.diagnostics import Severity  # noqa: TC001 - pydantic reads it when the class is made
from playground.model.document import Document, Text, TextOrNull
from playground.model.text import dump_json


class Place(Document):
    """A place in a text: line and column from 1, the column in UTF-16 units."""

    line: int
    column: int


class Edit(Document):
    """An edit that mends a problem."""

    start: Place
    end: Place
    text: Text


class Finding(Document):
    """A diagnostic, as a Result carries it; `where` is the JSON Pointer of the text in the Scenario."""

    code: str
    severity: Severity
    message: Text
    help: Text
    where: Text
    start: Place | None
    end: Place | None
    fix: list[Edit] | None = None


class Origin(Document):
    """What set the status or a header, and where."""

    by: Literal["responseOverride", "integrationResponse", "gatewayResponse"]
    where: Text
    start: Place | None
    end: Place | None


class IntegrationRequest(Document):
    """The request as it is sent to the backend: only what mappings, overrides and templates set."""

    body: Text
    header: dict[Text, Text]
    querystring: dict[Text, Text]
    path: dict[Text, Text]


class SelectedResponse(Document):
    """The integration response that was selected, and why."""

    statusCode: Text  # noqa: N815
    selectionPattern: Text  # noqa: N815
    template: TextOrNull
    why: Text


class Usage(Document):
    """What the evaluation used."""

    iterations: int
    bodyBytes: int  # noqa: N815
    milliseconds: float


class BodyPiece(Document):
    """A piece of the body (offset and length in UTF-16 units), and the part of the template that wrote it."""

    offset: int
    length: int
    where: Text
    start: Place | None
    end: Place | None


class TraceSite(Document):
    """A part of a template: how often it ran, the first values it took, and how often it was undefined."""

    where: Text
    kind: str
    start: Place | None
    end: Place | None
    count: int
    values: list[Text]
    missing: int


class Result(Document):
    """What the client gets, and why; `status`, `headers` and `body` are null together where there is no answer of AWS's."""

    status: int | None
    headers: dict[Text, Text] | None
    body: TextOrNull
    statusFrom: Origin | None = None  # noqa: N815
    headersFrom: dict[Text, Origin] = {}  # noqa: N815
    integrationRequest: IntegrationRequest | None = None  # noqa: N815
    integrationResponse: SelectedResponse | None = None  # noqa: N815
    diagnostics: list[Finding] = []
    usage: Usage = Usage(iterations=0, bodyBytes=0, milliseconds=0)
    log: list[Text] = []
    bodyMap: list[BodyPiece] | None = None  # noqa: N815
    trace: list[TraceSite] | None = None

    def to_document(self) -> dict[str, Any]:
        """The Result as a JSON document; a finding without a fix has no `fix`, and what was not asked for is left out."""
        document = self.model_dump(exclude={"bodyMap", "trace"})
        for finding in document["diagnostics"]:
            if finding["fix"] is None:
                del finding["fix"]
        for name, recorded in (("bodyMap", self.bodyMap), ("trace", self.trace)):
            if recorded is not None:
                document[name] = [{**dict(one), "start": _place(one.start), "end": _place(one.end)} for one in recorded]
        return document

    def dump(self) -> str:
        """The Result as ASCII JSON; a lone surrogate prints `?`, as in Java."""
        return dump_json(self.to_document())


def _place(place: Place | None) -> dict[str, int] | None:
    # There may be thousands of these, and pydantic takes its time for each.
    return None if place is None else {"line": place.line, "column": place.column}
