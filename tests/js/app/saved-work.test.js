import assert from "node:assert/strict";
import { test } from "node:test";
import { createEvents } from "../../../static/js/app/events.js";
import { createSavedWork } from "../../../static/js/app/saved-work.js";
import { createUndoStack } from "../../../static/js/app/undo-stack.js";
import { createWorkspace } from "../../../static/js/app/workspace.js";
import { createPanes } from "../page.js";

const SAVED = { id: "s1", revision: 2, shown: 2, title: "Pets" };

/** Work with its undo stack; `told`: the events. */
function open(scenario = { title: "Pets", template: "a" }) {
  const events = createEvents();
  const told = [];
  for (const name of ["kept", "edit", "notice"]) events.on(name, () => told.push(name));
  const panes = createPanes();
  const workspace = createWorkspace(panes);
  workspace.load({ scenario });
  const undoStack = createUndoStack({ workspace, onLeave() {}, onTurn() {} });
  return { ...panes, workspace, undoStack, told, work: createSavedWork({ workspace, undoStack, events }) };
}

test("work that is nowhere saved counts as changed", () => {
  const { work } = open();
  assert.deepEqual([work.saved(), work.isChanged(), work.newer()], [null, true, null]);
});

test("a revision is changed by an edit, and is itself again when that is taken back", () => {
  const { work, template, told } = open();
  work.opened(SAVED);
  assert.equal(work.isChanged(), false);
  template.editor.type("b");
  assert.equal(work.isChanged(), true);
  template.editor.type("a");
  assert.deepEqual([work.isChanged(), told], [false, ["kept"]]);
});

test("what was written while it was being saved is a change", () => {
  const { work, template } = open();
  const sent = JSON.stringify(work.scenario());
  template.editor.type("typed meanwhile");
  work.wasSaved(SAVED, sent);
  assert.equal(work.isChanged(), true);
  template.editor.type("a");
  assert.equal(work.isChanged(), false);
});

test("only a revision after this one is newer, and it is forgotten once the work is another", () => {
  const { work } = open();
  const by = (revision) => ({ revision, author: "ann", time: "2026-01-01T00:00:00Z" });
  work.know(by(9));
  assert.equal(work.newer(), null, "it is of no saved scenario");
  work.opened(SAVED);
  for (const [revision, isNewer] of [
    [1, false],
    [2, false],
    [3, true],
  ]) {
    work.know(by(revision));
    assert.equal(work.newer() !== null, isNewer, `revision ${revision}`);
  }
  work.wasPut(null);
  assert.equal(work.newer(), null);
});

test("a revision that comes in the place of the work is one undo away from it", () => {
  const { work, workspace, undoStack } = open();
  work.load({ title: "Other", template: "z" }, { ...SAVED, id: "s2" }, "Opened.");
  assert.deepEqual([workspace.title(), work.saved().id, work.isChanged(), undoStack.notice().notice], ["Other", "s2", false, "Opened."]);
  undoStack.undo();
  assert.deepEqual([workspace.title(), work.saved()], ["Pets", null]);
});

test("other work that is loaded is no saved scenario", () => {
  const { work } = open();
  work.opened(SAVED);
  work.loadOther({ template: "x" }, "Loaded.");
  assert.equal(work.saved(), null);
});

test("a title is announced where it is another, and only there", () => {
  const { work, workspace, told } = open();
  work.rename("Pets");
  assert.deepEqual(told, []);
  work.rename("Dogs");
  assert.deepEqual([told, workspace.scenario().title], [["edit"], "Dogs"]);
});

test("what is said has its button until other work comes", () => {
  const { work, undoStack, told } = open();
  let pressed = 0;
  work.say("Saved.", "Show", () => (pressed += 1));
  assert.deepEqual([undoStack.notice().notice, told], ["Saved.", ["notice"]]);
  undoStack.press();
  assert.equal(pressed, 1);
  work.loadOther({ template: "x" }, "Loaded.");
  assert.equal(undoStack.notice().notice, "Loaded.");
});
