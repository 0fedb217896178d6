/* A text to look at, not to edit. Only what is in view is drawn, so that a long body costs little. */

import { defaultKeymap } from "@codemirror/commands";
import { searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { BASE } from "./editor.js";
import { json } from "./json.js";

export function createViewer({ label, empty }) {
  const language = new Compartment();
  let isJson = false;
  const view = new EditorView({
    state: EditorState.create({
      extensions: [
        BASE,
        language.of([]),
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        placeholder(empty),
        keymap.of([...searchKeymap, ...defaultKeymap]),
      ],
    }),
  });
  let shown = "";
  return {
    element: view.dom,
    show(text, { asJson }) {
      const effects = asJson === isJson ? [] : language.reconfigure(asJson ? json : []);
      isJson = asJson;
      if (text !== shown) view.dispatch({ changes: difference(shown, text), effects });
      else view.dispatch({ effects });
      shown = text;
    },
  };
}

/** The one change that makes `after` of `before`; what is equal at both ends stays, and with it where the reader is. */
function difference(before, after) {
  if (/\r/.test(before)) return { from: 0, to: before.replaceAll("\r\n", "\n").length, insert: after };
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
