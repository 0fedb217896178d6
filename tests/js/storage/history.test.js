import assert from "node:assert/strict";
import { test } from "node:test";
import { createHistoryRecorder } from "../../../static/js/storage/history-recorder.js";
import { keepRun, readHistory } from "../../../static/js/storage/history.js";
import { createEvents, createStorage, provide } from "../page.js";

const run = (id, template, more = {}) => ({ id, time: 1, status: 200, scenario: { template }, ...more });

test("runs are kept, the newest first, each once", (t) => {
  provide(t, { localStorage: createStorage() });
  assert.deepEqual(readHistory(), []);
  for (const [id, template] of [
    ["a", "1"],
    ["b", "2"],
    ["a", "3"],
    ["c", "2"],
  ])
    keepRun(run(id, template));
  assert.deepEqual(
    readHistory().map(({ id, scenario }) => [id, scenario.template]),
    [
      ["c", "2"],
      ["a", "3"],
    ],
  );
});

test("there are so many of them, and so much", (t) => {
  provide(t, { localStorage: createStorage() });
  for (let count = 0; count < 35; count += 1) keepRun(run(`r${count}`, `${count}`));
  assert.equal(readHistory().length, 30);
  keepRun(run("large", "x".repeat(2_000_000)));
  assert.equal(readHistory()[0].id, "r34", "one that is too large alone is left out");
});

test("a browser with less room keeps the newest; one without any keeps none", (t) => {
  const localStorage = createStorage({ room: 400 });
  provide(t, { localStorage });
  for (const id of ["a", "b", "c", "d"]) keepRun(run(id, id.repeat(80)));
  assert.deepEqual(readHistory().map(({ id }) => id)[0], "d");
  provide(t, { localStorage: createStorage({ isClosed: true }) });
  keepRun(run("e", "e"));
  assert.deepEqual(readHistory(), []);
});

test("what is damaged is left out", (t) => {
  const localStorage = createStorage();
  provide(t, { localStorage });
  for (const [text, count] of [
    ["{", 0],
    ["{}", 0],
    ["null", 0],
    [JSON.stringify([null, { id: 1 }, run("a", "1"), run("b", 2)]), 1],
  ]) {
    localStorage.setItem("playground.history", text);
    assert.equal(readHistory().length, count, text);
  }
});

/** A recorder whose work is `state`, with time in the test's hands. */
function recorderOf(t) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const { listeners, addEventListener } = createEvents();
  const document = { visibilityState: "hidden" };
  provide(t, { localStorage: createStorage(), addEventListener, document });
  const state = { template: "1", isTouched: true };
  const recorder = createHistoryRecorder({ api: () => null, read: () => ({ template: state.template }), isTouched: () => state.isTouched });
  const write = (template) => {
    state.template = template;
    recorder.changed();
    recorder.answered({ status: 200 });
  };
  return { recorder, listeners, document, state, write, kept: () => readHistory().map(({ scenario }) => scenario.template) };
}

test("states of one piece of work replace each other, three seconds after an answer", (t) => {
  const { write, kept } = recorderOf(t);
  write("1");
  t.mock.timers.tick(2999);
  assert.deepEqual(kept(), []);
  t.mock.timers.tick(1);
  write("2");
  t.mock.timers.tick(3000);
  assert.deepEqual(kept(), ["2"]);
});

test("a run by hand stands for itself, and so does one after ten minutes", (t) => {
  const { recorder, write, kept } = recorderOf(t);
  recorder.byHand();
  write("1");
  write("2");
  t.mock.timers.tick(3000);
  t.mock.timers.tick(600_001);
  write("3");
  t.mock.timers.tick(3000);
  assert.deepEqual(kept(), ["3", "2", "1"]);
});

test("what was only looked at is not kept; a tab that is left, or other work, keeps at once", (t) => {
  const { recorder, listeners, document, state, write, kept } = recorderOf(t);
  state.isTouched = false;
  write("looked at");
  listeners.pagehide();
  assert.deepEqual(kept(), []);
  state.isTouched = true;
  document.visibilityState = "visible";
  listeners.visibilitychange();
  assert.deepEqual(kept(), []);
  document.visibilityState = "hidden";
  listeners.visibilitychange();
  assert.deepEqual(kept(), ["looked at"]);
  write("2");
  recorder.leave();
  assert.deepEqual(kept(), ["2"], "the same piece of work until it is left");
  write("3");
  recorder.leave();
  assert.deepEqual(kept(), ["3", "2"]);
});
