import assert from "node:assert/strict";
import { test } from "node:test";
import * as cases from "../../../static/js/scenario/cases.js";
import { parametersOf, requestOf, withRequest } from "../../../static/js/scenario/client-call.js";
import { failureOf, FAILURES, withFailure } from "../../../static/js/scenario/failure.js";
import { createPayload } from "../../../static/js/scenario/payload.js";
import { isScenario } from "../../../static/js/scenario/validate.js";

const WORK = {
  template: "x",
  backend: { body: "own" },
  request: { body: "call" },
  failure: "THROTTLED",
  cases: [
    { name: "a", backend: { body: "other" }, request: { body: "its call" }, failure: "UNAUTHORIZED" },
    { name: "b", backend: null },
  ],
};

test("what is asked for a case: what it leaves out is the Scenario's", () => {
  const own = { template: "x", backend: { body: "own" }, request: { body: "call" }, failure: "THROTTLED" };
  assert.deepEqual(cases.questionOf(WORK, null), own);
  assert.deepEqual(cases.questionOf(WORK, 0), {
    ...own,
    backend: { body: "other" },
    request: { body: "its call" },
    failure: "UNAUTHORIZED",
  });
  assert.deepEqual(cases.questionOf(WORK, 1), own);
  assert.deepEqual(cases.questionOf(WORK, 9), own);
  assert.equal(cases.caseAt(WORK, 1).name, "b");
});

test("a case is changed in a copy, and a name is free", () => {
  assert.equal(cases.withCase(WORK, 1, { name: "c" }).cases[1].name, "c");
  assert.equal(WORK.cases[1].name, "b");
  assert.deepEqual(
    ["z", "a"].map((name) => cases.freeName(WORK, name)),
    ["z", "a 2"],
  );
  assert.equal(cases.freeName({ cases: [{ name: "a" }, { name: "a 2" }] }, "a"), "a 3");
  assert.equal(cases.freeName({}, "a"), "a");
  const added = [
    { name: "b", backend: { body: "b" } },
    { name: "b", isCopy: true },
  ];
  assert.deepEqual(cases.withAdded([{ name: "b" }], added, { body: "own" }), [
    { name: "b" },
    { name: "b 2", backend: { body: "b" } },
    { name: "b 3", backend: { body: "own" } },
  ]);
});

test("a call that is added keeps the response of the scenario", () => {
  const added = [{ name: "b", request: { body: "x" }, why: "w" }];
  assert.deepEqual(cases.withAdded([], added, { body: "own" }), [{ name: "b", request: { body: "x" } }]);
});

test("what came of a case, in words", () => {
  const words = (outcome) =>
    Object.values(cases.outcomeWords({ status: 200, warnings: 0, bodyBytes: 12, isJson: true, matches: null, ...outcome }));
  assert.deepEqual(words({ fails: "body is not JSON" }), ["body is not JSON", true]);
  assert.deepEqual(words({ status: null }), ["no answer", true]);
  assert.deepEqual(words({ matches: true }), ["as expected", false]);
  assert.deepEqual(words({ warnings: 2 }), ["2 warnings", false]);
  assert.deepEqual(words({ why: "400 matches the pattern 4.." }), ["400 matched 4..", false]);
  assert.deepEqual(words({}), ["valid JSON · 12 bytes", false]);
  assert.deepEqual(words({ isJson: null }), ["12 bytes", false]);
});

test("what is expected, and what differs, in words", () => {
  assert.equal(cases.expectedWords(null), "nothing expected");
  assert.equal(cases.expectedWords({ status: 404, body: "" }), "expected: 404 and its body");
  assert.equal(
    cases.expectedWords({ header: {}, integrationRequest: {} }),
    "expected: any status and headers and the request that is sent",
  );
  assert.equal(cases.differenceWords({}), "");
  const differences = [{ of: "body", at: "/a", expected: "1", got: null }];
  assert.equal(cases.differenceWords({ differences }), "body /a: expected “1”, got nothing");
  assert.equal(
    cases.differenceWords({ differences: [{ of: "status", at: "", expected: "200", got: "500" }] }),
    "status: expected “200”, got “500”",
  );
});

test("an answer is expected by its value, unless JavaScript would lose something of it", () => {
  const body = (text) => cases.expectationOf({ status: 200, body: text }).body;
  assert.deepEqual(body('{ "a": [1] }'), { a: [1] });
  for (const text of ["plain", '"text"', '{"a":1.0}', '{"a":12345678901234567890}', '{"a":1,"a":2}']) assert.equal(body(text), text);
});

