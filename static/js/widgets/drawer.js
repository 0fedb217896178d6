/* A place under the bar for what takes more than a button: one thing at a time, never in front of the work. */

import { find, focused, h, sentence } from "../lib/dom.js";

/** The place itself, closed. */
export function createDrawer() {
  const title = h("h2.drawer-title", { id: "drawer-title" });
  const body = h("div.drawer-body");
  const said = h("p.drawer-said", { role: "status" });
  const close = h("button.link", { type: "button", onclick: () => drawer.close() }, "Close");
  const element = h("section.drawer", { hidden: true }, h("header.drawer-head", {}, title, close), body, said);
  element.setAttribute("aria-labelledby", title.id);
  /** @type {HTMLElement | null} */
  let before = null;

  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    drawer.close();
  });

  const drawer = {
    element,
    /**
     * Shows `content` under a title, and puts the focus on the first field or button in it.
     * @param {string} words
     * @param {...Node} content
     */
    open(words, ...content) {
      if (!element.contains(document.activeElement)) before = focused();
      title.textContent = words;
      body.replaceChildren(...content);
      drawer.say("");
      element.hidden = false;
      find(body, "textarea, input, button")?.focus();
    },
    /**
     * A sentence about what is in the drawer; `isBad` where something did not work.
     * @param {string} words
     * @param {boolean} [isBad]
     */
    say(words, isBad = false) {
      said.replaceChildren(...sentence(words));
      said.classList.toggle("is-bad", isBad);
    },
    close() {
      element.hidden = true;
      body.replaceChildren();
      if (before?.isConnected) before.focus();
    },
  };
  return drawer;
}
