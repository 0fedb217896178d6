"""Which parts of a client's call are changed, one at a time: its parameters, and the members of its body.

What the method reads, maps, declares or names in a model comes first, then what else the call at hand has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from playground.cases.sample import parameters_of
from playground.dynamodb.template_reads import EACH, reads_of
from playground.gateway.checks.template.parameter_reads import ANYWHERE
from playground.jsontext import source
from playground.jsontext.strict import MalformedJson

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.limits import Limits
    from playground.model import Request, Scenario

Path: TypeAlias = tuple["str | int", ...]
"""The names and places that lead to a value of a body."""
LOCATIONS = ("path", "querystring", "header")
MOST_PARAMETERS = 12
MOST_MEMBERS = 12
MOST_BASE = 10_000
"""Characters of a body whose members are changed: each change is a whole body."""
_DEEPEST = 4
_NEGOTIATED = frozenset({"content-type", "accept", "host", "content-length"})
"""Headers that are no values to a template."""
_AGENT = "identity.userAgent"


def parameters(base: Request, scenario: Scenario, limits: Limits) -> list[tuple[str, str]]:
    """Location and name of the parameters that are changed.

    A header keeps the spelling of the call at hand: names in two cases would be one header, sent twice.
    """
    found: dict[tuple[str, str], None] = {}
    spelt = {name.lower(): name for name in base.header}
    known = [(location, name) for location in LOCATIONS for name in getattr(base, location)]
    for location, name in (*parameters_of(scenario.effective_method, limits), *_of_context(scenario)):
        if location == "header":
            name = spelt.setdefault(name.lower(), name)  # noqa: PLW2901 - the same header
        at = location if location != ANYWHERE else next((where for where, other in known if other == name), "querystring")
        if at != "path" or name in base.path:  # what is no part of the resource's path cannot be sent as one
            found.setdefault((at, name))
    found |= dict.fromkeys(known)
    wanted = [one for one in found if not (one[0] == "header" and one[1].lower() in _NEGOTIATED)]
    return wanted[:MOST_PARAMETERS]


def _of_context(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """The headers that a client sets and templates read as members of `$context`."""
    identity = scenario.context.get("identity")
    if isinstance(identity, dict) and "userAgent" in identity:
        return  # the Scenario says what it is, whatever the header
    integration = scenario.effective_method.methodIntegration
    responses = integration.integrationResponses.values()
    templates = (*integration.requestTemplates.values(), *(text for one in responses for text in one.responseTemplates.values()))
    if any(text and _AGENT in text for text in (*templates, *integration.requestParameters.values())):
        yield "header", "User-Agent"


def members(value: dict[str, Any], scenario: Scenario, limits: Limits) -> list[Path]:
    """The paths of the members of a body that are changed; of those that it lacks, such as can be put into it."""
    wanted = [path for path in (*_read(scenario, limits), *_of_models(scenario)) if _can_hold(value, path)]
    outer = {path[:length] for path in wanted for length in range(1, len(path))}
    found = dict.fromkeys(path for path in wanted if path not in outer)
    return list(found | dict.fromkeys(_leaves(value)))[:MOST_MEMBERS]


def _read(scenario: Scenario, limits: Limits) -> Iterator[Path]:
    """The members that request templates read by path, without those in lists."""
    for template in scenario.effective_method.methodIntegration.requestTemplates.values():
        for path in reads_of(template or "", limits).paths:
            if 0 < len(path) <= _DEEPEST and EACH not in path:
                yield path


def _of_models(scenario: Scenario) -> Iterator[Path]:
    """The members that the models of the request's body have by name."""
    for name in scenario.effective_method.requestModels.values():
        model = scenario.api.models.get(name or "")
        schema = model.json_schema if model else None
        properties = (_loaded(schema) if isinstance(schema, str) else schema or {}).get("properties")
        yield from ((one,) for one in properties or ()) if isinstance(properties, dict) else ()


def _loaded(text: str) -> dict[str, Any]:
    """The object that a text is; {} where it is none."""
    try:
        value = source.load(text)
    except (MalformedJson, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _can_hold(value: Any, path: Path) -> bool:
    """Whether a member may be put at a path: what is on the way is an object, or absent."""
    for name in path[:-1]:
        if not isinstance(value, dict):
            return False
        if name not in value:
            return True
        value = value[name]
    return isinstance(value, dict)


def _leaves(value: Any, path: Path = ()) -> list[Path]:
    """The paths of the values that are no objects and no lists, of a list those of its first item, as many as are changed."""
    found: list[Path] = []
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value[:1]))
    if not inside or len(path) == _DEEPEST:
        return [path] if path else []
    for name, one in inside:
        found += _leaves(one, (*path, name))
        if len(found) >= MOST_MEMBERS:
            break
    return found[:MOST_MEMBERS]
