/* One table: its definition, and its items as a grid, each in DynamoDB JSON. */

import { h } from "../../lib/dom.js";
import { createJsonField, objectIn } from "../../widgets/json-field.js";

/** @import { EditorEvents, Table } from "../../types/page" */

/**
 * `onChange(table)` at each edit that can be read; `onRemove()`: the table is not wanted.
 * @param {{ events: EditorEvents, number: number, onChange: (table: Table) => void, onRemove: () => void }} options
 */
export function createTableForm({ events, number, onChange, onRemove }) {
  /** @type {Table} */
  let table = { definition: {}, items: [] };
  const definition = createJsonField({
    ...{ label: `Definition of table ${number}`, empty: "What create-table takes, or describe-table prints.", events },
    onChange: (next) => put({ ...table, definition: next }),
    onEdit: () => undefined,
  });
  const rows = h("tbody");
  const grid = h("table.items-grid", { ariaLabel: `Items of table ${number}` }, rows);
  const add = h("button.link", { type: "button", onclick: addItem }, "Add an item");
  const remove = h("button.link", { type: "button", onclick: onRemove }, "Remove the table");
  const tools = h("p.table-tools", {}, add, remove);
  const element = h("section.table-form", { ariaLabel: `Table ${number}` }, definition.element, grid, tools);

  const items = () => table.items ?? [];

  /** @param {Table} next */
  function put(next) {
    table = next;
    onChange(next);
  }

  function addItem() {
    const last = items().at(-1);
    put({ ...table, items: [...items(), last ?? keysOf(table)] });
    showItems();
    /** @type {HTMLElement | null} */ (rows.querySelector("tr:last-child textarea"))?.focus();
  }

  /** @param {number} index */
  function removeItem(index) {
    put({ ...table, items: items().filter((_, at) => at !== index) });
    showItems();
    add.focus();
  }

  /**
   * @param {Record<string, unknown>} item
   * @param {number} index
   */
  function rowOf(item, index) {
    const field = h("textarea.item-field", {
      ariaLabel: `Item ${index + 1} of table ${number}`,
      spellcheck: false,
      rows: 1,
      oninput: edited,
    });
    field.value = JSON.stringify(item);
    const away = h("button.link", { type: "button", ariaLabel: `Delete item ${index + 1}`, onclick: () => removeItem(index) }, "Delete");

    function edited() {
      const value = field.value.trim() ? objectIn(field.value) : null;
      field.ariaInvalid = String(value === null);
      if (value !== null) put({ ...table, items: items().map((one, at) => (at === index ? value : one)) });
    }
    return h("tr", {}, h("td", {}, field), h("td", {}, away));
  }

  function showItems() {
    rows.replaceChildren(...items().map(rowOf));
  }

  return {
    element,
    /** @param {Table} next */
    update(next) {
      if (JSON.stringify(next) === JSON.stringify(table)) return; // it is written here
      const isOther = JSON.stringify(next.items ?? []) !== JSON.stringify(items());
      table = next;
      definition.update(next.definition);
      if (isOther) showItems();
    },
  };
}

/**
 * An item of which only the keys are there, empty.
 * @param {Table} table
 */
function keysOf({ definition }) {
  /** @type {{ AttributeName?: string, AttributeType?: string }[]} */
  const types = Array.isArray(definition.AttributeDefinitions) ? definition.AttributeDefinitions : [];
  /** @type {{ AttributeName?: string }[]} */
  const keys = Array.isArray(definition.KeySchema) ? definition.KeySchema : [];
  const typeOf = (/** @type {string} */ name) => types.find((one) => one.AttributeName === name)?.AttributeType ?? "S";
  return Object.fromEntries(keys.map(({ AttributeName: name = "" }) => [name, { [typeOf(name)]: typeOf(name) === "N" ? "1" : "a" }]));
}
