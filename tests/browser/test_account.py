"""Who is signed in, on the page: by the password, by a proxy, at a provider; what a session's end leaves; tokens; who may only read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.accounts import BY_PASSWORD, WIDE, account, as_person, choose, entered, give_password
from tests.browser.conftest import PATIENCE
from tests.browser.saving import NAME, drawer, save_new, save_next, status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import Visit
    from tests.conftest import StartSite


@pytest.fixture(scope="module")
def origin(start_site: StartSite) -> Iterator[str]:
    """A site with a password."""
    with start_site(**BY_PASSWORD) as running:
        yield running.url


@pytest.fixture(scope="module")
def readable(start_site: StartSite) -> Iterator[str]:
    """A site with a password, where whoever has not signed in may read."""
    with start_site(**BY_PASSWORD, PLAYGROUND_ANONYMOUS="read", PLAYGROUND_FRAME_ANCESTORS="'self'") as running:
        yield running.url


@pytest.fixture(scope="module")
def proxied(start_site: StartSite) -> Iterator[str]:
    """A site that believes a header of whoever asks from this machine."""
    settings = {"PLAYGROUND_PROXY_NETWORKS": "127.0.0.0/8", "PLAYGROUND_ADMINS": "Chief", "PLAYGROUND_FRAME_ANCESTORS": "'self'"}
    with start_site(PLAYGROUND_SIGN_IN="proxy", **settings) as running:
        yield running.url


def test_the_password_leads_on_and_signing_out_leads_to_a_page_that_says_so(open_visit: Any) -> None:
    visit: Visit = open_visit(viewport=WIDE)
    visit.page.goto(f"{visit.origin}/?from=mail")
    expect(visit.page).to_have_title("Sign in · Template playground")
    expect(visit.page.get_by_label("Password")).to_be_focused()
    give_password(visit, "wrong")
    expect(visit.page.get_by_role("alert")).to_have_text("This is not the password.")
    assert Axe().run(visit.page).response["violations"] == []
    give_password(visit)
    expect(visit.page).to_have_url(f"{visit.origin}/?from=mail")
    expect(account(visit)).to_have_text(re.compile("^team"))
    expect(account(visit).get_by_role("button")).to_have_attribute("title", "Signed in as team")
    choose(visit, "Sign out")
    expect(visit.page.get_by_role("heading", name="Signed out")).to_be_visible(timeout=PATIENCE)
    assert Axe().run(visit.page).response["violations"] == []
    visit.page.goto(visit.origin)
    expect(visit.page.get_by_label("Password")).to_be_visible()


def test_signing_out_works_without_the_editor(open_visit: Any) -> None:
    visit = entered(open_visit)
    visit.page.goto(f"{visit.origin}/sign-out")
    expect(visit.page.get_by_text("You are signed in as team.")).to_be_visible()
    assert Axe().run(visit.page).response["violations"] == []
    visit.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(visit.page.get_by_label("Password")).to_be_visible(timeout=PATIENCE)


def test_signing_out_everywhere_ends_the_session_in_another_browser_whose_work_is_kept(open_visit: Any) -> None:
    one, other = entered(open_visit), entered(open_visit)
    url = save_new(other, '{"v": "before"}', "Kept over a sign-in")
    other.paste(NAME, '{"v": "not saved yet"}')
    other.shows_body("not saved yet")
    choose(one, "Sign out everywhere")
    expect(one.page.get_by_role("heading", name="Signed out")).to_be_visible(timeout=PATIENCE)
    other.paste(NAME, '{"v": "written since"}')
    expect(other.page.get_by_text("Signed out; your work is kept here.")).to_be_visible(timeout=PATIENCE)
    expect(other.page.get_by_role("alert")).to_contain_text("You are not signed in.")
    other.page.keyboard.press("Control+s")
    other.page.get_by_role("button", name="Save revision 2").click()
    expect(drawer(other)).to_contain_text("Your work is kept here.")
    other.page.get_by_role("button", name="Sign in", exact=True).click()
    give_password(other)
    expect(other.page).to_have_url(url)
    expect(other.editor(NAME)).to_contain_text("written since")
    other.shows_body("written since")
    other.page.keyboard.press("Control+s")
    other.page.get_by_role("button", name="Save revision 2").click()
    expect(status(other)).to_contain_text("rev 2 · saved", timeout=PATIENCE)


def test_who_may_only_read_sees_no_button_for_more(open_visit: Any, readable: str) -> None:
    writer = entered(open_visit, at=readable)
    url = save_new(writer, '{"v": 1}', "To be read", "team")
    save_next(writer, '{"v": 2}')
    expect(status(writer)).to_contain_text("rev 2 · saved", timeout=PATIENCE)
    reader: Visit = open_visit(at=readable, viewport=WIDE)
    reader.page.goto(url)
    expect(status(reader)).to_contain_text("rev 2 · saved")
    expect(account(reader).get_by_role("link", name="Sign in")).to_have_attribute(
        "href", f"/sign-in?next={url[len(readable) :].replace('/', '%2F')}"
    )
    expect(reader.page.get_by_role("button", name="Open", exact=True)).to_be_visible()
    expect(reader.page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    status(reader).click()
    expect(drawer(reader).get_by_role("listitem")).to_have_count(2)
    for name in ("Save as a fork", "restore", "Tags"):
        expect(drawer(reader).get_by_role("button", name=re.compile(name))).to_have_count(0)
    expect(drawer(reader).get_by_role("button", name="copy embed code, revision 1")).to_be_visible()
    reader.page.wait_for_load_state("networkidle")
    reader.paste(NAME, '{"v": "mine"}')
    reader.page.keyboard.press("Control+s")
    expect(reader.page.get_by_role("button", name=re.compile("Link copied|Share"))).to_be_visible()
    account(reader).get_by_role("link", name="Sign in").click()
    give_password(reader)
    expect(reader.editor(NAME)).to_contain_text("mine")
    expect(reader.page.get_by_role("button", name=re.compile("^Save"))).to_be_visible()


def test_the_proxys_person_is_named_and_two_who_save_are_told_apart(open_visit: Any, proxied: str) -> None:
    ana, ben = as_person(open_visit, proxied, "Ana"), as_person(open_visit, proxied, "Ben")
    expect(account(ana).get_by_role("button")).to_have_attribute("title", "Signed in as Ana")
    account(ana).get_by_role("button").click()
    expect(ana.page.get_by_role("menuitem")).to_have_count(1)
    ana.page.keyboard.press("Escape")
    url = save_new(ana, '{"v": "base"}', "Between two", "team")
    ben.page.goto(url)
    expect(status(ben)).to_contain_text("rev 1 · saved by Ana")
    save_next(ben, '{"v": "by Ben"}')
    expect(status(ben)).to_contain_text("rev 2 · saved by Ben", timeout=PATIENCE)
    save_next(ana, '{"v": "by Ana"}')
    expect(drawer(ana)).to_contain_text("Ben saved revision 2 just now", timeout=PATIENCE)
    drawer(ana).get_by_role("button", name="Take Ben’s").click()
    expect(ana.editor(NAME)).to_contain_text("by Ben")
    status(ben).click()
    expect(drawer(ben).get_by_role("listitem")).to_have_count(2)
    ben.page.wait_for_load_state("networkidle")
    expect(drawer(ben).get_by_role("button", name="Tags, visibility, delete")).to_have_count(0)
    status(ana).click()
    expect(drawer(ana).get_by_role("button", name="Tags, visibility, delete")).to_be_visible()
    expect(drawer(ana).get_by_role("button", name="copy embed code, revision 1")).to_have_count(0)


def test_what_is_anothers_is_saved_as_a_fork(open_visit: Any, proxied: str) -> None:
    url = save_new(as_person(open_visit, proxied, "Ana"), '{"v": "base"}', "By link")
    ben = as_person(open_visit, proxied, "Ben")
    ben.page.goto(url)
    expect(status(ben)).to_contain_text("rev 1 · saved by Ana")
    save_next(ben, '{"v": "by Ben"}')
    expect(drawer(ben)).to_contain_text("Its owner has not shared it with the team: save it as a fork.")
    drawer(ben).get_by_role("button", name="Save as a fork").click()
    drawer(ben).get_by_role("button", name="Save as a fork", exact=True).click()
    expect(status(ben)).to_contain_text("rev 1 · saved by Ben", timeout=PATIENCE)
    assert ben.page.url != url


def test_a_header_that_vanishes_ends_the_work_of_nobody(open_visit: Any, proxied: str) -> None:
    visit = as_person(open_visit, proxied, "Ana")
    visit.page.context.set_extra_http_headers({})
    visit.paste(NAME, '{"v": "kept"}')
    expect(visit.page.get_by_text("Signed out; your work is kept here.")).to_be_visible(timeout=PATIENCE)
    visit.page.context.set_extra_http_headers({"Remote-User": "Ana"})
    visit.page.get_by_role("button", name="Reload").click()
    visit.shows_body("kept")


def test_who_is_somebody_else_now_is_told_when_one_comes_back_to_the_page(open_visit: Any, proxied: str) -> None:
    visit = as_person(open_visit, proxied, "Ana")
    visit.page.context.set_extra_http_headers({"Remote-User": "Ben"})
    visit.page.evaluate("dispatchEvent(new Event('visibilitychange'))")
    expect(visit.page.get_by_text("Ben is signed in now; your work is kept here.")).to_be_visible(timeout=PATIENCE)
    visit.page.get_by_role("button", name="Reload").click()
    expect(account(visit).get_by_role("button")).to_have_attribute("title", "Signed in as Ben", timeout=PATIENCE)


def test_mine_is_my_own_list(open_visit: Any, proxied: str) -> None:
    ana, ben = as_person(open_visit, proxied, "Ana"), as_person(open_visit, proxied, "Ben")
    save_new(ana, '{"v": 1}', "Made by Ana", "team")
    save_new(ben, '{"v": 1}', "Made by Ben", "team")
    ben.page.get_by_role("button", name="Open", exact=True).click()
    team = ben.page.get_by_role("group", name="Saved by the team")
    expect(team.get_by_role("button", name="Made by Ana")).to_be_visible()
    ben.page.get_by_label("mine").check()
    expect(team.get_by_role("button", name="Made by Ana")).to_have_count(0)
    expect(team.get_by_role("button", name="Made by Ben")).to_be_visible()


def test_a_token_is_made_shown_once_used_and_revoked(open_visit: Any, proxied: str) -> None:
    ana = as_person(open_visit, proxied, "Ana")
    choose(ana, "API tokens …")
    pane = drawer(ana)
    expect(pane.get_by_label("Name")).to_be_focused()
    expect(pane).to_contain_text("There are none yet.")
    pane.get_by_label("Name").fill("for ci")
    pane.get_by_label("It may").select_option("write")
    ana.page.keyboard.press("Tab")
    pane.get_by_role("button", name="Make a token").click()
    token = pane.get_by_label("Token for ci").input_value()
    pane.get_by_role("button", name="Copy").click()
    expect(pane).to_contain_text("Copied.")
    assert ana.page.evaluate("navigator.clipboard.readText()") == token
    rows = pane.get_by_role("list", name="API tokens").get_by_role("listitem")
    expect(rows).to_have_text(re.compile(r"^for cireads and writes · until \d{4}-\d\d-\d\drevoke$"))
    assert Axe().run(ana.page).response["violations"] == []
    ask = f"async () => (await fetch('/api/v1/me', {{headers: {{Authorization: 'Bearer {token}'}}}})).status"
    assert ana.page.evaluate(ask) == 200
    ana.page.keyboard.press("Escape")
    choose(ana, "API tokens …")
    expect(rows).to_have_count(1)
    assert token not in ana.page.content()
    pane.get_by_role("button", name="Revoke for ci").click()
    expect(pane.get_by_role("button", name="Keep it")).to_be_focused()
    pane.get_by_role("button", name="Revoke", exact=True).click()
    expect(pane).to_contain_text("for ci is revoked.")
    assert ana.page.evaluate(ask) == 401


def test_who_administers_sees_everybodys_tokens_with_their_names(open_visit: Any, proxied: str) -> None:
    ben, chief = as_person(open_visit, proxied, "Ben"), as_person(open_visit, proxied, "Chief")
    for visit, name in ((ben, "of Ben"), (chief, "of the chief")):
        choose(visit, "API tokens …")
        drawer(visit).get_by_label("Name").fill(name)
        visit.page.keyboard.press("Enter")
        expect(drawer(visit).get_by_label(f"Token {name}")).to_be_visible(timeout=PATIENCE)
    expect(drawer(chief).get_by_role("listitem").filter(has_text="of Ben")).to_contain_text("· Ben")
    expect(drawer(ben).get_by_role("listitem").filter(has_text="of the chief")).to_have_count(0)


def test_all_of_it_works_by_keyboard(open_visit: Any, proxied: str) -> None:
    visit = as_person(open_visit, proxied, "Key")
    page, button = visit.page, account(visit).get_by_role("button")
    button.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="API tokens")).to_be_focused()
    page.keyboard.press("Enter")
    expect(drawer(visit).get_by_label("Name")).to_be_focused()
    page.keyboard.type("by keyboard")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(drawer(visit).get_by_label("Token by keyboard")).to_be_focused(timeout=PATIENCE)
    expect(drawer(visit).get_by_role("listitem")).to_contain_text("reads and writes · until it is revoked")
    page.keyboard.press("Tab")
    expect(drawer(visit).get_by_role("button", name="Copy")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(drawer(visit).get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(drawer(visit).get_by_role("button", name="Revoke by keyboard")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(drawer(visit).get_by_role("button", name="Revoke", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(drawer(visit)).to_contain_text("by keyboard is revoked.", timeout=PATIENCE)
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_nothing_of_accounts_shows_where_nobody_signs_in(open_visit: Any, start_site: StartSite) -> None:
    with start_site() as running:
        visit: Visit = open_visit(at=running.url, viewport=WIDE)
        visit.shows_status(404)
        expect(visit.page.get_by_role("button", name=re.compile("^Save"))).to_be_visible()
        expect(account(visit)).to_be_hidden()
        assert visit.page.request.get(f"{running.url}/sign-out").status == 404


def test_without_a_store_one_can_still_sign_out(open_visit: Any, start_site: StartSite) -> None:
    with start_site(**BY_PASSWORD, PLAYGROUND_STORE="off") as running:
        visit = entered(open_visit, at=running.url)
        account(visit).get_by_role("button").click()
        expect(visit.page.get_by_role("menuitem")).to_have_count(1)
        visit.page.get_by_role("menuitem", name="Sign out").click()
        expect(visit.page.get_by_role("heading", name="Signed out")).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1024), ("light", 390)])
def test_axe_finds_nothing_and_nothing_is_too_wide(open_visit: Any, proxied: str, scheme: str, width: int) -> None:
    name = "a.very.long.name.of.somebody@example.com"
    visit = as_person(open_visit, proxied, name, color_scheme=scheme, viewport={"width": width, "height": 900})
    account(visit).get_by_role("button").click()
    seems_right(visit, width)
    visit.page.keyboard.press("Escape")
    choose(visit, "API tokens …")
    drawer(visit).get_by_label("Name").fill("a token")
    visit.page.keyboard.press("Enter")
    expect(drawer(visit).get_by_label("Token a token")).to_be_visible(timeout=PATIENCE)
    seems_right(visit, width)


def seems_right(visit: Visit, width: int) -> None:
    found = Axe().run(visit.page).response["violations"]
    assert [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]] == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
