/* What is said of revisions. */

import { ago } from "./format.js";

/** @import { Saved } from "../types/page" */

/**
 * How long ago a time of the store (RFC 3339) is.
 * @param {string} time
 * @param {number} [now] in milliseconds
 */
export const sinceThen = (time, now = Date.now()) => ago(Math.max(0, now - Date.parse(time)));

/**
 * "Ana saved revision 5 2 minutes ago"; a person without a name is somebody.
 * @param {{ revision: number, author: string | null, time: string }} newer
 * @param {number} [now]
 */
export const newerWords = ({ revision, author, time }, now) => `${author ?? "Somebody"} saved revision ${revision} ${sinceThen(time, now)}`;

/**
 * What stands beside the title: which revision this is, who saved it and when, and whether it was changed since.
 * @param {Saved} saved
 * @param {boolean} isChanged
 * @param {number} [now]
 */
export function savedWords({ revision, shown, author, time }, isChanged, now) {
  const which = shown === revision ? `rev ${revision}` : `rev ${shown} of ${revision}`;
  if (isChanged) return `${which} · changed`;
  return `${which} · saved ${author === null ? "" : `by ${author}, `}${sinceThen(time, now)}`;
}

/**
 * Tags as they are written in one field: separated by commas, each once.
 * @param {string} text
 */
export const toTags = (text) => [
  ...new Set(
    text
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];
