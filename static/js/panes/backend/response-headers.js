/* The headers of the DynamoDB response: out of the way until they are asked for. */

import { h } from "../../lib/dom.js";
import { createNameValueField } from "../../widgets/name-value-field.js";

/** @import { Values } from "../../types/page" */

/**
 * `onEdit()`: a header was edited.
 * @param {{ onEdit: () => void }} options
 */
export function createResponseHeaders({ onEdit }) {
  /** @type {Values} */
  let headers = {};
  const field = createNameValueField({
    label: "Headers of the DynamoDB response",
    hint: "x-amzn-RequestId: 4K1V…",
    where: "/backend/header",
    isMulti: true,
    onChange(map) {
      headers = map;
      onEdit();
    },
  });
  const element = h("div.header-field", { hidden: true }, field.element);
  const button = h("button.link.meta", { type: "button", ariaExpanded: "false", onclick: toggle }, "Headers");

  function toggle() {
    element.hidden = !element.hidden;
    button.ariaExpanded = String(!element.hidden);
    if (!element.hidden) field.element.focus();
  }

  return {
    element,
    button,
    value: () => headers,
    /**
     * `map`: {name: value | [value, …]}.
     * @param {Values} map
     */
    update(map) {
      headers = map;
      field.update(map);
      const count = Object.keys(map).length;
      button.replaceChildren(count ? `Headers ${count}` : "Headers");
    },
  };
}
