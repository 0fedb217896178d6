"""Scenario and Result: the one definition of the JSON that the HTTP API, the command line, examples and share links speak."""

from playground.model.place import Place
from playground.model.recorded import BodyMap, Trace, TraceSite
from playground.model.result import (
    Edit,
    Finding,
    IntegrationRequest,
    Origin,
    Result,
    SelectedResponse,
    Usage,
)
from playground.model.scenario import (
    Backend,
    Case,
    Expectation,
    GatewayResponse,
    Integration,
    IntegrationResponse,
    Method,
    MethodResponse,
    Request,
    Scenario,
    text_at,
)
from playground.model.text import MalformedJson, dump_json, parse_json, well_formed

__all__ = [
    "Backend",
    "BodyMap",
    "Case",
    "Edit",
    "Expectation",
    "Finding",
    "GatewayResponse",
    "Integration",
    "IntegrationRequest",
    "IntegrationResponse",
    "MalformedJson",
    "Method",
    "MethodResponse",
    "Origin",
    "Place",
    "Request",
    "Result",
    "Scenario",
    "SelectedResponse",
    "Trace",
    "TraceSite",
    "Usage",
    "dump_json",
    "parse_json",
    "text_at",
    "well_formed",
]
