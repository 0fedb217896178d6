"""The page as the server gives it, its files, and the headers that guard it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.serving import Site


def test_the_page_holds_the_first_example_evaluated(site: Site) -> None:
    reply = site.ask("/")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "404" in reply.body.decode()


def test_every_file_of_the_page_is_there_compressed_and_kept_for_good(site: Site) -> None:
    names = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', site.ask("/").body.decode()))
    assert any(name.endswith(".js") for name in names)
    assert any(name.endswith(".css") for name in names)
    for name in names:
        plain, brotli, gzip = (site.ask(name, headers={"Accept-Encoding": coding}) for coding in ("identity", "br", "gzip"))
        assert plain.status == brotli.status == gzip.status == 200
        assert "immutable" in plain.headers["Cache-Control"]
        assert (brotli.headers["Content-Encoding"], gzip.headers["Content-Encoding"]) == ("br", "gzip")
        assert len(brotli.body) < len(plain.body)
        assert plain.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/conformance", "/healthz", "/nothing", "/api/v1/examples", "/api/v1/nothing", "/static/*.js"])
def test_every_answer_has_the_security_headers(site: Site, path: str) -> None:
    if "*" in path:
        path = next(name for name in re.findall(r'src="(/static/[^"]+)"', site.ask("/").body.decode()) if name.endswith(".js"))
    headers = site.ask(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "*" not in headers["Content-Security-Policy"]
    assert "http" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_the_nonce_is_the_pages_own_and_new_each_time(site: Site) -> None:
    nonces = []
    for _ in range(2):
        reply = site.ask("/")
        nonces += re.findall(r"'nonce-([^']+)'", reply.headers["Content-Security-Policy"])
        assert nonces[-1] in reply.body.decode()
    assert len(set(nonces)) == 2


def test_a_missing_page_is_a_page(site: Site) -> None:
    reply = site.ask("/<script>alert(1)</script>")
    assert (reply.status, reply.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b"alert(1)" not in reply.body


def test_the_health_check_says_ok(site: Site) -> None:
    assert site.ask("/healthz").body == b"ok\n"


def test_the_first_answer_can_be_read_without_code(site: Site) -> None:
    page = site.ask("/").body.decode()
    start = page.index('<div class="panes first">')
    text = page[start : page.index("</main>")]
    assert '<p class="first-number">404</p>' in text
    assert "No content for 42" in text
    assert "#set($inputRoot" in text
