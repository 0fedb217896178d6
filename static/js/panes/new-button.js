/* New: the button in the bar, and its key. What it opens is loaded when it is first wanted. */

import { h, isField } from "../lib/dom.js";

/** @import { Drawer, Scenario } from "../types/page" */

const LOST = "This part of the page can’t be loaded: the server can’t be reached.";

/**
 * `load(scenario, notice)` puts other work into the page, one undo away; `onNotice(words)`: to be said.
 * @param {{ api: string, drawer: Drawer, load: (scenario: Scenario, notice: string) => void, onNotice: (words: string) => void }} options
 */
export function createNewButton({ api, drawer, load, onNotice }) {
  /** @type {ReturnType<typeof import("./new/new.js").createNewPane> | undefined} */
  let pane; // kept, and with it what was filled in
  const button = h("button.button", { type: "button", title: "A new method (Alt N)", onclick: open }, "New");

  async function open() {
    const loaded = await import("./new/new.js").catch(() => null);
    if (!loaded) return onNotice(LOST);
    pane ??= loaded.createNewPane({ api, drawer, load });
    return pane.open();
  }

  addEventListener("keydown", (event) => {
    if (event.code !== "KeyN" || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || isField(event.target)) return;
    event.preventDefault();
    open();
  });
  return button;
}
