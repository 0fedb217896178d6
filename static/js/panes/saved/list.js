/* The team's list: searched while one types, by one tag, or one's own; a page at a time. */

import { h } from "../../lib/dom.js";
import { messageOf } from "../../lib/format.js";
import { savedRow } from "./rows.js";

/** @import { SavedParts, SavedRow } from "../../types/page" */

const PAUSE = 200; // milliseconds after a key

/**
 * `onTake(row)`: it is wanted.
 * @param {Pick<SavedParts, "drawer" | "store" | "me"> & { onTake: (row: SavedRow) => unknown }} options
 */
export function createList({ drawer, store, me, onTake }) {
  const search = h("input.field", { type: "search", ariaLabel: "Search", placeholder: "Title, tag, method and path, table" });
  const mine = h("input", { type: "checkbox", onchange: () => ask() });
  const tag = h("button.tag.is-chosen", { type: "button", hidden: true, title: "Show all tags", onclick: () => chooseTag("") });
  const rows = h("div.saved-list");
  const more = h("button.link", { type: "button", hidden: true }, "Show more");
  /** @type {AbortController | undefined} */
  let request;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let tagNow = "";

  /** @param {string} [before] */
  async function ask(before) {
    request?.abort();
    request = new AbortController();
    const { signal } = request;
    const query = { q: search.value.trim(), tag: tagNow, owner: mine.checked ? (me.name ?? "") : "", before };
    try {
      const { scenarios, next } = await store.list(query, signal);
      const found = scenarios.map((row) => savedRow(row, { onTake, onTag: chooseTag }));
      if (before) rows.append(...found);
      else rows.replaceChildren(...found);
      more.hidden = next === null;
      more.onclick = () => ask(next ?? undefined);
      drawer.say(
        rows.childElementCount ? "" : query.q || tagNow ? "Nothing is found." : "Nothing is listed yet: save something for everybody.",
      );
    } catch (error) {
      if (!signal.aborted) drawer.say(messageOf(error), true);
    }
  }

  /** @param {string} next */
  function chooseTag(next) {
    tagNow = next;
    tag.hidden = next === "";
    tag.textContent = `${next} ×`;
    search.focus();
    ask();
  }

  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  return { element: h("div.saved-list", {}, rows, more), filters: { search, mine, tag }, ask: () => ask() };
}
