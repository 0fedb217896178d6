/* What is wrong, how much of it, worst first and what shows before what causes it: a sentence, the place to go to, and a fix where there is one. */

import { childrenOf, h, sentence, setText } from "../lib/dom.js";
import { fixWords, plural } from "../lib/format.js";

/** @import { Diagnostic, Target } from "../types/page" */

/** @type {Record<string, string>} */
const WORDS = { error: "Error", warning: "Warning", info: "Note" };
const ORDER = Object.keys(WORDS);
const SYMPTOM = "body.json"; // what is seen of what others say

/**
 * `targetOf(diagnostic)`: {label, target?}; `onGo(target)`, `onFix(diagnostic)`.
 * @param {{
 *   targetOf: (diagnostic: Diagnostic) => { label: string, target?: Target }, onGo: (target: Target) => void,
 *   onFix: (diagnostic: Diagnostic) => void,
 * }} options
 */
export function createProblemsPane({ targetOf, onGo, onFix }) {
  const count = h("h2.problem-count");
  const list = h("ul.problem-list");
  const element = h("section.problems", { ariaLabel: "Problems", hidden: true }, count, list);
  let key = "";
  /** @type {Map<string, HTMLElement>} */
  let items = new Map(); // what is shown: diagnostic, as JSON → its element

  /** @param {Diagnostic} diagnostic */
  function toItem(diagnostic) {
    const { severity, message, help, fix } = diagnostic;
    const { label, target } = targetOf(diagnostic);
    const tools = h("span.problem-tools");
    if (target) tools.append(h("button.link", { type: "button", onclick: () => onGo(target) }, label));
    else tools.append(label);
    if (target && fix?.length)
      tools.append(h("button.link", { type: "button", title: fixWords(fix), onclick: () => onFix(diagnostic) }, "fix"));
    return h(
      `li.problem.is-${severity}`,
      {},
      h("span.problem-mark", { ariaHidden: "true" }),
      h(
        "p.problem-text",
        {},
        h("span.spoken", {}, `${WORDS[severity]}: `),
        ...sentence(message),
        help ? h("span.problem-help", {}, ...sentence(help)) : null,
      ),
      tools,
    );
  }

  /**
   * Only what differs is moved: an element that is being pressed keeps its place, and the press.
   * @param {HTMLElement[]} wanted
   */
  function settle(wanted) {
    for (const item of childrenOf(list)) if (!wanted.includes(item)) item.remove();
    wanted.forEach((item, index) => list.children[index] === item || list.insertBefore(item, list.children[index] ?? null));
  }

  return {
    element,
    /** @param {Diagnostic[]} diagnostics */
    update(diagnostics) {
      const next = JSON.stringify(diagnostics);
      if (next === key) return;
      key = next;
      const sorted = [...diagnostics].sort((one, other) => rankOf(one) - rankOf(other));
      const texts = sorted.map((one) => JSON.stringify(one));
      items = new Map(sorted.map((one, index) => [texts[index], items.get(texts[index]) ?? toItem(one)]));
      settle([...items.values()]);
      setText(count, countOf(sorted));
      element.hidden = sorted.length === 0;
    },
  };
}

/** @param {Diagnostic} diagnostic */
const rankOf = ({ severity, code }) => 2 * ORDER.indexOf(severity) + (code === SYMPTOM ? 0 : 1);

/**
 * `2 problems, 1 note`.
 * @param {Diagnostic[]} diagnostics
 */
function countOf(diagnostics) {
  const notes = diagnostics.filter(({ severity }) => severity === "info").length;
  const problems = diagnostics.length - notes;
  return [problems ? plural(problems, "problem") : "", notes ? plural(notes, "note") : ""].filter(Boolean).join(", ");
}
