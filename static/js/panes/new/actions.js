/* Which action of DynamoDB the method calls, or none. */

import { find, h } from "../../lib/dom.js";

/** Each with what it is for. */
const ACTIONS = {
  Blank: "An empty template",
  GetItem: "Read one item by its key; 404 where there is none",
  Query: "List the items of one partition",
  Scan: "List all items",
  PutItem: "Write a whole item",
  UpdateItem: "Change attributes of an item; 404 where there is none",
  DeleteItem: "Delete an item by its key; 404 where there is none",
  BatchGetItem: "Read several items by their keys",
  TransactWriteItems: "Write several items, all or none",
};

/** Radio buttons, of which one is always chosen. */
export function createActions() {
  const usual = "GetItem";
  const choices = Object.entries(ACTIONS).map(([value, title]) =>
    h(
      "label.new-action",
      { title },
      h("input", { type: "radio", name: "new-action", value, checked: value === usual }),
      h("span", {}, value),
    ),
  );
  const element = h("fieldset.new-actions", {}, h("legend.spoken", {}, "What the method asks of DynamoDB"), ...choices);
  const checked = () => /** @type {HTMLInputElement | null} */ (find(element, "input:checked"));
  return {
    element,
    chosen: () => checked()?.value ?? usual,
    focus: () => checked()?.focus(),
  };
}
