/* The team's list: searched while one types, by one tag, or one's own; a page at a time. */

import { h } from "../../lib/dom.js";
import { messageOf } from "../../lib/format.js";
import { savedRow } from "./rows.js";

/** @import { SavedParts, SavedRow } from "../../types/page" */

/**
 * `search`: the field in which one searches; `onTake(row)`: it is wanted.
 * @param {Pick<SavedParts, "store" | "me"> & { search: HTMLInputElement, onTake: (row: SavedRow) => unknown }} options
 */
export function createList({ store, me, search, onTake }) {
  const mine = h("input", { type: "checkbox", onchange: () => ask() });
  const tag = h("button.tag.is-chosen", { type: "button", hidden: true, title: "Show all tags", onclick: () => chooseTag("") });
  const rows = h("div.saved-list");
  const said = h("p.meta.drawer-said", { role: "status" });
  const more = h("button.link", { type: "button", hidden: true }, "Show more");
  /** @type {AbortController | undefined} */
  let request;
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
      say(rows.childElementCount ? "" : emptyWords(Boolean(query.q || query.tag || query.owner)));
    } catch (error) {
      if (!signal.aborted) say(messageOf(error), true);
    }
  }

  /**
   * @param {string} words
   * @param {boolean} [isBad]
   */
  function say(words, isBad = false) {
    said.textContent = words;
    said.classList.toggle("is-bad", isBad);
  }

  /** @param {string} next */
  function chooseTag(next) {
    tagNow = next;
    tag.hidden = next === "";
    tag.textContent = `${next} ×`;
    search.focus();
    ask();
  }

  return { element: h("div.saved-list", {}, rows, said, more), filters: { mine, tag }, ask: () => ask() };
}

/** @param {boolean} isSearch */
const emptyWords = (isSearch) => (isSearch ? "Nothing is found." : "Nothing is listed yet: save something for everybody.");
