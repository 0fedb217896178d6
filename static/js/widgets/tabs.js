/* Tabs over views, one of them shown. Arrow keys move between the tabs. */

import { h } from "../lib/dom.js";

/**
 * `views`: {name: {label, element}}; tabs may share an element. `onShow(name)` after another view is shown.
 * @template {string} Name
 * @param {{ label: string, views: Record<Name, { label: string, element: HTMLElement }>, onShow: (name: Name) => void }} options
 */
export function createTabs({ label, views, onShow }) {
  const names = /** @type {Name[]} */ (Object.keys(views));
  /** @type {Record<string, HTMLButtonElement>} */
  const tabs = Object.fromEntries(
    names.map((name) => [
      name,
      h("button.tab", { type: "button", role: "tab", id: `tab-${name}`, onclick: () => show(name) }, views[name].label),
    ]),
  );
  const list = h("div.tabs", { role: "tablist", ariaLabel: label }, ...Object.values(tabs));
  let shown = names[0];

  /** @param {Name} name */
  function show(name) {
    shown = name;
    for (const each of names) {
      tabs[each].ariaSelected = String(each === name);
      tabs[each].tabIndex = each === name ? 0 : -1;
      views[each].element.setAttribute("role", "tabpanel");
      views[each].element.hidden = views[each].element !== views[name].element;
    }
    views[name].element.setAttribute("aria-labelledby", `tab-${name}`);
    onShow(name);
  }

  /** @type {Record<string, number>} */
  const STEPS = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity };
  list.addEventListener("keydown", ({ key }) => {
    if (!(key in STEPS)) return;
    const step = names.indexOf(shown) + STEPS[key];
    const index = Number.isFinite(step) ? (step + names.length) % names.length : step < 0 ? 0 : names.length - 1;
    show(names[index]);
    tabs[names[index]].focus();
  });

  return {
    element: list,
    show,
    shown: () => shown,
    setLabel: (/** @type {Name} */ name, /** @type {(Node | string)[]} */ ...content) => tabs[name].replaceChildren(...content),
  };
}
