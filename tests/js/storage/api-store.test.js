import assert from "node:assert/strict";
import { test } from "node:test";
import { keepApi, keepDraftOf, readApi } from "../../../static/js/storage/api-store.js";
import { openedApi } from "../../../static/js/scenario/api-document.js";
import { provide, provideDatabase } from "../page.js";

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
