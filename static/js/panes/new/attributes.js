/* What the client gets of an item: which attributes, under which names, and what becomes of missing ones. */

import { h } from "../../lib/dom.js";

/** @import { Generation } from "../../types/page" */
/** @typedef {{ element: HTMLElement, check: HTMLInputElement, name: HTMLInputElement }} Row */

const READS = ["GetItem", "Query", "Scan"];

/** Closed until it is wanted. */
export function createAttributes() {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  const list = h("div.new-attributes");
  const missing = h("select.select", {}, h("option", { value: "leave out" }, "left out"), h("option", { value: "null" }, "null"));
  const element = h(
    "details.new-options",
    {},
    h("summary", {}, "Options"),
    h("label.drawer-row", {}, "Missing attributes are ", missing),
    h("fieldset.new-choice", {}, h("legend", {}, "Attributes that the client gets, and their names"), list),
  );
  const shown = () => [...rows].filter(([, { element: row }]) => row.isConnected || list.contains(row));

  return {
    element,
    /**
     * Only what reads has something to give.
     * @param {string} action
     */
    turn: (action) => (element.hidden = !READS.includes(action)),
    /**
     * What is chosen stays chosen.
     * @param {string[]} names
     */
    show(names) {
      if (names.join("\n") === [...list.children].map((row) => /** @type {HTMLElement} */ (row).dataset.name).join("\n")) return;
      for (const name of names) if (!rows.has(name)) rows.set(name, rowOf(name));
      list.replaceChildren(...names.map((name) => /** @type {Row} */ (rows.get(name)).element));
    },
    /** @returns {Pick<Generation, "attributes" | "rename" | "missing">} */
    read() {
      const found = shown();
      const taken = found.filter(([, { check }]) => check.checked);
      const renamed = taken.filter(([name, row]) => row.name.value.trim() && row.name.value.trim() !== name);
      return {
        missing: missing.value === "null" ? "null" : "leave out",
        attributes: taken.length === found.length ? [] : taken.map(([name]) => name),
        rename: Object.fromEntries(renamed.map(([name, row]) => [name, row.name.value.trim()])),
      };
    },
  };
}

/**
 * @param {string} name
 * @returns {Row}
 */
function rowOf(name) {
  const check = h("input", { type: "checkbox", checked: true });
  const field = h("input.field", { type: "text", value: name, ariaLabel: `Name of ${name} in the body`, spellcheck: false });
  const element = h("div.new-attribute", {}, h("label", {}, check, h("code", {}, name)), field);
  element.dataset.name = name;
  return { element, check, name: field };
}
