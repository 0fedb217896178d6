"""Slow, failing and busy servers: the latest edit wins, what is wrong is said in place, and work goes on when it is over."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error, Route, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Visit

    MakeResult = Callable[[int, str], dict[str, Any]]


def answer(route: Route, result: dict[str, Any]) -> None:
    """Answer, where the page still wants to hear it."""
    with contextlib.suppress(Error):
        route.fulfill(json=result)


def wait_until(visit: Visit, is_so: Callable[[], bool]) -> None:
    for _ in range(100):
        if is_so():
            return
        visit.page.wait_for_timeout(20)
    raise AssertionError


def test_a_late_answer_to_an_older_text_is_never_shown(visit: Visit, make_result: MakeResult) -> None:
    visit.shows_status(404)
    held = visit.hold_evaluations()
    visit.paste("Response template", "first")
    wait_until(visit, lambda: len(held) == 1)
    visit.page.keyboard.type(" second")
    wait_until(visit, lambda: len(held) > 1)
    wait_until(visit, lambda: json.loads(held[-1].request.post_data or "")["template"] == "first second")
    answer(held[-1], make_result(201, '"second"'))
    visit.shows_status(201)
    answer(held[0], make_result(202, '"first"'))
    visit.page.wait_for_timeout(300)
    visit.shows_status(201)


def test_a_slow_answer_is_announced_only_after_a_while(visit: Visit, make_result: MakeResult) -> None:
    visit.shows_status(404)
    held = visit.hold_evaluations()
    visit.paste("Response template", "slow")
    wait_until(visit, lambda: len(held) == 1)
    expect(visit.page.get_by_role("progressbar")).to_have_count(0)
    expect(visit.page.get_by_role("progressbar")).to_have_count(1)
    answer(held[0], make_result(200, ""))
    expect(visit.page.get_by_role("progressbar")).to_have_count(0)
    visit.shows_body("The body is empty.")


def test_an_unreachable_server_is_said_and_asked_again(visit: Visit) -> None:
    visit.shows_status(404)
    visit.page.route("**/api/v1/evaluate*", lambda route: route.abort("connectionrefused"))
    visit.paste("Response template", '{"again": 1}')
    expect(visit.page.get_by_role("alert")).to_contain_text("Can’t reach the server; trying again.")
    expect(visit.editor("Response template")).to_contain_text("again")
    visit.page.unroute("**/api/v1/evaluate*")
    visit.shows_body("again")
    expect(visit.page.get_by_role("alert")).to_have_count(0)


def test_a_busy_server_is_asked_again_when_it_says(visit: Visit) -> None:
    busy = {"title": "Service Unavailable", "status": 503, "detail": "All evaluators are busy."}
    visit.page.route(
        "**/api/v1/evaluate*",
        lambda route: route.fulfill(status=503, json=busy, headers={"Retry-After": "1"}),
        times=1,
    )
    visit.paste("Response template", '{"again": 1}')
    expect(visit.page.get_by_role("alert")).to_contain_text("busy")
    visit.shows_body("again")


def test_a_refused_document_says_each_problem(visit: Visit) -> None:
    refusal = {
        "title": "Unprocessable Content",
        "status": 422,
        "detail": "The JSON is no Scenario.",
        "problems": [{"path": "/a", "message": "unknown"}],
    }
    visit.page.route("**/api/v1/evaluate*", lambda route: route.fulfill(status=422, json=refusal))
    visit.paste("Response template", "x")
    expect(visit.page.get_by_role("alert")).to_contain_text("The JSON is no Scenario.")
    expect(visit.page.get_by_role("alert")).to_contain_text("/a unknown")


def test_a_failing_server_is_asked_again_with_the_next_edit(visit: Visit) -> None:
    visit.page.route("**/api/v1/evaluate*", lambda route: route.fulfill(status=500, json={"title": "x"}), times=1)
    visit.paste("Response template", "one")
    expect(visit.page.get_by_role("alert")).to_contain_text("The server failed (500).")
    visit.page.keyboard.type(" two")
    visit.shows_body("one two")
