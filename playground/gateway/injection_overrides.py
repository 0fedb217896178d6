"""A client's text that leaves its segment of the address, or ends its header: found, and proven, by the same call with a hostile one.

What stands in a body is the matter of `injection`. Here are the parts that templates set (`requestOverride`, `responseOverride`), and those
of the address that mappings fill.

Evidence: documented: api-gateway-known-issues (REST APIs decode a request's parameters before they pass them on); user-reported: fireprox
issue 44, cloud-snitch pull request 13 (`%2F` arrives as `/`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from playground import vtl
from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.errors import LimitReached, TemplateFailure
from playground.gateway.checks.body.body_origin import escaped_call
from playground.gateway.checks.body.hostile_texts import ADDED
from playground.gateway.client_texts import NOT_FREE, ClientText, Reads, client_texts, document_of, may_be_validated, with_texts
from playground.gateway.endpoint import path_parameters
from playground.gateway.evaluation import Evaluation
from playground.gateway.failures import GatewayFailure
from playground.gateway.method_request import admit
from playground.gateway.overrides import override_text
from playground.gateway.parameter_mapping import request_parameters
from playground.gateway.rendering import reading_of
from playground.gateway.trial import Trial
from playground.gateway.variables.context import written_at
from playground.vtl.java.values import JavaException, to_java_key, to_text
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.diagnostics import ProvingCall
    from playground.gateway.stage_values import Rendering, SentRequest
    from playground.gateway.variables.context import ContextMap
    from playground.model import Scenario

_MOST_TEXTS = 60
"""A client's texts that are tried together."""
_MOST_ALONE = 12
"""Those that are tried one by one, where trying them together shows nothing."""
_MOST_PROVEN = 8
_MOST_PARTS = 100
_LONGEST_SHOWN = 120
_SET = re.compile(r"#\{?set\}?\s*\([^=]*=\s*(?P<value>\$.*?)\s*\)\Z", re.DOTALL)
"""A `#set` whose value begins with a reference: the proof says whether it is one."""
_FROM_A_PARAMETER = re.compile(r"method\.request\.(?:multivalue)?(querystring|header)\.(.+)")
_FROM_THE_BODY = re.compile(r"method\.request\.body\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)")
_ADVICE = {
    "path": 'Write $util.urlEncode(…).replace("+", "%20").',
    "header": 'Take line ends out of a text: ….replaceAll("[\\r\\n]", "").',
}
_OF_A_MAPPING = (
    "A mapping cannot encode it: set the segment in the request template instead, "
    '#set($context.requestOverride.path.{name} = $util.urlEncode(…).replace("+", "%20")), or let a model or a validator refuse such a call.'
)
_BECOMES = {
    "path": "leaves its segment of the address",
    "header": "ends the header with a line end; what AWS does with that is not known",
}


class _Part(NamedTuple):
    """A part of the request or the answer: "path" or "header", and its name."""

    kind: str
    name: str


class _Set(NamedTuple):
    """What a template set a part to, and the statement that did."""

    text: str
    span: Span


class _Proven(NamedTuple):
    """A text that leaves its place, what the client sends in its stead, the kind of the place, and that call."""

    text: ClientText
    sent: str
    kind: str
    call: ProvingCall


def tell_override_injections(evaluation: Evaluation, override: str) -> None:
    """Tell what of the client's templates set in `override` ("requestOverride", "responseOverride") so that it leaves its place."""
    if not evaluation.probing or evaluation.integration.type not in {"AWS", "HTTP"}:
        return
    holder = evaluation.context.map(override)
    if not holder.get("path") and not holder.get("header"):
        return
    for rendering in evaluation.rendered:
        if rendering.headers is None and rendering.payload is not evaluation.request_payload:
            continue  # a binary body: what the template saw is not what the client sent
        template = rendering.template.text
        set_there = _parts(evaluation, evaluation.context, override, rendering.where)
        parts = {part: one for part, one in set_there.items() if not _is_constant(template[one.span.start : one.span.end])}
        if parts:
            for diagnostic in islice(_Search(evaluation, rendering, override, parts).told(), _MOST_PROVEN):
                evaluation.tell(diagnostic.at(rendering.where))


def _parts(evaluation: Evaluation, context: ContextMap, override: str, where: str | None = None) -> dict[_Part, _Set]:
    """The segments of an address and the headers that the template at `where`, or any of them, set; none where one has no text."""
    found: dict[_Part, _Set] = {}
    holder = context.map(override)
    try:
        for kind in ("path", "header"):
            members = holder.get(kind)
            names = _segments(evaluation) if kind == "path" else None
            for key, value in members.items() if isinstance(members, dict) and names != frozenset() else ():
                name, written = to_text(to_java_key(key)), written_at(context, override, kind, key)
                if written is not None and where in {None, written.where} and (names is None or name in names):
                    found[_Part(kind, name)] = _Set(override_text(value), written.span)
    except (JavaException, RecursionError, LimitReached):  # a value that holds itself, or is too deep: who sends it says so
        return {}
    return found if len(found) <= _MOST_PARTS else {}


