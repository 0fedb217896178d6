/* An editor: CodeMirror with what both texts need. Its text comes and goes with the document's own line ends. */

import { defaultKeymap, history, historyKeymap, indentLess, insertTab, redo, undo } from "@codemirror/commands";
import { bracketMatching, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { nextDiagnostic } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers, placeholder } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { changesLineEnds, lineEnds, nameOf, prepareText, textOf, toLineFeeds } from "./line-ends.js";
import { tabHint } from "./tab-hint.js";
import { diagnostics, showDiagnostics, toOffset } from "./diagnostics.js";

/** @import { Edit, EditorEvents, EditorOptions, Mark, Maybe, Position } from "../types/page" */

/** @type {HTMLMetaElement | null} */
const nonce = document.querySelector('meta[name="csp-nonce"]');

/** The nonce that the page's policy gives to CodeMirror's style element. */
const NONCE = EditorView.cspNonce.of(nonce?.content ?? "");

/** What an editor and a viewer share. */
export const BASE = [
  NONCE,
  lineNumbers(),
  highlightSpecialChars(),
  bracketMatching(),
  syntaxHighlighting(classHighlighter),
  search({ top: true }),
];

const undoKeys = [
  { key: "Mod-z", run: undo },
  { key: "Mod-y", mac: "Mod-Shift-z", run: redo },
  { key: "Mod-Shift-z", run: redo },
];

const ATTRIBUTES = { tabindex: "0", autocapitalize: "off", autocorrect: "off", spellcheck: "false" };

/**
 * Text that is typed over a selection is put there by us: Chromium's own editing keeps the look of what it deletes in a style attribute, which
 * the page's policy refuses, and says so in the console.
 */
const typedOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { main, ranges } = view.state.selection;
    const isTyped = event.inputType === "insertText" || event.inputType === "insertReplacementText";
    if (!isTyped || !event.data || main.empty || ranges.length > 1 || view.composing || view.state.readOnly) return false;
    const { from, to } = main;
    const text = event.data;
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
    return true;
  },
});

/** What every editor has, whatever its language. */
const EDITING = [
  typedOver,
  history(),
  drawSelection(),
  highlightSelectionMatches(),
  diagnostics,
  indentUnit.of("  "),
  EditorState.tabSize.of(2),
];

const BY_HAND = ["input.paste", "input.drop", "input.type", "delete"];

/**
 * Whether it puts another text, or none, in the place of all that is there, by hand.
 * @param {import("@codemirror/state").Transaction} transaction
 */
function replacesAll(transaction) {
  const { length } = transaction.startState.doc;
  if (length === 0 || !BY_HAND.some((event) => transaction.isUserEvent(event))) return false;
  let replaced = 0;
  transaction.changes.iterChangedRanges((from, to) => void (replaced += to - from));
  return replaced === length;
}

/**
 * Updates the view, and tells where all of its text gives way to another.
 * @param {EditorEvents["onReplaceAll"]} onReplaceAll
 * @returns {(transactions: readonly import("@codemirror/state").Transaction[], view: EditorView) => void}
 */
const updating = (onReplaceAll) => (transactions, view) => {
  const after = onReplaceAll && transactions.some(replacesAll) ? onReplaceAll() : null;
  view.update(transactions);
  if (!after) return;
  const { selection } = view.state;
  after();
  view.dispatch({ selection, scrollIntoView: true });
};

/**
 * The page's own keys come first; `undoPast` and `redoPast` come after the editor's own undo.
 * @param {Pick<EditorOptions, "keys" | "undoPast" | "redoPast">} options
 */
const keysOf = ({ keys, undoPast, redoPast }) =>
  keymap.of([
    ...keys,
    ...undoKeys,
    { key: "Mod-z", run: undoPast },
    { key: "Mod-y", mac: "Mod-Shift-z", run: redoPast },
    { key: "Mod-Shift-z", run: redoPast },
    { key: "F8", run: nextDiagnostic },
    { key: "Tab", run: insertTab, shift: indentLess },
    ...searchKeymap,
    ...historyKeymap,
    ...defaultKeymap,
  ]);

/**
 * `keys` ({key, run}): the page's own, tried before the editor's. `undoPast` and `redoPast` are asked when the editor has nothing left
 * to undo. `onEdit()`: the text, or its line ends, changed by hand; `onReplaceAll()`: see EditorEvents. `more`: extensions of this one editor.
 * @param {EditorOptions} options
 */
export function createEditor({ label, help, empty, language, keys, undoPast, redoPast, onEdit, onReplaceAll, more = [] }) {
  const own = [tabHint(), more, language, placeholder(empty), EditorView.contentAttributes.of({ ...ATTRIBUTES, "aria-describedby": help })];
  const extensions = [BASE, EDITING, own, keysOf({ keys, undoPast, redoPast }), onEdits(onEdit)];
  /**
   * @param {string} text
   * @param {string} [name]
   */
  const fresh = (text, name = label) => EditorState.create({ doc: text, extensions: [extensions, named(name), lineEnds(text)] });
  const view = new EditorView({ state: fresh(""), dispatchTransactions: updating(onReplaceAll) });

  return {
    element: view.dom,
    view,
    /**
     * Another document, with a history of its own, and, where it is another kind of text, a name.
     * @param {string} text
     * @param {string} [name]
     */
    load: (text, name) => view.setState(fresh(text, name)),
    text: () => textOf(view.state),
    /** So that `text` need not take long: see `prepareText`. */
    prepare: () => prepareText(() => view.state),
    isEmpty: () => view.state.doc.length === 0,
    lineEnds: () => nameOf(view.state),
    useLineFeeds: () => view.dispatch(toLineFeeds()),
    /** The whole state of the editor, its history with it, to `restore` later. */
    snapshot: () => view.state,
    /** @param {EditorState} state */
    restore: (state) => view.setState(state),
    /**
     * @param {Maybe<Pick<Mark, "start" | "end">>} status
     * @param {Mark[]} marks
     */
    showDiagnostics: (status, marks) => showDiagnostics(view, status, marks),
    ...placesIn(view),
    /**
     * Another text in the place of this one, as one step of undo.
     * @param {string} text
     */
    write: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: "input" }),
  };
}

/** @param {string} name */
const named = (name) => EditorView.contentAttributes.of({ "aria-label": name });

/** @param {() => void} onEdit */
const onEdits = (onEdit) =>
  EditorView.updateListener.of(({ docChanged, transactions }) => {
    if (docChanged || transactions.some(changesLineEnds)) onEdit();
  });

/**
 * What is done at places of the text, by their lines and columns.
 * @param {EditorView} view
 */
const placesIn = (view) => ({
  /**
   * Selects a place and moves there.
   * @param {{ start?: Maybe<Position>, end?: Maybe<Position> }} place
   */
  goTo({ start, end }) {
    if (!start) return;
    const anchor = toOffset(view.state.doc, start);
    const head = Math.max(toOffset(view.state.doc, end ?? start), anchor);
    view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    view.focus();
  },
  /**
   * Puts texts in the place of ranges, as one step of undo.
   * @param {Edit[]} edits
   */
  replace(edits) {
    const { doc } = view.state;
    const changes = edits.map(({ start, end, text }) => ({ from: toOffset(doc, start), to: toOffset(doc, end), insert: text }));
    view.dispatch({ changes, userEvent: "input.fix" });
    view.focus();
  },
});
