/* The work of this tab, kept in the browser, so that a reload loses nothing. */

import { isApiPlace, isSaved, isScenario } from "../scenario/validate.js";

/** @import { KeptWork, UndoStack, Work, Works } from "../types/page" */

const KEY = "playground.work";
const UNDO = "playground.shelf"; // what can be undone to: large, and the same while one types
const PAUSE = 300; // milliseconds after the last edit

/**
 * `read()`: the work; `undoStack` has what can be undone to, which is left out where there is no room for both. `onFull(isFull)`: not
 * even for the work.
 * @param {{ read: () => unknown, undoStack: UndoStack, onFull: (isFull: boolean) => void }} options
 */
export function createDraft({ read, undoStack, onFull }) {
  /** @type {ReturnType<typeof setTimeout> | null} */
  let timer = null;
  /** @type {Works | null} */
  let works = null; // of the undo stack, as they were kept

  function save() {
    clearTimeout(timer ?? undefined);
    timer = null;
    const text = JSON.stringify(read());
    onFull(!keep(KEY, text) && !(forget(UNDO) && keep(KEY, text)));
    if (works === undoStack.works()) return;
    works = undoStack.works();
    if (!keep(UNDO, JSON.stringify(works))) forget(UNDO);
  }

  addEventListener("pagehide", () => timer !== null && save());
  addEventListener("visibilitychange", () => timer !== null && document.visibilityState === "hidden" && save());

  return {
    schedule() {
      clearTimeout(timer ?? undefined);
      timer = setTimeout(save, PAUSE);
    },
  };
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
 * `{work}` as it was kept, without what of it is damaged; `{damaged}`, the text, where the Scenario is; `{}` where nothing was kept.
 * @returns {{ work?: KeptWork, damaged?: string }}
 */
export function keptDraft() {
  const text = read(KEY);
  if (text === null) return {};
  const kept = parsed(text);
  return isScenario(kept?.scenario) ? { work: repaired(kept, parsed(read(UNDO))) } : { damaged: text };
}

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
function repaired({ scenario, shown, at, unfinished, isTouched, said, saved, api }, undoStack) {
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
    said: typeof said?.notice === "string" ? said : {},
  };
}
