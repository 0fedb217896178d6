/* The work of this tab, kept in the browser, so that a reload loses nothing. */

import { isScenario } from "./shape.js";

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

/** `{work}` as it was kept, without what of it is damaged; `{damaged}`, the text, where the Scenario is; `{}` where nothing was kept. */
export function keptDraft() {
  const text = read();
  if (text === null) return {};
  try {
    const kept = JSON.parse(text);
    return isScenario(kept?.scenario) ? { work: repaired(kept) } : { damaged: text };
  } catch {
    return { damaged: text };
  }
}

function read() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function repaired({ scenario, shown, at, unfinished, behind, ahead, isTouched, said }) {
  const works = (list) => (Array.isArray(list) ? list.filter((one) => isScenario(one?.scenario)) : []);
  const texts = Object.entries(unfinished ?? {}).filter(([, text]) => typeof text === "string");
  return {
    scenario,
    shown,
    at: Number.isInteger(at) ? at : null,
    unfinished: Object.fromEntries(texts),
    behind: works(behind),
    ahead: works(ahead),
    isTouched: isTouched !== false,
    said: typeof said?.notice === "string" ? said : {},
  };
}
