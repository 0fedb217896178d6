"""What is worked out of saved documents, in the sandbox: a web process that parsed a large one would answer nobody else meanwhile.

Each function takes bytes and gives, like the tools, JSON as UTF-8; there is no route to any of them. MalformedJson, InvalidDocument.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playground.errors import InvalidDocument, Problem
from playground.evaluator.worker import engine_of_caller
from playground.gateway import evaluate
from playground.jsontext.strict import dump_utf8, load_json, well_formed
from playground.model import Scenario
from playground.model.saved import NewRevision, NewScenario, default_title, keepable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playground.limits import Limits

LONGEST_SHOWN = 100_000
"""Characters of a text that a frame shows: a page of megabytes is read by nobody."""
MOST_SHOWN = 100
"""Texts that a frame shows."""
_MOST_WORDS, _LONGEST_WORD = 50, 300
_TABLE_NAME = re.compile(r'"TableName"\s*:\s*"([^"\\$#]{1,255})"')


def new_scenario(data: bytes, _limits: Limits) -> bytes:
    """Takes what saves a Scenario apart: on the first line all but the Scenario, behind it the Scenario as it was sent.

    The line has what `NewScenario` has, with the title that it gets, and `words`, by which it is found.
    """
    given = NewScenario.from_document(load_json(data))
    title = given.title or default_title(_member(given.scenario, "title"))
    return _apart(given, {"title": title, "words": distinct(_words(given.scenario))})


def new_revision(data: bytes, _limits: Limits) -> bytes:
    """The same of what saves a revision: the line has the `note` and `words`."""
    given = NewRevision.from_document(load_json(data))
    return _apart(given, {"words": distinct(_words(given.scenario))})


def outline(data: bytes, limits: Limits) -> bytes:
    """What lists tell of a Scenario: the `status` of its Result, and `words` of the request that the backend was sent."""
    result = evaluate(Scenario.load(data), limits, engine=engine_of_caller(limits))
    sent = result.integrationRequest.body if result.integrationRequest else None
    return dump_utf8({"status": result.status, "words": distinct(_TABLE_NAME.findall(sent or ""))})


def title(data: bytes, _limits: Limits) -> bytes:
    """The `title` of a file's Scenario, empty where it has none; null where the file holds no Scenario."""
    document = load_json(data)
    is_scenario = isinstance(document, dict) and ("template" in document or "method" in document)
    own = _text(document, "title")
    return dump_utf8({"title": (default_title(own) if own else "") if is_scenario else None})


def texts(data: bytes, _limits: Limits) -> bytes:
    """What a frame shows of a Scenario: its `texts`, each with a name; what is cut is said."""
    found = [(shown(name), shown(text)) for name, text in _texts(Scenario.load(data)) if text]
    if len(found) > MOST_SHOWN:
        found[MOST_SHOWN:] = [("More", f"{len(found) - MOST_SHOWN:,} more texts are in the editor.")]
    return dump_utf8({"texts": found})


def answer(data: bytes, limits: Limits) -> bytes:
    """What a frame shows of a Scenario's Result: its `status`, and the `body`; what is cut is said."""
    result = evaluate(Scenario.load(data), limits, engine=engine_of_caller(limits))
    return dump_utf8({"status": result.status, "body": shown(result.body or "")})


def distinct(words: Iterable[str]) -> list[str]:
    """Words as they are kept: each once, few, and not too long."""
    return list(dict.fromkeys(keepable(one)[:_LONGEST_WORD] for one in words))[:_MOST_WORDS]


def shown(text: str) -> str:
    """A text as a page shows it, cut where it is very long."""
    more = len(text) - LONGEST_SHOWN
    return well_formed(text if more <= 0 else f"{text[:LONGEST_SHOWN]}\n… {more:,} more characters are in the editor.")


def _apart(given: NewScenario | NewRevision, beside: dict[str, Any]) -> bytes:
    try:
        document = dump_utf8(given.scenario)
    except RecursionError:
        raise InvalidDocument([Problem("", "is nested too deep")]) from None
    return dump_utf8(given.model_dump(exclude={"scenario"}, exclude_unset=True) | beside) + b"\n" + document


def _words(document: object) -> Iterator[str]:
    """Method and path, and names of tables."""
    method = _text(document, "method", "httpMethod") or _text(document, "context", "httpMethod")
    path = _text(document, "context", "resourcePath") or _text(document, "context", "path")
    yield " ".join(part for part in (method, path) if part)
    tables = _member(document, "tables")
    for table in tables if isinstance(tables, list) else []:
        yield _text(table, "definition", "TableName")
    templates = _member(document, "method", "methodIntegration", "requestTemplates")
    for template in templates.values() if isinstance(templates, dict) else []:
        yield from _TABLE_NAME.findall(template) if isinstance(template, str) else ()


def _member(value: object, *path: str) -> Any:
    """The member at a path of names; None where there is none."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _text(value: object, *path: str) -> str:
    found = _member(value, *path)
    return found if isinstance(found, str) else ""


def _texts(scenario: Scenario) -> Iterator[tuple[str, str | None]]:
    """The templates, and what the backend answered, each with its name."""
    yield "Response template", scenario.template
    if scenario.method is not None:
        integration = scenario.method.methodIntegration
        for content_type, text in integration.requestTemplates.items():
            yield f"Request template, {content_type}", text
        for key, response in integration.integrationResponses.items():
            for content_type, text in response.responseTemplates.items():
                yield f"Response template, {response.statusCode or key}, {content_type}", text
    backend = scenario.backend
    if backend is not None:
        yield f"The backend's answer, {backend.status}", backend.body


SAVING: dict[str, Callable[[bytes, Limits], bytes]] = {
    "new-scenario": new_scenario,
    "new-revision": new_revision,
    "outline": outline,
    "title": title,
    "texts": texts,
    "answer": answer,
}
_SCENARIO = b'{"template": "$input.json(\'$\')", "backend": {"body": "{}"}}'
_NEW = b'{"scenario": {"template": "", "backend": {}}%s}'
WARM_UP: dict[str, tuple[bytes, ...]] = {
    "new-scenario": (_NEW % b', "title": "T", "tags": ["a"]', _NEW % b', "titel": 1'),
    "new-revision": (_NEW % b', "note": "n"', b"{"),
    "outline": (_SCENARIO,),
    "title": (_SCENARIO,),
    "texts": (_SCENARIO,),
    "answer": (_SCENARIO,),
}
"""The documents with which each is run once before children are forked."""
