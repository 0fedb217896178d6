"""The page of the project's own cases: every case is on it with its result, without script, at every width."""

from __future__ import annotations

import gzip
import re
import time
from html.parser import HTMLParser
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from playground import conformance as own_cases
from playground.conformance import ConformanceCase, rules
from playground.conformance.measured import MEASURED
from playground.conformance.rules import Rule
from playground.errors import Busy
from playground.evaluator import Evaluator
from playground.limits import Limits
from playground.web.conformance import Conformance, Group, RuleRow, expectations, pieces, rule_rows
from tests.places import ROOT
from tests.serving import wait_for

if TYPE_CHECKING:
    from tests.serving import Reply, Site


class Table(HTMLParser):
    """The ids of the rows, the result that each shows, every id and every link inside of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.results: dict[str, str] = {}
        self.scripts: list[str | None] = []
        self.ids: list[str] = []
        self.links: set[str] = set()
        self._row = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links |= {(given.get("href") or "").removeprefix("#")} if (given.get("href") or "").startswith("#") else set()
        if tag == "tr":
            self._row = given.get("id") or ""
        elif tag == "p" and given.get("class") in {"agrees", "differs"}:
            self.results[self._row] = given["class"] or ""
        elif tag == "script":
            self.scripts.append(given.get("src"))
        assert not any(name.startswith("on") or name == "style" for name in given), "nothing inline"


def page(site: Site) -> Reply:
    """The page, once its results are there: each web process has its own."""
    end = time.monotonic() + 60
    while (reply := site.ask("/conformance")).status == HTTPStatus.SERVICE_UNAVAILABLE:
        assert time.monotonic() < end
    return reply


def test_every_case_is_shown_and_agrees(site: Site) -> None:
    reply = page(site)
    assert (reply.status, reply.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    text = reply.body.decode()
    table = Table()
    table.feed(text)
    assert table.results == {case.id: "agrees" for case in own_cases.load()}
    assert all(table.scripts)
    total = f"{len(own_cases.load()):,}"
    assert f"<strong>{total}</strong> of {total} cases agree" in text
    assert "unsafe" not in reply.headers["Content-Security-Policy"]


def test_cases_and_rules_lead_to_each_other(site: Site) -> None:
    table = Table()
    table.feed(page(site).body.decode())
    assert len(set(table.ids)) == len(table.ids)
    assert table.links <= set(table.ids)
    assert {case.id for case in own_cases.load()} | {f"rule/{rule.id}" for rule in rules.load() if not rule.unshown} <= table.links
    assert {f"rule/{rule.id}" for rule in rules.load()} <= set(table.ids)


def test_a_rule_has_the_cases_that_name_it() -> None:
    rule, other = Rule("a/b", "R.", "none"), Rule("a/c", "S.", "none", "why")
    shown = [
        ConformanceCase(name, "R.", "none", {}, {}, rule_id) for name, rule_id in (("f/one", "a/b"), ("f/two", ""), ("f/three", "a/b"))
    ]
    assert rule_rows([rule, other], shown) == [RuleRow(rule, ["f/one", "f/three"]), RuleRow(other, [])]


def test_it_is_computed_once_and_then_at_hand(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    assert page(site).body.count(b"agrees") == page(site).body.count(b"agrees")
    right = ConformanceCase("a/right", "R.", "none", {"template": "x", "backend": {}}, {"status": 200, "body": "x"})
    wrong = ConformanceCase("a/wrong", "W.", "none", {"template": "x", "backend": {}}, {"status": 404, "body": "<y>"})
    monkeypatch.setattr(own_cases, "load", lambda: (right, wrong))
    conformance = Conformance(Limits())
    (group,) = conformance.groups(30)
    assert (group.title, group.agreeing, [row.differences for row in group.rows]) == (
        "A",
        1,
        [[], ["status is 200, not 404", "body is 'x', not '<y>'"]],
    )
    assert conformance.groups()[0] is group  # nothing is computed again


@pytest.mark.processes
def test_the_page_is_written_once_and_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    case = ConformanceCase("a/right", "R.", "none", {"template": "x", "backend": {}}, {"status": 200, "body": "x"})
    monkeypatch.setattr(own_cases, "load", lambda: (case,))
    written: list[list[Group]] = []

    def write(groups: list[Group]) -> str:
        written.append(groups)
        return "é"

    conformance = Conformance(Limits(), write)
    conformance.groups(30)
    page = conformance.page()
    assert conformance.page() is page
    assert len(written) == 1
    assert gzip.decompress(page.compressed) == page.plain == "é".encode()


def test_who_has_the_page_is_not_sent_it_again(site: Site) -> None:
    plain = page(site)
    assert (plain.headers["Vary"], plain.headers["Cache-Control"], "Content-Encoding" in plain.headers) == (
        "Accept-Encoding",
        "no-cache",
        False,
    )
    for coding, is_compressed in (("gzip", True), ("br;q=1.0, gzip;q=0.8, *;q=0.1", True), ("gzip;q=0", False), ("br", False), ("", False)):
        reply = site.ask("/conformance", headers={"Accept-Encoding": coding})
        while reply.status == HTTPStatus.SERVICE_UNAVAILABLE:  # another process, which begins now
            reply = site.ask("/conformance", headers={"Accept-Encoding": coding})
        assert ("Content-Encoding" in reply.headers) == is_compressed, coding
        assert (gzip.decompress(reply.body) if is_compressed else reply.body) == plain.body
        assert reply.headers["ETag"] == plain.headers["ETag"]
        known = site.ask("/conformance", headers={"Accept-Encoding": coding, "If-None-Match": reply.headers["ETag"]})
        assert (known.status, known.body) == (304, b"")


@pytest.mark.processes
def test_who_asks_while_it_is_computed_waits_so_long_and_no_longer() -> None:
    conformance = Conformance(Limits())
    start = time.monotonic()
    with pytest.raises(Busy):
        conformance.groups(0.01)
    assert time.monotonic() - start < 1
    thread = conformance.begin()
    assert conformance.begin() is thread
    assert len(conformance.groups(60)) > 10


@pytest.mark.processes
def test_it_is_tried_again_where_it_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    conformance = Conformance(Limits())
    with monkeypatch.context() as patch:
        patch.setattr(Evaluator, "evaluate", lambda *_: (_ for _ in ()).throw(Busy("no child came free in time")))
        with pytest.raises(Busy):
            conformance.groups(30)
    assert len(conformance.groups(60)) > 10


@pytest.mark.processes
def test_a_server_computes_it_before_anybody_asks() -> None:
    conformance = Conformance(Limits())
    conformance.begin_later(0)
    assert wait_for(lambda: conformance._groups is not None, 60)


def test_what_is_expected_is_named() -> None:
    expect = {"status": None, "body": "", "headers": {"X": None}, "integrationRequest": {"body": "b"}, "diagnostics": ["proxy"]}
    assert list(expectations(ConformanceCase("a/b", "R.", "none", {}, {**expect, "diagnostics_absent": ["body.json"]}))) == [
        ("status", "none"),
        ("body", "(empty)"),
        ("X", "not there"),
        ("request body", "b"),
        ("says", "proxy"),
        ("does not say", "body.json"),
    ]
    ((_, long),) = expectations(ConformanceCase("a/b", "R.", "none", {}, {"body": "x" * 1000}))
    assert long == "x" * 300 + "… (1,000 characters)"


def test_a_sentence_s_code_is_told_from_its_words() -> None:
    assert pieces("`#if` holds, `<b>` too") == [(True, "#if"), (False, " holds, "), (True, "<b>"), (False, " too")]


def test_the_comparisons_are_those_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    table = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \|$", readme[readme.index("| compared with |") : readme.index("That is the language")], re.MULTILINE
    )
    assert [row for row in table if not row[0].startswith(("compared", "-"))] == list(MEASURED)
