import assert from "node:assert/strict";
import { test } from "node:test";
import * as scenarios from "../../../static/js/scenario/scenario.js";

const RESPONSES = "/method/methodIntegration/integrationResponses";
const REQUESTS = "/method/methodIntegration/requestTemplates";
const METHOD = {
  methodIntegration: {
    requestTemplates: { "application/json": "{}" },
    integrationResponses: {
      200: { statusCode: "200", responseTemplates: { "application/json": "ok", "text/plain": "fine" } },
      404: { statusCode: "404", selectionPattern: "4\\d{2}" },
    },
  },
};

test("the short form has one response template, and an entry for a request's", () => {
  assert.deepEqual(scenarios.templateEntries({ template: "x" }), [
    { side: "response", where: "/template", statusCode: "200", selectionPattern: "", contentType: "application/json" },
    { side: "request", where: `${REQUESTS}/application~1json`, contentType: "application/json" },
  ]);
});

test("a method has an entry for each template, and one where a response has none", () => {
  const entries = scenarios.templateEntries({ method: METHOD });
  assert.deepEqual(
    entries.map(({ where }) => where),
    [
      `${RESPONSES}/200/responseTemplates/application~1json`,
      `${RESPONSES}/200/responseTemplates/text~1plain`,
      `${RESPONSES}/404/responseTemplates/application~1json`,
      `${REQUESTS}/application~1json`,
    ],
  );
  assert.deepEqual([entries[2].statusCode, entries[2].selectionPattern], ["404", "4\\d{2}"]);
  assert.equal(scenarios.templateEntries({ method: {} })[0].where, `${RESPONSES}/200/responseTemplates/application~1json`);
});

test("the entry that an answer was made with, by its template, else by status and pattern", () => {
  const entries = scenarios.templateEntries({ method: METHOD });
  assert.equal(scenarios.chosenEntry(entries, { template: entries[1].where, statusCode: "200", selectionPattern: "" }), entries[1]);
  assert.equal(scenarios.chosenEntry(entries, { template: null, statusCode: "404", selectionPattern: "4\\d{2}" }), entries[2]);
  assert.equal(scenarios.chosenEntry(entries, null), undefined);
});

test("the short form becomes a method that says the same", () => {
  const long = scenarios.toMethod({ title: "t", template: "x" });
  assert.deepEqual(long, {
    title: "t",
    method: {
      methodIntegration: {
        type: "AWS",
        integrationResponses: { 200: { statusCode: "200", responseTemplates: { "application/json": "x" } } },
      },
    },
  });
  assert.equal(scenarios.toMethod(long), long);
  assert.equal(scenarios.templateAt(long, scenarios.whereInMethod("/template")), "x");
  assert.equal(scenarios.whereInMethod("/other"), "/other");
});

test("a text is put where it is edited, and nothing is put there that was not and is empty", () => {
  const short = { template: "x" };
  assert.deepEqual(scenarios.withTemplate(short, "/template", "y"), { template: "y" });
  const request = `${REQUESTS}/application~1json`;
  assert.equal(scenarios.withTemplate(short, request, ""), short);
  const long = scenarios.withTemplate(short, request, "{}");
  assert.equal(scenarios.templateAt(long, request), "{}");
  assert.equal(scenarios.templateAt(long, scenarios.whereInMethod("/template")), "x");
  assert.equal(scenarios.templateAt(short, "/nowhere"), "");
});

test("a backend that was not there stays away until something is written", () => {
  assert.deepEqual(scenarios.backendOf({}), { status: 200, header: {}, body: "" });
  const empty = { template: "" };
  assert.equal(scenarios.withBackend(empty, { status: 200, header: {}, body: "" }), empty);
  assert.deepEqual(scenarios.withBackend({ backend: { fault: "slow" } }, { body: "{}" }).backend, { fault: "slow", body: "{}" });
  const failing = { backend: { status: 200, fault: "throttled" } };
  assert.equal(scenarios.backendOf(failing).fault, "throttled");
  assert.equal(scenarios.withBackend(failing, { ...scenarios.backendOf(failing) }), failing);
  assert.deepEqual(scenarios.withBackend(failing, { status: 400, fault: undefined }).backend, { status: 400 });
});

test("pointers of the parts of an integration", () => {
  assert.equal(scenarios.responsePointer("200", "responseTemplates", "a/b"), `${RESPONSES}/200/responseTemplates/a~1b`);
  assert.equal(scenarios.integrationPointer("uri"), "/method/methodIntegration/uri");
});
