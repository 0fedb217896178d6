/* An entry of the reference: a line that opens. What is in it is made when it is first opened. */

import { h, sentence } from "../../lib/dom.js";

/**
 * `name`: how it is written; `help`: a line beside it; `fill()`: what is in it.
 * @param {{ name: string, help: string, fill: () => Node[] | Promise<Node[]> }} options
 */
export function createEntry({ name, help, fill }) {
  const words = h("span.reference-help", {}, ...sentence(help));
  const body = h("div.reference-body");
  const element = h("details.reference-entry", {}, h("summary", {}, h("code.term-signature", {}, name), words), body);
  /** @type {Promise<void> | null} */
  let filling = null;

  /** What is in it, once it is there. */
  function filled() {
    filling ??= put();
    return filling;
  }

  async function put() {
    try {
      body.replaceChildren(...(await fill()));
    } catch {
      filling = null;
      body.replaceChildren(h("p", {}, "This can’t be loaded: the server can’t be reached."));
    }
  }

  element.addEventListener("toggle", () => element.open && filled());
  return { element, text: `${name} ${help}`.toLowerCase(), filled };
}

/**
 * A text as it stands in an editor, with what it is above it.
 * @param {string} label
 * @param {string} text
 */
export const codeBlock = (label, text) =>
  h(
    "figure.reference-code",
    {},
    h("figcaption", {}, label),
    h("pre", { tabIndex: 0, role: "group", ariaLabel: label }, h("code", {}, text)),
  );

/**
 * A button that says what it does in a word, and to whom does not see where it stands, in full.
 * @param {string} words
 * @param {string} name
 * @param {() => void} onclick
 */
export const entryButton = (words, name, onclick) => h("button.link", { type: "button", ariaLabel: `${words}: ${name}`, onclick }, words);