def _is_constant(statement: str) -> bool:
    """Whether what a statement sets has no reference in it."""
    left, equals, value = statement.partition("=")
    return "$" not in (value if equals else left)


def _segments(evaluation: Evaluation) -> frozenset[str]:
    """The parameters that are segments of an HTTP integration's address. What AWS makes of another's is not known."""
    return path_parameters(evaluation.integration.uri or "") if evaluation.integration.type == "HTTP" else frozenset()


def _proof(kind: str, index: int | str = "") -> str:
    """What is put behind a text, and shows whether it comes through."""
    return f"/../{ADDED}{index}" if kind == "path" else f"\r\n{ADDED}{index}: yes"


def _sent(text: ClientText, kind: str, index: int | str = "") -> str:
    """What the client sends; in a path it comes percent-encoded ([injection/path] of SEMANTICS.md)."""
    proof = _proof(kind, index)
    return (text.value or "a") + (quote(proof, safe="") if text.kind == "path" else proof)


class _Search:
    """Looks for texts that leave their places, in the trials of one rendering."""

    def __init__(self, evaluation: Evaluation, rendering: Rendering, override: str, parts: Mapping[_Part, _Set]) -> None:
        self._evaluation = evaluation
        self._trial = Trial(evaluation, rendering)
        self._override = override
        self._parts = parts

    def told(self) -> Iterator[Diagnostic]:
        """What to tell: of each part, one text that leaves it."""
        told: set[_Part] = set()
        texts = list(islice(self._texts(), _MOST_TEXTS))
        for kind in dict.fromkeys(part.kind for part in self._parts):
            for text in self._suspects([text for text in texts if kind == "path" or text.may_hold_lines], kind):
                sent = _sent(text, kind)
                scenario, call = with_texts(self._trial.scenario, [(text, sent)])
                written = self._written(scenario) or {}
                for part in [one for one in self._parts if one.kind == kind and one not in told]:
                    if part in written and _proof(kind) in written[part].text:
                        told.add(part)
                        yield self._diagnostic(_Proven(text, sent, kind, call), scenario, part)

    def _texts(self) -> Iterator[ClientText]:
        """The client's texts that the template may set there."""
        rendering = self._trial.rendering
        template, has_body = rendering.template, rendering.headers is None and "input" in rendering.template.names
        if Reads.may_read(template.text, has_body=has_body):
            reading = reading_of(template.text, self._evaluation.limits)
            reads = Reads(template.text, reading.parameters.reads, reading.payload if has_body else None)
            yield from dict.fromkeys(client_texts(self._trial.scenario, reads, "\n".join(one.text for one in self._parts.values())))

    def _suspects(self, texts: list[ClientText], kind: str) -> Iterator[ClientText]:
        """The texts that come through: all are tried together, and those that nobody sees then by themselves."""
        together = [text for text in texts if text.kind not in {"body", "member name", "query name"}]
        seen: set[ClientText] = set()
        if len(together) > 1:
            sent = [(text, _sent(text, kind, f"-{index}-")) for index, text in enumerate(together)]
            written = "\n".join(one.text for one in (self._written(with_texts(self._trial.scenario, sent)[0]) or {}).values())
            seen = {text for index, text in enumerate(together) if _proof(kind, f"-{index}-") in written}
            yield from (text for text in together if text in seen)
        yield from islice((text for text in texts if text not in seen), _MOST_ALONE)

    def _written(self, scenario: Scenario, template: vtl.Template | None = None) -> Mapping[_Part, _Set] | None:
        """What the template, or another in its place, sets for another call; None where that does not come as far."""
        done = self._trial.run(scenario, template)
        return None if done is None else _parts(self._evaluation, done[1], self._override)

    def _diagnostic(self, proven: _Proven, hostile: Scenario, part: _Part) -> Diagnostic:
        """What to tell of a text that leaves a part."""
        edit = self._edit(proven, hostile, part) if part.kind == "path" else None
        advice = f"Write {shorten(edit.text, 160)}." if edit else _ADVICE[part.kind]
        told = _diagnostic(f"`{shorten(f'$context.{self._override}.{part.kind}.{part.name}', 80)}`", proven, advice)
        return replace(told, span=self._parts[part].span, fix=(edit,) if edit else ())

    def _edit(self, proven: _Proven, hostile: Scenario, part: _Part) -> TextEdit | None:
        """The edit that encodes a segment; None where it changes anything else of what the call as it is makes, or does not help."""
        template = self._trial.rendering.template.text
        found = _SET.fullmatch(template, self._parts[part].span.start, self._parts[part].span.end)
        if found is None:
            return None
        value, span = found["value"], Span(*found.span("value"))
        in_quotes = f'"{value}"' if proven.text.kind == "member" and '"' not in value else value  # any value of JSON's, as it prints
        edit = TextEdit(span, escaped_call("util.urlEncode", in_quotes, '.replace("+", "%20")', template[span.end :]))
        try:
            mended = vtl.parse(template[: span.start] + edit.text + template[span.end :], self._evaluation.limits)
        except (TemplateFailure, LimitReached):
            return None
        return edit if self._is_same(mended, part) and self._is_safe(mended, hostile, part) else None

    def _is_same(self, mended: vtl.Template, part: _Part) -> bool:
        """Whether the call as it is makes the same with another template, but for a segment that is encoded now."""
        done = self._trial.run(self._trial.scenario, mended)
        if done is None or done[0] != self._trial.rendering.text:
            return False
        before, after = self._parts, _parts(self._evaluation, done[1], self._override, None)
        others = {one: found.text for one, found in after.items() if one in before and one != part}
        return (
            part in after
            and unquote(after[part].text) == before[part].text
            and others == {one: found.text for one, found in before.items() if one != part}
        )

    def _is_safe(self, mended: vtl.Template, hostile: Scenario, part: _Part) -> bool:
        """Whether nothing leaves a segment any more."""
        written = self._written(hostile, mended)
        return written is not None and part in written and not re.search(r"[/?#]", written[part].text)


