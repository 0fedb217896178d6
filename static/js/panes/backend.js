/* What DynamoDB answered: an editor for the body, and the HTTP status. */

import { json } from "../editor/json.js";
import { createEditor } from "../editor/editor.js";
import { h } from "../lib/dom.js";
import { createLineEndsButton } from "./line-ends-button.js";

const USUAL = ["200", "400", "500", "503"]; // what DynamoDB answers with
const OTHER = "other";

export function createBackendPane(events) {
  const editor = createEditor({
    label: "DynamoDB response",
    help: "editor-help",
    language: json,
    empty: "Paste what DynamoDB answered.",
    ...events,
    onEdit: edited,
  });
  const lineEnds = createLineEndsButton(editor);
  const choice = h(
    "select.select",
    { ariaLabel: "HTTP status of the DynamoDB response" },
    ...USUAL.map((status) => h("option", { value: status }, status)),
    h("option", { value: OTHER }, "other"),
  );
  const number = h("input.number", { type: "number", min: "100", max: "599", ariaLabel: "Other HTTP status", hidden: true });
  const element = h(
    "section.panel.backend",
    { ariaLabel: "DynamoDB response" },
    h(
      "header.panel-head",
      {},
      h("h2.tab-like", {}, "DynamoDB response"),
      h("div.panel-tools", {}, lineEnds.element, h("span.meta", { ariaHidden: "true" }, "HTTP"), choice, number),
    ),
    editor.element,
  );
  let status = 200;

  function edited() {
    lineEnds.update();
    events.onEdit();
  }

  function show(value) {
    status = value;
    choice.value = USUAL.includes(String(value)) ? String(value) : OTHER;
    number.hidden = choice.value !== OTHER;
    number.value = String(value);
  }

  choice.addEventListener("change", () => {
    number.hidden = choice.value !== OTHER;
    if (!number.hidden) return number.focus();
    show(Number(choice.value));
    events.onEdit();
  });
  number.addEventListener("input", () => {
    if (!number.validity.valid || number.value === "") return; // half typed: the last whole one holds
    status = number.valueAsNumber;
    events.onEdit();
  });
  number.addEventListener("change", () => (number.value = String(status)));

  return {
    element,
    editor,
    status: () => status,
    update: ({ status: value }) => show(value),
    updateLineEnds: lineEnds.update,
  };
}
