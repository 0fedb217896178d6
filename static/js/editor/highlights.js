/* Pieces of a text that are highlighted: what belongs to the place that was picked in another text. */

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

/** @import { Range } from "../types/page" */
/**
 * @import { StateEffectType } from "@codemirror/state"
 * @import { DecorationSet } from "@codemirror/view"
 */

const piece = Decoration.mark({ class: "cm-highlight" });
/** @type {StateEffectType<DecorationSet>} */
const setHighlights = StateEffect.define();

/** @type {StateField<DecorationSet>} */
const field = StateField.define({
  create: () => RangeSet.empty,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setHighlights)) return effect.value;
    return transaction.docChanged ? value.map(transaction.changes) : value;
  },
  provide: (self) => EditorView.decorations.from(self),
});

/** The extension for an editor or viewer that shows them. */
export const highlights = field;

/**
 * Highlights `ranges` ([from, to], in order), and nothing else. `isShown`: moves there, if none of them is in view.
 * @param {EditorView} view
 * @param {Range[]} ranges
 * @param {{ isShown?: boolean }} [options]
 */
export function highlight(view, ranges, { isShown = false } = {}) {
  const { length } = view.state.doc;
  const whole = ranges.filter(([from, to]) => from < to && to <= length);
  if (whole.length === 0 && view.state.field(field).size === 0) return;
  /** @type {StateEffect<any>[]} */
  const effects = [setHighlights.of(RangeSet.of(whole.map(([from, to]) => piece.range(from, to))))];
  if (isShown && whole.length && !whole.some((range) => isInView(view, range))) {
    effects.push(EditorView.scrollIntoView(whole[0][0], { y: "center" }));
  }
  view.dispatch({ effects });
}

/**
 * @param {EditorView} view
 * @param {Range} range
 */
function isInView(view, [from]) {
  const { top, bottom } = view.scrollDOM.getBoundingClientRect();
  const { top: above } = view.lineBlockAt(from);
  const at = above + view.documentTop;
  return at >= top && at + view.defaultLineHeight <= bottom;
}
