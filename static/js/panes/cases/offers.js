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
  const closer = h("button.link", { type: "button", onclick: close }, "close");
  element.addEventListener("keydown", ({ key }) => key === "Escape" && close());

  function close() {
    element.hidden = true;
    onClose();
  }

  /** @param {NewCase} one */
  function toButton(one) {
    const button = h("button.button", { type: "button", title: one.why ?? "", onclick: addOne }, one.name);
    function addOne() {
      onAdd([one]);
      button.remove();
    }
    return button;
  }

  /** @param {NewCase[]} found */
  function addAll(found) {
    onAdd(found);
    close();
  }

  /** @param {NewCase[]} found */
  function show(found) {
    const intro = h("p.meta", {}, "Each differs from this response in one thing.");
    const all = h("button.button.is-main", { type: "button", onclick: () => addAll(found) }, `Add all ${found.length}`);
    element.replaceChildren(intro, ...(found.length ? [all] : []), ...[COPY, ...found].map(toButton), closer);
  }

  /** Asks what can be added, and shows it; what is shown already is closed. */
  async function toggle() {
    if (!element.hidden) return close();
    element.hidden = false;
    element.replaceChildren(h("p.meta", {}, "Looking at the response…"));
    try {
      show(await variants());
    } catch (error) {
      element.replaceChildren(h("p.meta", {}, messageOf(error)), toButton(COPY), closer);
    }
    element.querySelector("button")?.focus();
    return undefined;
  }

  return { element, toggle };
}
