/* CodeMirror knows one line end, "\n". This remembers which ones a text came with, through edits and undo, and gives them back. */

import { invertedEffects } from "@codemirror/commands";
import { EditorState, RangeSet, RangeValue, StateEffect, StateField } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/**
 * @import { StateEffectType, Transaction } from "@codemirror/state"
 * @typedef {{ at: number, end: string }} End
 */

const LINE_END = /\r\n?|\n/g;
const SLICE = 1_000_000; // characters, which take some 10 ms
/** @type {Record<string, string>} */
const NAMES = { "\r\n": "CRLF", "\r": "CR", "\n": "LF" };

/** The line end of one line, where it is not the usual one; it covers that line's "\n". */
class LineEnd extends RangeValue {
  /** @param {string} text */
  constructor(text) {
    super();
    this.text = text;
    this.startSide = 1; // text put beside it is not part of it, and it goes when its "\n" goes
    this.endSide = -1;
  }
  /** @param {this} other */
  eq(other) {
    return this.text === other.text;
  }
}

/** @type {StateEffectType<string>} */
const useUsual = StateEffect.define();
/** @type {StateEffectType<End[]>} */
const addEnds = StateEffect.define({
  map: (ends, changes) => ends.map(({ at, end }) => ({ at: changes.mapPos(at, 1), end })),
});

/**
 * The line ends of `text`: `at` counts each of them as one character.
 * @param {string} text
 * @returns {End[]}
 */
function read(text) {
  let shorter = 0;
  return Array.from(text.matchAll(LINE_END), ({ 0: end, index }) => {
    const at = index - shorter;
    shorter += end.length - 1;
    return { at, end };
  });
}

/** @param {End[]} ends */
function mostUsual(ends) {
  /** @type {Record<string, number>} */
  const counts = { "\n": 0, "\r\n": 0, "\r": 0 };
  for (const { end } of ends) counts[end] += 1;
  return Object.keys(counts).reduce((best, end) => (counts[end] > counts[best] ? end : best), "\n");
}

/**
 * @param {End[]} ends
 * @param {string} usual
 */
const toRanges = (ends, usual) => ends.filter(({ end }) => end !== usual).map(({ at, end }) => new LineEnd(end).range(at, at + 1));

/** @type {StateField<{ usual: string, odd: RangeSet<LineEnd> }>} */
const field = StateField.define({
  create: () => ({ usual: "\n", odd: RangeSet.empty }),
  update(before, transaction) {
    let { usual, odd } = before;
    if (transaction.docChanged) odd = odd.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(useUsual)) ({ usual, odd } = { usual: effect.value, odd: RangeSet.empty });
      if (effect.is(addEnds)) odd = odd.update({ add: toRanges(effect.value, usual), sort: true });
    }
    return usual === before.usual && odd === before.odd ? before : { usual, odd };
  },
});

/** What undo must bring back: the odd line ends that a change removed, or all of them and the usual one. */
const restore = invertedEffects.of((transaction) => {
  const { usual, odd } = transaction.startState.field(field);
  /** @type {End[]} */
  const ends = [];
  /**
   * @param {number} from
   * @param {number} to
   */
  const keep = (from, to) =>
    odd.between(from, to, (at, after, { text }) => void (at >= from && after <= to && ends.push({ at, end: text })));
  const changed = transaction.effects.some((effect) => effect.is(useUsual));
  if (changed) keep(0, transaction.startState.doc.length);
  else transaction.changes.iterChangedRanges(keep);
  return [...(changed ? [useUsual.of(usual)] : []), ...(ends.length ? [addEnds.of(ends)] : [])];
});

