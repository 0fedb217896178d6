"""Problem details (RFC 9457): the one form of errors."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from playground.model.types import OutputDocument, String, left_out


class ProblemEntry(OutputDocument):
    """One thing that is wrong with a document, by the JSON Pointer of its part."""

    path: String
    message: String
    line: Annotated[
        int | None,
        Field(description="the place in the text at `path`, where the problem is inside one", json_schema_extra=left_out),
    ] = None
    column: Annotated[int | None, Field(description="counted in UTF-16 units", json_schema_extra=left_out)] = None


class ProblemDetails(OutputDocument):
    """An error (RFC 9457). `problems` names each thing that is wrong with a document."""

    model_config = ConfigDict(title="Problem")

    type: String
    title: String
    status: int
    detail: String
    problems: Annotated[list[ProblemEntry] | None, Field(json_schema_extra=left_out)] = None
