"""The edits that make a client's text harmless where a template prints it: offered only where rendering shows that they do."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, Protocol

from playground import vtl
from playground.diagnostics import TextEdit
from playground.errors import LimitReached, TemplateFailure
from playground.gateway.checks.body.body_origin import TAKE_BACK, escaped_call
from playground.gateway.checks.body.hostile_texts import form_names, is_json, same_json
from playground.gateway.client_texts import with_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playground.diagnostics import Span
    from playground.gateway.checks.body.hostile_texts import Probe
    from playground.gateway.client_texts import ClientText
    from playground.gateway.trial import Trial
    from playground.limits import Limits

_PATH = re.compile(r"\$!?(\{?)input\.path(\(.*\))(\}?)", re.DOTALL)
_BODY = re.compile(r"\$!?\{?input\.body\}?")
_REFERENCE = re.compile(r"\$(!?)(\{?)(.*?)\}?", re.DOTALL)
_MOST_WAYS = 4
"""Combinations of edits that are tried for a text."""


class Place(NamedTuple):
    """A part of the template that prints a client's text: whether it is a reference, and whether it stands in a text of the JSON."""

    span: Span
    is_reference: bool
    is_in_text: bool


class Search(Protocol):
    """Whoever found the text: its trials, and which bodies are right."""

    trial: Trial
    is_form: bool

    def breaks(self, probe: Probe, body: str) -> bool:
        """Whether a probe that was printed may break out."""

    def is_right(self, body: str) -> bool:
        """Whether a body is what it is to be, and has nothing that a proof adds."""


def mend(search: Search, text: ClientText, probe: Probe, sent: str, places: Sequence[Place]) -> list[TextEdit] | None:
    """An edit for each place, which make `text` harmless together; None where none of those that are known surely does.

    What is held of them: the call as it is gives the same JSON; the proving call, which sends `sent`, and a probe of all that is dangerous
    both give JSON in which they stay where they stand.
    """
    ways = [_ways(search, text, place) for place in places]
    for tried, edits in enumerate(product(*ways)):
        if tried >= _MOST_WAYS:
            break
        if edits and _is_harmless(search, text, probe, sent, edits):
            return list(edits)
    return None


def _ways(search: Search, text: ClientText, place: Place) -> list[TextEdit]:
    """The edits to try at a place."""
    template = search.trial.rendering.template.text
    written = template[place.span.start : place.span.end]
    if not place.is_reference or not written.startswith("$"):
        return []
    after = template[place.span.end :]
    if search.is_form:
        value = f'"{written}"' if text.kind == "member" and '"' not in written else written  # any value of JSON's, as it prints
        return [TextEdit(place.span, escaped_call("util.urlEncode", value, "", after))]
    if place.is_in_text:
        return [TextEdit(place.span, escaped_call("util.escapeJavaScript", written, TAKE_BACK, after))]
    if _BODY.fullmatch(written):
        return [TextEdit(place.span, "$input.json('$')")]
    ways = []
    if path := _PATH.fullmatch(written):
        ways.append(TextEdit(place.span, f"${path[1]}input.json{path[2]}{path[3]}"))
    if text.value.isdecimal() and (named := _REFERENCE.fullmatch(written)):
        call = f'{named[3]}.replaceAll("[^0-9]", "")'
        ways.append(TextEdit(place.span, f"${named[1]}{{{call}}}" if named[2] else f"${named[1]}{call}"))
    return ways


def _is_harmless(search: Search, text: ClientText, probe: Probe, sent: str, edits: Sequence[TextEdit]) -> bool:
    """Whether a template with these edits writes the same as before for the call as it is, and nothing breaks out of it."""
    trial = search.trial
    mended = trial.rendering.template.text
    for edit in sorted(edits, key=lambda one: one.span.start, reverse=True):
        mended = mended[: edit.span.start] + edit.text + mended[edit.span.end :]
    try:
        template = _parsed(mended, trial.limits)
    except (TemplateFailure, LimitReached):
        return False
    before, after = trial.rendering.text, trial.write(trial.scenario, template)
    if after is None or not search.is_right(after) or (search.is_right(before) and not _is_same(before, after, search)):
        return False
    hostile = trial.write(with_texts(trial.scenario, [(text, sent)])[0], template)
    if hostile is None or not search.is_right(hostile):
        return False
    value = probe.of(text.value, may_hold_lines=text.may_hold_lines)
    probed = trial.write(with_texts(trial.scenario, [(text, value)])[0], template)
    return probed is not None and not search.breaks(probe, probed) and (search.is_form or is_json(probed))


@lru_cache(maxsize=32)
def _parsed(text: str, limits: Limits) -> vtl.Template:
    """A mended template, kept: the same one is offered again while a user works on the rest. TemplateFailure, LimitReached."""
    return vtl.parse(text, limits)


def _is_same(before: str, after: str, search: Search) -> bool:
    """Whether two bodies say the same: as JSON, or as forms, where a field that was cut off before is whole now."""
    if search.is_form:
        return len(form_names(after)) <= len(form_names(before))
    return same_json(before, after)
