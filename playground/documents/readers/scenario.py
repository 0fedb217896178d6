"""A Scenario, or a case file that holds one; a template alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.cases import case_files
from playground.diagnostics import Span
from playground.documents.readers.found import Found, Operation
from playground.documents.readers.named_files import with_files
from playground.documents.tree import Node, mapping

if TYPE_CHECKING:
    from playground.documents.sources import Sources

_SCENARIO_ONLY = frozenset({"template", "backend", "cases", "gatewayResponses", "method", "stageVariables"})
_TEMPLATES = (".vtl", ".vm", ".velocity")


def read_scenario(pasted: Node, sources: Sources) -> Found | None:
    """A Scenario as it is; None where it has none of the members that only a Scenario has."""
    if not pasted.members.keys() & _SCENARIO_ONLY:
        return None
    scenario = with_files(pasted, sources)
    return Found("a Scenario", [Operation(_name(scenario, sources), scenario.plain(), scenario, scenario.span)], at="")


def read_case(pasted: Node, sources: Sources) -> Found | None:
    """A case file: its Scenario, with what AWS answered as what its one case expects."""
    if "scenario" not in pasted.members or "expect" not in pasted.members:
        return None
    case = with_files(pasted, sources)
    document, scenario = case.plain(), case.members["scenario"]
    if not case_files.is_case(document):
        return None
    operation = Operation(_name(scenario, sources), case_files.to_scenario(document), scenario, scenario.span)
    return Found("a case: its Scenario, and what is expected of it", [operation])


def is_template(name: str) -> bool:
    """Whether a file of this name is a template alone."""
    return name.lower().endswith(_TEMPLATES)


def of_template(text: str, name: str) -> Found:
    """A template alone: of a response, unless the file's name says `request`."""
    node = Node(text, Span(0, len(text)))
    short = name.replace("\\", "/").rpartition("/")[2]
    if "request" not in short.lower():
        return Found("a mapping template", [Operation(short, {"version": 1, "template": text}, mapping([("template", node)]))])
    integration = mapping([("type", Node("AWS", Span(0, 0))), ("requestTemplates", mapping([("application/json", node)]))])
    root = mapping([("method", mapping([("methodIntegration", integration)]))])
    return Found("a mapping template of a request", [Operation(short, {"version": 1, **root.plain()}, root)])


def _name(scenario: Node, sources: Sources) -> str:
    """A Scenario's title, or else its method and path; of a file of the user's own that has none of them, the file's name."""
    title, verb, path = (scenario.get(*names) for names in (["title"], ["method", "httpMethod"], ["context", "resourcePath"]))
    if title and title.text:
        return title.text
    if sources.is_local and not verb and not path:
        return sources.main.name.partition(".")[0] or sources.main.name
    return f"{(verb and verb.text) or 'ANY'} {(path and path.text) or '{path}'}"
