import assert from "node:assert/strict";
import { test } from "node:test";
import { createLibrary } from "../../../static/js/api/library.js";
import { createServer, provide } from "../page.js";

test("files are listed and read by their names, and one that holds no Scenario is told", async (t) => {
  const entry = { name: "a b/c.json", title: "C" };
  const { fetch, asked } = createServer([{ scenarios: [entry] }, { template: "x" }, { template: "x", cases: 5 }]);
  provide(t, { fetch });
  const library = createLibrary({ api: "/api" });
  assert.deepEqual(await library.list(), [entry]);
  assert.deepEqual(await library.read(entry.name), { template: "x" });
  assert.equal(asked[1].url, "/api/library/a%20b/c.json");
  await assert.rejects(library.read(entry.name), /holds no Scenario/);
});
