/* Whether the gateway itself is to fail, and how. */

import { h } from "../../lib/dom.js";
import { FAILURES } from "../../scenario/failure.js";

/** The words beside the choice. */
export const FAILURE = "Let the gateway itself fail";

/**
 * A choice among the types of gateway response; `onFailure(type)`, "" for none.
 * @param {{ onFailure: (type: string) => void }} options
 */
export function createFailureChoice({ onFailure }) {
  const none = h("option", { value: "" }, "no");
  const element = h("select.select", { ariaLabel: FAILURE }, none, ...FAILURES.map((value) => h("option", { value }, value)));
  element.dataset.where = "/failure";
  element.addEventListener("change", () => onFailure(element.value));
  return {
    element,
    /** @param {string} type */
    update: (type) => void (element.value = type),
  };
}