test("problems of the other cases are told once for each kind", () => {
  const said = {
    code: "body.json",
    severity: "error",
    message: "The body is not valid JSON: a comma.",
    where: "/template",
    start: { line: 1, column: 1 },
    end: null,
  };
  const results = [
    { name: "own", fails: "", status: 200, diagnostics: [] },
    { name: "a", fails: "body is not JSON", status: 200, diagnostics: [said] },
    { name: "b", fails: "template fails", status: 500, diagnostics: [{ ...said, code: "x", where: "/backend/body" }] },
    { name: "c", fails: "no answer", status: null, diagnostics: [] },
  ];
  const [first, second] = cases.caseDiagnostics(results, 0);
  assert.equal(first.message, "In 1 of 4 cases the body is not valid JSON, such as “a”: a comma.");
  assert.deepEqual([first.where, first.case, second.where, second.case], ["/template", 1, "", 2]);
  assert.match(second.message, /^In 2 of 4 cases the template fails, such as “b”/);
  assert.equal(cases.caseDiagnostics(results, 1).length, 1, "the one in the editor shows its own");
  assert.match(cases.caseDiagnostics([results[0], results[3]], 0)[0].message, /see its answer/);
});

test("the call that applies is the case's, where it has one", () => {
  assert.deepEqual(
    [null, 0, 1].map((at) => requestOf(WORK, at).body),
    ["call", "its call", "call"],
  );
  assert.deepEqual(requestOf({}, null), {});
  assert.equal(withRequest(WORK, 0, { body: "n" }).cases[0].request.body, "n");
  assert.equal(withRequest(WORK, 1, { body: "n" }).request.body, "n");
  assert.equal(withRequest(WORK, null, { body: "n" }).cases[0].request.body, "its call");
});

test("parameters as `$method.request` has them", () => {
  assert.deepEqual(parametersOf({ path: { id: "1" }, querystring: { a: ["1", "2"] } }), {
    path: { id: "1" },
    querystring: { a: "2" },
    header: {},
    multivaluequerystring: { a: ["1", "2"] },
    multivalueheader: {},
  });
});

test("the failure that applies is the case's, where it has one", () => {
  assert.deepEqual(
    [null, 0, 1].map((at) => failureOf(WORK, at)),
    ["THROTTLED", "UNAUTHORIZED", "THROTTLED"],
  );
  assert.equal(failureOf({}, null), "");
  assert.equal(withFailure(WORK, 0, "WAF_FILTERED").cases[0].failure, "WAF_FILTERED");
  assert.equal("failure" in withFailure(WORK, 1, ""), false);
  assert.ok(FAILURES.includes("DEFAULT_4XX"));
});

test("a document is parsed once for each text", () => {
  let text = "{}";
  const payload = createPayload({ read: () => text });
  const first = payload();
  assert.equal(payload(), first);
  text = "{";
  assert.equal(payload(), null);
  text = `"${"x".repeat(2_000_000)}"`;
  assert.equal(payload(), null, "too long to be parsed at each key");
});

test("what the browser kept is worked on only where it has the shape of a Scenario", () => {
  const good = [{ template: "" }, { template: null }, { method: {} }, { template: "", cases: [{ name: "", backend: {} }], tables: null }];
  const bad = [
    null,
    [],
    "",
    {},
    { template: 1 },
    { template: "", backend: { status: "200" } },
    { template: "", cases: [{}] },
    { template: "", cases: {} },
  ];
  const deep = { method: { methodIntegration: { integrationResponses: { 200: { responseTemplates: { a: 1 } } } } } };
  for (const value of good) assert.equal(isScenario(value), true, JSON.stringify(value));
  for (const value of [...bad, deep]) assert.equal(isScenario(value), false, JSON.stringify(value));
});

test("a case over tables of its own is not answered by the Scenario's response, and its tables are edited, not the Scenario's", () => {
  const [own, other] = [[{ definition: { TableName: "a" }, items: [] }], [{ definition: { TableName: "b" }, items: [] }]];
  const work = { ...WORK, tables: other, cases: [{ name: "a", tables: own }, { name: "b" }, { name: "c", after: "b" }] };
  assert.deepEqual(
    [0, 1, 2].map((at) => "backend" in cases.questionOf(work, at)),
    [false, true, false],
  );
  assert.equal(cases.questionOf(work, 0).tables, own);
  const edited = cases.withTables(work, 0, []);
  assert.deepEqual([edited.tables, edited.cases[0].tables], [other, []]);
  assert.deepEqual(cases.withTables(work, 1, own).tables, own);
  assert.equal(cases.withTables(work, null, []).tables, undefined);
});
