import assert from "node:assert/strict";
import { test } from "node:test";
import { createDraft, keptDraft } from "../../../static/js/storage/draft.js";
import { keepExpected, keptExpected } from "../../../static/js/storage/expected-body.js";
import { remember, remembered } from "../../../static/js/storage/preferences.js";
import { createEvents, createStorage, provide, provideDatabase } from "../page.js";

const CLOSED = createStorage({ isClosed: true });
const WORK = { scenario: { template: "x" }, shown: "/template", at: null, isTouched: true };
const OTHER = { ...WORK, scenario: { template: "other" } };

/** What a browser has: storages and locks; `database`: see provideDatabase. `open(tab)` begins a tab over it, with sessionStorage of its own. */
function createBrowser(t, { locks = createLocks(), localStorage = createStorage() } = {}) {
  const database = provideDatabase(t);
  provide(t, { localStorage, navigator: locks ? { locks } : {} });
  return { database, locks, localStorage };
}

/** Web Locks as far as a tab uses them; `free()`: all tabs are gone. */
function createLocks() {
  const held = new Set();
  return {
    free: () => held.clear(),
    async request(name, { ifAvailable }, hold) {
      if (!held.has(name)) {
        held.add(name);
        return hold({ name });
      }
      if (!ifAvailable) throw new Error("TimeoutError");
      return hold(null);
    },
  };
}

/** A tab that begins: what it has, and the draft of `work` that it keeps, with what it said of its room. */
async function beginTab(
  t,
  { sessionStorage = createStorage(), work = WORK, works = { behind: [], ahead: [] }, canContinue = true, prepare = () => null } = {},
) {
  const { listeners, addEventListener } = createEvents();
  const document = { visibilityState: "visible" };
  const full = [];
  provide(t, { sessionStorage, addEventListener, document });
  const { kept, id } = keptDraft({ canContinue });
  const began = { kept: await kept, id: await id };
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => t.mock.timers.reset());
  let now = work;
  const draft = createDraft({ id, prepare, read: () => now, undoStack: { works: () => works }, onFull: (is) => full.push(is) });
  const write = (next) => ((now = next), draft.schedule());
  const tab = { ...began, draft, write, listeners, document, full, sessionStorage };
  return { ...tab, pause: async () => (t.mock.timers.tick(300), settle()), close: () => t.mock.timers.reset() };
}

/** Once the store has had time to write. */
async function settle() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
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

test("the work is kept once it is prepared; where the page goes before, as it is then", async (t) => {
  const { database } = createBrowser(t);
  const waiting = [];
  const tab = await beginTab(t, { prepare: () => (waiting.length < 3 ? new Promise((resolve) => waiting.push(resolve)) : null) });
  tab.write(WORK);
  await tab.pause();
  assert.equal(waiting.length, 1);
  assert.equal(database.stores.works.kept.size, 0);
  tab.listeners.pagehide();
  assert.ok(tab.sessionStorage.getItem("playground.work"));
  await settle();
  assert.equal(database.stores.works.kept.size, 1);
});

test("the work is kept three tenths of a second after the first edit, however long one types, and what can be undone to beside it", async (t) => {
  const { database } = createBrowser(t);
  const tab = await beginTab(t, { works: { behind: [WORK], ahead: [{ scenario: {} }] } });
  assert.deepEqual(tab.kept, {});
  for (let time = 0; time < 300; time += 100) {
    assert.equal(database.stores.works.kept.size, 0);
    tab.draft.schedule();
    t.mock.timers.tick(100);
  }
  await settle();
  assert.equal(database.stores.works.kept.size, 1);
  assert.deepEqual([tab.full, tab.sessionStorage.kept.has("playground.work")], [[false], false]);
  tab.close();
  const { kept } = await beginTab(t, { sessionStorage: tab.sessionStorage });
  assert.deepEqual([kept.work.scenario, kept.work.shown, kept.work.at, kept.work.isTouched], [WORK.scenario, "/template", null, true]);
  assert.deepEqual(
    [kept.work.behind, kept.work.ahead, kept.work.unfinished, kept.work.said],
    [[WORK], [], {}, {}],
    "no Scenario: left out",
  );
  assert.equal(kept.isContinued, undefined, "it is the same visit");
});

test("a new tab goes on where the one stopped that was closed last, unless the address names something", async (t) => {
  const { locks, database } = createBrowser(t);
  const tab = await beginTab(t, { works: { behind: [OTHER], ahead: [] } });
  tab.draft.schedule();
  await tab.pause();
  tab.close();
  assert.deepEqual((await beginTab(t)).kept, {}, "the other tab is still there");
  t.mock.timers.reset();
  locks.free();
  assert.deepEqual((await beginTab(t, { canContinue: false })).kept, {});
  t.mock.timers.reset();
  const next = await beginTab(t);
  assert.deepEqual([next.kept.isContinued, next.kept.work.scenario, next.kept.work.behind], [true, WORK.scenario, [OTHER]]);
  assert.equal(next.id, tab.id);
  next.write(OTHER);
  await next.pause();
  assert.equal(database.stores.works.kept.size, 1);
});

