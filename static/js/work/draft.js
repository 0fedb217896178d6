/* The work of this tab, kept in the browser, so that a reload loses nothing. */

const KEY = "playground.work";
const PAUSE = 300; // milliseconds after the last edit

/** `read()`: what to keep; its first part is kept alone where there is no room for all. `onFull(isFull)`: not even for that. */
export function createDraft({ read, onFull }) {
  let timer = null;

  function save() {
    clearTimeout(timer);
    timer = null;
    const [work, ...rest] = read();
    onFull(!keep(Object.assign({}, work, ...rest)) && !keep(work));
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

function keep(work) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(work));
    return true;
  } catch {
    return false;
  }
}

/** What was kept, or null. */
export function keptDraft() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    return typeof kept?.scenario === "object" && kept.scenario !== null ? kept : null;
  } catch {
    return null;
  }
}
