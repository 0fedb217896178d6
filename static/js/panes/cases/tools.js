/* What can be done with the case in the editor: another name, what is expected of it, away with it. */

import { h, sentence, setText } from "../../lib/dom.js";
import { differenceWords, expectedWords } from "../../scenario/cases.js";

/** `onChange(at, members)`, `onRemove(at)`, `onExpect(at)`: expect its answer of now. */
export function createCaseTools({ onChange, onRemove, onExpect }) {
  let at = null;
  const name = h("input.field", { ariaLabel: "Name of the case", autocomplete: "off", onchange: rename });
  const expected = h("span.meta");
  const why = h("span.meta.case-said");
  const link = (words, onclick) => h("button.link", { type: "button", onclick }, words);
  const clear = link("clear", () => onChange(at, { expect: undefined }));
  const element = h(
    "div.case-tools",
    { role: "group", ariaLabel: "The case in the editor" },
    name,
    expected,
    link("expect its answer of now", () => onExpect(at)),
    clear,
    link("remove", () => onRemove(at)),
    why,
  );

  function rename() {
    if (name.value.trim()) onChange(at, { name: name.value.trim() });
  }

  return {
    element,
    /** `one`: the case at `index`, hidden where it is none; `result`: its outcome, where it was run. */
    update(index, one, result) {
      at = index;
      element.hidden = !one;
      if (!one) return;
      if (document.activeElement !== name) name.value = one.name;
      setText(expected, expectedWords(one.expect));
      clear.hidden = !one.expect;
      const problem = result?.diagnostics.find(({ severity }) => severity !== "info");
      why.replaceChildren(...(problem ? sentence(problem.message) : [result ? differenceWords(result) : ""]));
    },
  };
}
