import assert from "node:assert/strict";
import { test } from "node:test";
import { createWorkspace } from "../../../static/js/app/workspace.js";
import { createPanes } from "../page.js";

const OK = "/method/methodIntegration/integrationResponses/200/responseTemplates/application~1json";
const GONE = "/method/methodIntegration/integrationResponses/404/responseTemplates/application~1json";
const REQUEST = "/method/methodIntegration/requestTemplates/application~1json";
const METHOD = {
  title: "Two responses",
  method: {
    methodIntegration: {
      type: "AWS",
      requestTemplates: { "application/json": "asked" },
      integrationResponses: {
        200: { statusCode: "200", responseTemplates: { "application/json": "found" } },
        404: { statusCode: "404", selectionPattern: "4..", responseTemplates: { "application/json": "gone" } },
      },
    },
  },
  backend: { status: 200, body: "own" },
  cases: [{ name: "none", backend: { status: 404, body: "first" } }, { name: "same" }],
};

/** A workspace over stand-in panes, with `scenario` loaded. */
function open(scenario = METHOD) {
  const panes = createPanes();
  const workspace = createWorkspace(panes);
  workspace.load({ scenario });
  return { workspace, ...panes };
}

test("a Scenario that nobody edited comes out as it went in", () => {
  for (const scenario of [METHOD, { template: "$x" }, { template: "" }, { title: "t", template: "a", backend: { body: "{}" } }])
    assert.deepEqual(open(scenario).workspace.scenario(), scenario);
});

test("what is written in either editor is in the Scenario", () => {
  const { workspace, template, backend } = open({ template: "a", backend: { body: "b" } });
  template.editor.type("written");
  backend.editor.type("{}");
  backend.update({ status: 500, header: { A: "1" } });
  assert.deepEqual(workspace.scenario(), { template: "written", backend: { status: 500, header: { A: "1" }, body: "{}" } });
});

test("each template keeps its text and its undo history while another is in the editor", () => {
  const { workspace, template } = open();
  template.editor.type("found!");
  workspace.show(GONE);
  assert.equal(template.editor.text(), "gone");
  template.editor.type("gone!");
  workspace.show(OK);
  assert.deepEqual([template.editor.text(), template.editor.past()], ["found!", ["found"]]);
  const { integrationResponses } = workspace.scenario().method.methodIntegration;
  assert.equal(integrationResponses[200].responseTemplates["application/json"], "found!");
  assert.equal(integrationResponses[404].responseTemplates["application/json"], "gone!");
});

test("a side is turned to by its name, and what is no template is not turned to", () => {
  const { workspace, template } = open();
  workspace.showSide("request");
  assert.equal(template.editor.text(), "asked");
  workspace.show("/backend/body");
  assert.equal(workspace.view().shown.where, REQUEST);
  assert.deepEqual([workspace.isTemplate(REQUEST), workspace.isTemplate("/backend/body")], [true, false]);
});

test("the editor follows the response that answers, but not away from the request template", () => {
  const { workspace, template } = open();
  const answeredBy = (statusCode, selectionPattern = null) => ({ statusCode, selectionPattern, template: null });
  workspace.follow(answeredBy("404", "4.."));
  assert.equal(template.editor.text(), "gone");
  workspace.show(OK);
  workspace.follow(answeredBy("404", "4.."));
  assert.equal(template.editor.text(), "found", "the same response as before: whoever turned away stays");
  workspace.showSide("request");
  workspace.follow(answeredBy("200"));
  assert.equal(template.editor.text(), "asked");
});

test("a text written where the short form has none makes a method of it", () => {
  const { workspace, template } = open({ template: "short" });
  workspace.showSide("request");
  template.editor.type("asked");
  assert.equal(workspace.scenario().method.methodIntegration.requestTemplates["application/json"], "asked");
  workspace.settle();
  workspace.showSide("response");
  assert.equal(template.editor.text(), "short");
});

test("an edit beside the editors keeps what is written, and follows a template that was moved", () => {
  const { workspace, template } = open();
  workspace.show(GONE);
  template.editor.type("gone!");
  const moved = (where) => where.replace("integrationResponses/404", "integrationResponses/410");
  workspace.edit((scenario) => JSON.parse(JSON.stringify(scenario).replace('"404":{', '"410":{')), moved);
  assert.equal(workspace.view().shown.where, moved(GONE));
  assert.deepEqual([template.editor.text(), template.editor.past()], ["gone!", ["gone"]]);
});

