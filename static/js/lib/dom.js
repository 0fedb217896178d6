/* Elements from names, properties and children. Text is always text: nothing here reads markup. */

/** @import { ElementOf, Maybe, PropertiesOf } from "../types/page" */

/**
 * `h("p.note", {hidden: true, onclick}, "text", child)`; what is no property of the element becomes an attribute.
 * @template {string} Selector
 * @param {Selector} selector
 * @param {PropertiesOf<Selector>} [properties]
 * @param {...Maybe<Node | string>} children
 * @returns {ElementOf<Selector>}
 */
export function h(selector, properties = {}, ...children) {
  const [name, ...classes] = selector.split(".");
  const element = document.createElement(name);
  element.classList.add(...classes);
  for (const [key, value] of Object.entries(properties)) setProperty(element, key, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return /** @type {ElementOf<Selector>} */ (element);
}

/**
 * @param {any} element
 * @param {string} key
 * @param {any} value
 */
function setProperty(element, key, value) {
  if (value === null || value === undefined) return;
  if (key in element) element[key] = value;
  else element.setAttribute(key, value);
}

/**
 * A sentence with `code` between backticks, as nodes.
 * @param {string} text
 */
export function sentence(text) {
  return text.split(/(`[^`\n]+`)/).map((piece) => (/^`.+`$/s.test(piece) ? h("code", {}, piece.slice(1, -1)) : piece));
}

/**
 * Writes only what differs, so that nothing is announced or laid out twice.
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * What a selector finds first in an element.
 * @param {Element} element
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export const find = (element, selector) => element.querySelector(selector);

/**
 * The children of an element: none of ours are anything but HTML.
 * @param {Element} element
 */
export const childrenOf = (element) => /** @type {HTMLElement[]} */ ([...element.children]);

/** The element that has the focus, or null. */
export const focused = () => /** @type {HTMLElement | null} */ (document.activeElement);

/**
 * Whether keys that are pressed there are written there.
 * @param {EventTarget | null} target
 */
export const isField = (target) => target instanceof Element && target.matches("input, select, textarea, [contenteditable=true]");
