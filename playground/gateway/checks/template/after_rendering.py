"""What is told of a template after it ran, for the run or its data say whether it is so, and whether it was told already."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from playground.gateway.checks.template.known_members import strange_members
from playground.gateway.checks.template.missing_parameters import missing_parameters
from playground.gateway.checks.template.misspelt_names import misspelt_names
from playground.gateway.checks.template.parameter_reads import ParameterReads, parameter_reads
from playground.gateway.checks.template.payload_reads import payload_reads
from playground.gateway.checks.template.placeholders import with_hint
from playground.gateway.checks.template.unread_bodies import unread_body
from playground.vtl.syntax.walk import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from playground.diagnostics import Diagnostic
    from playground.gateway.checks.template.known_members import Stranger
    from playground.gateway.checks.template.payload_reads import Node
    from playground.gateway.variables.input import Payload
    from playground.model import Request
    from playground.vtl.syntax.element import Element

AFTER = frozenset({"lint.root", "vtl.foreach-undefined"})
"""The codes of lints that say the same as what a run notes where the place prints: that says it better."""
_MOST = 50
_OF_A_CALL = re.compile(
    r"\$!?\{?context\.(?:(authorizer|error|customDomain|awsEndpointRequestId|isCanaryRequest|wafResponseCode|webaclArn)"
    r"|identity\.(?:apiKey|apiKeyId|clientCert|vpcId|vpceId))(?![\w-])"
)
"""Variables that depend on what is set up around the method: an authorizer, an API key, a firewall, a client's certificate."""


class Reading:
    """What is known of a template by reading it: its text, its tree, the lints that wait until it ran, and what it reads."""

    def __init__(self, text: str, tree: Element, lints: Sequence[Diagnostic]) -> None:
        self.text = text
        self.tree = tree
        self.lints = lints

    @cached_property
    def strangers(self) -> Sequence[Stranger]:
        """The members of API Gateway's variables that are none."""
        return tuple(islice(strange_members(list(walk(self.tree))), _MOST))

    @cached_property
    def payload(self) -> Node:
        """What it reads of its payload."""
        return payload_reads(self.tree)

    @cached_property
    def parameters(self) -> ParameterReads:
        """What it reads of the client's parameters."""
        return parameter_reads(self.tree)


@dataclass(frozen=True, slots=True)
class Ran:
    """One rendering: what it noted, the parameters that it asked for in vain, and what it ran over."""

    notes: Sequence[Diagnostic]
    missed: AbstractSet[tuple[str, str]]
    request: Request
    payload: Payload
    context: Mapping[object, object]
    is_request: bool


def after_rendering(reading: Reading | None, ran: Ran) -> Iterator[Iterable[Diagnostic]]:
    """What is to be told, in groups: what a group says of a place, none that comes later says again in other words.

    Without a `reading`, which a template that cannot be read has not, these are the notes alone.
    """
    if reading is not None:
        printed = {note.span for note in ran.notes if note.code == "vtl.undefined"}
        yield (lint for lint in reading.lints if lint.span not in printed)
        yield (one.diagnostic for one in reading.strangers if one.diagnostic.span not in printed and not one.is_in(ran.context))
        if ran.missed:
            yield islice(missing_parameters(reading.parameters, ran.missed, ran.request), _MOST)
        if ran.payload.is_text:
            yield unread_body(reading.payload, ran.payload.text, is_clients=ran.is_request)
    yield ran.notes if reading is None else [_of_this_call(with_hint(note, reading.text), reading.text, ran.context) for note in ran.notes]
    if reading is not None and ran.payload.seen:
        yield islice(misspelt_names(reading.payload, ran.payload.seen), _MOST)


def _of_this_call(note: Diagnostic, text: str, context: Mapping[object, object]) -> Diagnostic:
    """A note; an info where it tells of a variable that API Gateway has, and that has no value in this call, for it may have in another."""
    written = text[note.span.start : note.span.end] if note.span and note.code == "vtl.undefined" else ""
    variable = _OF_A_CALL.match(written)
    return replace(note, severity="info") if variable and variable[1] not in context else note
