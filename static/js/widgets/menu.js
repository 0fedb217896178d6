/* A button with a menu under it. Arrow keys and first letters move, Escape closes and gives the focus back. */

import { h } from "../lib/dom.js";

/** @import { MenuItem } from "../types/page" */

const CLOSED = { ariaHasPopup: "menu", ariaExpanded: "false" };

/**
 * `label` is a word, with a `sign` before it that stands alone where the bar is narrow; `title`: what it means. `update(items)`: `{label, description?, group?, checked?, run}`; `checked` makes an item one
 * of a choice; items of the same `group`, one after the other, stand under its name. `onOpen()`: before the list is seen.
 * @param {{ label: string, sign?: string, title: string, onOpen?: () => void }} options
 */
export function createMenu({ label, sign, title, onOpen = () => {} }) {
  const button = h(
    "button.button",
    { type: "button", ...CLOSED, title, ariaLabel: title },
    ...(sign ? [h("span.sign", {}, sign), h("span.sign-word", {}, label)] : [label]),
  );
  const list = h("div.menu-list", { role: "menu", ariaLabel: title, tabIndex: 0, hidden: true });
  const items = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll(".menu-item")]);
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
    const isHere = !list.hidden || event.key.startsWith("Arrow");
    const act = isHere && (keys[event.key] ?? (isLetter(event) && (() => focusByLetter(items(), event.key))));
    if (!act) return;
    event.preventDefault();
    act();
  }

  button.addEventListener("click", () => (list.hidden ? open(0) : close({ refocus: false })));
  onPressElsewhere(element, () => close({ refocus: false }));

  return {
    element,
    /** @param {MenuItem[]} entries */
    update(entries) {
      const made = entries.map((entry) => itemOf(entry, () => (close({ refocus: true }), entry.run())));
      list.replaceChildren(...grouped(entries, made));
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
 * The items, those of a group in an element that has its name.
 * @param {MenuItem[]} entries
 * @param {HTMLElement[]} items
 */
function grouped(entries, items) {
  /** @type {HTMLElement[]} */
  const found = [];
  entries.forEach(({ group }, index) => {
    if (!group) found.push(items[index]);
    else if (entries[index - 1]?.group === group) found.at(-1)?.append(items[index]);
    else
      found.push(
        h("div.menu-group", { role: "group", ariaLabel: group }, h("p.menu-heading", { ariaHidden: "true" }, group), items[index]),
      );
  });
  return found;
}

/** @param {KeyboardEvent} event */
const isLetter = ({ key, ctrlKey, metaKey, altKey }) => /^[\p{L}\p{N}]$/u.test(key) && !ctrlKey && !metaKey && !altKey;

/**
 * Moves the focus to the next item whose words begin with a letter.
 * @param {HTMLElement[]} items
 * @param {string} letter
 */
function focusByLetter(items, letter) {
  const at = items.findIndex((item) => item === document.activeElement);
  const turned = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  turned.find((item) => item.textContent?.toLowerCase().startsWith(letter.toLowerCase()))?.focus();
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
