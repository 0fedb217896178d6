/* How the backend answers: with a status that DynamoDB answers with, with another number, or not as it should. */

import { h } from "../../lib/dom.js";

const USUAL = ["200", "400", "500", "503"]; // what DynamoDB answers with
const OTHER = "other";
const FAULTS = { throttled: "throttled", error: "fails (5xx)", slow: "no answer in time" };

/** @import { Fault } from "../../types/page" */

/**
 * `onEdit()`: another status is chosen, or a fault.
 * @param {{ onEdit: () => void }} options
 */
export function createStatusChoice({ onEdit }) {
  let status = 200;
  let fault = /** @type {Fault | undefined} */ (undefined);
  const choice = h(
    "select.select",
    { ariaLabel: "HTTP status of the DynamoDB response", onchange: choose },
    ...USUAL.map((value) => h("option", { value }, value)),
    h("option", { value: OTHER }, "other"),
    h("optgroup", { label: "Instead of an answer" }, ...Object.entries(FAULTS).map(([value, words]) => h("option", { value }, words))),
  );
  const number = h("input.number", {
    ...{ type: "number", min: "100", max: "599", ariaLabel: "Other HTTP status", hidden: true },
    ...{ oninput: write, onchange: () => (number.value = String(status)) },
  });

  /**
   * @param {number} value
   * @param {Fault | null} [fails]
   */
  function show(value, fails) {
    status = value;
    fault = fails ?? undefined;
    choice.value = fault ?? (USUAL.includes(String(value)) ? String(value) : OTHER);
    number.hidden = choice.value !== OTHER;
    number.value = String(value);
  }

  function choose() {
    number.hidden = choice.value !== OTHER;
    if (!number.hidden) return number.focus();
    if (choice.value in FAULTS) show(status, /** @type {Fault} */ (choice.value));
    else show(Number(choice.value));
    return onEdit();
  }

  function write() {
    if (!number.validity.valid || number.value === "") return; // half typed: the last whole one holds
    status = number.valueAsNumber;
    fault = undefined;
    onEdit();
  }

  return { elements: [choice, number], value: () => ({ status, fault }), show };
}