test("where the template in the editor is gone, another of its side is shown", () => {
  const { workspace, template } = open();
  workspace.show(GONE);
  workspace.edit((scenario) => {
    const edited = JSON.parse(JSON.stringify(scenario));
    delete edited.method.methodIntegration.integrationResponses[404];
    return edited;
  });
  assert.equal(template.editor.text(), "found");
});

test("a case's response is edited by itself, and one that has none of its own gets it with the first edit", () => {
  const { workspace, backend } = open();
  workspace.pick(0);
  assert.equal(backend.editor.text(), "first");
  backend.editor.type("changed");
  workspace.pick(1);
  assert.deepEqual([backend.editor.text(), backend.answered().status], ["own", 200]);
  assert.equal("backend" in workspace.scenario().cases[1], false);
  backend.editor.type("another");
  workspace.pick(null);
  const { backend: own, cases } = workspace.scenario();
  assert.deepEqual([own.body, cases[0].backend.body, cases[1].backend.body], ["own", "changed", "another"]);
  assert.deepEqual(workspace.cases().at, null);
});

test("the question has the response in the editor as the backend's", () => {
  const { workspace } = open();
  workspace.pick(0);
  assert.deepEqual(workspace.question().backend, { status: 404, body: "first" });
  assert.equal(workspace.scenario().backend.body, "own");
});

test("other cases come with the response that is asked for", () => {
  const { workspace, backend } = open();
  workspace.pick(0);
  workspace.putCases([], null);
  assert.deepEqual([backend.editor.text(), workspace.cases()], ["own", { cases: [], at: null }]);
});

test("a snapshot brings back all texts with their histories", () => {
  const { workspace, template, backend } = open();
  template.editor.type("one");
  workspace.show(GONE);
  workspace.pick(0);
  const kept = workspace.snapshot();
  workspace.load({ scenario: { template: "other" } });
  workspace.restore(kept);
  assert.deepEqual([template.editor.text(), backend.editor.text(), workspace.cases().at], ["gone", "first", 0]);
  workspace.show(OK);
  assert.deepEqual([template.editor.text(), template.editor.past()], ["one", ["found"]]);
});

test("plain data, as the browser keeps it, brings back what was shown", () => {
  const { workspace, template, backend } = open();
  workspace.show(GONE);
  workspace.pick(0);
  const kept = JSON.parse(JSON.stringify(workspace.toDocument()));
  workspace.load({ scenario: { template: "other" } });
  workspace.restore(kept);
  assert.deepEqual([template.editor.text(), backend.editor.text(), workspace.cases().at], ["gone", "first", 0]);
});

test("undo does not forget what was saved since", () => {
  const { workspace } = open();
  workspace.setSaved({ id: "a", revision: 1 });
  const before = workspace.snapshot();
  workspace.setSaved({ id: "a", revision: 2 });
  workspace.restore(before);
  assert.equal(workspace.saved().revision, 2);
  workspace.setSaved({ id: "b", revision: 7 });
  workspace.restore(before);
  assert.deepEqual(workspace.saved(), { id: "a", revision: 1 }, "another one's revision says nothing of this one");
});

test("work without a title has that of its method, or none", () => {
  const { workspace } = open({ template: "" });
  assert.equal(workspace.title(), "Untitled");
  workspace.setApi({ id: "x", at: 0, name: "GET /pets" });
  assert.equal(workspace.title(), "GET /pets");
  workspace.edit((scenario) => ({ ...scenario, title: "Pets" }));
  assert.equal(workspace.title(), "Pets");
});

test("each editor is shown the diagnostics of its own text, and the template's what set the status", () => {
  const { workspace, template, backend } = open();
  const [mine, other, body] = [{ where: OK }, { where: GONE }, { where: "/backend/body" }];
  const statusFrom = { where: OK, start: { line: 1, column: 1 } };
  workspace.showDiagnostics({ statusFrom, diagnostics: [mine, other, body] });
  assert.deepEqual(template.editor.told, { status: statusFrom, marks: [mine] });
  assert.deepEqual(backend.editor.told, { status: null, marks: [body] });
  workspace.show(GONE);
  workspace.showDiagnostics({ statusFrom, diagnostics: [mine, other, body] });
  assert.deepEqual(template.editor.told, { status: null, marks: [other] });
});
