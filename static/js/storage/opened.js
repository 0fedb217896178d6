/* Which saved scenarios this browser saved or opened last: where nobody signs in, it is the only one that knows. */

import { remember, remembered } from "./preferences.js";

/** @typedef {{ id: string, title: string, time: number }} Opened */

const NAME = "opened";
const MOST = 20;

/**
 * The newest first; `time` in milliseconds.
 * @returns {Opened[]}
 */
export function readOpened() {
  try {
    /** @type {any} */
    const kept = JSON.parse(remembered(NAME, "[]"));
    return kept.filter(
      (/** @type {any} */ one) => typeof one?.id === "string" && typeof one.title === "string" && Number.isFinite(one.time),
    );
  } catch {
    return [];
  }
}

/**
 * @param {Opened} opened
 */
export function keepOpened(opened) {
  const others = readOpened().filter(({ id }) => id !== opened.id);
  remember(NAME, JSON.stringify([opened, ...others].slice(0, MOST)));
}

/**
 * What was deleted, or is not there any more.
 * @param {string} id
 */
export const forgetOpened = (id) => remember(NAME, JSON.stringify(readOpened().filter((one) => one.id !== id)));
