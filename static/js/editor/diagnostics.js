/* What an answer marks in an editor: the lines that set the status, and the lines that something is wrong with. */

import { forEachDiagnostic, setDiagnostics } from "@codemirror/lint";
import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutterLineClass } from "@codemirror/view";
import { fixWords } from "../lib/format.js";
import { h, sentence } from "../lib/dom.js";

/** @import { Diagnostic, Edit, Mark, Maybe, Position } from "../types/page" */
/**
 * @import { StateEffectType, Text } from "@codemirror/state"
 * @import { DecorationSet } from "@codemirror/view"
 * @typedef {{ lines: DecorationSet, gutter: RangeSet<GutterMarker> }} Shown
 */

const MOST_LINES = 100; // of one range: what sets a status is a line or two

class LineClass extends GutterMarker {
  /** @param {string} elementClass */
  constructor(elementClass) {
    super();
    this.elementClass = elementClass;
  }
  /** @param {LineClass} other */
  eq(other) {
    return this.elementClass === other.elementClass;
  }
}

const statusLine = Decoration.line({ class: "cm-status-line" });
const statusGutter = new LineClass("cm-status-line-gutter");
const problemGutter = {
  error: new LineClass("cm-bad-gutter"),
  warning: new LineClass("cm-warn-gutter"),
  info: new LineClass("cm-info-gutter"),
};

/** @type {StateEffectType<Shown>} */
const setFindings = StateEffect.define();
/** @type {Shown} */
const NONE = { lines: RangeSet.empty, gutter: RangeSet.empty };

/** @type {StateField<Shown>} */
const field = StateField.define({
  create: () => NONE,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(setFindings)) return effect.value;
    if (!transaction.docChanged) return shown;
    return { lines: shown.lines.map(transaction.changes), gutter: shown.gutter.map(transaction.changes) };
  },
  provide: (self) => [EditorView.decorations.from(self, ({ lines }) => lines), gutterLineClass.from(self, ({ gutter }) => gutter)],
});

/** The extension for an editor that shows them. */
export const diagnostics = field;

/**
 * The offset of a line and column (both from 1, columns in UTF-16 units); a place outside the document is its nearest end.
 * @param {Text} doc
 * @param {Position} place
 */
export function toOffset(doc, { line, column }) {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(found.from + Math.max(column, 1) - 1, found.to);
}

/**
 * @param {Text} doc
 * @param {Pick<Mark, "start" | "end">} place
 */
function linesOf(doc, { start, end = start }) {
  if (!start || !end) return [];
  const first = Math.min(start.line, doc.lines);
  const last = Math.min(end.column === 1 && end.line > start.line ? end.line - 1 : end.line, doc.lines, first + MOST_LINES);
  return Array.from({ length: Math.max(last - first + 1, 1) }, (_, index) => doc.line(first + index).from);
}

/**
 * Shows `status` ({start, end} or null) and `marks` (of this text) in place of those so far.
 * @param {EditorView} view
 * @param {Maybe<Pick<Mark, "start" | "end">>} status
 * @param {Mark[]} marks
 */
export function showDiagnostics(view, status, marks) {
  const { doc } = view.state;
  const statusLines = status ? linesOf(doc, status) : [];
  const placed = marks.flatMap((mark) => (mark.start ? [{ ...mark, start: mark.start }] : []));
  const gutter = [
    ...statusLines.map((from) => statusGutter.range(from)),
    ...placed.map(({ start, severity }) => problemGutter[severity].range(doc.line(Math.min(start.line, doc.lines)).from)),
  ];
  const effect = setFindings.of({
    lines: RangeSet.of(statusLines.map((from) => statusLine.range(from))),
    gutter: RangeSet.of(gutter, true),
  });
  const found = placed.map((mark) => toDiagnostic(doc, mark));
  view.dispatch({ effects: effect }, setDiagnostics(view.state, found));
}

/**
 * @param {Text} doc
 * @param {Mark & { start: Position }} problem
 * @returns {import("@codemirror/lint").Diagnostic}
 */
function toDiagnostic(doc, { start, end, severity, message, help, fix }) {
  const from = toOffset(doc, start);
  const to = Math.max(toOffset(doc, end ?? start), from);
  const text = help ? `${message}\n${help}` : message;
  const actions = fix?.length ? [toAction(doc, fix)] : [];
  return { from, to, severity, message: text, actions, renderMessage: () => h("span", {}, ...sentence(text)) };
}

/**
 * A fix is made for the text that was evaluated, and for no other.
 * @param {Text} doc
 * @param {Edit[]} fix
 */
function toAction(doc, fix) {
  const changes = fix.map(({ start, end, text }) => ({ from: toOffset(doc, start), to: toOffset(doc, end), insert: text }));
  /** @param {EditorView} view */
  const apply = (view) => view.state.doc === doc && view.dispatch({ changes, userEvent: "input.fix" });
  return { name: fixWords(fix), apply };
}

/**
 * Applies the fix of the first problem on the cursor's line that has one, or of the next one after it.
 * @param {EditorView} view
 */
export function fixHere(view) {
  const line = view.state.doc.lineAt(view.state.selection.main.head);
  let best = /** @type {{ from: number, to: number, action: import("@codemirror/lint").Action } | null} */ (null);
  forEachDiagnostic(view.state, ({ actions }, from, to) => {
    if (actions?.length && to >= line.from && (!best || from < best.from)) best = { from, to, action: actions[0] };
  });
  if (!best) return false;
  best.action.apply(view, best.from, best.to);
  return true;
}
