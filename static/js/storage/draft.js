/*
 * The work of this tab, kept by the browser at once: neither a reload nor the end of the browser loses more than what was written in the last
 * half second. It goes into IndexedDB while one types, and into sessionStorage where a reload comes before that.
 */

import { isApiPlace, isSaved, isScenario } from "../scenario/validate.js";
import { remember, remembered } from "./preferences.js";
import { canTell, newTab, tabBefore, takeTab } from "./tab.js";
import { forgetOldest, keepWork, readUndo, readWorks } from "./work-store.js";

/** @import { KeptDraft, KeptWork, UndoStack, Work, Works } from "../types/page" */

const KEY = "playground.work";
const UNDO = "playground.shelf";
const LATER = "work"; // the same for the next visit, in localStorage, where there is no IndexedDB
const PATIENCE = 3000; // milliseconds that the store may take to answer
const PAUSE = 300; // milliseconds from the first edit that is not kept
const TRIES = 3; // to prepare the work between two keys
const SHARE = 5; // what is megabytes is kept so much less often than it takes: typing comes first

/**
 * `id`: the tab's; `read()`: the work, `prepare()`: what is to be waited for before, or null; `undoStack` has what can be undone to, which is
 * left out where there is no room for both. `onFull(isFull)`: not even for the work.
 * @param {{
 *   id: Promise<string>, prepare: () => Promise<void> | null, read: () => object, undoStack: UndoStack, onFull: (isFull: boolean) => void,
 * }} options
 */
export function createDraft({ id, prepare, read, undoStack, onFull }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Works | null} */
  let works = null; // of the undo stack, as they were kept
  let took = 0; // milliseconds to read the work
  let isWriting = false; // what is under way may come too late as well

  /** Before the page goes: a write into IndexedDB may come too late for the page that follows. */
  function keepAtOnce() {
    if (timer === undefined && !isWriting) return;
    keepInTab(read(), undoStack.works());
    save({ isLeaving: true });
  }

  async function save({ isLeaving = false } = {}) {
    clearTimeout(timer);
    timer = undefined;
    isWriting = true;
    for (let tries = isLeaving ? TRIES : 0; tries < TRIES; tries += 1) await prepare(); // a key ends what it prepares
    const began = performance.now();
    const [work, now] = [read(), undoStack.works()];
    took = performance.now() - began;
    const stored = /** @type {any} */ ({ ...work, id: await id, time: Date.now() });
    const isKept = (await keepWork(stored, now === works ? undefined : now)) || (await keepWork(stored));
    isWriting = false;
    if (isKept) {
      works = now;
      if (timer === undefined) forgetInTab();
      remember("kept", "yes");
    }
    onFull(!isKept && !keepWithoutStore(work, now));
  }

  addEventListener("pagehide", keepAtOnce);
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepAtOnce());

  return {
    schedule: () => void (timer ??= setTimeout(() => void save(), Math.max(PAUSE, SHARE * took))),
  };
}

/**
 * @param {object} work
 * @param {Works} works
 */
function keepInTab(work, works) {
  const text = JSON.stringify({ ...work, time: Date.now() });
  if (!keep(KEY, text) && !(forget(UNDO) && keep(KEY, text))) return false;
  if (!keep(UNDO, JSON.stringify(works))) forget(UNDO);
  return true;
}

/**
 * In the tab, and for the next visit in localStorage.
 * @param {object} work
 * @param {Works} works
 */
function keepWithoutStore(work, works) {
  remember(LATER, JSON.stringify(work));
  return keepInTab(work, works);
}

function forgetInTab() {
  forget(KEY);
  forget(UNDO);
}

/**
 * @param {string} key
 * @param {string} text
 */
