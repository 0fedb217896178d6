/* Open: what this browser saved or opened last, and what the team's list has, with search and tags. */

import { h } from "../../lib/dom.js";
import { messageOf } from "../../lib/format.js";
import { readOpened } from "../../storage/opened.js";
import { createList } from "./list.js";
import { openRevision } from "./revision.js";
import { openedRow } from "./rows.js";

/** @import { SavedParts } from "../../types/page" */

const RECENT = 6;

/** @param {SavedParts} parts */
export function showOpen(parts) {
  const { drawer, me } = parts;
  const recent = readOpened().filter(({ id }) => id !== parts.work.saved()?.id);
  const list = createList({ ...parts, onTake: take });
  const { search, mine, tag } = list.filters;

  /** @param {{ id: string, title: string }} one */
  async function take({ id, title }) {
    try {
      await openRevision({ ...parts, id, title });
      drawer.close();
    } catch (error) {
      drawer.say(messageOf(error), true);
    }
  }

  const pane = h(
    "div.saved-pane",
    { onkeydown: moveWithArrows },
    h("div.drawer-row", {}, search, tag, me.name === null ? null : h("label.drawer-row", {}, mine, "mine")),
    ...(recent.length ? group("Lately in this browser", ...recent.slice(0, RECENT).map((one) => openedRow(one, take))) : []),
    ...group("Saved by the team", list.element),
  );
  drawer.open("Open", pane);
  list.ask();
}

/**
 * @param {string} title
 * @param {...Node} content
 */
const group = (title, ...content) => [h("h3.saved-title", {}, title), h("div.saved-list", { role: "group", ariaLabel: title }, ...content)];

/**
 * Arrow keys go from one scenario to the next.
 * @param {KeyboardEvent} event
 */
function moveWithArrows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const pane = /** @type {HTMLElement} */ (event.currentTarget);
  const stops = /** @type {HTMLElement[]} */ ([...pane.querySelectorAll("input[type=search], .saved-open")]);
  const at = stops.findIndex((one) => one === document.activeElement);
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
}
