/* Open: what this browser saved or opened last, what the library has, and what the team's list has, with search and tags. */

import { h } from "../../lib/dom.js";
import { messageOf } from "../../lib/format.js";
import { forgetOpened, readOpened } from "../../storage/opened.js";
import { createList } from "./list.js";
import { openRevision } from "./revision.js";
import { deletedRow, openedRow } from "./rows.js";
import { createShelf } from "./shelf.js";

/** @import { LibraryEntry, SavedParts } from "../../types/page" */

const RECENT = 6;
const PAUSE = 200; // milliseconds after a key

/** @param {SavedParts} parts */
export function showOpen(parts) {
  const { drawer, me, hasStore, library, work } = parts;
  const search = h("input.field", { type: "search", ariaLabel: "Search", placeholder: "Title, tag, method and path, table" });
  const list = hasStore
    ? createList({ ...parts, search, onTake: ({ id, title }) => take(() => openRevision({ ...parts, id, title })) })
    : null;
  const shelf = library ? createShelf({ library, search, onTake: (entry) => take(() => openFile(library, entry)) }) : null;

  /** @param {() => Promise<void>} run */
  async function take(run) {
    try {
      await run();
      drawer.close();
    } catch (error) {
      drawer.say(messageOf(error), true);
    }
  }

  /**
   * @param {import("../../types/page").Library} from
   * @param {LibraryEntry} entry
   */
  async function openFile(from, { name }) {
    work.loadOther(await from.read(name), `Opened ${name} from the library.`);
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  search.addEventListener("input", () => {
    shelf?.show();
    clearTimeout(timer);
    timer = setTimeout(() => list?.ask(), PAUSE);
  });
  const mine = list && me.name !== null ? h("label.drawer-row", {}, list.filters.mine, "mine") : null;
  const pane = h(
    "div.saved-pane",
    { onkeydown: moveWithArrows },
    h("div.drawer-row", {}, search, list && list.filters.tag, mine),
    ...(hasStore ? recentGroup(parts, take) : []),
    ...(shelf ? group("From the library", shelf.element) : []),
    ...(list ? group("Saved by the team", list.element) : []),
  );
  drawer.open("Open", pane);
  shelf?.ask();
  list?.ask();
}

/**
 * What this browser saved, opened or deleted last.
 * @param {SavedParts} parts
 * @param {(run: () => Promise<void>) => Promise<void>} take
 */
function recentGroup(parts, take) {
  const recent = readOpened().filter(({ id }) => id !== parts.work.saved()?.id);
  const rows = recent.slice(0, RECENT).map((one) =>
    one.until === undefined
      ? openedRow(one, ({ id, title }) => take(() => openRevision({ ...parts, id, title })))
      : deletedRow(one, ({ id, title }) =>
          take(async () => {
            await parts.store.restore(id).catch((error) => {
              if (error.status === 404) forgetOpened(id);
              throw error;
            });
            await openRevision({ ...parts, id, title });
          }),
        ),
  );
  return rows.length ? group("Lately in this browser", ...rows) : [];
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
