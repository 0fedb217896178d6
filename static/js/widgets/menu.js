/* A button with a menu under it. Arrow keys move, Escape closes and gives the focus back. */

import { childrenOf, h } from "../lib/dom.js";

/** @import { MenuItem } from "../types/page" */

/**
 * `label` is a word or a sign, `title` what it means. `update(items)`: `{label, description?, checked?, run}`; `checked` makes an item one
 * of a choice. `onOpen()`: before the list is seen.
 * @param {{ label: string, title: string, onOpen?: () => void }} options
 */
export function createMenu({ label, title, onOpen = () => {} }) {
  const button = h("button.button", { type: "button", title, ariaLabel: title, ariaHasPopup: "menu", ariaExpanded: "false" }, label);
  const list = h("div.menu-list", { role: "menu", ariaLabel: title, tabIndex: 0, hidden: true });
  const element = h("div.menu", {}, button, list);
  const items = () => childrenOf(list);

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

  /** @param {number} by */
  function move(by) {
    const all = items();
    all[(all.findIndex((item) => item === document.activeElement) + by + all.length) % all.length]?.focus();
  }

  /** @type {Record<string, () => void>} */
  const KEYS = {
    ArrowDown: () => (list.hidden ? open(0) : move(1)),
    ArrowUp: () => (list.hidden ? open(-1) : move(-1)),
    Home: () => items().at(0)?.focus(),
    End: () => items().at(-1)?.focus(),
    Escape: () => close({ refocus: true }),
  };

  button.addEventListener("click", () => (list.hidden ? open(0) : close({ refocus: false })));
  element.addEventListener("keydown", (event) => {
    if (event.key === "Tab") close({ refocus: false });
    if (!KEYS[event.key] || (list.hidden && !event.key.startsWith("Arrow"))) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  document.addEventListener(
    "pointerdown",
    (event) => element.contains(/** @type {Node | null} */ (event.target)) || close({ refocus: false }),
  );

  /** @param {MenuItem} item */
  function toItem({ label: name, description, checked, run }) {
    const item = h(
      "button.menu-item",
      { type: "button", role: checked === undefined ? "menuitem" : "menuitemradio", tabIndex: -1 },
      h("span", {}, name),
    );
    if (checked !== undefined) item.ariaChecked = String(checked);
    if (description) item.append(h("small", {}, description));
    item.addEventListener("click", () => {
      close({ refocus: true });
      run();
    });
    return item;
  }

  return {
    element,
    /** @param {MenuItem[]} entries */
    update: (entries) => list.replaceChildren(...entries.map(toItem)),
  };
}
