/* A small JSON editor for one object: what is no object is said at its place, stays as it is written, and changes nothing. */

import { json } from "../editor/json.js";
import { createEditor } from "../editor/editor.js";
import { h, setText } from "../lib/dom.js";
import { faultIn } from "../lib/json-fault.js";

/** @import { EditorEvents } from "../types/page" */
/** @import { Text } from "@codemirror/state" */

const NO_OBJECT = "This must be an object, `{ … }`.";
const NO_JSON = "This is not JSON yet; the last object is still used.";

/**
 * `onChange(object)`; `onEdit()`: at each edit, whatever it is.
 * @param {{
 *   label: string, empty: string, events: EditorEvents, onChange: (object: Record<string, unknown>) => void, onEdit: () => void,
 * }} options
 */
export function createJsonField({ label, empty, events, onChange, onEdit }) {
  const editor = createEditor({ ...events, label, help: "editor-help", language: json, empty, onEdit: edited });
  const said = h("p.field-said", { role: "status", hidden: true });
  const element = h("div.small-editor", {}, editor.element, said);
  let kept = "{}"; // the object that was given or taken last, as JSON
  /** @type {string | null} */
  let unfinished = null; // what is written, where that is no object

  function edited() {
    const text = editor.text();
    const value = objectIn(text);
    unfinished = value === null ? text : null;
    say(value === null ? text : null);
    if (value !== null) {
      kept = JSON.stringify(value);
      onChange(value);
    }
    onEdit();
  }

  /** @param {string | null} text */
  function say(text) {
    const at = text === null ? -1 : faultIn(text);
    const message = text === null ? "" : at < 0 ? NO_OBJECT : NO_JSON;
    said.hidden = text === null;
    setText(said, message);
    const start = at < 0 ? null : placeAt(editor.view.state.doc, at);
    editor.showDiagnostics(null, start ? [{ severity: "error", message, start, end: null }] : []);
  }

  return {
    element,
    editor,
    unfinished: () => unfinished,
    forget: () => unfinished !== null && ([kept, unfinished] = ["", null]),
    /**
     * Shows `object`; `text`: what was written and is none yet.
     * @param {unknown} object
     * @param {string | null} [text]
     */
    update(object, text = null) {
      const next = JSON.stringify(object ?? {});
      if (next === kept && (text === unfinished || text === null)) return; // it is shown already, or half written: that stays
      [kept, unfinished] = [next, text];
      editor.load(text ?? (next === "{}" ? "" : JSON.stringify(object, null, 2)));
      say(text);
    },
  };
}

/**
 * The object that a text is, an empty one where nothing is written; null where it is none.
 * @param {string} text
 * @returns {Record<string, unknown> | null}
 */
export function objectIn(text) {
  if (text.trim() === "") return {};
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * @param {Text} doc
 * @param {number} at
 */
function placeAt(doc, at) {
  const line = doc.lineAt(Math.min(at, doc.length));
  return { line: line.number, column: at - line.from + 1 };
}
