/* A place under the bar for what takes more than a button: one thing at a time, never in front of the work. */

import { h, sentence } from "../lib/dom.js";

export function createSheet() {
  const title = h("h2.sheet-title", { id: "sheet-title" });
  const body = h("div.sheet-body");
  const said = h("p.sheet-said", { role: "status" });
  const close = h("button.link", { type: "button", onclick: () => sheet.close() }, "Close");
  const element = h("section.sheet", { hidden: true }, h("header.sheet-head", {}, title, close), body, said);
  element.setAttribute("aria-labelledby", title.id);
  let opener = null;

  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    sheet.close();
  });

  const sheet = {
    element,
    /** Shows `content` under a title, and puts the focus on the first field or button in it. */
    open(words, ...content) {
      if (!element.contains(document.activeElement)) opener = document.activeElement;
      title.textContent = words;
      body.replaceChildren(...content);
      sheet.say("");
      element.hidden = false;
      body.querySelector("textarea, input, button")?.focus();
    },
    /** A sentence about what is in the sheet; `isBad` where something did not work. */
    say(words, isBad = false) {
      said.replaceChildren(...sentence(words));
      said.classList.toggle("is-bad", isBad);
    },
    close() {
      element.hidden = true;
      body.replaceChildren();
      if (opener?.isConnected) opener.focus();
    },
  };
  return sheet;
}
