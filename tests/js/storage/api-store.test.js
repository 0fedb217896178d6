import assert from "node:assert/strict";
import { test } from "node:test";
import { keepApi, keepDraftOf, readApi } from "../../../static/js/storage/api-store.js";
import { openedApi } from "../../../static/js/scenario/api-document.js";
import { provide } from "../page.js";

/** `request`, answered soon, as IndexedDB does. */
function later(run, request = {}) {
  Promise.resolve().then(() => {
    try {
      request.result = run();
      request.onsuccess?.();
    } catch (error) {
      request.error = error;
      request.onerror?.();
    }
  });
  return request;
}

/** An object store over a Map; `full`: nothing can be put. */
function createStore(keyPath, full) {
  const kept = new Map();
  const keyOf = (value) => JSON.stringify([keyPath].flat().map((name) => value[name]));
  const within = ([id]) => [...kept].filter(([key]) => JSON.parse(key)[0] === id);
  return {
    kept,
    put: (value) =>
      later(() => {
        if (full()) throw new Error("QuotaExceededError");
        kept.set(keyOf(value), JSON.parse(JSON.stringify(value)));
      }),
    get: (id) => later(() => kept.get(JSON.stringify([id]))),
    getAll: (range) => later(() => (range ? within(range.lower) : [...kept]).map(([, value]) => value)),
    delete: (key) =>
      later(() =>
        typeof key === "string" ? kept.delete(JSON.stringify([key])) : within(key.lower).forEach(([each]) => kept.delete(each)),
      ),
  };
}

/** IndexedDB as far as the store uses it: {stores, fill()}. */
function provideDatabase(t) {
  let isFull = false;
  const stores = {};
  const database = {
    createObjectStore: (name, { keyPath }) => void (stores[name] = createStore(keyPath, () => isFull)),
    transaction() {
      const transaction = { objectStore: (name) => stores[name] };
      setTimeout(() => transaction.oncomplete(), 5);
      return transaction;
    },
    close() {},
  };
  /** The page says what to do with a new database right after it asks for it. */
  class Opening {
    set onupgradeneeded(upgrade) {
      this.result = database;
      if (!stores.apis) upgrade();
    }
  }
  const indexedDB = { open: () => later(() => database, new Opening()) };
  provide(t, { indexedDB, IDBKeyRange: { bound: (lower, upper) => ({ lower, upper }) } });
  return { stores, fill: () => void (isFull = true) };
}

const found = (...names) => ({
  what: "an OpenAPI 3.0 document",
  operations: names.map((name) => ({ name, scenario: { template: name }, templates: [], notes: [] })),
  parameters: [],
  leftOut: [],
  missingFiles: [],
});
const apiOf = (id, ...names) => openedApi(id, { text: "x", name: "api.yaml" }, found(...names));

test("an API comes back with the drafts of its methods", async (t) => {
  provideDatabase(t);
  assert.equal(await keepApi(apiOf("a", "GET /", "PUT /")), true);
  assert.equal(await keepDraftOf("a", 1, { template: "mine" }), true);
  const { operations, source } = await readApi("a");
  assert.deepEqual(
    operations.map(({ scenario, imported }) => [scenario.template, imported.template]),
    [
      ["GET /", "GET /"],
      ["mine", "PUT /"],
    ],
  );
  assert.equal(source.name, "api.yaml");
  assert.equal(await readApi("b"), null);
});

test("an API that is opened again has none of the old drafts", async (t) => {
  provideDatabase(t);
  await keepApi(apiOf("a", "GET /"));
  await keepDraftOf("a", 0, { template: "mine" });
  await keepApi(apiOf("a", "GET /"));
  assert.equal((await readApi("a")).operations[0].scenario.template, "GET /");
});

test("of many the oldest go, their drafts with them", async (t) => {
  const { stores } = provideDatabase(t);
  t.mock.timers.enable({ apis: ["Date"] });
  for (let count = 0; count < 10; count += 1) {
    t.mock.timers.tick(1000);
    await keepApi(apiOf(`api${count}`, "GET /"));
    await keepDraftOf(`api${count}`, 0, { template: `${count}` });
  }
  assert.equal(stores.apis.kept.size, 8);
  assert.equal(await readApi("api1"), null);
  assert.equal((await readApi("api9")).operations[0].scenario.template, "9");
  assert.equal(
    [...stores.drafts.kept.values()].some(({ id }) => id === "api0"),
    false,
  );
});

test("a browser without room, or without such a storage, says so", async (t) => {
  const { fill } = provideDatabase(t);
  await keepApi(apiOf("a", "GET /"));
  fill();
  assert.equal(await keepApi(apiOf("b", "GET /")), false);
  assert.equal(await keepDraftOf("a", 0, {}), false);
  provide(t, { indexedDB: undefined });
  assert.deepEqual([await keepApi(apiOf("a")), await keepDraftOf("a", 0, {}), await readApi("a")], [false, false, null]);
});
