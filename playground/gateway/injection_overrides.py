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
from urllib.parse import unquote_plus

from playground import vtl
from playground.diagnostics import Diagnostic, Span, TextEdit
from playground.errors import LimitReached, TemplateFailure
from playground.gateway.checks.body.body_origin import escaped_call
from playground.gateway.checks.body.hostile_texts import ADDED
from playground.gateway.client_texts import ClientText, Reads, client_texts, with_texts
from playground.gateway.endpoint import is_segment
from playground.gateway.evaluation import Evaluation
from playground.gateway.failures import GatewayFailure
from playground.gateway.method_request import admit
from playground.gateway.overrides import override_text
from playground.gateway.parameter_mapping import request_parameters
from playground.gateway.rendering import reading_of
from playground.gateway.trial import Trial
from playground.gateway.variables.context import written_at
from playground.vtl.java.values import to_java_key, to_text
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.diagnostics import ProvingCall
    from playground.gateway.stage_values import Rendering, SentRequest
    from playground.gateway.variables.context import ContextMap

_MOST_TEXTS = 12
"""A client's texts that are tried, each by itself."""
_LONGEST_SHOWN = 120
_SET = re.compile(r"#\{?set\}?\s*\([^=]*=\s*(?P<value>\$.*?)\s*\)\Z", re.DOTALL)
"""A `#set` whose value is a reference, as far as its beginning says; the proof says the rest."""
_FROM_A_PARAMETER = re.compile(r"method\.request\.(?:multivalue)?(querystring|header)\.(.+)")
_FROM_THE_BODY = re.compile(r"method\.request\.body\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)")


class _Place(NamedTuple):
    """Where a text stands: what ends it there, what a proof puts behind it, and what becomes of that."""

    ends: re.Pattern[str]
    proof: str
    becomes: str


_PLACES: Mapping[str, _Place] = {
    "path": _Place(re.compile(r"[/?#]"), f"/../{ADDED}", "leaves its segment of the address"),
    "header": _Place(re.compile(r"[\r\n]"), f"\r\n{ADDED}: yes", "ends the header with a line end; what AWS does with that is not known"),
}
_ADVICE = {"path": "Write $util.urlEncode(…).", "header": 'Write ….replaceAll("[\\r\\n]", "").'}
_OF_A_MAPPING = (
    "A mapping cannot encode it: set the segment in the request template instead, "
    "#set($context.requestOverride.path.{name} = $util.urlEncode(…)), or let a model or a validator refuse such a call."
)


class _Proven(NamedTuple):
    """A text that leaves its place, what the client sends in its stead, the kind of the place, and that call."""

    text: ClientText
    sent: str
    kind: str
    call: ProvingCall


class _Part(NamedTuple):
    """A part of the request or the answer that a template set: its kind of place, its name, and the statement that set it."""

    kind: str
    name: str
    span: Span


def tell_override_injections(evaluation: Evaluation, rendering: Rendering | None) -> None:
    """Tell what of the client's a template sets of the request or of the answer so that it leaves its place."""
    if rendering is None or not evaluation.probing:
        return
    for override in ("requestOverride", "responseOverride") if rendering.headers is None else ("responseOverride",):
        parts = dict(_parts(evaluation, evaluation.context, override, rendering.where))
        if parts:
            search = _Search(evaluation, rendering, override, parts)
            for diagnostic in search.told():
                evaluation.tell(diagnostic.at(rendering.where))


def _parts(evaluation: Evaluation, context: ContextMap, override: str, where: str | None = None) -> Iterator[tuple[_Part, str]]:
    """The segments of an address and the headers that the template at `where`, or any of them, set, each with its text."""
    holder = context.map(override)
    for kind in _PLACES:
        members = holder.get(kind)
        for key, value in members.items() if isinstance(members, dict) else ():
            name = to_text(to_java_key(key))
            written = written_at(context, override, kind, key)
            is_place = kind == "header" or _is_address(evaluation, name)
            if is_place and written is not None and where in {None, written.where}:
                yield _Part(kind, name, written.span), override_text(value)


def _is_address(evaluation: Evaluation, name: str) -> bool:
    """Whether a parameter of the path is a segment of an HTTP integration's address. What AWS makes of another's is not known."""
    return evaluation.integration.type == "HTTP" and is_segment(evaluation.integration.uri or "", name)


