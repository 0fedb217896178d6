"""Which bodies are binary, by the API's `binaryMediaTypes`, and what `contentHandling` makes of them on the way in and out.

A Scenario's bodies are texts as they were received: what a binary one holds are its UTF-8 bytes. A Result gives a binary body as base64.

Evidence: documented: api-gateway-payload-encodings, api-gateway-payload-encodings-workflow; recorded: ls/s3 (all but `*/*`);
user-reported: chalice issue 1310, SAM issues 553 and 1344, serverless issues 7243 and 10254 (`*/*`).
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, NamedTuple

from playground.gateway.template_choice import header

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import Headers

ANY_TYPE = "*/*"
_TARGETS = {"CONVERT_TO_BINARY": True, "CONVERT_TO_TEXT": False}
_BASE64 = re.compile(r"([A-Za-z0-9+/]*)(={0,2})")


class Way(NamedTuple):
    """How a body is passed on: whether it arrives and leaves binary; `by`: the index of the media type that decided, or None."""

    comes: bool
    leaves: bool
    by: int | None

    def carry(self, text: str) -> str | None:
        """The body after conversion; None where text has to be decoded and is no base64."""
        if self.comes:
            return _encode(text.encode("utf-8", "replace"))
        if not self.leaves:
            return text
        decoded = decode(text)
        return None if decoded is None else _encode(decoded)


def request_way(evaluation: Evaluation) -> Way:
    """The way of the client's body: by its Content-Type, and by the integration's contentHandling."""
    by = _binary_by(evaluation, evaluation.scenario.request.header, "content-type")
    comes = by is not None
    return Way(comes, _TARGETS.get(evaluation.integration.contentHandling or "", comes), by)


def response_way(evaluation: Evaluation, handling: str | None, headers: Headers) -> Way:
    """The way of the backend's body, which came with `headers`: by its Content-Type, by the client's Accept where `handling` is none."""
    comes = _binary_by(evaluation, headers, "content-type")
    wanted = _binary_by(evaluation, evaluation.scenario.request.header, "accept")
    return Way(comes is not None, _TARGETS.get(handling or "", wanted is not None), wanted)


def _binary_by(evaluation: Evaluation, headers: Headers, name: str) -> int | None:
    """The index of the API's binary media type that the header `name` is of; None where it is of none, as in most APIs, which have none."""
    types = evaluation.scenario.api.binaryMediaTypes
    return is_binary_type(types, header(headers, name)) if types else None


def is_binary_type(types: Sequence[str], value: str | None) -> int | None:
    """The index of the entry in `types` that the first media type of a header's value is of; None where it is of none.

    `image/*` is all images; `*/*` is everything, a header that is absent included (user-reported).
    """
    media = (value or "").split(",", maxsplit=1)[0].split(";", maxsplit=1)[0].strip().lower()
    allowed = {ANY_TYPE, media, f"{media.partition('/')[0]}/*"} if media else {ANY_TYPE}
    return next((index for index, one in enumerate(types) if one.replace("~1", "/").strip().lower() in allowed), None)


def decode(text: str) -> bytes | None:
    """The bytes of a base64 text, as strict as java.util.Base64's basic decoder: padding may be left out, and nothing else.

    None where it is no base64: a character of another kind, a line end, padding that is too short or too long.
    """
    found = _BASE64.fullmatch(text)
    if found is None:
        return None
    size, padding = len(found[1]) % 4, len(found[2])
    if size == 1 or padding not in {0, -size % 4}:
        return None
    return base64.b64decode(found[1] + "=" * (-size % 4))


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
