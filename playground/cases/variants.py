"""The answers of DynamoDB that break templates, made from the one at hand: each differs from it in one thing, and is named by it.

They are those of the action that is called: its shape, and its errors. Where the answer at hand has no items, or is an error, an item is
made of the attributes that the template reads.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from playground.cases.item_variants import BaseAnswer, variants_of_item
from playground.dynamodb import plain_answers
from playground.dynamodb.action_errors import THROTTLED, errors_of
from playground.dynamodb.actions import ACTIONS, UNKNOWN, action_of, service_of, writes
from playground.dynamodb.answers import SHAPES, Variant, table_of
from playground.dynamodb.table_keys import key_in, keys_of
from playground.dynamodb.template_reads import all_reads
from playground.jsontext import source
from playground.jsontext.strict import MalformedJson
from playground.model import Backend
from playground.model.cases import DerivedCase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playground.dynamodb.answers import AnswerBody
    from playground.dynamodb.items import Item
    from playground.dynamodb.template_reads import Reads
    from playground.limits import Limits
    from playground.model import Scenario

MANY = 25
OVER_LOOP = 1_001
"""One more than AWS loops over (`Limits.loop`)."""
MOST_PRETTY = 20_000
"""Characters of an answer that is still written with line ends."""
LARGEST = 1024 * 1024
"""Characters of one answer: DynamoDB gives at most 1 MB at a time."""
MOST_BASE = 50_000
"""Characters of an answer that others are made of: of a longer one, the first items are taken, so that many of them still fit."""


def variants_of(scenario: Scenario, limits: Limits) -> list[DerivedCase]:
    """The cases; what is as the answer at hand, or as a case that is there, is left out.

    None where no template sees the answer: a MOCK has none, and a proxy passes it through.
    """
    kind = scenario.effective_method.methodIntegration.type
    if kind == "MOCK" or kind.endswith("_PROXY"):
        return []
    backend = scenario.backend
    seen = {_identity(one) for one in [backend, *(case.backend for case in scenario.cases)] if one is not None}
    names: dict[str, int] = {}
    made: list[DerivedCase] = []
    for variant in _variants(scenario, limits):
        text = source.dump(variant.body, indent=False)
        if (variant.status, text) in seen or len(text) > LARGEST:
            continue
        seen.add((variant.status, text))
        body = source.dump(variant.body) if len(text) <= MOST_PRETTY else text
        answer = Backend(status=variant.status, header=backend.header if backend else {}, body=body)
        made.append(DerivedCase(name=_unique(variant.name, names), backend=answer, why=variant.why))
    return made


def sample_of(scenario: Scenario, limits: Limits) -> Backend | None:
    """The answer with which a method that has none is tried: its action's, with an item of what the templates read. None where it needs
    none (a MOCK, a proxy), or where its action is not known.
    """
    kind = scenario.effective_method.methodIntegration.type
    if kind == "MOCK" or kind.endswith("_PROXY"):
        return None
    shape = SHAPES.get(ACTIONS.get(action_of(scenario.effective_method, None, all_reads(scenario.effective_method, limits)), UNKNOWN).shape)
    answered = [one for one in _variants(scenario, limits) if one.status < 400]
    with_items = (one for one in answered if shape is not None and shape.items(one.body))
    chosen = next(with_items, None) or next(iter(answered), None)
    return None if chosen is None else Backend(status=chosen.status, body=source.dump(chosen.body))


def _unique(name: str, names: dict[str, int]) -> str:
    """The name, with a number behind it where it was given before: of long names only the beginning is shown."""
    names[name] = names.get(name, 0) + 1
    return name if names[name] == 1 else f"{name} ({names[name]})"


def _variants(scenario: Scenario, limits: Limits) -> Iterator[Variant]:
    method = scenario.effective_method
    if (service := service_of(method)) != "dynamodb":
        yield from plain_answers.of_other_service(service)
        return
    reads = all_reads(method, limits)
    answer = _parsed(scenario.backend.body) if scenario.backend else None
    action = action_of(method, answer, reads)
    body = _success(scenario.backend, answer)
    shape = SHAPES.get(ACTIONS.get(action, UNKNOWN).shape)
    items = shape.items(body) if shape else []
    is_write = writes(action, method, items=bool(items))
    if shape is None:
        yield from _plain(action, body, reads)
    elif shape.path[0] == "Items" and _is_count(body, reads):
        yield from plain_answers.counted(body)
    else:
        table = table_of(body, reads)
        requests = [template or "" for template in method.methodIntegration.requestTemplates.values()]
        keys = keys_of([one.definition for one in scenario.tables or []], requests)
        base = BaseAnswer(shape.own(body, table), shape, table, items, reads, is_write, keys=keys)
        yield from _of_items(base, len(scenario.backend.body) if scenario.backend else 0)
    for error in errors_of(action, scenario, reads, len(items), is_write=is_write):
        yield Variant(error.name, error.status, error.body, error.why)


def _plain(action: str, body: AnswerBody, reads: Reads) -> Iterator[Variant]:
    """The variants of an answer without items; none of an action that is not known here."""
    if action and action not in ACTIONS:
        return
    yield from plain_answers.MAKERS[ACTIONS.get(action, UNKNOWN).shape](body, reads)


def _of_items(base: BaseAnswer, size: int) -> Iterator[Variant]:
    yield from _whole(base)
    yield from variants_of_item(_cut(base, size) if base.items else base.with_sample())
    yield from _pages(base)
    if base.shape is SHAPES["Statements"]:
        yield from _failed(base)


def _is_count(body: AnswerBody, reads: Reads) -> bool:
    """Whether an answer of Query or Scan is one to Select COUNT: no items, and no template that reads them."""
    return "Count" in body and "Items" not in body and not reads.has("Items")


def _whole(base: BaseAnswer) -> Iterator[Variant]:
    """No items, one item, many."""
    shape = base.shape
    none = base.of([])
    if shape.one:
        name = "No such item" if shape.path == ("Item",) else "No attributes"
        why = "Every path is missing: an item that is not there is answered 200 as well."
        yield Variant(f"{name}: {{}}" if not none else name, 200, none, why)
    else:
        yield Variant("No items", 200, none, "What finds nothing is answered 200 as well: lists must close, and [0] is missing.")
    if shape.gap and len(base.items) > 1:
        yield Variant("First item missing", 200, shape.gap(base.body), "A missing item leaves its place empty, and the answer is 200.")
    first = base.items[:1] or base.with_sample().items
    if first and (shape.one or len(base.items) != 1):
        yield Variant("One item", 200, base.of(first), "Commas between items must not stand behind the only one.")
    many = _repeat(base.items or first, MANY) if not shape.one and len(base.items) < MANY else []
    if many:
        yield Variant(f"{MANY} items", 200, base.of(many), "Every item but the last needs its comma.")


def _pages(base: BaseAnswer) -> Iterator[Variant]:
    """What DynamoDB does not answer at once, and more items than a loop takes."""
    items = base.items or base.with_sample().items
    page, more = base.shape.page, _more(base, items)
    if page == "UnprocessedKeys":
        if more and not base.body.get(page):
            body = {**(base.body if base.items else base.of(items)), page: more}
            yield Variant(f"{page}: ask again", 200, body, f"What DynamoDB did not come to is in {page}, not in Responses.")
        return
    if page and page in base.body:
        last = {name: value for name, value in base.body.items() if name != page}
        yield Variant(f"The last page: no {page}", 200, last, "The last page has no key to go on from.")
    elif page and more:
        yield Variant(
            f"{page}: more to come", 200, {**base.body, page: more}, "A page ends at 1 MB or at Limit: clients need the key to go on."
        )
    if page and (over := _repeat(items, OVER_LOOP)):
        why = "AWS ends a #foreach after 1,000 items: what comes behind is lost."
        yield Variant(f"{OVER_LOOP:,} items", 200, base.of(over), why)


def _more(base: BaseAnswer, items: list[Item]) -> Any:
    """What leads to the next page, after these items; something empty where nothing does."""
    if base.shape.page == "NextToken":
        return _NEXT_PAGE if items else ""
    is_batch = base.shape.page == "UnprocessedKeys"
    key = key_in(items[-1], base.keys[not is_batch]) if items else {}
    return {base.table: {"Keys": [key]}} if key and is_batch else key


def _failed(base: BaseAnswer) -> Iterator[Variant]:
    """BatchExecuteStatement answers 200 whatever becomes of its statements: each tells its own error."""
    entries = base.body.get("Responses") or [{"TableName": base.table}]
    for code, message in _STATEMENT_ERRORS[base.is_write]:
        error = {"Error": {"Code": code, "Message": message}, "TableName": base.table}
        why = "The answer is 200 whatever becomes of a statement: only its Error tells."
        yield Variant(f"First statement fails: {code}", 200, {**base.body, "Responses": [error, *entries[1:]]}, why)


_NEXT_PAGE = "TmV4dCBwYWdlOiBhIHRva2VuIHRoYXQgbm9ib2R5IHJlYWRz"
_STATEMENT_ERRORS = {
    False: (("ResourceNotFound", "Requested resource not found"), ("ProvisionedThroughputExceeded", THROTTLED)),
    True: (("ConditionalCheckFailed", "The conditional request failed"), ("DuplicateItem", "Duplicate primary key exists in table")),
}
"""Whether the statements write → code and message (API reference, "BatchStatementError")."""


def _cut(base: BaseAnswer, size: int) -> BaseAnswer:
    """The answer, of `size` characters, with no more items than are handy."""
    most = max(1, len(base.items) * MOST_BASE // max(size, 1))
    if len(base.items) <= most:
        return base
    lead = "One item, " if most == 1 else f"First {most} items, "
    return replace(base, items=base.items[:most], lead=lead)


def _repeat(items: list[Item], count: int) -> list[Item]:
    """So many items, these over and over; none where that is more than DynamoDB answers."""
    items = items[:count]
    size = len(source.dump(items, indent=False)) * count / max(len(items), 1)
    return [items[index % len(items)] for index in range(count)] if items and size <= LARGEST else []


def _success(backend: Backend | None, parsed: Any) -> AnswerBody:
    """The answer at hand; {} where it is an error or no JSON object."""
    if backend is None or backend.status >= 400 or not isinstance(parsed, dict) or "__type" in parsed:
        return {}
    return parsed


def _identity(backend: Backend) -> tuple[int, str]:
    """What two answers have in common that are no different to a template; no variant is as large as what is not read here."""
    body = _parsed(backend.body) if len(backend.body) <= 2 * LARGEST else None
    return backend.status, backend.body if body is None else source.dump(body, indent=False)


def _parsed(text: str) -> Any:
    """The JSON of a text; None where it is none, or nested so deep that no answer of DynamoDB's is."""
    try:
        value = source.load(text)
    except (MalformedJson, RecursionError):
        return None
    return value if source.is_shallow(value) else None
