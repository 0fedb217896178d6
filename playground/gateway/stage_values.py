"""What one stage of the pipeline hands to the next: values that nobody changes afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playground.gateway.checks.template.attribute_values import PrintedMaps
    from playground.gateway.variables.input import Payload
    from playground.vtl import Template

    Headers = Mapping[str, str | list[str]]


class MappingTemplate(NamedTuple):
    """A mapping template of the method: the content type it stands under, its text, and its JSON Pointer."""

    content_type: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Rendering:
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
