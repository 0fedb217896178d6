/* What can be done with the case in the editor: another name, what is expected of it, away with it. */

import { h, sentence, setText } from "../../lib/dom.js";
import { differenceWords, expectedWords } from "../../scenario/cases.js";

/** @import { Case, Difference, Outcome } from "../../types/page" */

/**
 * `onChange(at, members)`, `onRemove(at)`, `onExpect(at)`: expect its answer of now.
 * @param {{
 *   onChange: (at: number, members: Partial<Case>) => void, onRemove: (at: number) => void, onExpect: (at: number) => void,
 * }} options
 */
export function createCaseTools({ onChange, onRemove, onExpect }) {
  let at = -1;
  const name = h("input.field", { ariaLabel: "Name of the case", autocomplete: "off", onchange: rename });
  const expected = h("span.meta");
  const why = h("span.meta.case-said");
  const differences = h("div.case-differences", { hidden: true, tabIndex: 0, role: "group", ariaLabel: "Expected and now" });
  /**
   * @param {string} words
   * @param {() => void} onclick
   */
  const link = (words, onclick) => h("button.link", { type: "button", onclick }, words);
  const clear = link("Clear expectation", () => onChange(at, { expect: undefined }));
  const element = h(
    "div.case-tools",
    { role: "group", ariaLabel: "The case in the editor" },
    name,
    expected,
    link("Use current answer as expected", () => onExpect(at)),
    clear,
    link("remove", () => onRemove(at)),
    why,
    differences,
  );

  function rename() {
    if (name.value.trim()) onChange(at, { name: name.value.trim() });
  }

  return {
    element,
    hide: () => void (element.hidden = true),
    /**
     * `one`: the case at `index`, hidden where it is none; `result`: its outcome, where it was run.
     * @param {number} index
     * @param {Case | undefined} one
     * @param {Outcome | undefined} result
     */
    update(index, one, result) {
      at = index;
      element.hidden = !one;
      if (!one) return;
      if (document.activeElement !== name) name.value = one.name;
      setText(expected, expectedWords(one.expect));
      clear.hidden = !one.expect;
      const diagnostic = result?.diagnostics.find(({ severity }) => severity !== "info");
      const found = result?.differences ?? [];
      differences.hidden = found.length === 0;
      differences.replaceChildren(...(found.length ? [differenceTable(found)] : []));
      why.hidden = found.length > 0;
      why.replaceChildren(...(diagnostic ? sentence(diagnostic.message) : [result ? differenceWords(result) : ""]));
    },
  };
}

/**
 * What was expected beside what is there now, a row each.
 * @param {Difference[]} differences
 */
function differenceTable(differences) {
  const head = ["", "Expected", "Now"].map((name) => h("th", { scope: "col" }, name));
  const rows = differences.map(({ of, at, expected, got }) => {
    const texts = [expected, got].map((text) => h("td", {}, text === null ? h("span.meta", {}, "nothing") : h("code", {}, text)));
    return h("tr", {}, h("th", { scope: "row" }, `${of}${at && ` ${at}`}`), ...texts);
  });
  return h("table", {}, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...rows));
}
