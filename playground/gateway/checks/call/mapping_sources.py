"""Parameter mappings that send nothing, for what they are mapped from is not there.

Evidence: documented: request-response-data-mappings (the sources; names are case-sensitive); hand-written: hand/response-params.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from playground.diagnostics import Diagnostic, Severity, Span, TextEdit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import ReceivedAnswer

_REQUEST_LOCATIONS = {
    "path": "path parameter",
    "querystring": "query string parameter",
    "multivaluequerystring": "query string parameter",
    "header": "header",
    "multivalueheader": "header",
}
_STEP = re.compile(r"\.?([A-Za-z_][\w-]*)|\[([0-9]+)\]")
_EXPRESSION = re.compile(r"\$?\{?(?:method|integration|context|stageVariables|request|response|input|util)\b.*", re.DOTALL)
_MAY_BE_ABSENT = frozenset({"authorizer", "identity", "error", "requestOverride", "responseOverride", "wafResponseCode", "webaclArn"})
"""Members of `$context` that depend on the call or on settings around the method."""
_DIGITS = re.compile(r"[0-9]+")
_QUOTES = "\"'`"
_MOST_NAMES = 200
_LONGEST = 60


class _Absence(NamedTuple):
    """Why a mapping's source gives nothing: the beginning of a sentence, and in `mended` the source that was surely meant, if any."""

    what: str
    severity: Severity
    hint: str = "What it is mapped to is left out."
    mended: str | None = None


def absent_in_request(evaluation: Evaluation, source: str, where: str) -> Diagnostic:
    """What to tell of the request mapping at `where`: a call may well lack a parameter, so that is an info unless it has one like it."""
    request, prefix = evaluation.scenario.request, "method.request."
    location, _, name = source.removeprefix(prefix).partition(".")
    if not source.startswith(prefix):
        return _diagnostic(_common(evaluation, source, "integration.response."), source, where)
    if location == "body":
        absence = _in_body(evaluation, evaluation.request_payload.document, source, name)
    elif location in _REQUEST_LOCATIONS:
        there: Iterable[str] = (
            request.path if location == "path" else request.header if location.endswith("header") else request.querystring
        )
        absence = _named(evaluation, source, name, there, _Absence(f"The call has no {_REQUEST_LOCATIONS[location]}", "info"))
    else:
        return _diagnostic(_impossible(source), source, where)
    return _diagnostic(absence._replace(mended=None), source, where)  # the call may be what is misspelt


def absent_in_response(evaluation: Evaluation, source: str, received: ReceivedAnswer, where: str) -> Diagnostic:
    """What to tell of the response mapping at `where`: what was received may well lack something, too."""
    prefix = "integration.response."
    location, _, name = source.removeprefix(prefix).partition(".")
    if not source.startswith(prefix):
        absence = _common(evaluation, source, "method.request.")
    elif location not in {"header", "multivalueheader", "body"}:
        absence = _impossible(source)
    elif evaluation.integration.type == "MOCK":
        absence = _Absence("A MOCK integration has no backend's answer to map", "warning", "Map a literal, such as 'no-store'.")
    elif location == "body":
        absence = _in_body(evaluation, received.payload.document, source, name)
    else:
        absence = _named(evaluation, source, name, received.headers, _Absence("The backend's answer has no header", "info"))
    return _diagnostic(absence, source, where)


def _diagnostic(absence: _Absence, source: str, where: str) -> Diagnostic:
    span = Span(0, len(source))
    fix = () if absence.mended is None else (TextEdit(span, absence.mended),)
    return Diagnostic("mapping.absent", absence.severity, f"{absence.what}: this mapping sends nothing.", absence.hint, where, span, fix)


