/* The cases along the bottom: a tile for each response, the one in the editor lit, and what can be done with it. */

import { h, setText } from "../../lib/dom.js";
import { plural } from "../../lib/format.js";
import { createCaseOffers } from "./offers.js";
import { createCaseTiles } from "./tiles.js";
import { createCaseTools } from "./tools.js";

/**
 * Cases go by their index; null is the Scenario's own response. `onPick(at)`, `onAdd([{name, backend, isCopy?}])`, `onChange(at, members)`,
 * `onRemove(at)`, `onExpect(at)`: expect its answer of now; `variants()`: a promise of what can be added.
 */
export function createCasesPane({ onPick, onAdd, onChange, onRemove, onExpect, variants }) {
  const said = h("p.meta", { role: "status" });
  const offers = createCaseOffers({ onAdd, variants, onClose: () => tiles.focusAdd() });
  const tiles = createCaseTiles({ onPick, onOffer: offers.toggle });
  const tools = createCaseTools({ onChange, onRemove: remove, onExpect });
  const head = h("div.case-head", {}, h("h2", {}, "Cases"), said);
  const row = h("div.case-row", {}, head, tiles.element);
  const element = h("section.case-strip", { ariaLabel: "Cases" }, offers.element, tools.element, row);
  let [cases, at, results] = [[], null, null];

  function remove(index) {
    onRemove(index);
    tiles.focusPressed();
  }

  function show() {
    element.classList.toggle("is-empty", cases.length === 0);
    tiles.update(cases, at, results);
    tools.update(at, cases[at], results?.[at + 1]);
  }

  return {
    element,
    /** `index`: the case in the editor, or null. */
    update(next, index) {
      if (!cases.every(({ name: same }, place) => same === next[place]?.name)) results = null; // those of other cases
      [cases, at] = [next, index];
      show();
    },
    /** `outcomes`: of all, the Scenario's own first, or null; `trouble`: why there are none. */
    showRun(outcomes, trouble) {
      results = outcomes?.length === cases.length + 1 ? outcomes : null;
      const count = cases.length ? plural(cases.length, "case") : "";
      setText(said, trouble || (results ? `${results.length} · run together` : count));
      show();
    },
  };
}
