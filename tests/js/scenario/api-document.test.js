import assert from "node:assert/strict";
import { test } from "node:test";
import {
  changedOf,
  checkedOf,
  checkedWords,
  filtered,
  firstOf,
  isApi,
  openedApi,
  packIn,
  packOf,
  partsOf,
  lacksAnswer,
  withDerived,
  withSample,
  withDraft,
  withDrafts,
} from "../../../static/js/scenario/api-document.js";

const scenario = (template) => ({ template });
const FOUND = {
  what: "an OpenAPI 3.0 document",
  scenario: scenario("2"),
  operations: [
    { name: "GET /pets", scenario: scenario("1"), templates: [], notes: [] },
    { name: "POST /pets/{id}", scenario: scenario("2"), templates: [], notes: [] },
  ],
  parameters: [],
  leftOut: [],
};
const API = openedApi("a", { text: "openapi: 3.0.0", name: "api.yaml" }, FOUND);

test("a file, and a text with more than one method, is opened as an API", () => {
  const one = { ...FOUND, operations: FOUND.operations.slice(0, 1) };
  assert.equal(isApi(FOUND, false), true);
  assert.equal(isApi(one, false), false);
  assert.equal(isApi(one, true), true);
  assert.equal(isApi({ ...one, leftOut: [{ name: "x", why: "y", start: { line: 1, column: 1 } }] }, false), true);
  assert.equal(isApi({ ...one, parameters: [{ name: "Stage", value: "Stage", places: [] }] }, false), true);
  for (const what of ["a Scenario", "a case: its Scenario, and what is expected of it", "a mapping template"])
    assert.equal(isApi({ ...FOUND, what }, true), false, what);
});

test("an API has the methods of its document, and what was asked for", () => {
  assert.deepEqual(API.source, { text: "openapi: 3.0.0", name: "api.yaml", files: {}, parameters: {} });
  assert.deepEqual(API.missingFiles, []);
  assert.equal(firstOf(FOUND), 1);
  assert.equal(firstOf({ ...FOUND, scenario: scenario("none of them") }), 0);
});

test("a draft belongs to its method; what is as it was is none", () => {
  const drafted = withDraft(API, 0, scenario("mine"));
  assert.deepEqual(changedOf(drafted), [{ name: "GET /pets", scenario: scenario("mine") }]);
  assert.deepEqual(changedOf(withDraft(drafted, 0, scenario("1"))), []);
  assert.deepEqual(changedOf(API), []);
});

test("drafts come back by the names of their methods", () => {
  const again = withDrafts(API, [
    { name: "POST /pets/{id}", scenario: scenario("mine") },
    { name: "GET /gone", scenario: scenario("lost") },
  ]);
  assert.deepEqual(
    again.operations.map((one) => one.scenario.template),
    ["1", "mine"],
  );
});

test("the whole set is one document, from which it is opened again", () => {
  const pack = packOf(withDraft(API, 1, scenario("mine")), "GET /pets");
  assert.deepEqual(packIn(JSON.stringify(pack)), pack);
  assert.equal(pack.operations.length, 1);
  for (const text of ["no JSON", "null", '{"text": "x"}', '{"text": 1, "operations": []}', '{"text": "x", "operations": [{}]}'])
    assert.equal(packIn(text), null, text);
  assert.deepEqual(
    packIn('{"text": "x", "operations": [{"name": "GET /", "scenario": 5}]}').operations,
    [],
    "what is no Scenario is left out",
  );
});

test("a method's name has its parts", () => {
  assert.deepEqual(partsOf("GET /content/{id}"), { api: "", verb: "GET", path: "/content/{id}" });
  assert.deepEqual(partsOf("Orders: POST /a: b"), { api: "Orders", verb: "POST", path: "/a: b" });
  assert.deepEqual(partsOf("ANY {parent}/x"), { api: "", verb: "ANY", path: "{parent}/x" });
  assert.deepEqual(partsOf("list-items.vtl"), { api: "", verb: "", path: "list-items.vtl" });
});

test("a filter finds names that have all of its words", () => {
  assert.deepEqual(filtered(API, ""), [0, 1]);
  assert.deepEqual(filtered(API, "pets get"), [0]);
  assert.deepEqual(filtered(API, "ID"), [1]);
  assert.deepEqual(filtered(API, "put"), []);
});

test("the worst case of a method tells its dot", () => {
  const outcome = (fails, warnings = 0) => ({ fails, warnings });
  assert.deepEqual(checkedOf([outcome(null), outcome("not as expected"), outcome(null, 2)]), {
    cases: 3,
    failed: 1,
    warned: 1,
    worst: "bad",
  });
  assert.equal(checkedOf([outcome(null), outcome(null, 1)]).worst, "warn");
  assert.equal(checkedOf([outcome(null)]).worst, "ok");
});

test("what checking came to is said in words, too", () => {
  const checked = (more) => ({ cases: 26, failed: 0, warned: 0, worst: "ok", ...more });
  assert.deepEqual(checkedWords(undefined), { short: "", long: "not checked" });
  assert.deepEqual(checkedWords(checked({})), { short: "26", long: "all 26 cases pass" });
  assert.deepEqual(checkedWords(checked({ cases: 1 })), { short: "1", long: "its case passes" });
  assert.deepEqual(checkedWords(checked({ failed: 2 })), { short: "2 of 26", long: "2 of 26 cases fail" });
  assert.deepEqual(checkedWords(checked({ warned: 3 })), { short: "26", long: "all 26 cases pass, 3 with warnings" });
  assert.deepEqual(checkedWords(checked({ trouble: "busy" })), { short: "?", long: "could not be checked: busy" });
});

test("derived cases come behind a method's own, but for those of the same name", () => {
  const backend = { body: "{}" };
  const whole = withDerived({ template: "", cases: [{ name: "None" }] }, [
    { name: "None", backend, why: "" },
    { name: "One", backend, why: "" },
  ]);
  assert.deepEqual(whole.cases, [{ name: "None" }, { name: "One", backend }]);
});

test("a method without an answer is tried with the sample, and only such a one", () => {
  const backend = { status: 200, body: "{}" };
  const mock = { method: { methodIntegration: { type: "MOCK" } } };
  const proxy = { method: { methodIntegration: { type: "AWS_PROXY" } } };
  assert.equal(lacksAnswer({ template: "" }), true);
  for (const one of [mock, proxy, { template: "", backend }, { template: "", tables: [] }, { template: "", failure: "THROTTLED" }])
    assert.equal(lacksAnswer(one), false);
  assert.deepEqual(withSample({ template: "" }, backend), { template: "", backend });
  assert.deepEqual(withSample({ template: "" }, null), { template: "" });
  assert.deepEqual(withSample(mock, backend), mock);
});