/** Pasted and dropped text keeps its line ends; what replaces the whole document decides the usual one. */
function keepPasted() {
  /** @type {string | null} */
  let pasted = null;
  const remember = EditorView.clipboardInputFilter.of((text) => (pasted = text));
  const keep = EditorState.transactionExtender.of((transaction) => {
    if (pasted === null || !(transaction.isUserEvent("input.paste") || transaction.isUserEvent("input.drop"))) return null;
    const ends = read(pasted);
    const length = pasted.length - ends.reduce((sum, { end }) => sum + end.length - 1, 0);
    pasted = null;
    /** @type {StateEffect<any>[]} */
    const effects = [];
    transaction.changes.iterChanges((fromA, toA, fromB, toB) => {
      if (toB - fromB !== length) return; // shared out among several cursors
      if (fromA === 0 && toA === transaction.startState.doc.length && ends.length) effects.push(useUsual.of(mostUsual(ends)));
      effects.push(addEnds.of(ends.map(({ at, end }) => ({ at: at + fromB, end }))));
    });
    return effects.length ? { effects } : null;
  });
  return [remember, keep];
}

const copyUsual = EditorView.clipboardOutputFilter.of((text, state) => text.replaceAll("\n", state.field(field).usual));

/**
 * The extension for a document that starts as `text`.
 * @param {string} text
 */
export function lineEnds(text) {
  const ends = read(text);
  const usual = mostUsual(ends);
  return [field.init(() => ({ usual, odd: RangeSet.of(toRanges(ends, usual)) })), restore, keepPasted(), copyUsual];
}

/** @type {WeakMap<EditorState["doc"], { ends: object, text: string }>} */
const texts = new WeakMap(); // of documents, as they were asked for last: many ask for the same one, which may be megabytes

/**
 * The text of `state`, with its own line ends.
 * @param {EditorState} state
 */
export function textOf(state) {
  const ends = state.field(field);
  const known = texts.get(state.doc);
  if (known && known.ends === ends) return known.text;
  const text = joined(state, ends);
  texts.set(state.doc, { ends, text });
  return text;
}

/**
 * Makes the text of what may be megabytes in slices, so that a key comes between them; `textOf` has it then. Null where there is nothing to
 * do; it ends where the text was edited meanwhile.
 * @param {() => EditorState} current
 */
export function prepareText(current) {
  const state = current();
  const ends = state.field(field);
  const isKnown = texts.get(state.doc)?.ends === ends;
  return isKnown || state.doc.length <= SLICE || ends.odd.size ? null : inSlices(current, state, ends);
}

/**
 * @param {() => EditorState} current
 * @param {EditorState} state
 * @param {{ usual: string }} ends
 */
async function inSlices(current, state, ends) {
  const pieces = [];
  for (let at = 0; at < state.doc.length; at += SLICE) {
    pieces.push(state.doc.sliceString(at, Math.min(at + SLICE, state.doc.length), ends.usual));
    await new Promise((resolve) => void setTimeout(resolve, 0));
    if (current().doc !== state.doc) return;
  }
  texts.set(state.doc, { ends, text: pieces.join("") });
}

/**
 * @param {EditorState} state
 * @param {{ usual: string, odd: RangeSet<LineEnd> }} ends
 */
function joined(state, { usual, odd }) {
  const pieces = [];
  let last = 0;
  for (const cursor = odd.iter(); cursor.value; cursor.next()) {
    pieces.push(state.doc.sliceString(last, cursor.from, usual), cursor.value.text);
    last = cursor.to;
  }
  return pieces.join("") + state.doc.sliceString(last, state.doc.length, usual);
}

/**
 * "LF", "CRLF", "CR" or "mixed".
 * @param {EditorState} state
 */
export function nameOf(state) {
  const { usual, odd } = state.field(field);
  return odd.size ? "mixed" : NAMES[usual];
}

/** A transaction that makes every line end "\n". */
export const toLineFeeds = () => ({ effects: useUsual.of("\n") });

/**
 * Whether a transaction changes how lines end.
 * @param {Transaction} transaction
 */
export const changesLineEnds = (transaction) => transaction.effects.some((effect) => effect.is(useUsual) || effect.is(addEnds));
