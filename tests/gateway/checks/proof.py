"""Whether an offered fix is right: `prove(document, finding, others)` gives what is wrong with it, and nothing where it is proven.

A fix is proven when the fixed text is read, what was found is not found there again, no error is new, and the answer is the same as
before wherever nothing was found there: in a quiet case of `others`, each a few members of a Scenario, such as {"backend": …}.
"""

from __future__ import annotations

import copy
import json
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

from playground import Scenario, evaluate
from playground.diagnostics import LINE_END
from playground.gateway.checks.template.dynamodb_names import attribute_type
from playground.model import text_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from playground import Result
    from playground.model import Edit, Finding
    from playground.model.place import Place

Document = dict[str, Any]

_OF_A_WHOLE_TEXT = frozenset({"body.json", "request.json"})
"""Codes that are told of the first flaw alone: where one is anywhere, nothing was right before."""
_TYPE_ADDED = "the member that is named by its type"
"""What the help says where a fix takes it that DynamoDB answered: in data of other kinds nobody asks for types."""
_INSTEAD = {"body.json": "vtl.map-text", "vtl.map-text": "body.json"}
"""Codes of which only one is told at a place."""
_SYNTAX = ("vtl.syntax", "vtl.unclosed", "vtl.stray")


def prove(document: Document, finding: Finding, others: Iterable[Document] = ()) -> list[str]:
    """What is wrong with the fix that `finding`, of the Result of `document`, offers."""
    return prove_all(document, [finding], others)


def prove_all(document: Document, findings: list[Finding], others: Iterable[Document] = ()) -> list[str]:
    """The same for several findings whose fixes are made together."""
    mended = fixed(document, findings)
    before, after = run(document), run(mended)
    wrong = [f"{one.code} is found again: {one.message}" for finding in findings for one in _again(finding, findings, after)]
    wrong += [f"an error is new: {one.code}: {one.message}" for one in _new_errors(before, after)]
    probing = any(finding.code == "lint.injection" for finding in findings)  # of other codes it finds nothing
    for other in others:
        if not is_typed(other) and any(_TYPE_ADDED in finding.help for finding in findings):
            continue
        once = run({**document, **other}, probing=probing)
        if all(_is_right(once, finding) for finding in findings):
            wrong += [f"{line}, with {json.dumps(other)[:300]}" for line in _differences(once, run({**mended, **other}, probing=probing))]
    return wrong


def run(document: Document, *, probing: bool = True) -> Result:
    """The Result of a Scenario's document. `probing`: whether it looks for injections, which is most of the work."""
    return _evaluated(json.dumps(document), probing)


@lru_cache(maxsize=256)
def _evaluated(document: str, probing: bool) -> Result:  # noqa: FBT001 - a key
    """Kept, for each finding of a document asks for the same answers to other data."""
    return evaluate(Scenario.from_document(json.loads(document)), probing=probing)


def fixes(document: Document) -> list[Finding]:
    """What is found with a fix in the Result of a document."""
    return [finding for finding in run(document).diagnostics if finding.fix]


