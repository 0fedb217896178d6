/* What the bar has of the team's store: Open, Save, and beside the title which revision this is. Hidden until there is a store. */

import { h, setText } from "../lib/dom.js";

/**
 * @param {{ onOpen: () => void, onSave: () => void, onStatus: () => void }} options
 */
export function createSavedTools({ onOpen, onSave, onStatus }) {
  const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  const key = h("kbd", { ariaHidden: "true" }, isMac ? "⌘S" : "Ctrl S");
  const open = h("button.button", { type: "button", title: "Open a saved scenario", hidden: true, onclick: onOpen }, "Open");
  const save = h("button.button.primary", { type: "button", title: "Save for the team", hidden: true, onclick: onSave }, "Save", key);
  const words = h("span", { role: "status" });
  const status = h("button.saved-status", { type: "button", title: "Its history", hidden: true, onclick: onStatus }, words);
  return {
    ...{ open, save, status },
    /**
     * What one who asks may do.
     * @param {{ canOpen: boolean, canSave: boolean }} rights
     */
    show({ canOpen, canSave }) {
      [open.hidden, save.hidden] = [!canOpen, !canSave];
      save.closest(".bar")?.classList.toggle("has-store", canSave || canOpen);
    },
    /**
     * `text`: "" where the work is none of the store's; `isNews`: somebody saved meanwhile.
     * @param {string} text
     * @param {boolean} isNews
     */
    say(text, isNews) {
      setText(words, text);
      status.hidden = text === "";
      status.title = isNews ? "What is different" : "Its history";
      status.classList.toggle("is-news", isNews);
    },
  };
}