function keep(key, text) {
  try {
    sessionStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} key */
function forget(key) {
  try {
    sessionStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/**
 * How a tab begins. `{work}` as this tab kept it, without what of it is damaged; `{damaged}`, the text, where the Scenario is; where the tab is
 * new, `{work, isContinued}` of the tab that was closed last, if `canContinue`; `{}` where nothing was kept. `id`: under which it goes on.
 * @param {{ canContinue: boolean }} options
 * @returns {KeptDraft}
 */
export function keptDraft({ canContinue }) {
  const begun = beginTab(canContinue);
  return { kept: begun.then(({ kept }) => kept), id: begun.then(({ id }) => id()) };
}

/** @param {boolean} canContinue */
async function beginTab(canContinue) {
  const [before, text, shelf] = [tabBefore(), read(KEY), read(UNDO)]; // before the store: what is written to it is taken off here
  const works = await Promise.race([readWorks(), after(PATIENCE)]);
  forgetOldest(works);
  if (before !== null || text !== null) {
    const stored = works.find(({ id }) => id === before);
    const undo = parsed(shelf) ?? (stored && (await readUndo(stored.id)));
    return { kept: inTab(text, stored, undo), id: () => ownId(before) };
  }
  const gone = canContinue ? await takeOver(works) : null;
  if (!gone) return { kept: {}, id: () => ownId(null) };
  const { work, id } = gone;
  return { kept: { work: repaired(work, await readUndo(work.id)), isContinued: true }, id: () => id };
}

/**
 * The id that the tab had, or another one where a copy of the tab has it.
 * @param {string | null} before
 */
async function ownId(before) {
  if (before !== null && (await takeTab(before, { isOwn: true }))) return before;
  const id = newTab();
  await takeTab(id, { isOwn: false });
  return id;
}

/**
 * The work that was kept last by a tab that is gone, and the id under which this tab goes on with it; null where there is none.
 * @param {any[]} works
 */
async function takeOver(works) {
  for (const work of works.filter(isWork)) {
    const id = canTell() ? work.id : newTab(); // another tab may still write under the old one
    if (await takeTab(id, { isOwn: false })) return { work, id };
  }
  const later = works.length === 0 && parsed(remembered(LATER, "null"));
  return isWork(later) ? { work: later, id: await ownId(null) } : null;
}

/**
 * What the tab kept: the text in sessionStorage, unless the store has a newer work.
 * @param {string | null} text
 * @param {any} stored
 * @param {unknown} undoStack
 * @returns {{ work?: KeptWork, damaged?: string }}
 */
function inTab(text, stored, undoStack) {
  const kept = parsed(text);
  if (isScenario(stored?.scenario) && (text === null || kept?.time < stored.time)) return { work: repaired(stored, undoStack) };
  if (text === null) return {};
  return isScenario(kept?.scenario) ? { work: repaired(kept, undoStack) } : { damaged: text };
}

/**
 * No works: a browser whose store does not answer must not hold up the page.
 * @param {number} milliseconds
 * @returns {Promise<never[]>}
 */
const after = (milliseconds) => new Promise((resolve) => void setTimeout(resolve, milliseconds, []));

/** @param {string} key */
function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string | null} text */
function parsed(text) {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

/** @param {any} one */
const isWork = (one) => isScenario(one?.scenario) && (!one.saved || isSaved(one.saved)) && (!one.api || isApiPlace(one.api));

/**
 * @param {any} kept
 * @param {any} undoStack
 * @returns {KeptWork}
 */
function repaired({ scenario, shown, at, unfinished, isTouched, isExample, said, saved, api }, undoStack) {
  /**
   * @param {unknown} list
   * @returns {Work[]}
   */
  const works = (list) => (Array.isArray(list) ? list.filter(isWork) : []);
  const texts = Object.entries(unfinished ?? {}).filter(([, text]) => typeof text === "string");
  return {
    scenario,
    shown,
    saved: isSaved(saved) ? saved : null,
    api: isApiPlace(api) ? api : null,
    at: Number.isInteger(at) ? at : null,
    unfinished: Object.fromEntries(texts),
    behind: works(undoStack?.behind),
    ahead: works(undoStack?.ahead),
    isTouched: isTouched !== false,
    isExample: isExample === true,
    said: typeof said?.notice === "string" ? said : {},
  };
}
