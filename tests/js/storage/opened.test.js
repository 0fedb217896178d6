import assert from "node:assert/strict";
import { test } from "node:test";
import { forgetOpened, keepOpened, readOpened } from "../../../static/js/storage/opened.js";
import { createStorage, provide } from "../page.js";

test("what was opened last stands first, once, and no more than twenty", (t) => {
  provide(t, { localStorage: createStorage() });
  assert.deepEqual(readOpened(), []);
  for (let at = 0; at < 25; at += 1) keepOpened({ id: `id${at}`, title: "T", time: at });
  keepOpened({ id: "id20", title: "Renamed", time: 30 });
  const kept = readOpened();
  assert.equal(kept.length, 20);
  assert.deepEqual(
    kept.slice(0, 2).map(({ id, title }) => [id, title]),
    [
      ["id20", "Renamed"],
      ["id24", "T"],
    ],
  );
  forgetOpened("id20");
  assert.equal(readOpened()[0].id, "id24");
});

test("what is damaged is left out", (t) => {
  const localStorage = createStorage();
  provide(t, { localStorage });
  for (const damaged of ["{", "{}", "null"]) {
    localStorage.setItem("playground.opened", damaged);
    assert.deepEqual(readOpened(), [], damaged);
  }
  localStorage.setItem("playground.opened", '[{"id": 1}, null, {"id": "a", "title": "T", "time": 1}]');
  assert.deepEqual(readOpened(), [{ id: "a", title: "T", time: 1 }]);
});

test("what was deleted stands there as long as it can be restored", (t) => {
  provide(t, { localStorage: createStorage() });
  const soon = new Date(Date.now() + 60_000).toISOString();
  keepOpened({ id: "back", title: "T", time: 1, until: soon });
  keepOpened({ id: "gone", title: "T", time: 1, until: "2001-01-01T00:00:00.000Z" });
  keepOpened({ id: "odd", title: "T", time: 1, until: "when?" });
  assert.deepEqual(
    readOpened().map(({ id, until }) => [id, until]),
    [["back", soon]],
  );
  keepOpened({ id: "back", title: "T", time: 2 });
  assert.deepEqual(readOpened(), [{ id: "back", title: "T", time: 2 }]);
});
