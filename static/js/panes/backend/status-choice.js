/* The HTTP status of the response: one of those that DynamoDB answers with, or another number. */

import { h } from "../../lib/dom.js";

const USUAL = ["200", "400", "500", "503"]; // what DynamoDB answers with
const OTHER = "other";

/**
 * `onEdit()`: another status is chosen.
 * @param {{ onEdit: () => void }} options
 */
export function createStatusChoice({ onEdit }) {
  let status = 200;
  const choice = h(
    "select.select",
    { ariaLabel: "HTTP status of the DynamoDB response", onchange: choose },
    ...USUAL.map((value) => h("option", { value }, value)),
    h("option", { value: OTHER }, "other"),
  );
  const number = h("input.number", {
    ...{ type: "number", min: "100", max: "599", ariaLabel: "Other HTTP status", hidden: true },
    ...{ oninput: write, onchange: () => (number.value = String(status)) },
  });

  /** @param {number} value */
  function show(value) {
    status = value;
    choice.value = USUAL.includes(String(value)) ? String(value) : OTHER;
    number.hidden = choice.value !== OTHER;
    number.value = String(value);
  }

  function choose() {
    number.hidden = choice.value !== OTHER;
    if (!number.hidden) return number.focus();
    show(Number(choice.value));
    return onEdit();
  }

  function write() {
    if (!number.validity.valid || number.value === "") return; // half typed: the last whole one holds
    status = number.valueAsNumber;
    onEdit();
  }

  return { elements: [choice, number], value: () => status, show };
}
