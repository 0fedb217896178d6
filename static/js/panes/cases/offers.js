/* Cases that can be added: what the server makes of the response in the editor, and a copy of it. */

import { h } from "../../lib/dom.js";

const COPY = { name: "A copy of this response", isCopy: true };

/** `onAdd([{name, backend, isCopy?}])`; `variants()`: a promise of what can be added; `onClose()`: the focus is to be put elsewhere. */
export function createCaseOffers({ onAdd, variants, onClose }) {
  const element = h("div.case-offers", { role: "group", ariaLabel: "Cases to add", hidden: true });
  element.addEventListener("keydown", ({ key }) => key === "Escape" && close());

  function close() {
    element.hidden = true;
    onClose();
  }

  function addOne(one, button) {
    onAdd([one]);
    button.remove();
  }

  function addAll(found) {
    onAdd(found);
    close();
  }

  function toButton(one) {
    const button = h("button.button", { type: "button", title: one.why ?? "", onclick: () => addOne(one, button) }, one.name);
    return button;
  }

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
      element.replaceChildren(h("p.meta", {}, error.message), toButton(COPY), ends);
    }
    element.querySelector("button")?.focus();
    return undefined;
  }

  return { element, toggle };
}
