/* Directives as a pair: lit together, folded together, closed and indented as one types. */

import { foldGutter, foldKeymap, foldService, indentOnInput, indentService, indentUnit } from "@codemirror/language";
import { StateField } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import { afterArguments, scanBlocks } from "../lib/directive-blocks.js";
import { formatLines, isCloser, stepAfter } from "../lib/indent.js";

/** @import { Range } from "../types/page" */
/**
 * @import { EditorState, Text, Transaction } from "@codemirror/state"
 * @import { DecorationSet } from "@codemirror/view"
 */

const LARGE = 60_000; // characters; longer texts are not read again at each key

/** @type {WeakMap<Text, ReturnType<typeof scanBlocks>>} */
const scans = new WeakMap(); // document → what was found in it

/**
 * @param {Text} doc
 * @returns {ReturnType<typeof scanBlocks>}
 */
function scanOf(doc) {
  const found = scans.get(doc) ?? scanBlocks(doc.toString());
  scans.set(doc, found);
  return found;
}

const word = Decoration.mark({ class: "cm-directive-match" });
const alone = Decoration.mark({ class: "cm-directive-alone" });

/**
 * @param {EditorState} state
 * @returns {DecorationSet}
 */
function matchAt({ doc, selection }) {
  const { head, empty } = selection.main;
  if (!empty) return Decoration.none;
  /** @param {Range} range */
  const isAt = ([from, to]) => from <= head && head <= to;
  const block = scanOf(doc).blocks.find(({ words }) => words.some(isAt));
  return block ? Decoration.set(block.words.map(([from, to]) => (block.end === null ? alone : word).range(from, to))) : Decoration.none;
}

/** @type {StateField<DecorationSet>} */
const matching = StateField.define({
  create: matchAt,
  update(value, { docChanged, selection, state }) {
    if (docChanged && state.doc.length > LARGE) return Decoration.none;
    return docChanged || selection ? matchAt(state) : value;
  },
  provide: (self) => EditorView.decorations.from(self),
});

/** From the end of the opener's line to its `#end`. A long text that is being typed in has been read once the cursor moves. */
const folding = foldService.of(({ doc }, from, to) => {
  if (doc.length > LARGE && !scans.has(doc)) return null;
  const block = scanOf(doc).blocks.find(({ words, end }) => words[0][0] >= from && words[0][0] <= to && end !== null && end > to);
  return block?.end ? { from: to, to: block.end } : null;
});

const indentation = indentService.of((context, at) => {
  const { doc } = context.state;
  const isBroken = context.simulatedBreak !== null && context.lineAt(at, -1).text.trim() !== "";
  let { number } = doc.lineAt(at);
  if (!isBroken)
    do number -= 1;
    while (number > 0 && doc.line(number).text.trim() === "");
  const above = isBroken ? context.lineAt(at, -1) : number > 0 ? doc.line(number) : null;
  if (!above) return 0;
  const rest = context.textAfterPos(at, 1);
  const level = context.lineIndent(above.from, -1) + context.unit * (stepAfter(above.text) - (isCloser(rest) ? 1 : 0));
  return Math.max(level, 0);
});

/**
 * Enter after an opener whose `#end` is missing writes that too.
 * @param {{ state: EditorState, dispatch: (transaction: Transaction) => void }} target
 */
function closeBlock({ state, dispatch }) {
  const { head, empty } = state.selection.main;
  const line = state.doc.lineAt(head);
  if (!empty || state.doc.sliceString(head, line.to).trim() || state.readOnly) return false;
  const { blocks } = scanOf(state.doc);
  const opener = blocks.findLast(({ words }) => words[0][0] >= line.from && words[0][0] < head);
  if (!opener || afterArguments(line.text, opener.words[0][1] - line.from) !== line.text.trimEnd().length) return false;
  if (!blocks.some(({ words, end }) => end === null && words[0][0] <= opener.words[0][0])) return false;
  const indent = /^\s*/.exec(line.text)?.[0] ?? "";
  const start = `\n${indent}${state.facet(indentUnit)}`;
  dispatch(
    state.update({
      changes: { from: head, to: line.to, insert: `${start}\n${indent}#end` },
      selection: { anchor: head + start.length },
      scrollIntoView: true,
      userEvent: "input",
    }),
  );
  return true;
}

/**
 * Indents every line by what is open there.
 * @param {{ state: EditorState, dispatch: (transaction: Transaction) => void }} target
 */
function format({ state, dispatch }) {
  const { doc } = state;
  const { opaque } = scanOf(doc);
  /** @param {number} index */
  const isOpaque = (index) => {
    const { from } = doc.line(index + 1);
    return opaque.some(([start, end]) => start < from && from < end);
  };
  const lines = Array.from({ length: doc.lines }, (_, index) => doc.line(index + 1).text);
  const changes = formatLines(lines, isOpaque).flatMap((text, index) => {
    const { from, to } = doc.line(index + 1);
    return text === lines[index] ? [] : [{ from, to, insert: text }];
  });
  if (changes.length) dispatch(state.update({ changes, userEvent: "input.format" }));
  return true;
}

/** Keys that close, format and fold. */
export const directiveKeys = [{ key: "Enter", run: closeBlock }, { key: "Shift-Alt-f", run: format }, ...foldKeymap];

/** The extension for an editor of templates. */
export const directives = [matching, folding, foldGutter({ openText: "⌄", closedText: "›" }), indentation, indentOnInput()];
