/* The response template: its editor, and the integration responses it can belong to, with the one that the answer was made with. */

import { createEditor } from "../editor/editor.js";
import { velocity } from "../editor/velocity.js";
import { h, setText } from "../lib/dom.js";
import { createLineEndsButton } from "./line-ends-button.js";

/** `onPick(where)`: another integration response's template is wanted. The rest is the editor's. */
export function createTemplatePane({ onPick, ...events }) {
  const editor = createEditor({
    label: "Response template",
    help: "editor-help",
    language: velocity,
    empty: "No template: the body passes through as it is.",
    ...events,
    onEdit: edited,
  });
  const lineEnds = createLineEndsButton(editor);
  const type = h("span.meta");
  const responses = h("div.responses", { role: "group", ariaLabel: "Integration responses", hidden: true });
  const element = h(
    "section.panel.template",
    { ariaLabel: "Template" },
    h("header.panel-head", {}, h("h2.tab-like", {}, "Response template"), h("div.panel-tools", {}, lineEnds.element, type)),
    responses,
    editor.element,
  );

  function edited() {
    lineEnds.update();
    events.onEdit();
  }

  function toButton(place, { shown, chosen, why }) {
    const [isShown, isChosen] = [place === shown, place === chosen];
    const words = isChosen ? why : "Show its template";
    const pattern = place.selectionPattern || "default";
    const button = h(
      "button.response",
      { type: "button", ariaPressed: String(isShown), title: words, onclick: () => onPick(place.where) },
      h("strong", {}, place.statusCode),
      h("code", {}, pattern),
    );
    if (isChosen) button.append(h("span.chosen", {}, "chosen"));
    return button;
  }

  return {
    element,
    editor,
    update({ places, shown, chosen, why }) {
      setText(type, shown.contentType);
      responses.hidden = places.length < 2;
      const key = JSON.stringify([places.map(({ where, selectionPattern }) => [where, selectionPattern]), shown.where, chosen?.where, why]);
      if (responses.dataset.key === key) return;
      responses.dataset.key = key;
      const focused = [...responses.children].indexOf(document.activeElement);
      responses.replaceChildren(...places.map((place) => toButton(place, { shown, chosen, why })));
      responses.children[focused]?.focus();
    },
    updateLineEnds: lineEnds.update,
  };
}
