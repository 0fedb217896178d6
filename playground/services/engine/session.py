"""Asks an engine for one call over tables: makes them, looks at them before and after, and brings what comes into a stable order.

It only asks: who answers, be it a process of the sandbox or a URL, is on the other side (`evaluator.engine`), where sockets are. What
crosses is JSON: {"mode": null} → {"mode": "own" | "loopback" | "given" | "absent"}; {"fresh": bool, "calls": [[action, body]]} →
{"engine", "answers": [[status, body]]}, or {"failed": sentence}, {"limit": sentence}. At a URL, answers end with the first that is no 200.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playground.errors import LimitReached, PlaygroundError
from playground.jsontext.fast import ANY, REFUSALS
from playground.jsontext.strict import dump_json
from playground.services.engine.actions import ITEM_ACTIONS, READS
from playground.services.engine.changes import changes_of
from playground.services.engine.seeding import requests_for, table_name
from playground.services.engine.stable import stable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Ask = Callable[[bytes], bytes]

HOW_TO_HAVE_IT = (
    "Install the npm package @dynoxide/linux-x64 (or that of your platform) and set PLAYGROUND_DYNAMODB to the path of its file dynoxide."
)
OK = 200


class EngineFailed(PlaygroundError):
    """The engine gave no answer, or takes no such table: a sentence, and the JSON Pointer of what it is about."""

    def __init__(self, message: str, where: str = "/tables") -> None:
        super().__init__(message)
        self.message = message
        self.where = where


class EngineAbsent(PlaygroundError):
    """There is no engine."""


@dataclass(frozen=True, slots=True)
class EngineAnswer:
    """What the engine answered, its name and version, and what changed: table → [{"key", "before", "after"}]."""

    status: int
    body: str
    engine: str
    tables: dict[str, list[dict[str, Any]]]


class Engine:
    """An engine, by how it is asked."""

    def __init__(self, ask: Ask, most: int) -> None:
        """`most`: bytes of tables, as JSON."""
        self._ask = ask
        self._most = most
        self._mode = ""

    @property
    def has_tables(self) -> bool:
        """Whether it is somebody's, with tables of its own: it is asked where the Scenario has none."""
        return self.mode in {"given", "loopback"}

    @property
    def mode(self) -> str:
        """Whether it is made for each call ("own"), "given" with tables of its own, the same on this machine ("loopback"), or "absent"."""
        if not self._mode:
            self._mode = json.loads(self._ask(b'{"mode": null}'))["mode"]
        return self._mode

    def answer(self, tables: Sequence[Mapping[str, Any]], action: str, body: str) -> EngineAnswer:
        """The answer to a request, over tables ({"definition", "items"} each). EngineAbsent, EngineFailed, LimitReached."""
        if self.mode == "absent":
            raise EngineAbsent
        if action not in ITEM_ACTIONS:
            raise EngineFailed(f"The engine answers actions of items; {action or 'an address without an action'} is none.", "")
        if self.mode == "given" or not tables:
            told = self._call([[action, body]], fresh=True)
            return _answer(told, told["answers"][-1])
        names = [table_name(one) for one in tables]
        if action in READS:
            told, answers = self._seed(tables, [[action, body]])
            return _answer(told, answers[0])
        before = self._items(names, self._seed(tables, [_scan(name) for name in names])[1])
        told = self._call([[action, body], *(_scan(name) for name in names)])
        answer, *scanned = told["answers"]
        if answer[0] != OK:  # a refused call changes nothing
            return _answer(told, answer)
        after = self._items(names, scanned)
        changed = {name: changes_of(table, before[name], after[name]) for name, table in zip(names, tables, strict=True)}
        return _answer(told, answer, {name: changes for name, changes in changed.items() if changes})

    def _seed(self, tables: Sequence[Mapping[str, Any]], calls: list[list[str]]) -> tuple[dict[str, Any], list[list[Any]]]:
        """Make the tables in a fresh engine, and ask it at once: what is told, and the answers to the calls."""
        requests = list(requests_for(tables))
        size = sum(len(one.body) for one in requests)
        if size > self._most:
            raise LimitReached(
                "engine",
                f"The tables have {size:,} bytes of JSON; the limit is {self._most:,}.",
                help="Keep the items that this call is about.",
            )
        told = self._call([*([one.action, one.body] for one in requests), *calls], fresh=True)
        for made, (status, body) in zip(requests, told["answers"], strict=False):
            if status != OK:
                raise EngineFailed(f"The engine refuses {_what(made.action)}: {_message(body)}", made.where)
        return told, told["answers"][len(requests) :]

    def _items(self, names: list[str], answers: list[list[Any]]) -> dict[str, list[dict[str, Any]]]:
        """All items, by table, of which `answers` have the first pages."""
        found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
        while names:
            for status, body in answers:
                if status != OK:
                    raise EngineFailed(f"The engine does not show a table: {_message(body)}")
            pages = list(zip(names, (_load(body) for _, body in answers), strict=True))
            for name, page in pages:
                found[name] += page.get("Items", [])
            left = [(name, page["LastEvaluatedKey"]) for name, page in pages if page.get("LastEvaluatedKey")]
            names = [name for name, _ in left]
            answers = self._call([_scan(name, start) for name, start in left])["answers"]
        return found

    def _call(self, calls: list[list[str]], *, fresh: bool = False) -> dict[str, Any]:
        if not calls and not fresh:
            return {"engine": "", "answers": []}
        told: dict[str, Any] = _load(self._ask(dump_json({"fresh": fresh, "calls": calls}).encode()))
        if "limit" in told:
            raise LimitReached("engine", told["limit"], help="Ask for less at once, or keep fewer items.")
        if "failed" in told:
            raise EngineFailed(told["failed"])
        return told


def _load(text: str | bytes) -> Any:
    """What an engine said, read fast: its numbers are texts."""
    try:
        return ANY.decode(text)
    except REFUSALS:
        return json.loads(text)


def _answer(told: Mapping[str, Any], answer: list[Any], changed: dict[str, list[dict[str, Any]]] | None = None) -> EngineAnswer:
    status, body = answer
    return EngineAnswer(status, stable(body), told["engine"], changed or {})


def _scan(name: str, start: Any = None) -> list[str]:
    """The call that reads a page of a table."""
    return ["Scan", dump_json({"TableName": name} | ({"ExclusiveStartKey": start} if start else {}))]


def _what(action: str) -> str:
    return "the table's definition" if action == "CreateTable" else "the table's items"


def _message(body: str) -> str:
    """What an error's body says."""
    try:
        told = json.loads(body)
        return str(told.get("message") or told.get("Message") or str(told.get("__type", "")).rpartition("#")[2] or body)
    except (ValueError, AttributeError):
        return body[:200]
