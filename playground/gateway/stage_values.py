"""What one stage of the pipeline hands to the next: values that no stage changes afterwards.

`SentRequest` is all that the request half gives, and `BackendAnswer` all that the response half takes: both are plain data. They are named
tuples, which are made in a sixth of the time of a frozen dataclass: a call makes ten of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.gateway.checks.template.attribute_values import PrintedMaps
    from playground.gateway.variables.input import Payload
    from playground.model import IntegrationRequest, IntegrationResponse
    from playground.model.result import AnsweredBy, ChangedItem
    from playground.vtl import Template

    Headers = Mapping[str, str | list[str]]


class MappingTemplate(NamedTuple):
    """A mapping template of the method: the content type it stands under, its text, and its JSON Pointer."""

    content_type: str
    text: str
    where: str


class Rendering(NamedTuple):
    """What the template at the JSON Pointer `where` wrote, and all by which it can be rendered again.

    `payload`: the body it was rendered over; `headers`: those of the backend's answer, None on the request side; `printed`: the maps and
    lists that it printed, None where there are none.
    """

    where: str
    template: Template
    payload: Payload
    headers: Headers | None
    text: str
    printed: PrintedMaps | None


class Body(NamedTuple):
    """A body that goes on, to the backend or to the client: `rendering` wrote it, or it passed through where that is None.

    `is_binary`: it is given as base64.
    """

    text: str
    rendering: Rendering | None = None
    is_binary: bool = False


class SentRequest(NamedTuple):
    """The request as it is sent, and the address that it is sent to; "" where the integration has none.

    `is_binary`: its body is given as base64. `template`: the JSON Pointer of what wrote the body; None where it passed through.
    """

    request: IntegrationRequest
    address: str
    is_binary: bool
    template: str | None


class BackendAnswer(NamedTuple):
    """What the backend answered; `body` is the text as it was received. `by`: who gave the answer, see `BackendSeen`, as are the others."""

    status: int
    headers: Headers
    body: str
    by: AnsweredBy = "scenario"
    engine: str | None = None
    tables: dict[str, list[ChangedItem]] | None = None


class ReceivedAnswer(NamedTuple):
    """A `BackendAnswer` inside of the gateway: its body can be read as JSON, once for all who ask."""

    status: int
    headers: Headers
    payload: Payload


class Selection(NamedTuple):
    """The integration response that answers: its key, itself, its JSON Pointer, the status that it answers with, and why it was selected.

    `failure`: the errorMessage of a Lambda function that failed; None for any other answer.
    """

    key: str
    response: IntegrationResponse
    where: str
    status: str
    why: str
    failure: str | None
