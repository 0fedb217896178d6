/*
 * Which tab this is: an id under which its work is kept. A reload keeps it; a copy of the tab gets one of its own, and a new tab takes over
 * that of a tab that is gone, with its work. Whether a tab is still there is told by a lock that it holds (Web Locks), where there are any.
 */

const KEY = "playground.tab";
const PATIENCE = 500; // milliseconds until a tab that is reloaded has let its lock go

/**
 * Takes the id that this tab had before, or null where it is a new one.
 * @returns {string | null}
 */
export function tabBefore() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/**
 * Takes an id for this tab. False where another tab has it.
 * @param {string} id
 * @param {{ isOwn: boolean }} options `isOwn`: the tab had it before it was reloaded
 * @returns {Promise<boolean>}
 */
export async function takeTab(id, { isOwn }) {
  if (!(await lock(`${KEY}.${id}`, isOwn))) return false;
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // No storage: it is a new tab again after a reload.
  }
  return true;
}

/** Whether it can be told which tabs are still there: not where the page came by HTTP from another computer. */
export const canTell = () => Boolean(globalThis.navigator?.locks);

/** The id of a new tab. */
export const newTab = () => Math.random().toString(36).slice(2);

/**
 * Holds a lock until the tab is closed. False where another has it; `isPatient`: for longer than a reload takes.
 * @param {string} name
 * @param {boolean} isPatient
 * @returns {Promise<boolean>}
 */
function lock(name, isPatient) {
  if (!canTell()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const options = isPatient ? { signal: AbortSignal.timeout(PATIENCE) } : { ifAvailable: true };
    /** @param {Lock | null} held */
    const hold = (held) => {
      resolve(held !== null);
      return held && new Promise(() => {});
    };
    navigator.locks.request(name, options, hold).catch(() => resolve(false));
  });
}
