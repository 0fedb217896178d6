/* A text to look at, not to edit. Only what is in view is drawn, so that a long body costs little. */

import { defaultKeymap } from "@codemirror/commands";
import { setDiagnostics } from "@codemirror/lint";
import { searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightWhitespace, keymap, placeholder } from "@codemirror/view";
import { BASE } from "./editor.js";
import { json } from "./json.js";
import { highlight, highlights } from "./highlights.js";

/** @import { Range } from "../types/page" */

/** Shows the ends of lines as well. */
const blanks = [highlightWhitespace(), EditorView.editorAttributes.of({ class: "cm-blanks" })];

/**
 * `onPick(offset)`: a place was picked, by pointer or keyboard; `onEnter()`: Enter was pressed there.
 * @param {{ label: string, empty: string, onPick?: (offset: number) => void, onEnter?: () => boolean }} options
 */
export function createViewer({ label, empty, onPick = () => {}, onEnter = () => false }) {
  const language = new Compartment();
  const whitespace = new Compartment();
  let isJson = false;
  const extensions = [...readOnly({ label, empty, onPick, onEnter }), language.of([]), whitespace.of([])];
  const view = new EditorView({ state: EditorState.create({ extensions }) });
  let shown = "";
  return {
    element: view.dom,
    text: () => view.state.doc.toString(),
    /**
     * @param {Range[]} ranges
     * @param {{ isShown?: boolean }} [options]
     */
    highlight: (ranges, options) => highlight(view, ranges, options),
    /**
     * @param {string} text
     * @param {{ asJson: boolean }} options
     */
    show(text, { asJson }) {
      const effects = asJson === isJson ? [] : language.reconfigure(asJson ? json : []);
      isJson = asJson;
      if (text !== shown) view.dispatch({ changes: difference(shown, text), effects });
      else view.dispatch({ effects });
      shown = text;
    },
    /** @param {boolean} isOn */
    showBlanks: (isOn) => view.dispatch({ effects: whitespace.reconfigure(isOn ? blanks : []) }),
    /**
     * Underlines what is wrong at `at` (an offset in what is shown), or nothing (-1).
     * @param {number} at
     * @param {string} message
     */
    point(at, message) {
      const from = Math.min(at, Math.max(view.state.doc.length - 1, 0));
      /** @type {import("@codemirror/lint").Diagnostic[]} */
      const found = at < 0 ? [] : [{ from, to: Math.min(from + 1, view.state.doc.length), severity: "error", message }];
      view.dispatch(setDiagnostics(view.state, found));
    },
    /** @param {number} at */
    goTo(at) {
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }), userEvent: "select" });
      view.focus();
    },
    /** @param {number} at */
    lineAt: (at) => view.state.doc.lineAt(at).number,
  };
}

/**
 * What every viewer has: it can be read, searched and picked from, by keyboard too.
 * @param {{ label: string, empty: string, onPick: (offset: number) => void, onEnter: () => boolean }} options
 * @returns {import("@codemirror/state").Extension[]}
 */
function readOnly({ label, empty, onPick, onEnter }) {
  return [
    BASE,
    drawSelection(),
    highlights,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    placeholder(empty),
    keymap.of([{ key: "Enter", run: onEnter }, ...searchKeymap, ...defaultKeymap]),
    EditorView.updateListener.of(({ state, transactions }) => {
      if (transactions.some((transaction) => transaction.isUserEvent("select"))) onPick(state.selection.main.head);
    }),
  ];
}

/**
 * The one change that makes `after` of `before`; what is equal at both ends stays, and with it where the reader is.
 * @param {string} before
 * @param {string} after
 */
function difference(before, after) {
  if (/\r/.test(before)) return { from: 0, to: before.replaceAll("\r\n", "\n").length, insert: after };
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
