import assert from "node:assert/strict";
import { test } from "node:test";
import { createEvents } from "../../../static/js/app/events.js";
import { createUndoStack } from "../../../static/js/app/undo-stack.js";

/** A stack over a workspace that holds a title; `told`: what was left and turned to. */
function start(title = "first") {
  const told = [];
  const workspace = {
    title,
    snapshot: () => ({ scenario: { title: workspace.title } }),
    load: ({ scenario }) => (workspace.title = scenario.title),
    restore: ({ scenario }) => (workspace.title = scenario.title),
  };
  const stack = createUndoStack({
    workspace,
    onLeave: () => told.push(`left ${workspace.title}`),
    onTurn: () => told.push(`now ${workspace.title}`),
  });
  return { stack, workspace, told, load: (name) => stack.load({ scenario: { title: name } }) };
}

test("other work takes the place of this one, which is one undo away", () => {
  const { stack, workspace, told, load } = start();
  load("second");
  assert.deepEqual(stack.notice(), { notice: "Example loaded.", action: "Undo" });
  assert.equal(stack.undo(), true);
  assert.equal(workspace.title, "first");
  assert.deepEqual(stack.notice(), { notice: "Your work is back.", action: "Redo" });
  stack.press();
  assert.equal(workspace.title, "second");
  stack.press();
  assert.equal(workspace.title, "first");
  assert.equal(stack.undo(), false);
  assert.deepEqual(told.slice(0, 4), ["left first", "now second", "left second", "now first"]);
});

test("what was only looked at is not kept", () => {
  const { stack, workspace, load } = start();
  for (const name of ["second", "third", "fourth"]) load(name);
  stack.undo();
  assert.equal(workspace.title, "first");
  stack.redo();
  stack.touch();
  load("fifth");
  stack.undo();
  assert.equal(workspace.title, "fourth");
});

test("a change is taken back whole, and new work forgets what could be done again", () => {
  const { stack, workspace, load } = start();
  stack.keep("Title changed.", () => (workspace.title = "other"));
  assert.equal(stack.notice().notice, "Title changed.");
  assert.equal(stack.isTouched(), true);
  stack.undo();
  assert.equal(workspace.title, "first");
  load("second");
  assert.equal(stack.redo(), false);
});

test("an example is one until it is touched, and again where an undo brings it back", () => {
  const { stack, workspace } = start();
  stack.load({ scenario: { title: "example" }, isExample: true });
  assert.equal(stack.isUntouchedExample(), true);
  const before = stack.snapshot();
  stack.keep("Own.", () => (workspace.title = "own"), before);
  assert.equal(stack.isUntouchedExample(), false);
  stack.undo();
  assert.deepEqual([workspace.title, stack.isUntouchedExample()], ["example", true]);
  stack.load({ scenario: { title: "from a link" } });
  assert.equal(stack.isUntouchedExample(), false, "it is somebody's work");
});

test("ten works are kept, as plain data that is made once", () => {
  const { stack, load } = start();
  for (let count = 0; count < 15; count += 1) {
    load(`work ${count}`);
    stack.touch();
  }
  const { behind, ahead } = stack.works();
  assert.deepEqual([behind.length, behind[0].scenario.title, ahead], [10, "work 4", []]);
  assert.equal(stack.works(), stack.works());
});

test("what the browser kept is taken up; what is said by this page alone is not kept", () => {
  const { stack, workspace } = start();
  stack.start({ behind: [{ scenario: { title: "kept" } }], said: { notice: "Kept." }, isTouched: false });
  assert.deepEqual(stack.toDocument(), { isTouched: false, isExample: false, said: { notice: "Kept." } });
  let pressed = 0;
  stack.say({ notice: "Damaged.", action: "Save", run: () => (pressed += 1) });
  assert.deepEqual(stack.toDocument().said, {});
  stack.press();
  assert.equal(pressed, 1);
  stack.undo();
  assert.equal(workspace.title, "kept");
  assert.equal(stack.isTouched(), true, "work that was kept counts as work");
});

test("listeners are told in the order in which they came", () => {
  const events = createEvents();
  const heard = [];
  events.emit("edit");
  events.on("notice", (notice) => heard.push(["first", notice]));
  events.on("notice", (notice) => heard.push(["second", notice]));
  events.emit("notice", { notice: "x" });
  assert.deepEqual(heard, [
    ["first", { notice: "x" }],
    ["second", { notice: "x" }],
  ]);
});
