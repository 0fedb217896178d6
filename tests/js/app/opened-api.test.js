import assert from "node:assert/strict";
import { test } from "node:test";
import { createOpenedApi } from "../../../static/js/app/opened-api.js";
import { createWorkspace } from "../../../static/js/app/workspace.js";
import { createPanes } from "../page.js";

const api = (id = "x") => ({
  id,
  operations: ["GET /a", "GET /b"].map((name) => ({ name, scenario: { template: name }, imported: { template: name }, notes: [] })),
});

/** An opened API whose first method is in the workspace. */
function open() {
  const panes = createPanes();
  const workspace = createWorkspace(panes);
  const opened = createOpenedApi({ workspace });
  const document = api();
  opened.use(document);
  workspace.load(opened.workOf(document, 0));
  return { opened, workspace, document, ...panes };
}

test("a method is work with its place in the API", () => {
  const { opened, workspace, document } = open();
  assert.deepEqual(opened.workOf(document, 1), { scenario: { template: "GET /b" }, api: { id: "x", at: 1, name: "GET /b" } });
  assert.deepEqual([opened.place().at, workspace.title()], [0, "GET /a"]);
});

test("what is written is the draft of its method alone, and what was read stays beside it", () => {
  const { opened, template, document } = open();
  template.editor.type("changed");
  const [first, second] = opened.current().operations;
  assert.deepEqual([first.scenario.template, first.imported.template, second.scenario.template], ["changed", "GET /a", "GET /b"]);
  assert.equal(opened.get(), document, "nothing is taken into the drafts yet");
  opened.keepDraft();
  assert.equal(opened.get().operations[0].scenario.template, "changed");
  assert.equal(document.operations[0].scenario.template, "GET /a");
});

test("a draft that is as it was is not written again", () => {
  const { opened } = open();
  const before = opened.get();
  opened.keepDraft();
  assert.equal(opened.get(), before);
});

test("other work is no method of it, and is no draft", () => {
  const { opened, workspace } = open();
  workspace.load({ scenario: { template: "elsewhere" } });
  assert.equal(opened.place(), null);
  opened.keepDraft();
  assert.equal(opened.current().operations[0].scenario.template, "GET /a");
  workspace.setApi({ id: "another", at: 1, name: "GET /b" });
  assert.equal(opened.place(), null);
});

test("an API of this visit is found, one that nobody knows is not", async () => {
  const { opened, document } = open();
  const other = api("y");
  opened.know(other);
  opened.close();
  assert.equal(opened.get(), null);
  assert.deepEqual([await opened.find("x"), await opened.find("y"), await opened.find("z")], [document, other, null]);
});
