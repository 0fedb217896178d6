/* A saved scenario as a line of a list: a button that opens it. */

import { h } from "../../lib/dom.js";
import { sinceThen } from "../../lib/saved-words.js";

/** @import { Opened } from "../../storage/opened.js" */
/** @import { LibraryEntry, SavedRow } from "../../types/page" */

/**
 * @param {Opened} opened
 * @param {(opened: Opened) => unknown} onTake
 */
export const openedRow = (opened, onTake) =>
  h(
    "div.saved-row",
    {},
    opener(opened.title, sinceThen(new Date(opened.time).toISOString()), () => onTake(opened)),
  );

/**
 * What was deleted, and can be had back until `until`.
 * @param {Opened} opened
 * @param {(opened: Opened) => unknown} onRestore
 */
export const deletedRow = (opened, onRestore) =>
  h(
    "div.saved-row",
    {},
    opener(`Restore ${opened.title}`, `deleted · can be restored until ${opened.until?.slice(0, 10)}`, () => onRestore(opened)),
  );

/**
 * @param {LibraryEntry} entry
 * @param {(entry: LibraryEntry) => unknown} onTake
 */
export const libraryRow = (entry, onTake) =>
  h(
    "div.saved-row",
    {},
    opener(entry.title, entry.name, () => onTake(entry)),
  );

/**
 * @param {SavedRow} row
 * @param {{ onTake: (row: SavedRow) => unknown, onTag: (tag: string) => unknown }} events
 */
export function savedRow(row, { onTake, onTag }) {
  const { status, revision, owner, updated, tags } = row;
  const facts = [status === null ? null : `status ${status}`, `rev ${revision}`, owner, sinceThen(updated)].filter((one) => one !== null);
  return h(
    "div.saved-row",
    {},
    opener(row.title, facts.join(" · "), () => onTake(row)),
    ...tags.map((tag) => h("button.tag", { type: "button", title: `Only what has the tag ${tag}`, onclick: () => onTag(tag) }, tag)),
  );
}

/**
 * @param {string} title
 * @param {string} facts
 * @param {() => unknown} onclick
 */
const opener = (title, facts, onclick) =>
  h("button.saved-open", { type: "button", onclick: () => void onclick() }, h("span", {}, title), h("small", {}, facts));
