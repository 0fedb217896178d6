"""The pages of saved scenarios: what they hold, what they do not tell, and which may stand in a frame."""

from __future__ import annotations

import html
import json
import re
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from playground.setting_kinds import FRAMES
from playground.settings import Settings
from playground.web import create_app
from playground.web.pages import LONGEST_IN_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.processes
ODD = '{"template": "\\ud83d \\u0000 \\"<b>\\u0027&amp;", "title": "<script>T", "backend": {"body": "{\\"n\\": 1e400}", "status": 200}}'

SECOND = {"template": "2", "backend": {"body": "{}"}}


def application(folder: Path, **settings: Any) -> Iterator[Any]:
    app = create_app(Settings(instance=str(folder), children=2, **settings))
    with closing(app.extensions["evaluator"]):
        yield app.test_client(use_cookies=False)
        if "store" in app.extensions:
            app.extensions["store"].close()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    yield from application(tmp_path_factory.mktemp("instance"))


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    yield from application(tmp_path_factory.mktemp("framed"), frame_ancestors=("https://wiki.example", "'self'"))


def save(client: Any, document: str = ODD, **members: object) -> dict[str, Any]:
    more = "".join(f', "{name}": {json.dumps(value)}' for name, value in members.items())
    reply = client.post("/api/v1/scenarios", data=f'{{"scenario": {document}{more}}}', content_type="application/json")
    assert reply.status_code == 201, reply.text
    saved: dict[str, Any] = reply.json
    return saved


def first_of(reply: Any) -> Any:
    """What the page shows first."""
    found = re.search(r'data-first="([^"]*)"', reply.text)
    assert found
    return json.loads(html.unescape(found[1]))


def test_the_page_holds_the_revision_as_it_was_saved_with_its_result(client: Any) -> None:
    saved = save(client)
    put = client.put(f"/api/v1/scenarios/{saved['id']}", json={"scenario": SECOND}, headers={"If-Match": '"1"'})
    assert put.status_code == 200
    for path, number in ((f"/s/{saved['id']}", 2), (f"/s/{saved['id']}/1", 1), (f"/s/{saved['id']}/2", 2)):
        reply = client.get(path)
        assert (reply.status_code, reply.headers["Cache-Control"]) == (200, "no-cache")
        first = first_of(reply)
        assert first["scenario"] == (json.loads(ODD) if number == 1 else SECOND)
        assert first["result"]["status"] == 200
        assert (first["saved"]["shown"], first["saved"]["revision"], first["saved"]["author"]) == (number, 2, None)
        assert "<script>T" not in reply.text


def test_what_is_too_long_for_a_page_is_asked_for_by_it(client: Any) -> None:
    large = json.dumps({"template": "", "title": "Large", "backend": {"body": "'" * LONGEST_IN_PAGE}})
    long_result = json.dumps({"template": "#foreach($i in [1..900])$input.body#end", "backend": {"body": "'" * 2_000}})
    page = client.get(f"/s/{save(client, large)['id']}")
    assert page.status_code == 200
    assert "saved" not in first_of(page)
    assert "<title>Large" in page.text
    assert len(page.text) < 100_000
    page = client.get(f"/s/{save(client, long_result)['id']}")
    assert first_of(page)["saved"]["revision"] == 1
    assert first_of(page)["result"] is None


def test_a_preview_of_the_link_has_the_title_and_the_status_alone(client: Any) -> None:
    saved = save(client, title='Seen in "chats"')
    reply = client.get(f"/s/{saved['id']}")
    previews = {name: html.unescape(text) for name, text in re.findall(r'<meta property="(og:[a-z]+)" content="([^"]*)">', reply.text)}
    assert previews == {"og:title": 'Seen in "chats"', "og:description": "Answers 200."}
    assert "og:" not in client.get("/").text


def test_what_may_not_be_seen_is_exactly_as_what_is_not_there(client: Any) -> None:
    saved = save(client, visibility="private")
    nonce = re.compile(r'(name="csp-nonce" content=)"[^"]*"|&#34;milliseconds&#34;: ?[0-9.e-]+')
    hidden, absent = (client.get(path) for path in (f"/s/{saved['id']}", "/s/aaaaaaaaaaaaaaaa"))
    assert hidden.status_code == absent.status_code == 404
    assert nonce.sub("", hidden.text) == nonce.sub("", absent.text)
    shown = client.get(f"/s/{saved['id']}", headers={"X-Edit-Key": saved["editKey"]})
    assert shown.status_code == 200
    for path in (f"/s/{saved['id']}/2", "/s/x", "/s/aaaaaaaaaaaaaaaa/0"):
        assert client.get(path).status_code == 404


def test_a_frame_shows_a_revision_where_the_setting_allows_it(framed: Any) -> None:
    saved = save(framed, visibility="link")
    reply = framed.get(f"/s/{saved['id']}/1/embed")
    assert reply.status_code == 200
    assert "frame-ancestors https://wiki.example 'self'" in reply.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in reply.headers
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "&lt;b&gt;&#39;&amp;amp;" in reply.text
    assert "<script" not in re.sub(r'<script src="[^"]*"></script>', "", reply.text)
    for path in (f"/s/{saved['id']}", f"/s/{saved['id']}/1", f"/s/{saved['id']}/2/embed", "/"):
        headers = framed.get(path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"


def test_a_frame_shows_nothing_that_is_private_even_with_its_key(framed: Any) -> None:
    saved = save(framed, visibility="private")
    assert framed.get(f"/s/{saved['id']}/1/embed", headers={"X-Edit-Key": saved["editKey"]}).status_code == 404


def test_without_the_setting_there_is_no_frame(client: Any) -> None:
    reply = client.get(f"/s/{save(client)['id']}/1/embed")
    assert reply.status_code == 404
    assert reply.headers["X-Frame-Options"] == "DENY"


def test_without_a_store_there_are_no_such_pages_and_the_page_knows(tmp_path: Path, client: Any) -> None:
    assert 'data-store="on"' in client.get("/").text
    for bare in application(tmp_path, store=False):
        assert "data-store" not in bare.get("/").text
        assert bare.get("/s/aaaaaaaaaaaaaaaa").status_code == 404


@pytest.mark.parametrize("text", ["*", "https://a.example; script-src *", "javascript:", "https://a.example/path", "'none'", "a.example"])
def test_a_setting_cannot_write_anything_else_into_the_policy(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        FRAMES.read(text)


def test_sites_are_named_with_ports_and_wildcards() -> None:
    text = "https://*.example.com:8443, http://wiki, 'self'"
    assert FRAMES.read(text) == ("https://*.example.com:8443", "http://wiki", "'self'")
