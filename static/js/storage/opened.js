/* Which saved scenarios this browser saved or opened last: where nobody signs in, it is the only one that knows. */

import { remember, remembered } from "./preferences.js";

/** @typedef {{ id: string, title: string, time: number, until?: string }} Opened */

const NAME = "opened";
const MOST = 20;

/**
 * The newest first; `time` in milliseconds, `until` (RFC 3339) where it was deleted and can be restored.
 * @returns {Opened[]}
 */
export function readOpened() {
  try {
    /** @type {any} */
    const kept = JSON.parse(remembered(NAME, "[]"));
    return kept.filter(isOpened).filter((/** @type {Opened} */ { until }) => until === undefined || Date.parse(until) > Date.now());
  } catch {
    return [];
  }
}

/** @param {any} one */
const isOpened = (one) =>
  typeof one?.id === "string" &&
  typeof one.title === "string" &&
  Number.isFinite(one.time) &&
  (one.until === undefined || Number.isFinite(Date.parse(one.until)));

/**
 * @param {Opened} opened
 */
export function keepOpened(opened) {
  const others = readOpened().filter(({ id }) => id !== opened.id);
  remember(NAME, JSON.stringify([opened, ...others].slice(0, MOST)));
}

/**
 * What is not there any more.
 * @param {string} id
 */
export const forgetOpened = (id) => remember(NAME, JSON.stringify(readOpened().filter((one) => one.id !== id)));
