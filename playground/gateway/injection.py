"""A client's text that breaks out of where a template prints it: found, and proven, by rendering with a hostile one.

What is told is what such a rendering wrote: a member that the template does not write, or a body that is no JSON any more. So whatever a
template does to be safe (it escapes, encodes, asks for a pattern, leaves it to a model) needs no rule here. A template that names nothing
of the client's costs nothing; any other one rendering for all texts together, and a few for each that comes through (`MOST_SPENT`).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from playground.diagnostics import Diagnostic
from playground.gateway.checks.body.body_origin import Writing
from playground.gateway.checks.body.hostile_texts import ADDED, FORM_PROOFS, MAY_ADD, Probe, adds_field, adds_member, is_json, proofs
from playground.gateway.checks.template import escaped_template
from playground.gateway.client_texts import Reads, client_texts, with_texts
from playground.gateway.injection_fix import Place, mend
from playground.gateway.rendering import reading_of
from playground.gateway.trial import Trial
from playground.services.request_check import is_form
from playground.services.target import target_of
from playground.vtl import Record
from playground.words import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playground.diagnostics import ProvingCall, Span
    from playground.gateway.answer import Answer
    from playground.gateway.client_texts import ClientText
    from playground.gateway.evaluation import Evaluation
    from playground.gateway.stage_values import Body, Rendering, SentRequest

MOST_TEXTS = 60
"""A client's texts that are tried together."""
_MOST_ALONE = 12
"""Texts that are tried one by one, where trying them together shows nothing."""
_MOST_PROVEN = 8
_LONGEST_SHOWN = 120


def tell_request_injections(evaluation: Evaluation, sent: SentRequest, body: Body) -> None:
    """Tell what of the client's breaks out of where the request template prints it."""
    integration = evaluation.integration
    if not evaluation.probing or body.rendering is None or body.is_binary or integration.type not in {"AWS", "HTTP"}:
        return
    target = target_of(integration.type, integration.uri or "", sent.request.header)
    content_type = _content_type(sent.request.header)
    form = is_form(target, body.text, content_type)
    if form or target.service != "http" or _is_json_type(content_type):
        _tell(evaluation, body.rendering, is_form=form)


def tell_response_injections(evaluation: Evaluation, answer: Answer, body: Body) -> None:
    """Tell what of the client's breaks out of where the response template prints it."""
    if evaluation.probing and body.rendering is not None and not body.is_binary and _is_json_type(_content_type(answer.headers)):
        _tell(evaluation, body.rendering, is_form=False)


def _content_type(headers: Mapping[str, str]) -> str:
    return next((value for name, value in headers.items() if name.lower() == "content-type"), "application/json")


