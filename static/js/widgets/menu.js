/* A button with a menu under it. Arrow keys move, Escape closes and gives the focus back. */

import { childrenOf, h } from "../lib/dom.js";

/** @import { MenuItem } from "../types/page" */

const CLOSED = { ariaHasPopup: "menu", ariaExpanded: "false" };

/**
 * `label` is a word, with a `sign` before it that stands alone where the bar is narrow; `title`: what it means. `update(items)`: `{label, description?, checked?, run}`; `checked` makes an item one
 * of a choice. `onOpen()`: before the list is seen.
 * @param {{ label: string, sign?: string, title: string, onOpen?: () => void }} options
 */
export function createMenu({ label, sign, title, onOpen = () => {} }) {
  const button = h(
    "button.button",
    { type: "button", ...CLOSED, title, ariaLabel: title },
    ...(sign ? [h("span.sign", {}, sign), h("span.sign-word", {}, label)] : [label]),
  );
  const list = h("div.menu-list", { role: "menu", ariaLabel: title, tabIndex: 0, hidden: true });
  const items = () => childrenOf(list);
  const element = h("div.menu", { onkeydown: press }, button, list);

  /** @param {number} at */
  function open(at) {
    onOpen();
    list.hidden = false;
    button.ariaExpanded = "true";
    items().at(at)?.focus();
  }

  /** @param {{ refocus: boolean }} options */
  function close({ refocus }) {
    if (list.hidden) return;
    list.hidden = true;
    button.ariaExpanded = "false";
    if (refocus) button.focus();
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => (list.hidden ? open(0) : moveFocus(items(), 1)),
    ArrowUp: () => (list.hidden ? open(-1) : moveFocus(items(), -1)),
    Home: () => items().at(0)?.focus(),
    End: () => items().at(-1)?.focus(),
    Escape: () => close({ refocus: true }),
  };

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.key === "Tab") close({ refocus: false });
    if (!keys[event.key] || (list.hidden && !event.key.startsWith("Arrow"))) return;
    event.preventDefault();
    keys[event.key]();
  }

  button.addEventListener("click", () => (list.hidden ? open(0) : close({ refocus: false })));
  onPressElsewhere(element, () => close({ refocus: false }));

  return {
    element,
    /** @param {MenuItem[]} entries */
    update(entries) {
      list.replaceChildren(...entries.map((entry) => itemOf(entry, () => (close({ refocus: true }), entry.run()))));
    },
  };
}

/**
 * @param {MenuItem} entry
 * @param {() => void} onclick
 */
function itemOf({ label, description, checked }, onclick) {
  const role = checked === undefined ? "menuitem" : "menuitemradio";
  const item = h("button.menu-item", { type: "button", role, tabIndex: -1, onclick }, h("span", {}, label));
  if (checked !== undefined) item.ariaChecked = String(checked);
  if (description) item.append(h("small", {}, description));
  return item;
}

/**
 * Moves the focus so many items on, and from the end to the beginning.
 * @param {HTMLElement[]} items
 * @param {number} by
 */
function moveFocus(items, by) {
  const at = items.findIndex((item) => item === document.activeElement);
  items[(at + by + items.length) % items.length]?.focus();
}

/**
 * Runs `act` at each press of a pointer outside of an element.
 * @param {Element} element
 * @param {() => void} act
 */
function onPressElsewhere(element, act) {
  document.addEventListener("pointerdown", ({ target }) => element.contains(/** @type {Node | null} */ (target)) || act());
}
