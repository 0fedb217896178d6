/* What the client gets of an item: which attributes, under which names, and what becomes of missing ones. */

import { h, setText } from "../../lib/dom.js";

/** @import { Generation } from "../../types/page" */
/** @typedef {{ element: HTMLElement, check: HTMLInputElement, name: HTMLInputElement }} Row */

const READS = ["GetItem", "Query", "Scan", "BatchGetItem", "UpdateItem"];
/** What a list may come as, where an action gives one. */
const PAGES = { Query: "items and next", Scan: "items and next", BatchGetItem: "items and unprocessed" };

/** Closed until it is wanted. */
export function createAttributes() {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  const list = h("div.new-attributes");
  const missing = choiceOf({ "leave out": "left out", null: "null" });
  const output = choiceOf({ plain: "plain JSON", typed: "with DynamoDB’s types" });
  const form = choiceOf({ list: "a list", page: "" });
  const formRow = h("label.new-option", {}, "The client gets ", form);
  const element = h(
    "details.new-options",
    {},
    h("summary", {}, "Options"),
    formRow,
    h("label.new-option", {}, "Values are ", output),
    h("label.new-option", {}, "Missing attributes are ", missing),
    h("fieldset.new-choice", {}, h("legend", {}, "Attributes that the client gets, and their names"), list),
  );
  const shown = () => [...rows].filter(([, { element: row }]) => row.isConnected || list.contains(row));

  return {
    element,
    /**
     * Only what reads has something to give.
     * @param {string} action
     */
    turn(action) {
      element.hidden = !READS.includes(action);
      const page = PAGES[/** @type {keyof typeof PAGES} */ (action)];
      formRow.hidden = page === undefined;
      setText(form.options[1], `an object with ${page}`);
    },
    /**
     * What is chosen stays chosen.
     * @param {string[]} names
     */
    show(names) {
      if (names.join("\n") === [...list.children].map((row) => /** @type {HTMLElement} */ (row).dataset.name).join("\n")) return;
      for (const name of names) if (!rows.has(name)) rows.set(name, rowOf(name));
      list.replaceChildren(...names.map((name) => /** @type {Row} */ (rows.get(name)).element));
    },
    /** @returns {Pick<Generation, "attributes" | "rename" | "missing" | "output" | "form">} */
    read() {
      const found = shown();
      const taken = found.filter(([, { check }]) => check.checked);
      const renamed = taken.filter(([name, row]) => row.name.value.trim() && row.name.value.trim() !== name);
      return {
        missing: missing.value === "null" ? "null" : "leave out",
        output: output.value === "typed" ? "typed" : "plain",
        form: form.value === "page" ? "page" : "list",
        attributes: taken.length === found.length ? [] : taken.map(([name]) => name),
        rename: Object.fromEntries(renamed.map(([name, row]) => [name, row.name.value.trim()])),
      };
    },
  };
}

/**
 * @param {Record<string, string>} words by value
 */
const choiceOf = (words) => h("select.select", {}, ...Object.entries(words).map(([value, label]) => h("option", { value }, label)));

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