def _is_json_type(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower().endswith(("/json", "+json"))


class _Suspect(NamedTuple):
    """A text whose probe came through, whether it stands in a text of the JSON, and the parts of the template that print it so."""

    text: ClientText
    probe: Probe
    is_in_text: bool
    places: list[Place]


class _Proven(NamedTuple):
    """A suspect, the call with which it breaks out, and whether it adds a member there, or breaks the JSON."""

    suspect: _Suspect
    sent: str
    call: ProvingCall
    adds: bool


def _tell(evaluation: Evaluation, rendering: Rendering, *, is_form: bool) -> None:
    """Tell of every text that a rendering shows to break out, at each place that prints it."""
    is_request = rendering.headers is None
    has_body = is_request and "input" in rendering.template.names
    if not Reads.may_read(rendering.template.text, has_body=has_body):
        return
    if is_request and rendering.payload is not evaluation.request_payload:
        return  # a binary body: what the template saw is not what the client sent
    reading = reading_of(rendering.template.text, evaluation.limits)
    payload = reading.payload if has_body else None
    if evaluation.has_told(escaped_template.CODE, rendering.where):
        return
    reads = Reads(rendering.template.text, reading.parameters.reads, payload)
    search = _Search(Trial(evaluation, rendering), is_form=is_form)
    for proven in search.found(reads):
        for diagnostic in _diagnostics(search, proven):
            evaluation.tell(diagnostic.at(rendering.where))


class _Search:
    """Looks for texts that break out, in the trials of one rendering."""

    def __init__(self, trial: Trial, *, is_form: bool) -> None:
        self.trial = trial
        self.is_form = is_form
        self._told: set[Span] = set()  # of the texts that a place prints, one is told

    def breaks(self, probe: Probe, body: str) -> bool:
        """Whether a probe that was printed may break out."""
        return probe.breaks_form(body) if self.is_form else probe.breaks_json(body)

    def adds(self, body: str) -> bool:
        """Whether a body has what a proof adds."""
        return adds_field(body) if self.is_form else adds_member(body)

    def found(self, reads: Reads) -> Iterator[_Proven]:
        """The texts that break out, each proven."""
        trial = self.trial
        written = trial.rendering.text
        texts = [
            one
            for one in islice(dict.fromkeys(client_texts(trial.scenario, reads, written)), MOST_TEXTS)
            if not one.value or one.value.strip() != written.strip()  # what is all of the body is the client's to choose
        ]
        if not texts:
            return
        proven = (self._proven(one) for one in map(self._placed, self._suspects(texts)) if one.places)
        for one in islice((one for one in proven if one is not None), _MOST_PROVEN):
            self._told.update(place.span for place in one.suspect.places)
            yield one

    def _suspects(self, texts: list[ClientText]) -> Iterator[tuple[ClientText, Probe, bool]]:
        """The texts that come through as they are: all are tried together, and those that nobody sees then by themselves."""
        probes = {one: Probe(index) for index, one in enumerate(texts)}
        together = [one for one in texts if one.kind not in {"body", "member name"}]
        body = self._probed(probes, together) if len(together) > 1 else None
        seen = {one for one in together if body is not None and probes[one].is_in(body)}
        for one in (one for one in texts if one in seen):
            if body is not None and self.breaks(probes[one], body):
                yield one, probes[one], probes[one].is_in_text(body)
        for one in islice((one for one in texts if one not in seen), _MOST_ALONE):
            for has_quote in (True, False):
                alone = self._probed(probes, [one], has_quote=has_quote)
                if alone is not None and probes[one].is_in(alone):
                    if self.breaks(probes[one], alone):
                        yield one, probes[one], probes[one].is_in_text(alone)
                    break

    def _probed(self, probes: Mapping[ClientText, Probe], texts: list[ClientText], *, has_quote: bool = True) -> str | None:
        """What the template writes where these texts end in their probes."""
        sent = [(one, probes[one].of(one.value, may_hold_lines=one.may_hold_lines, has_quote=has_quote)) for one in texts]
        return self.trial.write(with_texts(self.trial.scenario, sent)[0])

    def _placed(self, found: tuple[ClientText, Probe, bool]) -> _Suspect:
        """A suspect with the places that print it and of which nothing is told yet."""
        text, probe, is_in_text = found
        places: list[Place] = []
        for has_quote in (True, False):
            record = Record()
            value = probe.of(text.value, may_hold_lines=text.may_hold_lines, has_quote=has_quote)
            body = self.trial.write(with_texts(self.trial.scenario, [(text, value)])[0], record=record)
            if body is not None and probe.is_in(body):
                places = self._places(probe, body, record)
                break
        return _Suspect(text, probe, is_in_text, places)

    def _places(self, probe: Probe, body: str, record: Record) -> list[Place]:
        """The parts of the template that wrote the probe so that it breaks out of the body."""
        template = self.trial.rendering.template
        writing = Writing(template.text, template.tree, body, record)
        found: dict[Span, Place] = {}
        for offset, in_text in probe.raw_in(body, is_form=self.is_form):
            piece = writing.writer_of(offset)
            if piece is not None and piece.span not in self._told:
                found.setdefault(piece.span, Place(piece.span, writing.reference_of(piece) is not None, in_text))
        return list(found.values())

    def _proven(self, suspect: _Suspect) -> _Proven | None:
        """The call with which a text breaks out; None where none is found."""
        right = self._right(suspect.text)
        if right is None:
            return None
        breaking: _Proven | None = None
        for number, proof in enumerate(FORM_PROOFS if self.is_form else proofs(is_in_text=suspect.is_in_text)):
            if breaking is not None and number >= MAY_ADD:
                break
            sent = proof(right)
            scenario, call = with_texts(self.trial.scenario, [(suspect.text, sent)])
            body = self.trial.write(scenario)
            if body is None or (sent not in body and ADDED not in body):
                continue
            if self.adds(body):
                return _Proven(suspect, sent, call, adds=True)
            if breaking is None and not self.is_form and not is_json(body):
                breaking = _Proven(suspect, sent, call, adds=False)
        return breaking

    def _right(self, text: ClientText) -> str | None:
        """A value with which the body is right: the text's own, or where that breaks out already, a harmless one."""
        if self.is_right(self.trial.rendering.text):
            return text.value
        for value in ("a", "1"):
            body = self.trial.write(with_texts(self.trial.scenario, [(text, value)])[0])
            if body is not None and self.is_right(body):
                return value
        return None

    def is_right(self, body: str) -> bool:
        """Whether a body is what it is to be, and has nothing that a proof adds."""
        return (self.is_form or is_json(body)) and not self.adds(body)


def _diagnostics(search: _Search, proven: _Proven) -> Iterator[Diagnostic]:
    """What to tell of a text that breaks out, with its fix where one is proven."""
    suspect, template = proven.suspect, search.trial.rendering.template.text
    edits = mend(search, suspect.text, suspect.probe, proven.sent, suspect.places)
    what = "request" if search.trial.rendering.headers is None else "answer"
    sent = shorten(proven.sent.replace("\n", "\\n"), _LONGEST_SHOWN)
    for number, place in enumerate(suspect.places):
        written = shorten(template[place.span.start : place.span.end])
        kind = "form" if search.is_form else "JSON"
        gives = f"adds {'a field' if search.is_form else 'a member'} `{ADDED}`" if proven.adds else f"leaves no JSON of the {what}"
        message = f"`{written}` writes {suspect.text.shown} into the {what}'s {kind} as the client sends it: `{sent}` {gives}."
        fix = edits[number] if edits else None
        advice = f"Write {shorten(fix.text, 160)}." if fix else _ADVICE[kind]
        yield Diagnostic(
            "lint.injection",
            "warning",
            message,
            f"The call that shows it has `{sent}` as {suspect.text.shown}. {advice}{_OF_A_PATH if suspect.text.kind == 'path' else ''}",
            span=place.span,
            fix=(fix,) if fix else (),
            call=proven.call,
        )


_ADVICE = {
    "JSON": (
        "Inside of quotes write $util.escapeJavaScript(…).replaceAll(\"\\\\'\", \"'\"), for a whole value $input.json('$.…'); "
        "let a number through only where it .matches('[0-9]+')."
    ),
    "form": "Write $util.urlEncode(…).",
}
_OF_A_PATH = " From a client it comes percent-encoded: it breaks out where it is decoded."
