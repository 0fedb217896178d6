/* The cases along the bottom: a tile for each response, the one in the editor lit, and what can be done with it. */

import { h, setText } from "../../lib/dom.js";
import { plural } from "../../lib/format.js";
import { outcomeWords } from "../../scenario/cases.js";
import { createCaseOffers } from "./offers.js";
import { createCaseTiles } from "./tiles.js";
import { createCaseTools } from "./tools.js";

/** @import { Case, Derived, NewCase, Outcome } from "../../types/page" */

const MANY = 8; // cases, from which on they stand in rows

/**
 * Cases go by their index; null is the Scenario's own response. `onPick(at)`, `onAdd([{name, backend?, request?, isCopy?}])`, `onChange(at, members)`,
 * `onRemove(at)`, `onExpect(at)`: expect its answer of now; `derive()`: a promise of what can be added.
 * @param {{
 *   onPick: (at: number | null) => void, onAdd: (cases: NewCase[]) => void, onChange: (at: number, members: Partial<Case>) => void,
 *   onRemove: (at: number) => void, onExpect: (at: number) => void, derive: () => Promise<Derived>,
 * }} options
 */
export function createCasesPane({ onPick, onAdd, onChange, onRemove, onExpect, derive }) {
  const said = h("p.meta", { role: "status" });
  const offers = createCaseOffers({ onAdd, derive, onClose: () => tiles.focusAdd() });
  const tiles = createCaseTiles({ onPick, onOffer: offers.toggle });
  const tools = createCaseTools({ onChange, onRemove: (index) => (onRemove(index), tiles.focusPressed()), onExpect });
  const row = h("div.case-row", {}, h("div.case-head", {}, h("h2", {}, "Cases"), said), tiles.element);
  const element = h("section.case-strip", { ariaLabel: "Cases" }, offers.element, tools.element, row);
  /** @type {Case[]} */
  let cases = [];
  /** @type {number | null} */
  let at = null;
  /** @type {Outcome[] | null} */
  let results = null;

  function show() {
    element.classList.toggle("is-empty", cases.length === 0);
    element.classList.toggle("is-many", cases.length >= MANY);
    tiles.update(cases, at, results);
    if (at === null) tools.hide();
    else tools.update(at, cases[at], results?.[at + 1]);
  }

  return {
    element,
    /**
     * `index`: the case in the editor, or null.
     * @param {Case[]} next
     * @param {number | null} index
     */
    update(next, index) {
      if (!cases.every(({ name: same }, index) => same === next[index]?.name)) results = null; // those of other cases
      [cases, at] = [next, index];
      show();
    },
    /** The outcomes that are shown are those of other work than what is written now. */
    showOld: () => element.classList.add("is-old"),
    /**
     * `outcomes`: of all, the Scenario's own first, or null; `trouble`: why there are none.
     * @param {Outcome[] | null} outcomes
     * @param {string} trouble
     */
    showRun(outcomes, trouble) {
      element.classList.remove("is-old");
      results = outcomes && outcomes.length === cases.length + 1 ? outcomes : null;
      setText(said, trouble || countOf(cases, results));
      show();
    },
  };
}

/**
 * How many there are, and whether they were run.
 * @param {Case[]} cases
 * @param {Outcome[] | null} results
 */
function countOf(cases, results) {
  if (results) return [`${results.length}`, failing(results) || "run together"].join(" · ");
  return cases.length ? plural(cases.length, "case") : "";
}

/**
 * How many fail, in words; "" for none.
 * @param {Outcome[]} results
 */
function failing(results) {
  const count = results.filter((result) => outcomeWords(result).isBad).length;
  return count ? `${count} failing` : "";
}
