/* The button that copies the link; it says on itself what was done. */

import { h } from "../../lib/dom.js";

const PAUSE = 2500; // milliseconds that it says what was done

/**
 * `onPress()`: the link is wanted.
 * @param {{ onPress: () => void }} options
 */
export function createShareButton({ onPress }) {
  const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
  const label = h("span", {}, "Share");
  const key = h("kbd", { ariaHidden: "true" }, isMac ? "⌘S" : "Ctrl S");
  const button = h("button.button.primary", { type: "button", title: "Copy a link to this work", onclick: onPress }, label, key);
  const said = h("span.spoken", { role: "status" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;

  function rest() {
    label.textContent = "Share";
    said.textContent = "";
    key.hidden = false;
  }

  return {
    element: h("span.share", {}, button, said),
    /** @param {string} words */
    say(words) {
      clearTimeout(resting);
      said.textContent = label.textContent = words;
      key.hidden = true;
      resting = setTimeout(rest, PAUSE);
    },
  };
}
