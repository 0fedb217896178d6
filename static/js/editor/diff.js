/* Two texts, the second with what is different from the first: the only user of CodeMirror's merge. */

import { defaultKeymap } from "@codemirror/commands";
import { getChunks, goToNextChunk, unifiedMergeView } from "@codemirror/merge";
import { searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { BASE } from "./editor.js";
import { json } from "./json.js";

/** @import { Extension } from "@codemirror/state" */

const DIFF = { scanLimit: 500, timeout: 40 }; // milliseconds; what takes longer is compared more coarsely

/**
 * @param {string} before
 * @param {string} after
 * @param {string} label
 * @param {Extension} language
 */
const fresh = (before, after, label, language) =>
  EditorState.create({
    doc: after,
    extensions: [
      BASE,
      language,
      EditorState.readOnly.of(true),
      EditorView.editable.of(false),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      keymap.of([{ key: "Enter", run: goToNextChunk }, ...searchKeymap, ...defaultKeymap]),
      unifiedMergeView({ original: before, mergeControls: false, collapseUnchanged: { margin: 3, minSize: 6 }, diffConfig: DIFF }),
    ],
  });

/**
 * A view of what is different. `language`: what both texts are, JSON unless it says otherwise.
 * @param {{ label: string, language?: Extension }} options
 */
export function createDiff({ label, language = json }) {
  const view = new EditorView({ state: EditorState.create({ extensions: BASE }) });
  let key = "";
  return {
    element: view.dom,
    /**
     * Shows what makes `after` of `before`; returns in how many places they differ.
     * @param {string} before
     * @param {string} after
     */
    show(before, after) {
      const next = JSON.stringify([before, after]);
      if (next !== key) view.setState(fresh(before, after, label, language));
      key = next;
      return getChunks(view.state)?.chunks.length ?? 0;
    },
  };
}
