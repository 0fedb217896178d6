/* The bar between two panes: drag it, or move it with the arrow keys; double click puts it back. */

import { h } from "../lib/dom.js";
import { remember, remembered } from "../storage/preferences.js";

const [LEAST, MOST, STEP] = [20, 80, 2]; // percent of the two panes together

/**
 * Writes the share of the first pane into the custom property `--<name>` of `frame`; `vertical` bars move sideways.
 * @param {{ frame: HTMLElement, name: string, label: string, vertical: boolean, usual: number }} options
 */
export function createSplitter({ frame, name, label, vertical, usual }) {
  const element = h("div.splitter", {
    role: "separator",
    tabIndex: 0,
    ariaLabel: label,
    ariaOrientation: vertical ? "vertical" : "horizontal",
    ariaValueMin: String(LEAST),
    ariaValueMax: String(MOST),
  });
  element.classList.add(vertical ? "is-vertical" : "is-horizontal");
  /** @type {number} */
  let share;

  /** @param {number} percent */
  function use(percent) {
    share = Math.min(Math.max(percent, LEAST), MOST);
    frame.style.setProperty(`--${name}`, `${share}`);
    element.ariaValueNow = String(Math.round(share));
  }

  /** @param {number} percent */
  function keep(percent) {
    use(percent);
    remember(name, String(share));
  }

  /** @type {Record<string, number>} */
  const KEYS = vertical ? { ArrowLeft: -STEP, ArrowRight: STEP } : { ArrowUp: -STEP, ArrowDown: STEP };
  element.addEventListener("keydown", (event) => {
    const target = { Home: LEAST, End: MOST }[event.key] ?? share + (KEYS[event.key] ?? 0);
    if (target === share) return;
    event.preventDefault();
    keep(target);
  });
  element.addEventListener("dblclick", () => keep(usual));
  element.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    element.setPointerCapture(event.pointerId);
    element.focus();
  });
  element.addEventListener("pointermove", (event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    const box = frame.getBoundingClientRect();
    use(vertical ? ((event.clientX - box.left) / box.width) * 100 : ((event.clientY - box.top) / box.height) * 100);
  });
  element.addEventListener("pointerup", () => keep(share));

  use(Number(remembered(name, String(usual))) || usual);
  return { element };
}
