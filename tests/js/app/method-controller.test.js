import assert from "node:assert/strict";
import { test } from "node:test";
import { createMethodController } from "../../../static/js/app/method-controller.js";
import { createWorkspace } from "../../../static/js/app/workspace.js";
import { createPanes } from "../page.js";

const RESPONSES = {
  ok: { statusCode: "200", responseTemplates: { "application/json": "" } },
  bad: { statusCode: "400", selectionPattern: "4\\d\\d" },
  400: { selectionPattern: "x" },
};
const CALL = { path: { id: "7" }, querystring: { id: "8", limit: "1" }, header: { Accept: "text/plain" }, body: '{"a": 1}' };
const SCENARIO = {
  method: { methodIntegration: { integrationResponses: RESPONSES } },
  request: CALL,
  stageVariables: { table: "t" },
  context: { stage: "prod" },
  backend: { body: "answered" },
  cases: [{ name: "other call", request: { body: "other" } }],
};

/** The controller over a workspace with a Scenario; `told`: what it announced. */
function open(scenario = SCENARIO) {
  const told = [];
  const workspace = createWorkspace(createPanes());
  workspace.load({ scenario });
  const controller = createMethodController({
    workspace,
    keep: (notice, change) => (told.push(notice), change()),
    onEdit: () => told.push("edit"),
    onShow: (where) => told.push(where),
  });
  return { workspace, controller, told };
}

const answeredBy = (selected) => ({ integrationResponse: { template: null, selectionPattern: null, ...selected } });

for (const [what, selected, key] of [
  ["by its template", { statusCode: "200", template: "/method/methodIntegration/integrationResponses/ok/responseTemplates/a" }, "ok"],
  ["by status and pattern", { statusCode: "400", selectionPattern: "4\\d\\d" }, "bad"],
  ["by its key where it has no status", { statusCode: "400", selectionPattern: "x" }, "400"],
  ["not at all where none is like it", { statusCode: "500" }, undefined],
])
  test(`the response that answered is found ${what}`, () => {
    const { controller } = open();
    controller.follow(answeredBy(selected));
    assert.equal(controller.events.read().chosen, key);
  });

test("no response is marked before an answer, nor once the work is another", () => {
  const { controller } = open();
  assert.equal(controller.events.read().chosen, undefined);
  controller.follow(answeredBy({ statusCode: "400", selectionPattern: "x" }));
  controller.follow(null);
  assert.equal(controller.events.read().chosen, undefined);
});

test("the short form's one response is the one with its status", () => {
  const { controller } = open({ template: "" });
  controller.follow(answeredBy({ statusCode: "200" }));
  assert.equal(controller.events.read().chosen, "200");
});

test("names come from the call and the stage, a path parameter before the query string before a header", () => {
  const { controller } = open();
  const { params, stageVariables, context } = controller.names();
  assert.deepEqual(params, { Accept: "text/plain", id: "7", limit: "1" });
  assert.deepEqual([stageVariables, context], [{ table: "t" }, { stage: "prod" }]);
  assert.deepEqual(open({ template: "" }).controller.names().params, {});
});

test("the payload is the client's body for a request template, else the backend's", () => {
  const { workspace, controller } = open();
  assert.equal(controller.payload(), "answered");
  workspace.showSide("request");
  assert.equal(controller.payload(), CALL.body);
  workspace.pick(0);
  assert.equal(controller.payload(), "other");
  assert.equal(open({ template: "" }).controller.payload(), "");
});

test("a call written while a case is in the editor is that case's", () => {
  const { workspace, controller, told } = open();
  workspace.pick(0);
  controller.events.onRequest({ body: "mine" });
  const { request, cases } = workspace.scenario();
  assert.deepEqual([request.body, cases[0].request.body, told], [CALL.body, "mine", ["edit"]]);
});

test("an edit that can be undone whole says so, and announces no edit of its own", () => {
  const { workspace, controller, told } = open();
  controller.events.onKeep("Removed.", ({ request, ...rest }) => (assert.ok(request), rest));
  assert.deepEqual([told, "request" in workspace.scenario()], [["Removed."], false]);
});
