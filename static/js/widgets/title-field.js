/* The title of the work: a heading that becomes a field where it is pressed. */

import { h, setText } from "../lib/dom.js";

/**
 * `onTitle(text)`: another title was written. Enter or leaving the field takes it, Escape does not.
 * @param {{ onTitle: (text: string) => void }} options
 */
export function createTitleField({ onTitle }) {
  const button = h("button.title-button", { type: "button", title: "Change the title", onclick: edit });
  const heading = h("h1", {}, button);
  const field = h("input.field", { type: "text", ariaLabel: "Title", hidden: true, onblur: take, onkeydown: press });
  const element = h("div.work-title", {}, heading, field);

  /** @param {boolean} isEdited */
  function turn(isEdited) {
    [heading.hidden, field.hidden] = [isEdited, !isEdited];
  }

  function edit() {
    field.value = button.textContent ?? "";
    turn(true);
    field.select();
  }

  function take() {
    if (field.hidden) return;
    const text = field.value.trim();
    turn(false);
    if (text && text !== button.textContent) onTitle(text);
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    if (event.key !== "Escape" && event.key !== "Enter") return;
    event.preventDefault(); // else it presses the button, too
    if (event.key === "Escape") field.value = "";
    take();
    button.focus();
  }

  return {
    element,
    /** @param {string} text */
    update: (text) => setText(button, text),
  };
}
