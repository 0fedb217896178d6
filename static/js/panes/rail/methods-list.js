/* The methods of an API, one under the other: filtered by their names, the arrow keys go from one to the next. */

import { h } from "../../lib/dom.js";
import { filtered } from "../../scenario/api-document.js";
import { createRow } from "./row.js";

/** @import { ApiDocument, Checked } from "../../types/page" */
/** @typedef {ReturnType<typeof createRow>} Row */

/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/**
 * `onPick(at)`: a method is wanted.
 * @param {{ onPick: (at: number) => void }} options
 */
export function createMethodsList({ onPick }) {
  /** @type {ApiDocument | null} */
  let api = null;
  /** @type {Row[]} */
  let rows = [];
  const current = createCurrent();

  const filter = h("input.rail-filter", { type: "search", placeholder: "Filter…", ariaLabel: "Filter methods", oninput: showFiltered });
  const none = h("p.rail-none", { hidden: true }, "No method is named like this.");
  const element = h("div.rail-list", { role: "group", ariaLabel: "Methods", onkeydown: moveWithKeys });
  filter.addEventListener("keydown", moveWithKeys);

  function showFiltered() {
    const wanted = new Set(api ? filtered(api, filter.value) : []);
    for (const [at, row] of rows.entries()) row.element.hidden = !wanted.has(at);
    none.hidden = wanted.size > 0;
  }

  /** @param {KeyboardEvent} event */
  function moveWithKeys(event) {
    const step = STEPS[event.key];
    if (!step || (event.target === filter && !event.key.startsWith("Arrow"))) return;
    event.preventDefault();
    moveFocus([filter, ...rows.map((row) => row.element).filter((one) => !one.hidden)], step);
  }

  return {
    ...{ element, filter, none },
    turnTo: (/** @type {number} */ at) => current.turnTo(rows[at]),
    /**
     * The methods of another API, none of them checked; null: of none.
     * @param {ApiDocument | null} next
     * @param {number} at
     */
    show(next, at) {
      api = next;
      rows = (next?.operations ?? []).map(({ name }, index) => createRow(name, () => onPick(index)));
      element.replaceChildren(...rows.map((row) => row.element), none);
      filter.value = "";
      none.hidden = true;
      current.turnTo(rows[at]);
    },
    /**
     * @param {number} at
     * @param {Checked | undefined} checked
     */
    showChecked: (at, checked) => rows[at]?.showChecked(checked),
  };
}

/**
 * Moves the focus so many places on among `stops`, as far as they go.
 * @param {HTMLElement[]} stops
 * @param {number} step
 */
function moveFocus(stops, step) {
  const at = stops.findIndex((one) => one === document.activeElement);
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
}

/** The row that is lit, and in sight. */
function createCurrent() {
  /** @type {Row | undefined} */
  let lit;
  return {
    /** @param {Row | undefined} row */
    turnTo(row) {
      lit?.showCurrent(false);
      lit = row;
      row?.showCurrent(true);
      row?.element.scrollIntoView({ block: "nearest" });
    },
  };
}
