/* A field for names and values, a line each: `name: value`. */

import { fromLines, toLines, withoutColon } from "../lib/name-value-lines.js";
import { h, setText } from "../lib/dom.js";

/** @import { Maybe, Values } from "../types/page" */

const MOST_ROWS = 8;

/**
 * `onChange(map)` at each edit. `isMulti`: a name may come more than once. `where`: the JSON Pointer of what is edited.
 * @param {{ label: string, hint: string, where: string, isMulti?: boolean, onChange: (map: any) => void }} options
 */
export function createNameValueField({ label, hint, where, isMulti = false, onChange }) {
  const element = h("textarea.name-values", { ariaLabel: label, placeholder: hint, spellcheck: false, rows: 1, oninput: edited });
  element.dataset.where = where;
  const said = h("small.name-values-said", { role: "status" });

  function fit() {
    const line = withoutColon(element.value);
    element.ariaInvalid = String(line > 0);
    setText(said, line ? `Line ${line} has no colon: all of it is taken as a name. Write name: value.` : "");
    element.rows = Math.min(Math.max(element.value.split("\n").length, 1), MOST_ROWS);
  }

  function edited() {
    fit();
    onChange(fromLines(element.value, isMulti));
  }

  return {
    element: h("div.name-values-field", {}, element, said),
    /**
     * Writes `map`, unless what is written means the same, or is being written.
     * @param {Maybe<Values>} map
     */
    update(map) {
      if (document.activeElement === element) return;
      if (JSON.stringify(fromLines(element.value, isMulti)) === JSON.stringify(map ?? {})) return;
      element.value = toLines(map ?? {});
      fit();
    },
  };
}
