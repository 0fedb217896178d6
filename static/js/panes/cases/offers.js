/* Cases that can be added: what the server makes of the response in the editor, and a copy of it. */

import { h } from "../../lib/dom.js";
import { messageOf } from "../../lib/format.js";

/** @import { NewCase } from "../../types/page" */

/** @type {NewCase} */
const COPY = { name: "A copy of this response", isCopy: true };

/**
 * `onAdd([{name, backend, isCopy?}])`; `variants()`: a promise of what can be added; `onClose()`: the focus is to be put elsewhere.
 * @param {{ onAdd: (cases: NewCase[]) => void, variants: () => Promise<NewCase[]>, onClose: () => void }} options
 */
export function createCaseOffers({ onAdd, variants, onClose }) {
  const element = h("div.case-offers", { role: "group", ariaLabel: "Cases to add", hidden: true });
  element.addEventListener("keydown", ({ key }) => key === "Escape" && close());

  function close() {
    element.hidden = true;
    onClose();
  }

  /**
   * @param {NewCase} one
   * @param {HTMLElement} button
   */
  function addOne(one, button) {
    onAdd([one]);
    button.remove();
  }

  /** @param {NewCase[]} found */
  function addAll(found) {
    onAdd(found);
    close();
  }

  /** @param {NewCase} one */
  function toButton(one) {
    const button = h("button.button", { type: "button", title: one.why ?? "", onclick: () => addOne(one, button) }, one.name);
    return button;
  }

  /** @param {NewCase[]} found */
  function toAll(found) {
    return h("button.button.is-main", { type: "button", onclick: () => addAll(found) }, `Add all ${found.length}`);
  }

  /** Asks what can be added, and shows it; what is shown already is closed. */
  async function toggle() {
    if (!element.hidden) return close();
    element.hidden = false;
    element.replaceChildren(h("p.meta", {}, "Looking at the response…"));
    const ends = h("button.link", { type: "button", onclick: close }, "close");
    try {
      const found = await variants();
      const intro = h("p.meta", {}, "Each differs from this response in one thing.");
      element.replaceChildren(intro, ...(found.length ? [toAll(found)] : []), toButton(COPY), ...found.map(toButton), ends);
    } catch (error) {
      element.replaceChildren(h("p.meta", {}, messageOf(error)), toButton(COPY), ends);
    }
    element.querySelector("button")?.focus();
    return undefined;
  }

  return { element, toggle };
}
