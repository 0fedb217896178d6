"""Who signs in at a provider of OpenID Connect, and comes back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.accounts import WIDE, account, choose
from tests.browser.conftest import PATIENCE
from tests.browser.saving import NAME, save_new
from tests.oidc_provider import DISCOVERY, NEEDS_PROVIDER, PEOPLE, provider_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import Visit
    from tests.conftest import StartSite


@pytest.fixture(scope="module")
def providers() -> Iterator[str]:
    """The address of a live provider."""
    with provider_of(PEOPLE) as url:
        yield url


@pytest.fixture(scope="module")
def at_provider(start_site: StartSite, providers: str) -> Iterator[str]:
    """A site at which one signs in by that provider."""
    settings = {"PLAYGROUND_OIDC_CLIENT_ID": "site", "PLAYGROUND_OIDC_CLIENT_SECRET": "its secret", "PLAYGROUND_OIDC_GROUPS": "team"}
    discovery = {"PLAYGROUND_OIDC_DISCOVERY": providers + DISCOVERY}
    with start_site(PLAYGROUND_SIGN_IN="oidc", **settings, **discovery) as running:
        yield running.url


@NEEDS_PROVIDER
def test_one_signs_in_at_the_provider_and_comes_back_to_the_same_work(open_visit: Any, at_provider: str, providers: str) -> None:
    visit: Visit = open_visit(at=at_provider, elsewhere=(f"{providers}/", "https://"), viewport=WIDE)
    at_the_provider(visit, "1")
    visit.shows_status(404)
    expect(account(visit).get_by_role("button")).to_have_attribute("title", "Signed in as ana@example.com")
    url = save_new(visit, '{"v": "base"}', "By the provider's Ana")
    visit.paste(NAME, '{"v": "unsaved"}')
    visit.shows_body("unsaved")
    visit.page.context.clear_cookies(name="playground")
    visit.paste(NAME, '{"v": "unsaved too"}')
    visit.page.get_by_role("button", name="Sign in", exact=True).click()
    at_the_provider(visit, "1")
    expect(visit.page).to_have_url(url)
    visit.shows_body("unsaved too")
    choose(visit, "Sign out")
    expect(visit.page.get_by_role("heading", name="Signed out")).to_be_visible(timeout=PATIENCE)
    visit.page.get_by_role("link", name="Sign in again").click()
    expect(visit.page).to_have_url(re.compile(re.escape(providers)))


@NEEDS_PROVIDER
def test_who_may_not_enter_and_a_state_that_is_none_are_told_kindly(open_visit: Any, at_provider: str, providers: str) -> None:
    visit: Visit = open_visit(at=at_provider, elsewhere=(f"{providers}/", "https://"), viewport=WIDE)
    at_the_provider(visit, "4")
    expect(visit.page.get_by_text("Your account may not use this site. Ask whoever runs it.")).to_be_visible(timeout=PATIENCE)
    assert Axe().run(visit.page).response["violations"] == []
    visit.page.goto(f"{at_provider}/sign-in/callback?code=x&state=long-gone")
    expect(visit.page.get_by_text("This sign-in was begun too long ago")).to_be_visible()
    visit.page.get_by_role("link", name="Sign in again").click()
    at_the_provider(visit, "2")
    expect(account(visit).get_by_role("button")).to_have_attribute("title", "Signed in as mallory", timeout=PATIENCE)


def at_the_provider(visit: Visit, subject: str) -> None:
    """Say at the provider's page who one is."""
    visit.page.get_by_placeholder("sub").fill(subject)
    visit.page.get_by_role("button", name="Authorize").click()