class _Search:
    """Looks for texts that leave their places, in the trials of one rendering."""

    def __init__(self, evaluation: Evaluation, rendering: Rendering, override: str, parts: Mapping[_Part, str]) -> None:
        self._evaluation = evaluation
        self._trial = Trial(evaluation, rendering)
        self._override = override
        self._parts = parts

    def told(self) -> Iterator[Diagnostic]:
        """What to tell: of each part, one text that leaves it."""
        told: set[_Part] = set()
        for text in islice(self._texts(), _MOST_TEXTS):
            for part in self._parts:
                place = _PLACES[part.kind]
                sent = f"{text.value or 'a'}{place.proof}"
                if part in told or (part.kind == "header" and not text.may_hold_lines) or not self._keeps(text, sent, part):
                    continue
                told.add(part)
                yield self._diagnostic(text, sent, part)

    def _texts(self) -> Iterator[ClientText]:
        """The client's texts that the template may set there. A path comes percent-encoded, and ends nothing until it is decoded."""
        rendering = self._trial.rendering
        template, has_body = rendering.template, rendering.headers is None and "input" in rendering.template.names
        if not Reads.may_read(template.text, has_body=has_body):
            return
        reading = reading_of(template.text, self._evaluation.limits)
        reads = Reads(template.text, reading.parameters.reads, reading.payload if has_body else None)
        for text in dict.fromkeys(client_texts(self._trial.scenario, reads, "\n".join(self._parts.values()))):
            if text.kind != "path" or "urlDecode" in template.text:
                yield text

    def _keeps(self, text: ClientText, sent: str, part: _Part, template: vtl.Template | None = None) -> bool:
        """Whether a part has what a proof sends, as it is sent."""
        return _PLACES[part.kind].proof in (self._written(text, sent, part, template) or "")

    def _written(self, text: ClientText, sent: str, part: _Part, template: vtl.Template | None) -> str | None:
        """The text of a part where the client sends this; None where there is none."""
        done = self._trial.run(with_texts(self._trial.scenario, [(text, sent)])[0], template)
        if done is None:
            return None
        found = _parts(self._evaluation, done[1], self._override)
        return next((value for one, value in found if one[:2] == part[:2]), None)

    def _diagnostic(self, text: ClientText, sent: str, part: _Part) -> Diagnostic:
        """What to tell of a text that leaves a part."""
        proven = _Proven(text, sent, part.kind, with_texts(self._trial.scenario, [(text, sent)])[1])
        edit = self._edit(text, sent, part)
        advice = f"Write {shorten(edit.text, 160)}." if edit else _ADVICE[part.kind]
        told = _diagnostic(f"`{shorten(f'$context.{self._override}.{part.kind}.{part.name}', 80)}`", proven, advice)
        return replace(told, span=part.span, fix=(edit,) if edit else ())

    def _edit(self, text: ClientText, sent: str, part: _Part) -> TextEdit | None:
        """The edit that makes the text harmless; None where the one that is known does not, or changes what the call as it is sets."""
        template = self._trial.rendering.template.text
        found = _SET.fullmatch(template, part.span.start, part.span.end)
        if found is None:
            return None
        value, span = found["value"], Span(*found.span("value"))
        if part.kind == "path":
            in_quotes = f'"{value}"' if text.kind == "member" and '"' not in value else value  # any value of JSON's, as it prints
            edit = TextEdit(span, escaped_call("util.urlEncode", in_quotes, "", template[span.end :]))
        else:
            edit = TextEdit(span, f'{value}.replaceAll("[\\r\\n]", "")')
        try:
            mended = vtl.parse(template[: span.start] + edit.text + template[span.end :], self._evaluation.limits)
        except (TemplateFailure, LimitReached):
            return None
        before, after = self._parts[part], self._written(text, text.value, part, mended)
        is_same = after is not None and (unquote_plus(after) if part.kind == "path" else after) == before
        hostile = self._written(text, sent, part, mended)
        return edit if is_same and hostile is not None and not _PLACES[part.kind].ends.search(hostile) else None


def tell_mapped_injections(evaluation: Evaluation, sent: SentRequest) -> None:
    """Tell what of the client's query, headers or body a mapping puts into a segment of the address, which it leaves.

    A path parameter that is mapped to a segment is not told: almost all HTTP integrations have one.
    """
    if not evaluation.probing:
        return
    set_by_template = evaluation.context.map("requestOverride").get("path")
    for target, source in evaluation.integration.requestParameters.items():
        name = target.removeprefix("integration.request.path.")
        text = _mapped_text(evaluation, source) if name != target and _is_address(evaluation, name) else None
        if text is None or name not in sent.request.path or (isinstance(set_by_template, dict) and name in set_by_template):
            continue
        hostile = f"{text.value or 'a'}{_PLACES['path'].proof}"
        scenario, call = with_texts(evaluation.scenario, [(text, hostile)])
        if _mapped(Evaluation(scenario, evaluation.limits), name) == hostile:
            advice = _OF_A_MAPPING.format(name=shorten(name, 40))
            where = evaluation.scenario.where("methodIntegration", "requestParameters", target)
            proven = _Proven(text, hostile, "path", call)
            evaluation.tell(_diagnostic(f"The segment `{shorten(name, 60)}`", proven, advice).at(where))


def _mapped_text(evaluation: Evaluation, source: str) -> ClientText | None:
    """What of the client's is mapped; None for anything else, and for a path parameter."""
    if found := _FROM_THE_BODY.fullmatch(source):
        return ClientText("member", tuple(found[1].split(".")))
    if found := _FROM_A_PARAMETER.fullmatch(source):
        request = evaluation.scenario.request
        given = (request.querystring if found[1] == "querystring" else request.header).get(found[2], "")
        return ClientText(found[1], (found[2],), given if isinstance(given, str) else "")  # type: ignore[arg-type]  # both names are kinds
    return None


def _mapped(again: Evaluation, name: str) -> str | None:
    """The segment that the mappings of another call fill; None where it does not come as far."""
    try:
        admit(again)
        return request_parameters(again)["path"].get(name)
    except (GatewayFailure, LimitReached):
        return None


def _diagnostic(what: str, proven: _Proven, advice: str) -> Diagnostic:
    """What to tell of the part that `what` names."""
    shown = shorten(proven.sent.replace("\r", "\\r").replace("\n", "\\n"), _LONGEST_SHOWN)
    return Diagnostic(
        "lint.injection",
        "warning",
        f"{what} is {proven.text.shown} as the client sends it: `{shown}` {_PLACES[proven.kind].becomes}.",
        f"The call that shows it has `{shown}` as {proven.text.shown}. {advice}",
        call=proven.call,
    )
