/* The library's shelf: the Scenario files of a folder, searched by title and name. What is taken from it is nobody's saved scenario. */

import { h } from "../../lib/dom.js";
import { messageOf, plural } from "../../lib/format.js";
import { libraryRow } from "./rows.js";

/** @import { Library, LibraryEntry } from "../../types/page" */

const MOST = 50; // rows that are shown at once

/**
 * `search`: the field in which one searches; `onTake(entry)`: it is wanted.
 * @param {{ library: Library, search: HTMLInputElement, onTake: (entry: LibraryEntry) => unknown }} options
 */
export function createShelf({ library, search, onTake }) {
  const rows = h("div.saved-list");
  const said = h("p.meta.drawer-said", { role: "status" });
  /** @type {LibraryEntry[]} */
  let entries = [];

  function show() {
    const words = search.value.trim().toLowerCase();
    const found = entries.filter(({ name, title }) => `${title}\n${name}`.toLowerCase().includes(words));
    rows.replaceChildren(...found.slice(0, MOST).map((entry) => libraryRow(entry, onTake)));
    const left = found.length - MOST;
    if (left > 0) said.textContent = `${plural(left, "more file")}: search for one.`;
    else if (found.length) said.textContent = "";
    else said.textContent = entries.length ? "Nothing is found." : "The folder has no Scenario files yet.";
  }

  return {
    element: h("div.saved-list", {}, rows, said),
    show,
    /** Asks what the folder has now. */
    async ask() {
      try {
        entries = await library.list();
        said.classList.remove("is-bad");
        show();
      } catch (error) {
        said.textContent = messageOf(error);
        said.classList.add("is-bad");
      }
    },
  };
}
