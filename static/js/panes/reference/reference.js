/* The reference: what a template can name, from the engine's own tables, and what is behind the codes of diagnostics. Searchable. */

import { find, h, setText } from "../../lib/dom.js";
import { createCodeEntry } from "./code-entry.js";
import { createTermEntry, sectionsOf } from "./term-entry.js";

/** @import { Explanations, FoundTerm, ReferenceEntry, Scenario, Vocabulary } from "../../types/page" */
/** @typedef {ReturnType<typeof createReferencePane>} ReferencePane */

const CODES = "Problems, by their codes";

/**
 * Fills `element`. What the page has anyway it is given, so that no further file is loaded at the start: `vocabulary`. `onOpen(scenario, notice)`: an example comes in the place of the work; `onInsert(text)`: it goes into the template.
 * @param {{
 *   element: HTMLElement, vocabulary: Vocabulary, explanations: Explanations, onOpen: (scenario: Scenario, notice: string) => void,
 *   onInsert: (text: string) => void, onClose: () => void,
 * }} options
 */
export function createReferencePane({ element, vocabulary, explanations, onOpen, onInsert, onClose }) {
  const search = h("input.field", { type: "search", ariaLabel: "Search the reference", placeholder: "escape, size, 404, vtl.truth …" });
  const said = h("p.reference-said", { role: "status" });
  const list = h("div.reference-list");
  const close = h("button.link", { type: "button", onclick: onClose }, "Close");
  const head = h("header.panel-head", {}, h("h2.reference-title", {}, "Reference"), close);
  element.replaceChildren(head, h("div.reference-search", {}, search, said), list);

  const sections = sectionsOf(vocabulary).map(({ title, terms }) =>
    createSection(
      title,
      terms.map((one) => createTermEntry(one, { onOpen, onInsert })),
    ),
  );
  const codes = createSection(CODES, []);
  list.append(...sections.map((one) => one.element), codes.element);
  const every = () => [...sections, codes].flatMap((one) => one.entries);

  /** The codes, which are asked for again at the next opening where they did not come. */
  async function loadCodes() {
    try {
      const found = await explanations.list();
      if (codes.entries.length === 0) codes.add(found.map((one) => createCodeEntry(one, { explanations, onOpen })));
      update();
    } catch {
      setText(said, "The codes of problems can’t be loaded: the server can’t be reached.");
    }
  }

  function update() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const section of [...sections, codes]) section.filter(words);
    const count = every().filter(({ element: entry }) => !entry.hidden).length;
    setText(said, words.length === 0 ? "" : count ? `${count} found` : "Nothing found.");
  }

  /** @param {ReferenceEntry} entry */
  async function reveal(entry) {
    search.value = "";
    update();
    entry.element.open = true;
    await entry.filled();
    entry.element.scrollIntoView({ block: "start" });
    find(entry.element, "summary")?.focus({ preventScroll: true });
  }

  search.addEventListener("input", update);
  search.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    event.preventDefault();
    const first = every().find(({ element: entry }) => !entry.hidden);
    if (first && event.key === "Enter") first.element.open = true;
    if (first) find(first.element, "summary")?.focus();
  });

  return {
    /**
     * Opens at a word of a template, or at a diagnostic's code; what is not known is searched for.
     * @param {{ found: FoundTerm | null, code: string }} wanted
     */
    async show({ found, code }) {
      const loading = loadCodes();
      if (!code && !found) return search.focus();
      if (code) await loading;
      const wanted = every().find((one) => (code ? one.code === code : one.term !== undefined && one.term === found?.term));
      if (wanted) return reveal(wanted);
      search.value = code || (found?.word ?? "");
      update();
      return search.focus();
    },
  };
}

/**
 * A heading with entries under it, hidden where none of them is found.
 * @param {string} title
 * @param {ReferenceEntry[]} entries
 */
function createSection(title, entries) {
  const element = h("section", { ariaLabel: title }, h("h3.reference-heading", {}, title), ...entries.map((one) => one.element));
  return {
    element,
    entries,
    /** @param {ReferenceEntry[]} more */
    add(more) {
      entries.push(...more);
      element.append(...more.map((one) => one.element));
    },
    /** @param {string[]} words all of which an entry has to have */
    filter(words) {
      for (const one of entries) one.element.hidden = !words.every((word) => one.text.includes(word));
      element.hidden = entries.every((one) => one.element.hidden);
    },
  };
}
