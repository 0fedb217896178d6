/* The templates: an editor with what the run did in it, and which of a method's templates it shows. */

import { toOffset } from "../../editor/diagnostics.js";
import { createEditor } from "../../editor/editor.js";
import { highlight } from "../../editor/highlights.js";
import { showTrace, wordsAt } from "../../editor/run-marks.js";
import { templateExtensions } from "../../editor/template-extensions.js";
import { velocity } from "../../editor/velocity.js";
import { h, setText } from "../../lib/dom.js";
import { plural } from "../../lib/format.js";
import { createLineEndsButton } from "../../widgets/line-ends-button.js";
import { createCopyButton, createLargeButton } from "../../widgets/pane-buttons.js";
import { createTemplateChoices } from "./choices.js";

/** @import { Editor, EditorEvents, FoundTerm, Names, TemplateEntry, TemplateView, TraceSite } from "../../types/page" */

const NAMES = { response: "Response template", request: "Request template" };
const HINT = "Put the cursor on a reference to see its values.";
const OPTIONS = { label: NAMES.response, help: "editor-help", language: velocity, empty: "No template: the body passes through as it is." };

/**
 * `onPick(where)`: another template of the same side is wanted. `onCursor(site)`: the cursor came to a part of the template, as a
 * Result's `trace` has it, or to none. `payload()`: the document that the template gets, parsed, or null; `names()`: {params,
 * stageVariables, context} of the call. `onReference(found)`: a word is to be looked up. The rest is the editor's.
 * @param {EditorEvents & {
 *   onPick: (where: string) => void, onCursor: (site: TraceSite | null) => void, payload: () => unknown, names: () => Names,
 *   onReference: (found: FoundTerm | null) => void,
 * }} options
 */
export function createTemplatePane({ onPick, onCursor, onReference, payload, names, ...events }) {
  const editor = createEditor({
    ...OPTIONS,
    ...events,
    more: templateExtensions({ payload, names, onReference, onCursor: moved }),
    onEdit: edited,
  });
  const lineEnds = createLineEndsButton(editor);
  const type = h("span.meta.content-type");
  const run = createRunWords(editor);
  const choices = createTemplateChoices({ onPick });
  const paneButtons = [createCopyButton({ what: "the template", text: editor.text }), createLargeButton("the template")];
  const element = h("div.view", {}, choices.element, editor.element, run.words);
  const tools = h("div.panel-tools", {}, lineEnds.element, type, run.ran, ...paneButtons);

  function edited() {
    lineEnds.update();
    events.onEdit();
  }

  /**
   * @param {TraceSite | null} site
   * @param {boolean} isPicked
   */
  function moved(site, isPicked) {
    run.showWords();
    if (isPicked) onCursor(site);
  }

  return {
    element,
    tools,
    editor,
    /**
     * Another text, that of the entry.
     * @param {string} text
     * @param {TemplateEntry} entry
     */
    load: (text, { side }) => editor.load(text, NAMES[side]),
    /** @param {TemplateView & { why: string }} view */
    update(view) {
      setText(type, view.shown.contentType);
      choices.update(view);
    },
    explain: run.explain,
    /**
     * Highlights a place ({start, end}), or nothing (null).
     * @param {Pick<TraceSite, "start" | "end"> | null} place
     */
    highlight(place) {
      const { doc } = editor.view.state;
      highlight(editor.view, place ? [[toOffset(doc, place.start), toOffset(doc, place.end)]] : [], { isShown: true });
    },
    updateLineEnds: lineEnds.update,
  };
}

/**
 * What the run did: in how many lines, and where the cursor is.
 * @param {Editor} editor
 */
function createRunWords(editor) {
  const ran = h("span.meta.ran");
  const words = h("p.explain-line", { title: "What the run did where the cursor is" }, HINT);

  function showWords() {
    const { state } = editor.view;
    setText(words, wordsAt(state, state.selection.main.head) || HINT);
  }

  return {
    ran,
    words,
    showWords,
    /**
     * `sites`: a Result's `trace`, or null where there is none; `where`: the template in the editor.
     * @param {TraceSite[] | null} sites
     * @param {string} where
     */
    explain(sites, where) {
      const mine = sites?.filter((site) => site.where === where);
      const lines = showTrace(editor.view, mine);
      setText(ran, lines?.total ? `${lines.ran} of ${plural(lines.total, "line")} ran` : "");
      showWords();
    },
  };
}
