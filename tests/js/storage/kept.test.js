import assert from "node:assert/strict";
import { test } from "node:test";
import { createDraft, keptDraft } from "../../../static/js/storage/draft.js";
import { keepExpected, keptExpected } from "../../../static/js/storage/expected-body.js";
import { remember, remembered } from "../../../static/js/storage/preferences.js";
import { createEvents, createStorage, provide } from "../page.js";

const CLOSED = createStorage({ isClosed: true });
const WORK = { scenario: { template: "x" }, shown: "/template", at: null, isTouched: true };

/** A draft of `work` over a storage, with what it said of its room. */
function draftOf(t, { sessionStorage, work = WORK, works = { behind: [], ahead: [] } }) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { listeners, addEventListener } = createEvents();
  const document = { visibilityState: "visible" };
  const full = [];
  provide(t, { sessionStorage, addEventListener, document });
  const undoStack = { works: () => works };
  return { draft: createDraft({ read: () => work, undoStack, onFull: (is) => full.push(is) }), listeners, document, full };
}

test("the page's preferences are remembered, where the browser lets it", (t) => {
  provide(t, { localStorage: createStorage() });
  assert.equal(remembered("theme", "system"), "system");
  remember("theme", "dark");
  assert.equal(remembered("theme", "system"), "dark");
  provide(t, { localStorage: CLOSED });
  remember("theme", "light");
  assert.equal(remembered("theme", "system"), "system");
});

test("the expected body lasts as long as the tab", (t) => {
  provide(t, { sessionStorage: createStorage() });
  assert.equal(keptExpected(), "");
  keepExpected("{}");
  assert.equal(keptExpected(), "{}");
  provide(t, { sessionStorage: CLOSED });
  keepExpected("x");
  assert.equal(keptExpected(), "");
});

test("the work is kept once typing pauses, and what can be undone to beside it", (t) => {
  const sessionStorage = createStorage();
  const { draft, full } = draftOf(t, { sessionStorage, works: { behind: [WORK], ahead: [{ scenario: {} }] } });
  draft.schedule();
  t.mock.timers.tick(299);
  assert.equal(sessionStorage.kept.size, 0);
  t.mock.timers.tick(1);
  const { work } = keptDraft();
  assert.deepEqual([work.scenario, work.shown, work.at, work.isTouched], [WORK.scenario, "/template", null, true]);
  assert.deepEqual([work.behind, work.ahead, work.unfinished, work.said], [[WORK], [], {}, {}], "what is no Scenario is left out");
  assert.deepEqual(full, [false]);
});

test("where there is no room for both, what can be undone to is left out; then it says so", (t) => {
  const large = { ...WORK, scenario: { template: "x".repeat(500) } };
  const room = JSON.stringify(large).length;
  const sessionStorage = createStorage({ room });
  sessionStorage.setItem("playground.shelf", "y".repeat(200));
  const { draft, full } = draftOf(t, { sessionStorage, work: large });
  draft.schedule();
  t.mock.timers.tick(300);
  assert.deepEqual([full, [...sessionStorage.kept.keys()]], [[false], ["playground.work"]]);
});

test("a browser without any room, or without a storage, is said to be full", (t) => {
  const { draft, full } = draftOf(t, { sessionStorage: createStorage({ room: 10 }) });
  draft.schedule();
  t.mock.timers.tick(300);
  provide(t, { sessionStorage: CLOSED });
  draft.schedule();
  t.mock.timers.tick(300);
  assert.deepEqual(full, [true, true]);
  assert.deepEqual(keptDraft(), {});
});

test("a tab that is left keeps what was just written", (t) => {
  const sessionStorage = createStorage();
  const { draft, listeners, document } = draftOf(t, { sessionStorage });
  listeners.pagehide();
  assert.equal(sessionStorage.kept.size, 0, "nothing was written");
  draft.schedule();
  listeners.visibilitychange();
  assert.equal(sessionStorage.kept.size, 0, "it is still in sight");
  document.visibilityState = "hidden";
  listeners.visibilitychange();
  assert.ok(sessionStorage.kept.has("playground.work"));
  draft.schedule();
  listeners.pagehide();
});

test("what is damaged is given back as it is, and what can be repaired is", (t) => {
  const sessionStorage = createStorage();
  provide(t, { sessionStorage });
  assert.deepEqual(keptDraft(), {});
  for (const damaged of ["{", "{}", '{"scenario":{}}']) {
    sessionStorage.setItem("playground.work", damaged);
    assert.deepEqual(keptDraft(), { damaged });
  }
  const odd = { scenario: WORK.scenario, at: "1", unfinished: { plain: "{", context: 1 }, isTouched: false, said: { notice: "n" } };
  sessionStorage.setItem("playground.work", JSON.stringify(odd));
  sessionStorage.setItem("playground.shelf", "damaged");
  const { work } = keptDraft();
  assert.deepEqual([work.at, work.unfinished, work.isTouched, work.said], [null, { plain: "{" }, false, { notice: "n" }]);
  assert.deepEqual([work.behind, work.ahead], [[], []]);
});

test("which saved scenario a work is stays with it, unless that is damaged", (t) => {
  const sessionStorage = createStorage();
  provide(t, { sessionStorage });
  const saved = { id: "a", title: "T", revision: 2, shown: 1, author: null, time: "2026-01-01T00:00:00Z", digest: "1.2.3" };
  const behind = [
    { ...WORK, saved },
    { ...WORK, saved: { ...saved, revision: "2" } },
  ];
  sessionStorage.setItem("playground.shelf", JSON.stringify({ behind, ahead: [] }));
  for (const [kept, expected] of [
    [saved, saved],
    [
      { ...saved, author: "Ana" },
      { ...saved, author: "Ana" },
    ],
    [{ ...saved, id: 1 }, null],
    [null, null],
    [undefined, null],
  ]) {
    sessionStorage.setItem("playground.work", JSON.stringify({ ...WORK, saved: kept }));
    const { work } = keptDraft();
    assert.deepEqual([work.saved, work.behind], [expected, [behind[0]]]);
  }
});
