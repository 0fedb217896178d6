"""What tests of accounts do on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playground.accounts.passwords import hash_password

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.conftest import Visit

PASSWORD = "the password"  # noqa: S105 - of these tests alone
BY_PASSWORD = {"PLAYGROUND_SIGN_IN": "password", "PLAYGROUND_PASSWORD_HASH": hash_password(PASSWORD), "PLAYGROUND_WORKERS": "1"}
WIDE = {"width": 1440, "height": 900}


def give_password(visit: Visit, password: str = PASSWORD) -> None:
    visit.page.get_by_label("Password").fill(password)
    visit.page.keyboard.press("Enter")


def entered(open_visit: Any, **options: Any) -> Visit:
    """A browser in which somebody has given the password."""
    visit: Visit = open_visit(**{"viewport": WIDE, **options})
    link = visit.page.get_by_role("link", name="Sign in")
    link.or_(visit.page.get_by_label("Password")).first.wait_for()  # who may read gets the page, with a link
    if link.count():
        link.click()
    give_password(visit)
    visit.shows_status(404)
    return visit


def as_person(open_visit: Any, site: str, name: str, **options: Any) -> Visit:
    """A browser behind the proxy, which says that it is somebody's."""
    visit: Visit = open_visit(at=site, extra_http_headers={"Remote-User": name}, **{"viewport": WIDE, **options})
    visit.shows_status(404)
    return visit


def account(visit: Visit) -> Locator:
    return visit.page.locator(".account")


def choose(visit: Visit, item: str) -> None:
    account(visit).get_by_role("button").click()
    visit.page.get_by_role("menuitem").filter(has=visit.page.get_by_text(item, exact=True)).click()
