/* The work of this tab, kept in the browser, so that a reload loses nothing. */

import { isScenario } from "../scenario/validate.js";

const KEY = "playground.work";
const UNDO = "playground.shelf"; // what can be undone to: large, and the same while one types
const PAUSE = 300; // milliseconds after the last edit

/**
 * `read()`: the work; `undoStack` has what can be undone to, which is left out where there is no room for both. `onFull(isFull)`: not even for
 * the work.
 */
export function createDraft({ read, undoStack, onFull }) {
  let timer = null;
  let works = null; // of the undo stack, as they were kept

  function save() {
    clearTimeout(timer);
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
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    },
  };
}

function keep(key, text) {
  try {
    sessionStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

function forget(key) {
  try {
    sessionStorage.removeItem(key);
    return true;
  } catch {
    return false;
  }
}

/** `{work}` as it was kept, without what of it is damaged; `{damaged}`, the text, where the Scenario is; `{}` where nothing was kept. */
export function keptDraft() {
  const text = read(KEY);
  if (text === null) return {};
  const kept = parsed(text);
  return isScenario(kept?.scenario) ? { work: repaired(kept, parsed(read(UNDO))) } : { damaged: text };
}

function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function repaired({ scenario, shown, at, unfinished, isTouched, said }, undoStack) {
  const works = (list) => (Array.isArray(list) ? list.filter((one) => isScenario(one?.scenario)) : []);
  const texts = Object.entries(unfinished ?? {}).filter(([, text]) => typeof text === "string");
  return {
    scenario,
    shown,
    at: Number.isInteger(at) ? at : null,
    unfinished: Object.fromEntries(texts),
    behind: works(undoStack?.behind),
    ahead: works(undoStack?.ahead),
    isTouched: isTouched !== false,
    said: typeof said?.notice === "string" ? said : {},
  };
}
