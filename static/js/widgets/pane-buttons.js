/* Two small buttons that a pane has: its text into the clipboard, and as much of the window as there is. */

import { h, setText } from "../lib/dom.js";
import { copyText } from "../lib/files.js";

const WORD = "copy";
const LARGE = "is-large";
const SAID = 1500; // milliseconds

/**
 * A button that copies `text()`; `what`: its name in a sentence.
 * @param {{ what: string, text: () => string }} options
 */
export function createCopyButton({ what, text }) {
  const sign = h("span", { ariaHidden: "true" }, WORD);
  const said = h("span.spoken", { role: "status" });
  const name = `Copy ${what}`;
  const button = h("button.form.copy", { type: "button", title: name, ariaLabel: name, onclick: copy }, sign);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  async function copy() {
    const isCopied = await copyText(text());
    clearTimeout(timer);
    setText(sign, isCopied ? "done" : "failed");
    setText(said, isCopied ? "Copied." : "The browser does not let the page copy.");
    timer = setTimeout(() => (setText(sign, WORD), setText(said, "")), SAID);
  }

  return h("span.copy-button", {}, button, said);
}

/**
 * A button that gives the pane around it all of the space that panes have, and takes it back; so does Escape on it.
 * @param {string} what the pane's name in a sentence
 */
export function createLargeButton(what) {
  const name = `Maximise ${what}`;
  const button = h(
    "button.link.meta.sign-button.large-button",
    { type: "button", title: name, ariaLabel: name, ariaPressed: "false" },
    "⤢",
  );

  /** @param {boolean} isLarge */
  function turn(isLarge) {
    const pane = button.closest(".template, .backend, .column.result");
    pane?.classList.toggle(LARGE, isLarge);
    pane?.closest(".panes")?.classList.toggle("has-large", isLarge);
    button.ariaPressed = String(isLarge);
  }

  button.addEventListener("click", () => turn(button.ariaPressed !== "true"));
  button.addEventListener("keydown", ({ key }) => void (key === "Escape" && turn(false)));
  return button;
}
