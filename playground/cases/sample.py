"""A call and an answer for a method of which nothing else is known: they hold what its templates read.

Texts are `1`, which is a number as well where a template prints it without quotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from playground.cases.item_variants import BaseAnswer
from playground.dynamodb import plain_answers
from playground.dynamodb.actions import ACTIONS, UNKNOWN, action_of, service_of, writes
from playground.dynamodb.answers import SHAPES, table_of
from playground.dynamodb.template_reads import EACH, all_reads, reads_of
from playground.errors import LimitReached, TemplateFailure
from playground.gateway.checks.template.parameter_reads import ANYWHERE, parameter_reads
from playground.jsontext import source
from playground.model import Backend, Request
from playground.vtl.syntax.parser import parse_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from playground.dynamodb.template_reads import MemberPath, Reads
    from playground.limits import Limits
    from playground.model import Method, Scenario

_VALUE = "1"
_PLACEHOLDER = re.compile(r"\{(\w[\w.-]*)\+?\}")
_PARAMETER = re.compile(r"method\.request\.(path|querystring|header|multivaluequerystring|multivalueheader)\.(.+)")
_OF_A_MAP = frozenset({"keySet", "entrySet", "values", "containsKey"})
_OF_A_LIST = frozenset({"size", "iterator", "subList", "toArray"})
"""Java's methods that only a map has, and those that no text has."""
_Tree: TypeAlias = "dict[str, _Tree]"
_USUAL = ("A table", "One table")
"""The usual ones among the variants of answers without items; of any other kind it is the first."""


def completed(scenario: Scenario, limits: Limits) -> Scenario:
    """The Scenario with an answer of its backend and with a call, as far as it has none.

    A call that is made up has nothing to prove to a request validator, nor a key.
    """
    changes: dict[str, object] = {}
    method = scenario.effective_method
    if "request" not in scenario.model_fields_set:
        changes["request"] = sample_call(scenario, limits)
        if scenario.method is not None:
            changes["method"] = method.model_copy(update={"requestValidatorId": None, "apiKeyRequired": None})
    if scenario.backend is None and scenario.tables is None and method.methodIntegration.type in {"AWS", "HTTP"}:
        changes["backend"] = Backend(body=source.dump(sample_answer(method, limits)))
    return scenario.model_copy(update=changes) if changes else scenario


def sample_answer(method: Method, limits: Limits) -> dict[str, Any]:
    """What the backend may answer to a method: of DynamoDB as its action does, of any other service what the response templates read."""
    if service_of(method) != "dynamodb":
        made = _value(_successful(method, limits))
        return made if isinstance(made, dict) else {}
    reads = all_reads(method, limits)
    action = action_of(method, None, reads)
    known = ACTIONS.get(action, UNKNOWN)
    shape = SHAPES.get(known.shape)
    if shape is None:
        answers = list(plain_answers.MAKERS[known.shape]({}, reads))
        return next((one.body for one in answers if one.name in _USUAL), answers[0].body)
    table = table_of({}, reads)
    base = BaseAnswer(shape.own({}, table), shape, table, [], reads, writes(action, method, items=False)).with_sample()
    return base.of(base.items)


def _successful(method: Method, limits: Limits) -> list[Reads]:
    """What the templates of the integration responses read that no pattern chooses: those with one are for failures."""
    responses = [one for one in method.methodIntegration.integrationResponses.values() if not one.selectionPattern]
    return [reads_of(text, limits) for one in responses for text in one.responseTemplates.values() if text]


def _value(reads: Iterable[Reads]) -> Any:
    """A JSON value in which every path leads somewhere."""
    root: _Tree = {}
    calls: dict[MemberPath, set[str]] = {}
    for one in reads:
        for path in (*one.paths, *one.calls):
            at = root
            for name in path:
                at = at.setdefault(name, {})
        for path, names in one.calls.items():
            calls.setdefault(path, set()).update(names)
    return _filled(root, (), calls) if root else {}


def _filled(tree: _Tree, path: MemberPath, calls: Mapping[MemberPath, set[str]]) -> Any:
    """The value of a part: an object where it has names, a list where its members are read or it is called as one, or else a text."""
    names = {name: below for name, below in tree.items() if name != EACH}
    called = calls.get(path, set())
    if names:
        return {name: _filled(below, (*path, name), calls) for name, below in names.items()}
    member = _filled(tree[EACH], (*path, EACH), calls) if EACH in tree else _VALUE
    if called & _OF_A_MAP:
        return {"one": member}
    return [member] if EACH in tree or called & _OF_A_LIST else _VALUE


def sample_call(scenario: Scenario, limits: Limits) -> Request:
    """A client's call with every parameter that the method declares or reads, and a body with what its request template reads."""
    method = scenario.effective_method
    resource = scenario.context.get("resourcePath")
    path = dict.fromkeys(_PLACEHOLDER.findall(resource) if isinstance(resource, str) else (), _VALUE)
    stored = _stored(scenario)
    found: dict[str, dict[str, Any]] = {"path": {name: stored.get(name.lower(), _VALUE) for name in path}, "querystring": {}, "header": {}}
    for location, name in parameters_of(method, limits):
        value = stored.get(name.lower(), _VALUE)
        if location != ANYWHERE:
            found[location].setdefault(name, value)
        elif not any(name in names for names in found.values()):
            found["querystring"][name] = value
    templates = method.methodIntegration.requestTemplates
    if templates and "application/json" not in templates:
        found["header"]["Content-Type"] = next(iter(templates))
    return Request(**found, body=_body(method, limits))


def _stored(scenario: Scenario) -> dict[str, str]:
    """Texts and numbers of the first item in the Scenario's tables, by the attribute's name in small letters: a call with them finds it."""
    item = next((table.items[0] for table in scenario.tables or () if table.items), {})
    values = ((name, value.get("S", value.get("N"))) for name, value in item.items() if isinstance(value, dict))
    return {name.lower(): text for name, text in values if isinstance(text, str)}


def _body(method: Method, limits: Limits) -> str:
    """What the request templates read of the body; "" where they read nothing of it, and of methods that send none."""
    reads: list[Reads] = [reads_of(text, limits) for text in method.methodIntegration.requestTemplates.values() if text]
    if not any(one.paths or one.calls for one in reads) and method.httpMethod in {"GET", "HEAD", "DELETE", "OPTIONS", None}:
        return ""
    return source.dump(_value(reads))


def parameters_of(method: Method, limits: Limits) -> Iterator[tuple[str, str]]:
    """The client's parameters that a method declares, maps or reads: location and name; first those whose location is known."""
    integration = method.methodIntegration
    for text in (*method.requestParameters, *integration.requestParameters.values()):
        if found := _PARAMETER.fullmatch(text):
            yield found[1].removeprefix("multivalue"), found[2]
    responses = (text for one in integration.integrationResponses.values() for text in one.responseTemplates.values())
    reads = [read for text in (*integration.requestTemplates.values(), *responses) if text for read in _reads(text, limits)]
    yield from sorted(reads, key=lambda one: one[0] == ANYWHERE)


def _reads(template: str, limits: Limits) -> list[tuple[str, str]]:
    try:
        return [(one.location, one.name) for one in parameter_reads(parse_tree(template, limits)).reads]
    except (TemplateFailure, LimitReached, RecursionError):
        return []
