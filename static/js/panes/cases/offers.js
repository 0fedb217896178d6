/* Cases that can be added: what the server makes of the response in the editor and of the call, and a copy of the response. */

import { h } from "../../lib/dom.js";
import { messageOf } from "../../lib/format.js";

/** @import { Derived, NewCase } from "../../types/page" */

/** @type {NewCase} */
const COPY = { name: "A copy of this response", isCopy: true };

/**
 * `onAdd([{name, backend?, request?, isCopy?}])`; `derive()`: a promise of what can be added; `onClose()`: the focus is to be put elsewhere.
 * @param {{ onAdd: (cases: NewCase[]) => void, derive: () => Promise<Derived>, onClose: () => void }} options
 */
export function createCaseOffers({ onAdd, derive, onClose }) {
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

  /**
   * @param {string} words
   * @param {string} action
   * @param {NewCase[]} found
   */
  function group(words, action, found) {
    const all = h("button.button.is-main", { type: "button", onclick: () => addAll(found) }, `${action} ${found.length}`);
    return [h("p.meta", {}, words), ...(found.length ? [all] : [])];
  }

  /** @param {Derived} derived */
  function show({ answers, calls }) {
    element.replaceChildren(
      ...group("Each differs from this response in one thing.", "Add all", answers),
      ...[COPY, ...answers].map(toButton),
      ...(calls.length ? group("Hostile calls: each differs from the client’s call in one thing.", "Add hostile calls:", calls) : []),
      ...calls.map(toButton),
      closer,
    );
  }

  /** Asks what can be added, and shows it; what is shown already is closed. */
  async function toggle() {
    if (!element.hidden) return close();
    element.hidden = false;
    element.replaceChildren(h("p.meta", {}, "Looking at the response and the call…"));
    try {
      show(await derive());
    } catch (error) {
      element.replaceChildren(h("p.meta", {}, messageOf(error)), toButton(COPY), closer);
    }
    element.querySelector("button")?.focus();
    return undefined;
  }

  return { element, toggle };
}
