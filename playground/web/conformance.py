"""/conformance: the rules that hold with their evidence, and the project's own cases, each with its rule and whether it comes out so.

The results, and the page, are computed once, in a sandbox of their own, so that they need not wait for anybody's evaluations, and kept
while the process lives: some seconds after the server's start, or when the page is first asked for. To compute them when the package is
built would need the package's own dependencies in the build's environment; computed here they belong to the code that runs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from threading import Lock, Thread, Timer, main_thread
from typing import TYPE_CHECKING

from flask import Blueprint, Flask, Response, current_app, request

from playground import conformance as cases
from playground.conformance import rules
from playground.conformance.measured import MEASURED
from playground.errors import Busy
from playground.evaluator import Evaluator
from playground.model import Result
from playground.sandbox.errors import ChildKilled
from playground.web.identity import needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jinja2 import Environment

    from playground.conformance import ConformanceCase
    from playground.conformance.rules import Rule
    from playground.limits import Limits

blueprint = Blueprint("conformance", __name__)
log = logging.getLogger(__name__)
_LONGEST = 300
LATER = 30.0
"""Seconds after which a server computes the results: what waits for it to start, as on a rolling restart, comes first."""
PATIENCE = 2.0
"""Seconds that a request for the page waits for them."""
_TITLES = {
    "content": "Content types",
    "context": "$context",
    "diagnostics": "What it tells you",
    "input": "$input",
    "method-variable": "$method",
    "mock": "MOCK",
    "no-python": "Nothing of Python",
    "story": "From end to end",
    "util": "$util",
}
"""The subjects whose file's name says too little."""


@dataclass(frozen=True, slots=True)
class Row:
    """A case as the page shows it; `differences` is empty where it agrees."""

    case: ConformanceCase
    expected: list[tuple[str, str]]
    scenario: str
    differences: list[str]


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one subject."""

    name: str
    title: str
    rows: list[Row]

    @property
    def agreeing(self) -> int:
        """How many come out as they say."""
        return sum(not row.differences for row in self.rows)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as the page shows it, with the ids of its cases."""

    rule: Rule
    cases: list[str]


@dataclass(frozen=True, slots=True)
class Page:
    """The page as it is sent: a megabyte, so it is written and compressed once. `tag` differs once the content does."""

    plain: bytes
    compressed: bytes
    tag: str

    @classmethod
    def of(cls, text: str) -> Page:
        """The page with this HTML."""
        plain = text.encode()
        return cls(plain, gzip.compress(plain, mtime=0), hashlib.sha256(plain).hexdigest()[:32])


class Conformance:
    """The cases with their results, and the page that shows them, which a thread computes once.

    `write` makes HTML of the groups; it is the same for whoever asks.
    """

    def __init__(self, limits: Limits, write: Callable[[list[Group]], str] = str) -> None:
        self._limits = limits
        self._write = write
        self._page: Page | None = None
        self._lock = Lock()
        self._thread: Thread | None = None
        self._groups: list[Group] | None = None

    def begin(self) -> Thread:
        """Have the results computed, unless they are or were; again where that failed. Gives the thread that does it."""
        with self._lock:
            if self._thread is None or (self._groups is None and not self._thread.is_alive()):
                self._thread = Thread(target=self._compute, daemon=True)
                self._thread.start()
            return self._thread

    def begin_later(self, seconds: float = LATER) -> None:
        """The same, once the server has started."""
        timer = Timer(seconds, self.begin)
        timer.daemon = True
        timer.start()

    def groups(self, seconds: float = PATIENCE) -> list[Group]:
        """All cases with their results, by subject. Raises Busy where they are not there in time."""
        self.begin().join(seconds)
        if self._groups is None:
            raise Busy("the cases are being evaluated")
        return self._groups

    def page(self) -> Page:
        """The page. Raises Busy where it is not there in time."""
        self.groups()
        if self._page is None:
            raise Busy("the page is being written")
        return self._page

    def _compute(self) -> None:
        try:
            with closing(Evaluator(self._limits, size=1, has_tools=False)) as evaluator:
                groups = [
                    Group(name, _TITLES.get(name, name.replace("-", " ").capitalize()), [_row(case, evaluator) for case in found])
                    for name, found in groupby(cases.load(), key=lambda case: case.id.partition("/")[0])
                ]
            self._page = Page.of(self._write(groups))
            self._groups = groups
        except (Busy, ChildKilled, OSError):
            if main_thread().is_alive():  # else the process ends, and its sandboxes with it
                log.exception("The cases of /conformance could not be evaluated")


def _row(case: ConformanceCase, evaluator: Evaluator) -> Row:
    result = Result.model_validate_json(evaluator.evaluate(json.dumps(case.scenario).encode()))
    scenario = json.dumps(case.scenario, indent=2, ensure_ascii=False)
    return Row(case, list(expectations(case)), scenario, cases.differences(case, result))


def init_app(app: Flask, limits: Limits, *, serving: bool) -> None:
    """Serve the page; `serving`: have its results computed before anybody asks."""
    conformance = app.extensions["conformance"] = Conformance(limits, partial(write, app.jinja_env))
    if serving:
        conformance.begin_later()
    app.register_blueprint(blueprint)


@blueprint.get("/conformance")
@needs("read_site")
def conformance() -> Response:
    """The page, compressed for who takes that."""
    page: Page = current_app.extensions["conformance"].page()
    is_compressed = request.accept_encodings["gzip"] > 0
    answer = Response(page.compressed if is_compressed else page.plain, headers={"Cache-Control": "no-cache", "Vary": "Accept-Encoding"})
    if is_compressed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(page.tag, weak=True)  # weak: the same for both forms
    answer.make_conditional(request)
    return answer


def write(templates: Environment, groups: list[Group]) -> str:
    """The tables: what it is compared with, the rules, the cases. Without a nonce, for it has no style of its own."""
    total = sum(len(group.rows) for group in groups)
    return templates.get_template("conformance.html").render(
        groups=groups,
        total=total,
        agreeing=sum(group.agreeing for group in groups),
        measured=MEASURED,
        rules=rule_rows(rules.load(), [row.case for group in groups for row in group.rows]),
        pieces=pieces,
        nonce="",
    )


def rule_rows(found: Iterable[Rule], shown: Iterable[ConformanceCase]) -> list[RuleRow]:
    """Each rule with the ids of the cases that name it, in their order."""
    by_rule = {rule.id: RuleRow(rule, []) for rule in found}
    for case in shown:
        if case.rule_id in by_rule:
            by_rule[case.rule_id].cases.append(case.id)
    return list(by_rule.values())


def expectations(case: ConformanceCase) -> Iterable[tuple[str, str]]:
    """What a case expects, as names and values."""
    expect = case.expect
    for name in ("status", "body"):
        if name in expect:
            yield name, "none" if expect[name] is None else _shown(expect[name])
    for name, value in expect.get("headers", {}).items():
        yield name, "not there" if value is None else _shown(value)
    for name, value in expect.get("integrationRequest", {}).items():
        yield f"request {name}", _shown(value)
    for code in expect.get("diagnostics", []):
        yield "says", code
    for code in expect.get("diagnostics_absent", []):
        yield "does not say", code


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text):,} characters)"
    return text or "(empty)"


def pieces(text: str) -> list[tuple[bool, str]]:
    """The parts of a sentence, each with whether it stands between backticks."""
    return [(bool(index % 2), part) for index, part in enumerate(text.split("`")) if part]
