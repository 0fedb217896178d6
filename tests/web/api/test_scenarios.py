"""The calls for saved scenarios, where nobody signs in, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from playground.store import scenarios
from playground.store.asker import Asker
from playground.web.api.answers import ENVELOPE
from playground.web.api.drafts import LARGEST
from tests.web.api.problems import refused
from tests.web.api.saving import API, METHOD, SCENARIO, UNIQUE, key_of, listed, put, save

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.processes


def test_what_is_saved_has_an_address_and_comes_back(client: Any) -> None:
    reply = client.post(API, json={"scenario": METHOD})
    assert (reply.status_code, reply.headers["Cache-Control"], reply.headers["ETag"]) == (201, "no-store", '"1"')
    assert list(reply.json) == ["id", "revision", "url", "editKey"]
    id_ = reply.json["id"]
    assert reply.headers["Location"] == f"{API}/{id_}"
    assert (reply.json["revision"], reply.json["url"]) == (1, f"http://localhost/s/{id_}")
    for address in (f"{API}/{id_}", f"{API}/{id_}/revisions/1"):
        read = client.get(address)
        assert (read.status_code, read.json, read.headers["ETag"]) == (200, METHOD, '"1"')
        assert read.content_type == "application/json"
        assert "no-cache" in read.headers["Cache-Control"]
        assert client.get(address, headers={"If-None-Match": '"1"'}).status_code == 304
        result = client.get(f"{address}/result")
        assert (result.status_code, result.json["status"]) == (200, 200)
        assert "trace" not in result.json
        assert "trace" in client.get(f"{address}/result?trace=1").json


@pytest.mark.parametrize(
    "scenario",
    [
        '{"backend": {"body": "{}"}, "template": "b", "request": {}, "context": {"z": 1, "a": 2}}',
        r'{"template": "half \ud800 and \udc00\ud800, NUL \u0000, pair \ud83c\udfbf, ☃", "backend": {"body": "\u0000"}}',
        r'{"template": "", "backend": {"body": ""}, "title": "half \ud800, NUL \u0000"}',
        '{"context": {"n": [1.5, -0.0, 1e300, 123456789012345678901234567890, true, null]}, "template": "", "backend": {}}',
    ],
)
def test_a_document_comes_back_as_it_was_sent(client: Any, scenario: str) -> None:
    reply = client.post(API, data=f'{{"scenario": {scenario}}}'.encode(), content_type="application/json")
    assert reply.status_code == 201, reply.text
    read = client.get(reply.headers["Location"])
    assert json.dumps(json.loads(read.data)) == json.dumps(json.loads(scenario))


def test_what_is_no_scenario_is_refused_as_evaluate_refuses_it(client: Any) -> None:
    id_ = save(client)["id"]
    scenarios: list[Any] = [
        {},
        [],
        None,
        1,
        {**SCENARIO, "colour": 1, "request": {"heder": {}}},
        {"template": "x", "backend": {"status": 7}},
    ]
    for scenario in scenarios:
        wanted = client.post("/api/v1/evaluate", data=json.dumps(scenario), content_type="application/json")
        for reply in (client.post(API, json={"scenario": scenario}), put(client, id_, 1, scenario)):
            assert (reply.status_code, reply.json) == (422, wanted.json)


@pytest.mark.parametrize(
    ("document", "paths"),
    [
        ({}, {"/scenario"}),
        ([], {""}),
        ({"scenario": SCENARIO, "titel": "x"}, {"/titel"}),
        ({"scenario": SCENARIO, "title": ""}, {"/title"}),
        ({"scenario": SCENARIO, "title": None}, {"/title"}),
        ({"scenario": SCENARIO, "title": "x" * 201}, {"/title"}),
        ({"scenario": SCENARIO, "title": "a\0"}, {"/title"}),
        ({"scenario": SCENARIO, "title": "a\ud800"}, {"/title"}),
        ({"scenario": SCENARIO, "tags": "a"}, {"/tags"}),
        ({"scenario": SCENARIO, "tags": ["a", 1, " ", "x" * 51, "ΐ" * 50]}, {"/tags/1", "/tags/2", "/tags/3", "/tags/4"}),
        ({"scenario": SCENARIO, "tags": [str(number) for number in range(21)]}, {"/tags"}),
        ({"scenario": SCENARIO, "visibility": "all"}, {"/visibility"}),
        ({"scenario": SCENARIO, "parent": "x/1"}, {"/parent"}),
        ({"scenario": SCENARIO, "parent": "aaaaaaaaaaaaaaaa/1"}, {"/parent"}),
    ],
)
def test_what_cannot_be_saved_is_named(client: Any, document: object, paths: set[str]) -> None:
    problem = refused(client.post(API, data=json.dumps(document), content_type="application/json"), 422)
    assert {one["path"] for one in problem["problems"]} == paths


@pytest.mark.parametrize(
    ("method", "path", "size"),
    [("post", "", LARGEST + ENVELOPE), ("put", "/aaaaaaaaaaaaaaaa", LARGEST + ENVELOPE), ("patch", "/aaaaaaaaaaaaaaaa", ENVELOPE)],
)
def test_a_document_that_is_too_large_is_not_even_parsed(client: Any, method: str, path: str, size: int) -> None:
    data = b"[" * (size + 1)
    refused(getattr(client, method)(f"/api/v1/scenarios{path}", data=data, content_type="application/json"), 413)


@pytest.mark.parametrize(
    ("document", "path"),
    [({"scenario": {"template": ""}, "tags": [1] * 10_000}, "/tags"), ({f"member{number}": 1 for number in range(10_000)}, "")],
)
def test_of_very_many_that_are_wrong_not_each_is_an_error(client: Any, document: object, path: str) -> None:
    reply = client.post("/api/v1/scenarios", json=document)
    assert [problem["path"] for problem in refused(reply, 422)["problems"]] == [path]


def test_bodies_are_read_as_those_of_evaluate(client: Any) -> None:
    refused(client.post(API, data="{", content_type="application/json"), 400)
    refused(client.post(API, data="{}", content_type="text/plain"), 415)
    large = {**SCENARIO, "template": "x" * 300_000, "backend": {"body": "y" * (10 * 1024**2 - 300_100)}}
    id_ = save(client, large)["id"]
    assert client.get(f"{API}/{id_}").json == large
    large["backend"]["body"] += "y" * 100
    assert "10,485,760" in refused(client.post(API, json={"scenario": large}), 413)["detail"]


def test_a_title_is_the_scenarios_unless_it_is_given(client: Any) -> None:
    mark = f"titles {next(UNIQUE)}"
    for scenario, members in ((METHOD, {}), (METHOD, {"title": "Given"}), (SCENARIO, {}), ({**SCENARIO, "title": " a\n\0b" * 100}, {})):
        save(client, scenario, visibility="team", tags=[mark], **members)
    assert [row["title"] for row in listed(client, tag=mark)] == [("a \ufffdb " * 100)[:200], "Untitled", "Given", METHOD["title"]]


def test_a_list_tells_of_each_what_a_list_needs(client: Any) -> None:
    mark = f"row {next(UNIQUE)}"
    saved = save(
        client, {"template": "#if(", "backend": {"body": "{}"}}, visibility="team", title="T", tags=[mark, "Two", "two", " Three "]
    )
    (row,) = listed(client, tag=mark)
    assert list(row) == ["id", "title", "tags", "owner", "visibility", "revision", "updated", "status"]
    updated = datetime.fromisoformat(row.pop("updated"))
    assert abs(updated - datetime.now(UTC)) < timedelta(minutes=1)
    tags = [mark, "Two", "Three"]
    assert row == {"id": saved["id"], "title": "T", "tags": tags, "owner": None, "visibility": "team", "revision": 1, "status": 500}


def test_a_list_is_searched_and_comes_in_pages(client: Any) -> None:
    mark = f"pages {next(UNIQUE)}"
    ids = [save(client, METHOD, visibility="team", tags=[mark], title=f"{mark} {number}")["id"] for number in range(5)]
    for q, found in {f"{mark} 3": 1, mark.upper(): 5, "get /content/{": 5, "THINGS": 5, "a\0": 0}.items():
        assert len(listed(client, tag=mark, q=q)) == found, q
    assert listed(client, tag=mark, owner="Ana") == []
    seen: list[str] = []
    before: str | None = ""
    while before is not None:
        page = client.get(API, query_string={"tag": mark, "limit": 2, "before": before}).json
        assert list(page) == ["scenarios", "next"]
        seen += [row["id"] for row in page["scenarios"]]
        before = page["next"]
    assert seen == ids[::-1]
    for query, path in ({"limit": "0"}, "/limit"), ({"limit": "101"}, "/limit"), ({"limit": "²"}, "/limit"), ({"before": "x"}, "/before"):
        (problem,) = refused(client.get(API, query_string=query), 422)["problems"]
        assert problem["path"] == path


@pytest.mark.parametrize(("visibility", "reads", "lists"), [("private", 404, 0), ("link", 200, 0), ("team", 200, 1)])
def test_who_has_the_edit_key_is_the_owner(client: Any, visibility: str, reads: int, lists: int) -> None:
    mark = f"key {next(UNIQUE)}"
    saved = save(client, visibility=visibility, tags=[mark])
    address, own, wrong = f"{API}/{saved['id']}", key_of(saved), {"X-Edit-Key": "wrong"}
    assert len(listed(client, tag=mark)) == lists
    for part in ("", "/revisions", "/revisions/1", "/result", "/revisions/1/result"):
        assert client.get(address + part).status_code == reads
        assert client.get(address + part, headers=own).status_code == 200
    for headers in ({}, wrong):
        status = 403 if reads == 200 else 404
        refused(client.patch(address, json={"title": "x"}, headers=headers), status)
        refused(client.delete(address, headers=headers), status)
    assert put(client, saved["id"]).status_code == reads
    assert client.patch(address, json={"title": "New"}, headers=own).json["title"] == "New"
    assert client.delete(address, headers=own).status_code == 200


def test_a_revision_is_saved_over_the_one_that_was_read(client: Any) -> None:
    id_ = save(client)["id"]
    changed = {**SCENARIO, "template": "two"}
    reply = put(client, id_, 1, changed, note="why")
    assert (reply.status_code, reply.headers["ETag"]) == (200, '"2"')
    assert reply.json == {"id": id_, "revision": 2, "url": f"http://localhost/s/{id_}"}
    conflict = refused(put(client, id_, 1, {**SCENARIO, "template": "other"}), 412)
    assert (conflict["revision"], conflict["author"]) == (2, None)
    assert abs(datetime.fromisoformat(conflict["time"]) - datetime.now(UTC)) < timedelta(minutes=1)
    refused(client.put(f"{API}/{id_}", json={"scenario": SCENARIO}), 428)
    for wrong in ('W/"2"', '"3"', "2x", ""):
        refused(client.put(f"{API}/{id_}", json={"scenario": SCENARIO}, headers={"If-Match": wrong}), 412)
    assert client.get(f"{API}/{id_}").json == changed
    assert client.get(f"{API}/{id_}/revisions/1").json == SCENARIO
    history = client.get(f"{API}/{id_}/revisions").json["revisions"]
    assert [list(one) for one in history] == [["revision", "author", "time", "note", "forks"]] * 2
    assert [(one["revision"], one["author"], one["note"], one["forks"]) for one in history] == [(2, None, "why", []), (1, None, "", [])]
    refused(put(client, id_, 2, SCENARIO, note="x" * 2001), 422)


def test_who_saves_while_the_title_changes_is_found_by_the_new_one(client: Any, stored_app: Flask) -> None:
    mark = f"race {next(UNIQUE)}"
    saved = save(client, visibility="team", title="Old", tags=[mark])
    store = stored_app.extensions["store"]
    asker = Asker(edit_key=saved["editKey"])
    saver = threading.Thread(target=put, args=[stored_app.test_client(), saved["id"], 1, METHOD])
    with store.writing() as session:
        scenarios.change(session, scenarios.get(session, saved["id"], asker, to_change=True), title=f"New {mark}")
        saver.start()
        time.sleep(0.5)
    saver.join()
    assert [(row["title"], row["revision"]) for row in listed(client, q=f"new {mark}")] == [(f"New {mark}", 2)]
    assert len(listed(client, q="/content/", tag=mark)) == 1


def test_a_revision_that_fails_to_evaluate_is_saved_with_its_status(client: Any) -> None:
    mark = f"status {next(UNIQUE)}"
    id_ = save(client, visibility="team", tags=[mark])["id"]
    assert listed(client, tag=mark)[0]["status"] == 200
    assert put(client, id_, 1, {"template": "#if(", "backend": {}}).status_code == 200
    assert [(row["status"], row["revision"]) for row in listed(client, tag=mark)] == [(500, 2)]


def test_a_fork_is_told_to_who_may_list_it(client: Any) -> None:
    saved = save(client)
    parent = f"{saved['id']}/1"
    shared, hidden = (save(client, visibility=visibility, parent=parent)["id"] for visibility in ("team", "link"))
    assert client.get(f"{API}/{saved['id']}/revisions").json["revisions"][0]["forks"] == [shared]
    gone = client.delete(f"{API}/{saved['id']}", headers=key_of(saved)).json
    assert (gone["revisions"], gone["forks"]) == (1, [shared])
    assert client.get(f"{API}/{hidden}").status_code == 200
    refused(client.post(API, json={"scenario": SCENARIO, "parent": parent}), 422)


def test_a_history_comes_in_pages(client: Any) -> None:
    id_ = save(client)["id"]
    for revision in range(1, 4):
        assert put(client, id_, revision).status_code == 200
    address, seen, query = f"{API}/{id_}/revisions", [], {"limit": 3}
    while True:
        page = client.get(address, query_string=query).json
        assert list(page) == ["revisions", "next"]
        seen.append([one["revision"] for one in page["revisions"]])
        if page["next"] is None:
            break
        query["before"] = page["next"]
    assert seen == [[4, 3, 2], [1]]
    for name, wrong in (("limit", "0"), ("limit", "101"), ("before", "x"), ("before", "0"), ("before", "9" * 10)):
        (problem,) = refused(client.get(address, query_string={name: wrong}), 422)["problems"]
        assert problem["path"] == f"/{name}"


def test_a_change_is_of_what_belongs_to_all_revisions(client: Any) -> None:
    mark, later = f"change {next(UNIQUE)}", f"later {next(UNIQUE)}"
    saved = save(client, METHOD, tags=[mark])
    address, own = f"{API}/{saved['id']}", key_of(saved)
    row = client.patch(address, json={"tags": [later], "visibility": "team"}, headers=own).json
    assert (row["title"], row["tags"], row["visibility"], row["revision"]) == (METHOD["title"], [later], "team", 1)
    assert [len(listed(client, tag=tag)) for tag in (mark, later)] == [0, 1]
    assert len(listed(client, tag=later, q="things")) == 1
    assert client.patch(address, json={}, headers=own).json == row
    for wrong in ({"title": None}, {"tags": None}, {"visibility": None}, {"owner": "x"}):
        refused(client.patch(address, json=wrong, headers=own), 422)


def test_what_is_deleted_is_gone_and_can_be_restored(client: Any) -> None:
    mark = f"delete {next(UNIQUE)}"
    saved = save(client, visibility="team", tags=[mark])
    address, own = f"{API}/{saved['id']}", key_of(saved)
    put(client, saved["id"])
    reply = client.delete(address, headers=own).json
    assert list(reply) == ["revisions", "forks", "until"]
    assert reply["revisions"] == 2
    assert abs(datetime.fromisoformat(reply["until"]) - datetime.now(UTC) - timedelta(days=30)) < timedelta(minutes=1)
    for gone in (client.get(address), client.delete(address, headers=own), put(client, saved["id"], 2), client.post(f"{address}/restore")):
        refused(gone, 404)
    assert listed(client, tag=mark) == []
    restored = client.post(f"{address}/restore", headers=own)
    assert (restored.status_code, restored.json["revision"]) == (200, 2)
    assert client.get(address).status_code == 200
    refused(client.post(f"{address}/restore", headers=own), 404)


@pytest.mark.parametrize(
    "part",
    ["aaaaaaaaaaaaaaaa", "short", "%00" * 16, "AAAAAAAAAAAAAAAA", "aaaaaaaaaaaaaaaa/revisions/1", "{id}/revisions/2", "{id}/revisions/0",
     "{id}/revisions/99999999999999999999", "{id}/revisions/x", "{id}/nothing"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: Any, part: str) -> None:
    refused(client.get(f"{API}/{part.format(id=save(client)['id'])}"), 404)


def test_nobody_who_has_not_signed_in_has_tokens(client: Any) -> None:
    for reply in (
        client.get("/api/v1/tokens"),
        client.post("/api/v1/tokens", json={"name": "x", "scope": "read"}),
        client.delete("/api/v1/tokens/aaaaaaaaaaaaaaaa"),
    ):
        refused(reply, 401)


def test_who_is_asking_is_nobody_and_may_do_all_but_administer(client: Any) -> None:
    rights = ["read_site", "list", "create", "change", "delete"]
    assert client.get("/api/v1/me").json == {"name": None, "signIn": "none", "rights": rights}
