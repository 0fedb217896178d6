/* The templates: an editor with what the run did in it, and which of a method's templates it shows. */

import { createEditor } from "../../editor/editor.js";
import { highlight } from "../../editor/highlights.js";
import { toOffset } from "../../editor/diagnostics.js";
import { templateExtensions } from "../../editor/template-extensions.js";
import { showTrace, wordsAt } from "../../editor/run-marks.js";
import { velocity } from "../../editor/velocity.js";
import { h, setText } from "../../lib/dom.js";
import { plural } from "../../lib/format.js";
import { createLineEndsButton } from "../../widgets/line-ends-button.js";

const NAMES = { response: "Response template", request: "Request template" };
const HINT = "Put the cursor on a reference to see its values.";

/**
 * `onPick(where)`: another template of the same side is wanted. `onCursor(site)`: the cursor came to a part of the template, as a
 * Result's `trace` has it, or to none. `payload()`: the document that the template gets, parsed, or null; `names()`: {params, stageVariables,
 * context} of the call. The rest is the editor's.
 */
export function createTemplatePane({ onPick, onCursor, payload, names, ...events }) {
  const editor = createEditor({
    label: NAMES.response,
    help: "editor-help",
    language: velocity,
    empty: "No template: the body passes through as it is.",
    ...events,
    more: templateExtensions({
      payload,
      names,
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
  const choices = h("div.responses", { role: "group", hidden: true });
  const element = h("div.view", {}, choices, editor.element, words);
  const tools = h("div.panel-tools", {}, lineEnds.element, type, ran);

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
    const name =
      place.side === "request"
        ? [h("code", {}, place.contentType)]
        : [h("strong", {}, place.statusCode), h("code", {}, place.selectionPattern || "default")];
    const properties = { type: "button", ariaPressed: String(isShown), title: words, onclick: () => onPick(place.where) };
    const button = h("button.response", properties, ...name);
    if (isChosen) button.append(h("span.chosen", {}, "chosen"));
    return button;
  }

  return {
    element,
    tools,
    editor,
    /** Another text, that of `place`. */
    load: (text, { side }) => editor.load(text, NAMES[side]),
    update({ places, shown, chosen, why }) {
      const mine = places.filter(({ side }) => side === shown.side);
      setText(type, shown.contentType);
      choices.ariaLabel = shown.side === "request" ? "Request templates" : "Integration responses";
      choices.hidden = mine.length < 2;
      const key = JSON.stringify([mine, shown.where, chosen?.where, why]);
      if (choices.dataset.key === key) return;
      choices.dataset.key = key;
      const focused = [...choices.children].indexOf(document.activeElement);
      choices.replaceChildren(...mine.map((place) => toButton(place, { shown, chosen, why })));
      choices.children[focused]?.focus();
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
    /** Highlights a place ({start, end}), or nothing (null). */
    highlight(place) {
      const { doc } = editor.view.state;
      highlight(editor.view, place ? [[toOffset(doc, place.start), toOffset(doc, place.end)]] : [], { isShown: true });
    },
    updateLineEnds: lineEnds.update,
  };
}