def _named(evaluation: Evaluation, source: str, name: str, names: Iterable[str], absence: _Absence) -> _Absence:
    """A name at the end of `source` that is not among `names`; one like it is told as a warning, unless that is meant by itself."""
    used = {one.rpartition(".")[2] for one in _sources(evaluation) if one != source}
    known = [one for one in islice(names, _MOST_NAMES) if len(one) <= _LONGEST and one not in used]
    shown = f"{absence.what} `{name[:_LONGEST]}`"
    same = next((one for one in known if one.lower() == name.lower()), None)
    if same is not None:
        mended = source.removesuffix(name) + same
        return _Absence(f"{shown}, but `{same}`", "warning", "Upper and lower case count: write the name as it comes.", mended)
    near = get_close_matches(name, known, 1, 0.8) if len(name) <= _LONGEST else []
    if near and _DIGITS.sub("", near[0]) != _DIGITS.sub("", name):
        return _Absence(f"{shown}, but `{near[0]}`", "warning", "Is that one meant?")
    return absence._replace(what=shown)


def _sources(evaluation: Evaluation) -> list[str]:
    """What the method's mappings are mapped from, and the parameters that it declares."""
    integration = evaluation.integration
    responses = integration.integrationResponses.values()
    mapped = [source for one in responses for source in one.responseParameters.values()]
    return [*integration.requestParameters.values(), *evaluation.method.requestParameters, *mapped]


def _in_body(evaluation: Evaluation, document: object, source: str, path: str) -> _Absence:
    """The first step of a JSONPath that leads nowhere; a path with wildcards or filters is told as a whole."""
    side = "call's" if source.startswith("method.") else "backend's"
    steps = list(_STEP.finditer(path))
    value, there = document, f"The {side} body"
    whole = _Absence(f"{there} has nothing at `{path[:_LONGEST]}`", "info")
    if "".join(step[0] for step in steps) != path:
        return whole
    for step in steps:
        if value is None:
            return _Absence(f"{there} is null", "info")
        if isinstance(value, dict) and step[1]:
            if step[1] not in value:
                absence = _named(
                    evaluation, source, step[1], (key for key in value if isinstance(key, str)), _Absence(f"{there} has no", "info")
                )
                return absence if step is steps[-1] else absence._replace(mended=None)
            value = value[step[1]]
        elif isinstance(value, list) and step[2] and int(step[2]) < len(value):
            value = value[int(step[2])]
        else:
            return whole
        there = f"`{path[: min(step.end(), _LONGEST)]}` of the {side} body"
    return _Absence(f"{there} is null", "info") if value is None else whole


def _common(evaluation: Evaluation, source: str, other_side: str) -> _Absence:
    """A source that requests and responses have in common; `other_side` begins those that the other one has."""
    root, _, name = source.partition(".")
    if root == "stageVariables" and name:
        return _named(evaluation, source, name, evaluation.scenario.stageVariables, _Absence("There is no stage variable", "warning"))
    if root == "context" and name:
        names = [key for key in evaluation.context if isinstance(key, str)]
        if name.partition(".")[0] in {*names, *_MAY_BE_ABSENT}:
            hint = "What it is mapped to is left out, unless the call's $context has it."
            return _Absence(f"`$context.{name[:_LONGEST]}` has no value in this call", "info", hint)
        return _named(evaluation, source, name, names, _Absence("`$context` has no", "warning"))
    if source.startswith(other_side):
        side = "response" if other_side.startswith("method") else "request"
        return _Absence(f"`{source[:_LONGEST]}` cannot be mapped to a {side}", "warning", "AWS refuses the mapping when it is stored.")
    return _impossible(source)


def _impossible(source: str) -> _Absence:
    """A source of no documented kind, such as a literal without quotes."""
    what = f"`{source[:_LONGEST]}` is nothing that can be mapped"
    literal = source.strip(_QUOTES)
    if literal and not _EXPRESSION.fullmatch(source):
        return _Absence(what, "warning", "A literal stands in single quotes. AWS refuses the mapping when it is stored.", f"'{literal}'")
    roots = "`method.request.…` (requests), `integration.response.…` (responses), `context.…`, `stageVariables.…`"
    return _Absence(what, "warning", f"There are {roots} and literals in single quotes.")
