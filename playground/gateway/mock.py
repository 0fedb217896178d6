"""MOCK integrations: the status that their request template gives (recorded: ls/mock; hand-written: hand/mock-parser)."""

from __future__ import annotations

import re

from playground.jsontext.mock_reader import member_text

_WHOLE = re.compile(r"-?[0-9]{1,9}")


def status_code(text: str) -> int | None:
    """The whole number `statusCode` of an object in the lenient JSON of a MOCK."""
    status = written_status(text)
    return int(status) if status is not None and _WHOLE.fullmatch(status) else None


def written_status(text: str) -> str | None:
    """The `statusCode` of such an object, as it is written; None where it has none, or is no such object."""
    return member_text(text, "statusCode")