def tell_mapped_injections(evaluation: Evaluation, sent: SentRequest) -> None:
    """Tell what of the client's query, headers or body a mapping puts into a segment of the address, which it leaves.

    A path parameter that is mapped to a segment is not told: almost all HTTP integrations have one.
    """
    if not evaluation.probing:
        return
    tries = 0
    for target, source in evaluation.integration.requestParameters.items():
        name = target.removeprefix("integration.request.path.")
        if name == target or name not in _segments(evaluation) or name not in sent.request.path or _is_overridden(evaluation, name):
            continue
        text = _mapped_text(evaluation, source)
        if text is None:
            continue
        tries += 1
        if tries > _MOST_PROVEN:
            return
        hostile = _sent(text, "path")
        scenario, call = with_texts(evaluation.scenario, [(text, hostile)])
        if _mapped(evaluation, scenario, name) == hostile:
            advice = _OF_A_MAPPING.format(name=shorten(name, 40))
            where = evaluation.scenario.where("methodIntegration", "requestParameters", target)
            evaluation.tell(_diagnostic(f"The segment `{shorten(name, 60)}`", _Proven(text, hostile, "path", call), advice).at(where))


def _is_overridden(evaluation: Evaluation, name: str) -> bool:
    """Whether a template sets a parameter of the path, which a mapping does not fill then."""
    members = evaluation.context.map("requestOverride").get("path")
    return isinstance(members, dict) and name in members


def _mapped_text(evaluation: Evaluation, source: str) -> ClientText | None:
    """What of the client's is mapped; None for anything else, for a path parameter, and for a body that is too long to be tried."""
    scenario = evaluation.scenario
    if found := _FROM_THE_BODY.fullmatch(source):
        is_known = isinstance(document_of(scenario.request.body), dict) and not may_be_validated(scenario)
        return ClientText("member", tuple(found[1].split("."))) if is_known else None
    if found := _FROM_A_PARAMETER.fullmatch(source):
        if found[1] == "header" and found[2].lower() in NOT_FREE:
            return None
        given = (scenario.request.querystring if found[1] == "querystring" else scenario.request.header).get(found[2], "")
        return ClientText(found[1], (found[2],), given if isinstance(given, str) else "")  # type: ignore[arg-type]  # both names are kinds
    return None


def _mapped(evaluation: Evaluation, scenario: Scenario, name: str) -> str | None:
    """The segment that the mappings fill in another call; None where that does not come as far."""
    again = Evaluation(scenario, replace(evaluation.limits, seconds=evaluation.run.seconds_left()))
    try:
        admit(again)
        return request_parameters(again)["path"].get(name)
    except (GatewayFailure, LimitReached, JavaException, RecursionError):
        return None


def _diagnostic(what: str, proven: _Proven, advice: str) -> Diagnostic:
    """What to tell of the part that `what` names."""
    shown = shorten(proven.sent.replace("\r", "\\r").replace("\n", "\\n"), _LONGEST_SHOWN)
    return Diagnostic(
        "lint.injection",
        "warning",
        f"{what} is {proven.text.shown} as the client sends it: `{shown}` {_BECOMES[proven.kind]}.",
        f"The call that shows it has `{shown}` as {proven.text.shown}. {advice}",
        call=proven.call,
    )
