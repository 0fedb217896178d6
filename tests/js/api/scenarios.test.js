import assert from "node:assert/strict";
import { test } from "node:test";
import { createScenarioStore, SavedMeanwhile } from "../../../static/js/api/scenarios.js";
import { createServer, provide } from "../page.js";

/** A store that asks a server which gives `answers`; `keys`: the edit keys that the browser holds. */
function storeOf(t, answers, keys = {}) {
  const server = createServer(answers);
  provide(t, { fetch: server.fetch });
  const store = createScenarioStore({ api: "/api", editKeyOf: (id) => keys[id] ?? "", keepEditKey: (id, key) => (keys[id] = key) });
  return { store, keys, asked: server.asked };
}

const SCENARIO = { template: "x" };

test("a list asks for what is given and for nothing else", async (t) => {
  const { store, asked } = storeOf(t, [{ scenarios: [], next: null }]);
  await store.list({ q: "a&b ü", tag: "", before: undefined });
  assert.equal(asked[0].url, "/api/scenarios?q=a%26b+%C3%BC");
});

test("a history is asked for page by page, and of the newest revision alone", async (t) => {
  const pages = [
    { revisions: [3, 2], next: 2 },
    { revisions: [1], next: null },
    { revisions: [3], next: 3 },
  ];
  const { store, asked } = storeOf(t, pages);
  assert.deepEqual(await store.history("abc"), [3, 2, 1]);
  assert.equal(await store.newest("abc"), 3);
  assert.deepEqual(
    asked.map(({ url }) => url),
    ["", "?before=2", "?limit=1"].map((query) => `/api/scenarios/abc/revisions${query}`),
  );
});

test("the edit key of a new scenario is kept, given to nobody, and sent with every question about it", async (t) => {
  const made = { id: "abc", revision: 1, url: "/s/abc" };
  const { store, keys, asked } = storeOf(t, [
    { ...made, editKey: "secret" },
    SCENARIO,
    { document: { status: 200 } },
    { revisions: [], next: null },
    {},
    {},
    {},
  ]);
  assert.equal(store.holdsKeyOf("abc"), false);
  assert.deepEqual(await store.create({ scenario: SCENARIO, parent: "x/2" }), made);
  assert.deepEqual(keys, { abc: "secret" });
  assert.equal(store.holdsKeyOf("abc"), true);
  assert.deepEqual(await store.read("abc", 3), SCENARIO);
  assert.deepEqual(await store.result("abc", 3), { status: 200 });
  assert.deepEqual(await store.history("abc"), []);
  await store.change("abc", { title: "T" });
  await store.remove("abc");
  await store.restore("abc");
  assert.deepEqual(
    asked.slice(1).map(({ url, method, headers }) => [method, url, headers["X-Edit-Key"]]),
    [
      ["GET", "/api/scenarios/abc/revisions/3", "secret"],
      ["GET", "/api/scenarios/abc/revisions/3/result", "secret"],
      ["GET", "/api/scenarios/abc/revisions", "secret"],
      ["PATCH", "/api/scenarios/abc", "secret"],
      ["DELETE", "/api/scenarios/abc", "secret"],
      ["POST", "/api/scenarios/abc/restore", "secret"],
    ],
  );
});

test("where people sign in there is no edit key, and none is sent", async (t) => {
  const { store, keys, asked } = storeOf(t, [{ id: "abc", revision: 1, url: "" }, SCENARIO]);
  await store.create({ scenario: SCENARIO });
  await store.read("abc", 1);
  assert.deepEqual([keys, asked[1].headers["X-Edit-Key"]], [{}, undefined]);
});

test("a revision is saved over the one that it was made from, and a newer one is told", async (t) => {
  const meanwhile = { detail: "Revision 5 was saved meanwhile.", revision: 5, author: "Ana", time: "2026-01-01T00:00:00Z" };
  const { store, asked } = storeOf(t, [
    { id: "abc", revision: 5, url: "/s/abc" },
    { status: 412, document: meanwhile },
    { status: 413, document: { title: "Too large" } },
    new TypeError("no network"),
  ]);
  const save = () => store.save("abc", 4, { scenario: SCENARIO, note: "why" });
  assert.equal((await save()).revision, 5);
  assert.deepEqual([asked[0].method, asked[0].headers["If-Match"]], ["PUT", '"4"']);
  await assert.rejects(save(), (error) => {
    assert.ok(error instanceof SavedMeanwhile);
    assert.deepEqual([error.message, error.revision, error.author, error.time], [meanwhile.detail, 5, "Ana", meanwhile.time]);
    return true;
  });
  await assert.rejects(save(), /^Error: Too large$/);
  await assert.rejects(save(), /^Error: The server can’t be reached\.$/);
});

test("a revision's JSON has an address", (t) => {
  const { store } = storeOf(t, []);
  assert.equal(store.urlOf("abc", 2), "/api/scenarios/abc/revisions/2");
});
