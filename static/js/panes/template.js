/* The response template: its editor with what the run did in it, and the integration responses it can belong to. */

import { createEditor } from "../editor/editor.js";
import { light } from "../editor/lights.js";
import { toOffset } from "../editor/marks.js";
import { templateExtensions } from "../editor/template.js";
import { showTrace, wordsAt } from "../editor/trace.js";
import { velocity } from "../editor/velocity.js";
import { h, setText } from "../lib/dom.js";
import { plural } from "../lib/words.js";
import { createLineEndsButton } from "./line-ends-button.js";

const HINT = "Put the cursor on a reference to see its values.";

/**
 * `onPick(where)`: another integration response's template is wanted. `onCursor(site)`: the cursor came to a part of the template, as a
 * Result's `trace` has it, or to none. `payload()`: the document that the template gets, parsed, or null. The rest is the editor's.
 */
export function createTemplatePane({ onPick, onCursor, payload, ...events }) {
  const editor = createEditor({
    label: "Response template",
    help: "editor-help",
    language: velocity,
    empty: "No template: the body passes through as it is.",
    ...events,
    more: templateExtensions({
      payload,
      onCursor(site, isPicked) {
        showWords();
        if (isPicked) onCursor(site);
      },
    }),
    onEdit: edited,
  });
  const lineEnds = createLineEndsButton(editor);
  const type = h("span.meta.content-type");
  const ran = h("span.meta.ran");
  const words = h("p.explain-line", { title: "What the run did where the cursor is" }, HINT);
  const responses = h("div.responses", { role: "group", ariaLabel: "Integration responses", hidden: true });
  const element = h(
    "section.panel.template",
    { ariaLabel: "Template" },
    h("header.panel-head", {}, h("h2.tab-like", {}, "Response template"), h("div.panel-tools", {}, lineEnds.element, type, ran)),
    responses,
    editor.element,
    words,
  );

  function edited() {
    lineEnds.update();
    events.onEdit();
  }

  function showWords() {
    const { state } = editor.view;
    setText(words, wordsAt(state, state.selection.main.head) || HINT);
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
    /** `sites`: a Result's `trace`, or null where there is none; `where`: the template in the editor. */
    explain(sites, where) {
      const lines = showTrace(
        editor.view,
        sites?.filter((site) => site.where === where),
      );
      setText(ran, lines?.total ? `${lines.ran} of ${plural(lines.total, "line")} ran` : "");
      showWords();
    },
    /** Lights a place ({start, end}), or nothing (null). */
    light(place) {
      const { doc } = editor.view.state;
      light(editor.view, place ? [[toOffset(doc, place.start), toOffset(doc, place.end)]] : [], { isShown: true });
    },
    updateLineEnds: lineEnds.update,
  };
}
