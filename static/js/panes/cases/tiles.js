/* A tile for each response of a Scenario, its own first, and one to add more. */

import { childrenOf, find, h } from "../../lib/dom.js";
import { outcomeWords } from "../../scenario/cases.js";

/** @import { Case, Outcome } from "../../types/page" */

const OWN = "This response";
const NOT_RUN = { words: "", isBad: false };

/**
 * `onPick(at)`: the case at an index, or the Scenario's own response (null), is wanted; `onOffer()`: more of them.
 * @param {{ onPick: (at: number | null) => void, onOffer: () => void }} options
 */
export function createCaseTiles({ onPick, onOffer }) {
  const element = h("ul.case-list");
  let key = "";

  return {
    element,
    /**
     * `at`: the case in the editor, or null; `results`: the outcomes of all, the Scenario's own first, or null.
     * @param {Case[]} cases
     * @param {number | null} at
     * @param {Outcome[] | null} results
     */
    update(cases, at, results) {
      const all = cases.length ? [{ name: OWN }, ...cases] : [];
      const next = JSON.stringify([all.map(({ name }) => name), at, results]);
      if (next === key) return;
      key = next;
      const index = childrenOf(element).findIndex((item) => item.contains(document.activeElement));
      const tiles = all.map((one, index) => {
        const mine = index === 0 ? null : index - 1;
        return tileOf(one.name, { isPressed: mine === at, result: results?.[index], onPick: () => onPick(mine) });
      });
      element.replaceChildren(...tiles, addTile(onOffer));
      if (index >= 0) find(element.children[index], "button")?.focus();
    },
    focusAdd: () => find(element, ".is-add")?.focus(),
    focusPressed: () => find(element, "[aria-pressed=true]")?.focus(),
  };
}

/**
 * A response: its name, the status and what came of it, where it ran.
 * @param {string} name
 * @param {{ isPressed: boolean, result?: Outcome, onPick: () => void }} tile
 */
function tileOf(name, { isPressed, result, onPick }) {
  const { words, isBad } = result ? outcomeWords(result) : NOT_RUN;
  const { status } = result ?? {};
  const title = result?.diagnostics[0]?.message ?? name;
  const tile = h(
    "button.case",
    { type: "button", ariaPressed: String(isPressed), title, onclick: onPick },
    h("strong.case-name", {}, name),
    h("span.case-status", {}, result ? String(status ?? "—") : ""),
    h("small", {}, words),
  );
  tile.dataset.class = isBad ? "5xx" : `${Math.trunc((status ?? 0) / 100)}xx`;
  return h("li", {}, tile);
}

/** @param {() => void} onOffer */
function addTile(onOffer) {
  const words = [h("strong", {}, "+ Add"), h("small", {}, "from this response")];
  return h("li", {}, h("button.case.is-add", { type: "button", onclick: onOffer }, ...words));
}
