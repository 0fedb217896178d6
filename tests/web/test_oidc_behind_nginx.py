"""Signing in at a live provider as a company has it: both behind nginx, by https, with certificates of the company's own authority."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from tests.nginx import certify, nginx
from tests.oidc_provider import DISCOVERY, NEEDS_PROVIDER, PEOPLE, provider_of
from tests.serving import Reply, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import StartSite

pytestmark = [pytest.mark.processes, NEEDS_PROVIDER]


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The authority's certificates."""
    return certify(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def provider(certified: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A live provider, by https."""
    with provider_of(PEOPLE) as url, nginx(tmp_path_factory.mktemp("provider"), url, certified=certified) as secure:
        yield secure


class Browser:
    """Who keeps cookies as a browser does, believes the authority, and follows no redirect."""

    def __init__(self, certified: Path) -> None:
        self.cookies = CookieJar()
        context = ssl.create_default_context(cafile=str(certified / "ca.pem"))
        handlers = (urllib.request.HTTPCookieProcessor(self.cookies), urllib.request.HTTPSHandler(context=context), Stay)
        self._opener = urllib.request.build_opener(*handlers)

    def ask(self, address: str, form: dict[str, str] | None = None, **headers: str) -> Reply:
        data = None if form is None else urlencode(form).encode()
        request = urllib.request.Request(address, data, {name.replace("_", "-"): value for name, value in headers.items()})  # noqa: S310 - ours
        try:
            with self._opener.open(request, timeout=30) as answer:
                return Reply(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, dict(error.headers), error.read())

    def enter(self, site: str, subject: str, onward: str = "/") -> Reply:
        """Sign in as one of the provider's; what the site answers to who comes back."""
        begun = self.ask(f"{site}/sign-in?{urlencode({'next': onward})}")
        assert begun.status == 303, begun.body
        back = self.ask(begun.headers["Location"], {"sub": subject})
        return self.ask(back.headers["Location"])

    def me(self, site: str) -> Any:
        return self.ask(f"{site}/api/v1/me").json


class Stay(urllib.request.HTTPRedirectHandler):
    """Leads nowhere."""

    def redirect_request(self, *_: Any) -> None:
        return None


def settings_of(provider: str, url: str, **more: str) -> dict[str, str]:
    return {
        "PLAYGROUND_WORKERS": "1",
        "PLAYGROUND_SIGN_IN": "oidc",
        "PLAYGROUND_URL": url,
        "PLAYGROUND_PROXY_NETWORKS": "127.0.0.0/8",
        "PLAYGROUND_OIDC_DISCOVERY": provider + DISCOVERY,
        "PLAYGROUND_OIDC_CLIENT_ID": "site",
        "PLAYGROUND_OIDC_CLIENT_SECRET": "its secret",
        **more,
    }


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE"])
def test_one_signs_in_by_https_and_out(start_site: StartSite, tmp_path: Path, certified: Path, provider: str, variable: str) -> None:
    port = free_port()
    settings = settings_of(provider, f"https://127.0.0.1:{port}", **{variable: str(certified / "ca.pem")})
    with start_site(**settings) as inside, nginx(tmp_path / "site", inside.url, port=port, certified=certified) as site:
        browser = Browser(certified)
        sent = browser.ask(f"{site}/s/x?a=1", Accept="text/html")
        assert (sent.status, sent.headers["Location"]) == (303, "/sign-in?next=/s/x%3Fa%3D1")
        asked = parse_qs(urlsplit(browser.ask(f"{site}/sign-in").headers["Location"]).query)
        assert asked["redirect_uri"] == [f"{site}/sign-in/callback"]
        entered = browser.enter(site, "1", "/s/x?a=1")
        assert (entered.status, entered.headers["Location"]) == (303, "/s/x?a=1")
        held = {part.strip().partition("=")[0] for part in entered.headers["Set-Cookie"].split(";")}
        assert {"playground", "Secure", "HttpOnly", "SameSite", "Path"} <= held
        assert browser.me(site)["name"] == "ana@example.com"
        assert [cookie.secure for cookie in browser.cookies] == [True]
        assert browser.ask(f"{site}/sign-out", {}, Origin="https://evil.example").status == 403
        assert browser.ask(f"{site}/sign-out", {}, Origin=site).status == 200
        assert browser.ask(f"{site}/api/v1/me").status == 401
        unverified = Browser(certified)
        unverified.enter(site, "2")
        assert unverified.me(site)["name"] == "mallory"
        assert inside.ask("/sign-in/callback?state=x&code=y").status == 400


def test_a_certificate_of_an_authority_that_is_not_known_signs_nobody_in(
    start_site: StartSite, tmp_path: Path, certified: Path, provider: str
) -> None:
    port = free_port()
    with (
        start_site(**settings_of(provider, f"https://127.0.0.1:{port}")) as inside,
        nginx(tmp_path / "site", inside.url, port=port, certified=certified) as site,
    ):
        reply = Browser(certified).ask(f"{site}/sign-in")
        assert (reply.status, reply.headers["Retry-After"]) == (503, "5")
        assert b"The place where one signs in does not answer." in reply.body
        assert inside.ask("/healthz").status == 200


def test_a_provider_that_starts_anew_has_other_keys_which_are_believed(start_site: StartSite) -> None:
    port, keys = free_port(), []
    with start_site(**settings_of(f"http://127.0.0.1:{port}", "")) as site:
        for _ in range(2):
            with provider_of(PEOPLE, port) as url:
                with urllib.request.urlopen(f"{url}/jwks", timeout=5) as answer:  # noqa: S310 - ours
                    keys.append(json.load(answer))
                browser = PlainBrowser()
                assert browser.enter(site.url, "1").status == 303
                assert browser.me(site.url)["name"] == "ana@example.com"
        reply = PlainBrowser().enter_after(site.url, url)
        assert (reply.status, reply.headers["Retry-After"]) == (503, "5")
    assert keys[0] != keys[1]


class PlainBrowser(Browser):
    """One that asks by http alone."""

    def __init__(self) -> None:
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies), Stay)

    def enter_after(self, site: str, provider: str) -> Reply:
        """Come back from a provider that has gone meanwhile, with what it gave."""
        begun = self.ask(f"{site}/sign-in").headers["Location"]
        assert begun.startswith(provider)
        return self.ask(f"{site}/sign-in/callback?{urlencode({'state': parse_qs(urlsplit(begun).query)['state'][0], 'code': 'x'})}")