test("a copy of a tab keeps its work beside that of the tab", async (t) => {
  const { database } = createBrowser(t);
  const tab = await beginTab(t);
  tab.draft.schedule();
  await tab.pause();
  tab.close();
  const copy = await beginTab(t, { sessionStorage: tab.sessionStorage });
  assert.notEqual(copy.id, tab.id);
  assert.deepEqual(copy.kept.work.scenario, WORK.scenario);
  copy.write(OTHER);
  await copy.pause();
  assert.equal(database.stores.works.kept.size, 2);
});

test("where nobody can tell which tabs are there, a new one goes on with a copy", async (t) => {
  const { database } = createBrowser(t, { locks: null });
  const tab = await beginTab(t);
  tab.draft.schedule();
  await tab.pause();
  tab.close();
  const next = await beginTab(t);
  assert.equal(next.kept.isContinued, true);
  next.draft.schedule();
  await next.pause();
  assert.equal(database.stores.works.kept.size, 2);
});

test("the works of eight tabs are kept", async (t) => {
  const { database, locks } = createBrowser(t);
  for (let count = 0; count < 10; count += 1) {
    const tab = await beginTab(t, { canContinue: false });
    tab.draft.schedule();
    await tab.pause();
    tab.close();
  }
  locks.free();
  await beginTab(t);
  await settle();
  assert.equal(database.stores.works.kept.size, 8);
});

test("without IndexedDB the tab keeps the work, and localStorage the next visit's; where there is no room for both, what can be undone to is left out", async (t) => {
  const large = { ...WORK, scenario: { template: "x".repeat(500) } };
  const { database, localStorage } = createBrowser(t);
  database.fill();
  const sessionStorage = createStorage({ room: JSON.stringify(large).length + 40 });
  sessionStorage.setItem("playground.shelf", "y".repeat(50));
  const tab = await beginTab(t, { sessionStorage, work: large });
  tab.draft.schedule();
  await tab.pause();
  assert.deepEqual([tab.full, sessionStorage.kept.has("playground.shelf")], [[false], false]);
  tab.close();
  assert.deepEqual((await beginTab(t, { sessionStorage })).kept.work.scenario, large.scenario);
  t.mock.timers.reset();
  const next = await beginTab(t);
  assert.deepEqual([next.kept.isContinued, next.kept.work.scenario], [true, large.scenario]);
  assert.ok(localStorage.kept.has("playground.work"));
});

test("a browser without any room, or without a storage, is said to be full", async (t) => {
  const { database } = createBrowser(t);
  database.fill();
  const tab = await beginTab(t, { sessionStorage: createStorage({ room: 10 }) });
  tab.draft.schedule();
  await tab.pause();
  provide(t, { sessionStorage: CLOSED });
  tab.draft.schedule();
  await tab.pause();
  assert.deepEqual(tab.full, [true, true]);
});

test("a tab that is left keeps what was just written at once, and a reload finds it", async (t) => {
  createBrowser(t);
  const { sessionStorage, ...tab } = await beginTab(t);
  const has = () => sessionStorage.kept.has("playground.work");
  tab.listeners.pagehide();
  assert.equal(has(), false, "nothing was written");
  tab.draft.schedule();
  tab.listeners.visibilitychange();
  assert.equal(has(), false, "it is still in sight");
  tab.document.visibilityState = "hidden";
  tab.listeners.visibilitychange();
  assert.equal(has(), true);
  await tab.pause();
  assert.equal(has(), false, "the store has it");
  tab.write(OTHER);
  tab.listeners.pagehide();
  tab.close();
  assert.deepEqual((await beginTab(t, { sessionStorage })).kept.work.scenario, OTHER.scenario);
});

test("what the tab has is old where the store has a newer one", async (t) => {
  createBrowser(t);
  const tab = await beginTab(t);
  tab.draft.schedule();
  await tab.pause();
  tab.close();
  tab.sessionStorage.setItem("playground.work", JSON.stringify({ ...OTHER, time: 1 }));
  assert.deepEqual((await beginTab(t, { sessionStorage: tab.sessionStorage })).kept.work.scenario, WORK.scenario);
});

test("what is damaged is given back as it is, and what can be repaired is", async (t) => {
  createBrowser(t);
  const sessionStorage = createStorage();
  for (const damaged of ["{", "{}", '{"scenario":{}}']) {
    sessionStorage.setItem("playground.work", damaged);
    assert.deepEqual((await beginTab(t, { sessionStorage })).kept, { damaged });
    t.mock.timers.reset();
  }
  const odd = { scenario: WORK.scenario, at: "1", unfinished: { plain: "{", context: 1 }, isTouched: false, said: { notice: "n" } };
  sessionStorage.setItem("playground.work", JSON.stringify(odd));
  sessionStorage.setItem("playground.shelf", "damaged");
  const { work } = (await beginTab(t, { sessionStorage })).kept;
  assert.deepEqual([work.at, work.unfinished, work.isTouched, work.said], [null, { plain: "{" }, false, { notice: "n" }]);
  assert.deepEqual([work.behind, work.ahead], [[], []]);
});

test("which saved scenario a work is stays with it, unless that is damaged", async (t) => {
  createBrowser(t);
  const sessionStorage = createStorage();
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
    const { work } = (await beginTab(t, { sessionStorage })).kept;
    assert.deepEqual([work.saved, work.behind], [expected, [behind[0]]]);
    t.mock.timers.reset();
  }
});
