import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, askFor, SIGNED_OUT } from "../../../static/js/api/client.js";
import { convert } from "../../../static/js/api/convert.js";
import { fetchExample, fetchExamples } from "../../../static/js/api/examples.js";
import { readScenario } from "../../../static/js/api/incoming.js";
import { createServer, provide } from "../page.js";

test("a question without a document is a GET, one with a document sends it as JSON", async (t) => {
  const server = createServer([{ a: 1 }, { b: 2 }, { c: 3 }]);
  provide(t, { fetch: server.fetch });
  assert.deepEqual(await ask("/x"), { answer: { a: 1 } });
  assert.deepEqual(await ask("/y", { document: { n: 1 } }), { answer: { b: 2 } });
  assert.deepEqual(await ask("/y", { document: '{"as": "it is"}' }), { answer: { c: 3 } });
  assert.deepEqual(
    server.asked.map(({ url, method, body }) => [url, method, body]),
    [
      ["/x", "GET", undefined],
      ["/y", "POST", '{"n":1}'],
      ["/y", "POST", '{"as": "it is"}'],
    ],
  );
  assert.equal(server.asked[1].headers["Content-Type"], "application/json");
});

test("a refusal keeps its words, its status and how long to wait; what is no answer is gone", async (t) => {
  const server = createServer([
    { status: 429, document: { title: "Busy" }, headers: { "Retry-After": "7" } },
    { status: 500, document: null, headers: { "Retry-After": "soon" } },
    new TypeError("no network"),
  ]);
  provide(t, { fetch: server.fetch });
  assert.deepEqual(await ask("/x"), { refusal: { title: "Busy", status: 429, wait: 7 } });
  assert.deepEqual(await ask("/x"), { refusal: { status: 500, wait: undefined } });
  assert.deepEqual(await ask("/x"), { gone: true });
});

test("who only wants the answer gets an Error that can be shown", async (t) => {
  const problems = [
    { path: "", message: "is no object" },
    { path: "/a", message: "is too long" },
  ];
  const server = createServer([
    { status: 422, document: { title: "Not read", detail: "It is no Scenario.", problems } },
    { status: 413, document: { title: "Too large" } },
    { status: 418, document: {} },
    new TypeError("no network"),
    { a: 1 },
  ]);
  provide(t, { fetch: server.fetch });
  await assert.rejects(askFor("/x"), /^Error: It is no Scenario\. \/ is no object; \/a is too long$/);
  await assert.rejects(askFor("/x"), /^Error: Too large$/);
  await assert.rejects(askFor("/x"), /^Error: The server refused this \(418\)\.$/);
  await assert.rejects(askFor("/x"), /^Error: The server can’t be reached\.$/);
  assert.deepEqual(await askFor("/x"), { a: 1 });
});

test("JSON is converted by the server, and what is wrong with it has its place", async (t) => {
  const server = createServer([
    { text: "{}" },
    { status: 422, document: { title: "Not read", problems: [{ path: "/text", message: "no value", line: 2, column: 3 }] } },
    { status: 422, document: { title: "Not read" } },
    new TypeError("no network"),
    { status: 500, document: {} },
  ]);
  provide(t, { fetch: server.fetch });
  const { signal } = new AbortController();
  const run = (more = {}) => convert({ api: "/api", to: "plain", text: "{", signal, ...more });
  assert.deepEqual(await run(), { text: "{}" });
  assert.deepEqual(await run(), { problem: { message: "no value", line: 2, column: 3 } });
  assert.deepEqual(await run(), { problem: { message: "Not read", line: undefined, column: undefined } });
  assert.match((await run()).problem.message, /can’t be reached/);
  const given = new AbortController();
  given.abort();
  assert.equal(await run({ signal: given.signal }), null);
  assert.deepEqual(JSON.parse(server.asked[0].body), { to: "plain", text: "{" });
});

test("examples are asked for until they come, and one by its name", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const server = createServer([{ status: 503, document: {} }, new TypeError("no network"), [{ name: "a" }], { template: "x" }]);
  provide(t, { fetch: server.fetch });
  const found = fetchExamples("/api");
  for (let turn = 0; turn < 3; turn += 1) {
    await server.settled();
    t.mock.timers.tick(2000);
  }
  assert.deepEqual(await found, [{ name: "a" }]);
  assert.deepEqual(await fetchExample("/api", "a b/c"), { template: "x" });
  assert.equal(server.asked.at(-1).url, "/api/examples/a%20b%2Fc");
});

test("a Scenario from elsewhere keeps its own text, another document is what the server makes of it", async (t) => {
  const half = '{"template": "\\ud83d"}';
  const server = createServer([
    { scenario: { template: "�" }, what: "a Scenario" },
    { scenario: { template: "y" }, what: "a method" },
  ]);
  provide(t, { fetch: server.fetch });
  assert.equal((await readScenario("/api", half)).scenario.template, "\ud83d");
  assert.deepEqual(await readScenario("/api", "{}"), { scenario: { template: "y" }, what: "a method" });
});

test("what needs signing in is told to the page, whichever call it was; what gives nothing back is null", async (t) => {
  const server = createServer([
    { status: 401, document: { detail: "Sign in." } },
    { status: 403, document: {} },
  ]);
  const heard = [];
  provide(t, { fetch: server.fetch, dispatchEvent: ({ type }) => heard.push(type) });
  assert.equal((await ask("/x")).refusal.status, 401);
  assert.equal((await ask("/x")).refusal.status, 403);
  assert.deepEqual(heard, [SIGNED_OUT]);
  provide(t, { fetch: async () => new Response(null, { status: 204 }) });
  assert.equal(await askFor("/x", { method: "DELETE" }), null);
});