def fixed(document: Document, findings: Iterable[Finding]) -> Document:
    """The document with the edits of these findings made, as an editor makes them; those that cut into another are left out."""
    mended = copy.deepcopy(document)
    by_text: dict[str, list[Edit]] = {}
    for finding in findings:
        by_text.setdefault(finding.where, []).extend(finding.fix or [])
    for where, edits in by_text.items():
        text = text_at(Scenario.from_document(document), where)
        assert text is not None, f"{where} names no text"
        _put(mended, where, edited(text, edits))
    return mended


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made at places that count in UTF-16 units."""
    spans = {(to_offset(text, edit.start), to_offset(text, edit.end), edit.text) for edit in edits}
    last = len(text)
    for start, end, instead in sorted(spans, reverse=True):
        if end <= last:
            text, last = text[:start] + instead + text[end:], start
    return text


def to_offset(text: str, place: Place) -> int:
    """The offset of a place: its line, and its column in UTF-16 units."""
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    offset, units = starts[place.line - 1], place.column - 1
    while units > 0:
        units -= 2 if text[offset] > "\uffff" else 1
        offset += 1
    assert units == 0, "a place between the halves of a character"
    return offset


def _put(document: Document, where: str, text: str) -> None:
    *path, last = (part.replace("~1", "/").replace("~0", "~") for part in where.split("/")[1:])
    for part in path:
        document = document[part]
    document[last] = text


def _again(finding: Finding, findings: list[Finding], after: Result) -> Iterator[Finding]:
    """What is found again at the same place; it has moved where other edits stand before it, and is then not looked for."""
    if any(other is not finding and other.where == finding.where and _is_before(other, finding) for other in findings):
        return
    yield from (one for one in after.diagnostics if (one.code, one.where, one.start) == (finding.code, finding.where, finding.start))


def _is_before(one: Finding, other: Finding) -> bool:
    places = [(edit.start.line, edit.start.column) for edit in one.fix or []]
    return other.start is not None and min(places, default=(0, 0)) <= (other.start.line, other.start.column)


def _new_errors(before: Result, after: Result) -> list[Finding]:
    """Errors whose code and place were not there; a template that could not be read may fail for other reasons once it can."""
    old = {_identity(one) for one in before.diagnostics}
    is_read = not any(one.code in _SYNTAX for one in before.diagnostics)
    return [one for one in after.diagnostics if one.severity == "error" and _identity(one) not in old and (is_read or one.code in _SYNTAX)]


def _identity(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.where, "" if finding.code in _OF_A_WHOLE_TEXT else finding.message


def _is_right(result: Result, finding: Finding) -> bool:
    """Whether nothing is wrong where `finding` was found, and the answer is one."""
    same = [one for one in result.diagnostics if one.where == finding.where and finding.code in {one.code, _INSTEAD.get(one.code)}]
    return not (
        any(one.severity == "error" for one in result.diagnostics)
        or any(one.start == finding.start or one.code in _OF_A_WHOLE_TEXT for one in same)
    )


def _differences(before: Result, after: Result) -> list[str]:
    """How another answer differs; JSON that means the same is the same."""
    pairs = [("status", before.status, after.status), ("headers", before.headers, after.headers), ("body", before.body, after.body)]
    if before.integrationRequest and after.integrationRequest:
        sent = {name: value for name, value in before.integrationRequest if name != "body"}
        now = {name: value for name, value in after.integrationRequest if name != "body"}
        pairs += [("the request's body", before.integrationRequest.body, after.integrationRequest.body), ("the request", sent, now)]
    return [f"{name} is {now!r}, and was {was!r}" for name, was, now in pairs if was != now and not _is_same_json(was, now)]


def _is_same_json(one: object, other: object) -> bool:
    try:
        return json.dumps(json.loads(str(one))) == json.dumps(json.loads(str(other)))
    except ValueError:
        return False


def is_typed(other: Document) -> bool:
    """Whether the attributes of the items that a backend answers have types, as DynamoDB's have."""
    try:
        body = json.loads((other.get("backend") or {}).get("body") or "{}")
    except ValueError:
        return True
    several = body.get("Items") if isinstance(body, dict) else None
    items = [
        *([body["Item"]] if isinstance(body, dict) and "Item" in body else []),
        *(several if isinstance(several, list) else [several or {}]),
    ]
    return all(isinstance(item, dict) and all(map(attribute_type, item.values())) for item in items)


VALUES: tuple[object, ...] = (None, "", "b", 'say "no"\n', 0, 7, 2.5, True, False, [], ["b", 1], {}, {"k": "v"})
"""What a member may be elsewhere."""
_MOST = 150


def other_data(document: Document) -> Iterator[Document]:
    """Other data for a Scenario: its cases', and its own bodies with one member each left out or something else."""
    for case in document.get("cases", []):
        yield {name: case[name] for name in ("backend", "request") if case.get(name) is not None}
    for side in ("backend", "request"):
        given = document.get(side) or {}
        try:
            body = json.loads(given.get("body") or "")
        except ValueError:
            continue
        for text in _variants(body):
            yield {side: {**given, "body": text}}


def _variants(body: object) -> Iterator[str]:
    places, written = list(_places(body)), json.dumps(body)
    step = 1 + len(places) * (1 + len(VALUES)) // _MOST
    for index, (path, value) in enumerate(product(places, (_places, *VALUES))):
        if index % step == 0:
            varied = json.loads(written)
            target: Any = varied
            for part in path[:-1]:
                target = target[part]
            if value is _places:
                del target[path[-1]]
            else:
                target[path[-1]] = value
            yield json.dumps(varied)


def _places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all members and elements."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in members:
        yield (*path, name)
        yield from _places(member, (*path, name))
