/*
 * What is wrong, how much of it, worst first and what shows before what causes it: a sentence, the place to go to, and where there is one a
 * fix, and a call that shows it.
 */

import { childrenOf, h, sentence, setText } from "../lib/dom.js";
import { callWords, fixWords, plural } from "../lib/format.js";

/** @import { Diagnostic, Target } from "../types/page" */

/** @type {Record<string, string>} */
const WORDS = { error: "Error", warning: "Warning", info: "Note" };
const ORDER = Object.keys(WORDS);
const SYMPTOM = "body.json"; // what is seen of what others say

/**
 * `targetOf(diagnostic)`: {label, target?}; `onGo(target)`, `onFix(diagnostic)`, `onTry(diagnostic)`: its call is wanted; `onCode(code)`: what is
 * behind it.
 * @param {{
 *   targetOf: (diagnostic: Diagnostic) => { label: string, target?: Target }, onGo: (target: Target) => void,
 *   onFix: (diagnostic: Diagnostic) => void, onTry: (diagnostic: Diagnostic) => void, onCode: (code: string) => void,
 * }} options
 */
export function createProblemsPane({ targetOf, onGo, onFix, onTry, onCode }) {
  const count = h("h2.problem-count", {}, "No problems");
  const list = h("ul.problem-list");
  const element = h("section.problems", { ariaLabel: "Problems" }, count, list);
  let key = "";
  /** @type {Map<string, HTMLElement>} */
  let items = new Map(); // what is shown: diagnostic, as JSON → its element

  /** @param {Diagnostic} diagnostic */
  function toItem(diagnostic) {
    const { label, target } = targetOf(diagnostic);
    const { fix, call } = diagnostic;
    const tools = h("span.problem-tools", {}, target ? link(label, () => onGo(target)) : label);
    if (target && fix?.length) tools.append(fixButton(diagnostic, fix, label));
    if (call) tools.append(link("Try this call", () => onTry(diagnostic), callWords(call)));
    tools.append(codeButton(diagnostic.code, label));
    return itemOf(diagnostic, tools);
  }

  /**
   * Each has a name of its own: what it does, and where.
   * @param {Diagnostic} diagnostic
   * @param {NonNullable<Diagnostic["fix"]>} fix
   * @param {string} place
   */
  function fixButton(diagnostic, fix, place) {
    const button = link("fix", () => onFix(diagnostic), fixWords(fix));
    button.ariaLabel = `fix: ${fixWords(fix)}, ${place}`;
    return button;
  }

  /**
   * @param {string} code
   * @param {string} place
   */
  function codeButton(code, place) {
    const button = link(code, () => onCode(code), "What is behind it, with a wrong and a right template");
    button.classList.add("problem-code");
    button.ariaLabel = `${code}: what is behind it, ${place}`;
    return button;
  }

  /**
   * The elements of these diagnostics. One whose place is the same, or that is being pressed, stays; another is made anew, for what is there
   * does not slide under the eye.
   * @param {string[]} texts the diagnostics, as JSON
   * @param {Diagnostic[]} sorted
   */
  function settle(texts, sorted) {
    const before = [...items.values()];
    const all = texts.map((text, index) => {
      const item = items.get(text);
      const stays = item && (before[index] === item || item.contains(document.activeElement) || item.matches(":active"));
      return stays ? item : toItem(sorted[index]);
    });
    for (const item of childrenOf(list)) if (!all.includes(item)) item.remove();
    all.forEach((item, index) => list.children[index] === item || list.insertBefore(item, list.children[index] ?? null));
    items = new Map(texts.map((text, index) => [text, all[index]]));
  }

  return {
    element,
    /** @param {Diagnostic[]} diagnostics */
    update(diagnostics) {
      const next = JSON.stringify(diagnostics);
      if (next === key) return;
      key = next;
      const sorted = [...diagnostics].sort((one, other) => rankOf(one) - rankOf(other));
      const texts = [...new Map(sorted.map((one) => [JSON.stringify(one), one]))];
      settle(
        texts.map(([text]) => text),
        texts.map(([, one]) => one),
      );
      setText(count, countOf(sorted));
    },
  };
}

/**
 * @param {string} words
 * @param {() => void} onclick
 * @param {string} [title]
 */
const link = (words, onclick, title = "") => h("button.link", { type: "button", title, onclick }, words);

/**
 * @param {Diagnostic} diagnostic
 * @param {HTMLElement} tools
 */
function itemOf({ severity, message, help }, tools) {
  const words = [h("span.spoken", {}, `${WORDS[severity]}: `), ...sentence(message)];
  const more = help ? h("span.problem-help", {}, ...sentence(help)) : null;
  const mark = h("span.problem-mark", { ariaHidden: "true" });
  return h(`li.problem.is-${severity}`, {}, mark, h("p.problem-text", {}, ...words, more), tools);
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
  return [problems ? plural(problems, "problem") : "", notes ? plural(notes, "note") : ""].filter(Boolean).join(", ") || "No problems";
}
