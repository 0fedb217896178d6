/* The tables that DynamoDB answers over: a definition and a grid of items for each; and what the engine answered, and changed. */

import { h, setText } from "../../lib/dom.js";
import { createTableForm } from "./table-form.js";

/** @import { BackendSeen, EditorEvents, Table } from "../../types/page" */

const NONE =
  "Without tables the response is what is written here. With a table, and no response, DynamoDB answers the request template's request.";

/**
 * `onTables(tables)`: they are edited; `onAdd()`: one more is wanted; `onAsk()`: the tables are to answer, in place of the response;
 * `onFreeze()`: what the engine answered is to be the response from now on.
 * @param {{
 *   events: EditorEvents, onTables: (tables: Table[]) => void, onAdd: () => void, onAsk: () => void, onFreeze: () => void,
 * }} options
 */
export function createTables({ events, onTables, onAdd, onAsk, onFreeze }) {
  const said = h("p.tables-said", { role: "status" });
  const ask = h("button.link", { type: "button", onclick: onAsk }, "Let the tables answer");
  const freeze = h("button.link", { type: "button", onclick: onFreeze, title: "What was answered becomes the response" }, "Freeze");
  const add = h("button.button", { type: "button", onclick: onAdd }, "Add a table");
  const changes = h("tbody");
  const head = h("thead", {}, h("tr", {}, ...["Table", "Before", "After"].map((name) => h("th", { scope: "col" }, name))));
  const changed = h("table.tables-changed", { ariaLabel: "Changed items" }, head, changes);
  const list = h("div.tables-list");
  const element = h("div.tables-view", {}, h("p.tables-head", {}, said, ask, freeze, add), changed, list);
  /** @type {ReturnType<typeof createTableForm>[]} */
  let forms = [];
  /** @type {Table[]} */
  let tables = [];

  /** @param {number} index */
  const formAt = (index) =>
    createTableForm({
      events,
      number: index + 1,
      onChange: (table) => put(tables.map((one, at) => (at === index ? table : one))),
      onRemove: () => put(tables.filter((_, at) => at !== index)),
    });

  /** @param {Table[]} next */
  function put(next) {
    show(next);
    onTables(next);
  }

  /** @param {Table[]} next */
  function show(next) {
    if (next.length !== forms.length) {
      forms = next.map((_, index) => formAt(index));
      list.replaceChildren(...forms.map((form) => form.element));
    }
    tables = next;
    forms.forEach((form, index) => form.update(next[index]));
  }

  return {
    element,
    /**
     * `isAsked`: no response is given, so the tables answer; `seen`: the answer of the backend, or null.
     * @param {{ tables: Table[], isAsked: boolean, seen: BackendSeen | null }} now
     */
    update({ tables: next, isAsked, seen }) {
      show(next);
      const engine = seen?.by === "engine" ? seen : null;
      setText(said, wordsFor(next.length, isAsked, engine?.engine ?? ""));
      ask.hidden = isAsked || next.length === 0;
      freeze.hidden = engine === null;
      const rows = Object.entries(engine?.tables ?? {}).flatMap(([name, items]) => items.map((one) => rowOf(name, one)));
      changes.replaceChildren(...rows);
      changed.hidden = rows.length === 0;
    },
  };
}

/**
 * @param {number} count
 * @param {boolean} isAsked
 * @param {string} engine
 */
function wordsFor(count, isAsked, engine) {
  if (count === 0) return NONE;
  if (!isAsked) return "The response answers, not the tables.";
  return engine ? `Answered by ${engine}.` : "The tables answer.";
}

/**
 * @param {string} name
 * @param {{ before?: unknown, after?: unknown }} one
 */
const rowOf = (name, { before, after }) =>
  h("tr", {}, h("th", { scope: "row" }, name), ...[before, after].map((item) => h("td", {}, item ? JSON.stringify(item) : "—")));
