/* The keys of the page, in a panel that opens in the page. */

import { h, isField } from "../lib/dom.js";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const MOD = isMac ? "⌘" : "Ctrl";

/** @type {Record<string, [key: string, words: string][]>} */
const KEYS = {
  Everywhere: [
    [`${MOD} Enter`, "evaluate at once"],
    [`${MOD} S`, "save; where nothing can be saved, copy a link"],
    [`${MOD} Z`, "undo, also what an example replaced"],
    [isMac ? "⌥ N" : "Alt N", "new method, where nothing is typed"],
    ["Escape, then Tab", "leave an editor"],
    ["F1", "reference: what a template can name, and what problems mean"],
    ["?", "this list"],
  ],
  Template: [
    [isMac ? "⌃ Space" : "Ctrl Space", "autocomplete"],
    ["Tab", "accept the suggestion, or indent"],
    [`${MOD} .`, "fix the problem here"],
    ["F8", "next problem"],
    [`${MOD} /`, "comment"],
    [isMac ? "⇧ ⌥ F" : "Shift Alt F", "format: indent by blocks"],
    [isMac ? "⌘ ⌥ [" : "Ctrl Shift [", "fold; with ] unfold"],
    [`${MOD} F`, "find and replace"],
  ],
  Body: [
    ["Arrows", "move; what wrote it is lit"],
    ["Enter", "go there"],
    [`${MOD} F`, "find"],
  ],
};

/**
 * The panel, closed, and the button that opens it. `onReference()`: the reference is wanted.
 * @param {{ onReference: () => void }} options
 */
export function createKeyboardHelp({ onReference }) {
  const button = h("button.button", { type: "button", title: "Keys", ariaLabel: "Keys", ariaExpanded: "false", onclick: toggle }, "?");
  const close = h("button.link", { type: "button", onclick: toggle }, "Close");
  const groups = Object.entries(KEYS).map(([name, keys]) =>
    h("div.key-group", {}, h("h2.key-title", {}, name), h("dl", {}, ...rows(keys))),
  );
  const tested = h("a.key-link", { href: "/conformance" }, "How the answers are tested");
  const reference = h("button.link", { type: "button", onclick: () => (toggle(), onReference()) }, "Reference");
  const foot = h("p.key-foot", {}, reference, tested, close);
  const element = h("section.panel.keyboard-help", { ariaLabel: "Keys", hidden: true, tabIndex: -1 }, ...groups, foot);

  function toggle() {
    element.hidden = !element.hidden;
    button.ariaExpanded = String(!element.hidden);
    if (element.hidden) button.focus();
    else element.focus();
  }

  element.addEventListener("keydown", ({ key }) => key === "Escape" && toggle());
  addEventListener("keydown", (event) => {
    if (event.key !== "?" || isField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    toggle();
  });
  return { element, button };
}

/** @param {[key: string, words: string][]} keys */
function rows(keys) {
  return keys.map(([key, words]) => h("div.key-row", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, words)));
}
