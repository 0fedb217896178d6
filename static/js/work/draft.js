/* The work of this tab, kept in the browser, so that a reload loses nothing. */

const KEY = "playground.work";
const PAUSE = 300; // milliseconds after the last edit

/** `read()` gives what to keep, as plain data; `onFull(isFull)` tells whether the browser has no room for it. */
export function createDraft({ read, onFull }) {
  let timer = null;

  function save() {
    clearTimeout(timer);
    timer = null;
    try {
      sessionStorage.setItem(KEY, JSON.stringify(read()));
      onFull(false);
    } catch {
      onFull(true);
    }
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

/** What was kept, or null. */
export function keptDraft() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    return isScenario(kept?.scenario) ? { ...kept, before: isScenario(kept.before?.scenario) ? kept.before : null } : null;
  } catch {
    return null;
  }
}

const isScenario = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
