/* The edit keys of what this browser saved: where nobody signs in, whoever holds the key of a scenario is its owner. */

const KEY = "playground.editKeys";
const MOST = 1000; // keys, the newest first

/** @type {Map<string, string>} */
const unkept = new Map(); // what the browser had no room for: it lasts as long as the page

/**
 * The edit key of a scenario, or "".
 * @param {string} id
 */
export function editKeyOf(id) {
  return unkept.get(id) ?? read().find(([each]) => each === id)?.[1] ?? "";
}

/**
 * @param {string} id
 * @param {string} key
 */
export function keepEditKey(id, key) {
  const others = read().filter(([each]) => each !== id);
  try {
    localStorage.setItem(KEY, JSON.stringify([[id, key], ...others].slice(0, MOST)));
  } catch {
    unkept.set(id, key);
  }
}

/** @returns {[id: string, key: string][]} */
function read() {
  try {
    /** @type {any} */
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.[0] === "string" && typeof one[1] === "string") : [];
  } catch {
    return [];
  }
}
