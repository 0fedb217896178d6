/* CodeMirror knows one line end, "\n". This remembers which ones a text came with, through edits and undo, and gives them back. */

import { invertedEffects } from "@codemirror/commands";
import { EditorState, RangeSet, RangeValue, StateEffect, StateField } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

const LINE_END = /\r\n?|\n/g;
const NAMES = { "\r\n": "CRLF", "\r": "CR", "\n": "LF" };

/** The line end of one line, where it is not the usual one; it covers that line's "\n". */
class LineEnd extends RangeValue {
  constructor(text) {
    super();
    this.text = text;
    this.startSide = 1; // text put beside it is not part of it, and it goes when its "\n" goes
    this.endSide = -1;
  }
  eq(other) {
    return this.text === other.text;
  }
}

const useUsual = StateEffect.define();
const addEnds = StateEffect.define({
  map: (ends, changes) => ends.map(({ at, end }) => ({ at: changes.mapPos(at, 1), end })),
});

/** The line ends of `text`: `at` counts each of them as one character. */
function read(text) {
  let shorter = 0;
  return Array.from(text.matchAll(LINE_END), ({ 0: end, index }) => {
    const at = index - shorter;
    shorter += end.length - 1;
    return { at, end };
  });
}

function mostUsual(ends) {
  const counts = { "\n": 0, "\r\n": 0, "\r": 0 };
  for (const { end } of ends) counts[end] += 1;
  return Object.keys(counts).reduce((best, end) => (counts[end] > counts[best] ? end : best), "\n");
}

const toRanges = (ends, usual) => ends.filter(({ end }) => end !== usual).map(({ at, end }) => new LineEnd(end).range(at, at + 1));

const field = StateField.define({
  create: () => ({ usual: "\n", odd: RangeSet.empty }),
  update({ usual, odd }, transaction) {
    if (transaction.docChanged) odd = odd.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(useUsual)) ({ usual, odd } = { usual: effect.value, odd: RangeSet.empty });
      if (effect.is(addEnds)) odd = odd.update({ add: toRanges(effect.value, usual), sort: true });
    }
    return { usual, odd };
  },
});

/** What undo must bring back: the odd line ends that a change removed, and the usual one. */
const restore = invertedEffects.of((transaction) => {
  const { usual, odd } = transaction.startState.field(field);
  const ends = [];
  transaction.changes.iterChangedRanges((from, to) => {
    odd.between(from, to, (at, after, { text }) => void (at >= from && after <= to && ends.push({ at, end: text })));
  });
  const changed = transaction.effects.some((effect) => effect.is(useUsual));
  return [...(changed ? [useUsual.of(usual)] : []), ...(ends.length ? [addEnds.of(ends)] : [])];
});

/** Pasted and dropped text keeps its line ends; what replaces the whole document decides the usual one. */
function keepPasted() {
  let pasted = null;
  const remember = EditorView.clipboardInputFilter.of((text) => (pasted = text));
  const keep = EditorState.transactionExtender.of((transaction) => {
    if (pasted === null || !(transaction.isUserEvent("input.paste") || transaction.isUserEvent("input.drop"))) return null;
    const ends = read(pasted);
    const length = pasted.length - ends.reduce((sum, { end }) => sum + end.length - 1, 0);
    pasted = null;
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

/** The extension for a document that starts as `text`. */
export function lineEnds(text) {
  const ends = read(text);
  const usual = mostUsual(ends);
  return [field.init(() => ({ usual, odd: RangeSet.of(toRanges(ends, usual)) })), restore, keepPasted(), copyUsual];
}

/** The text of `state`, with its own line ends. */
export function textOf(state) {
  const { usual, odd } = state.field(field);
  const pieces = [];
  let last = 0;
  for (const cursor = odd.iter(); cursor.value; cursor.next()) {
    pieces.push(state.doc.sliceString(last, cursor.from, usual), cursor.value.text);
    last = cursor.to;
  }
  return pieces.join("") + state.doc.sliceString(last, state.doc.length, usual);
}

/** "LF", "CRLF", "CR" or "mixed". */
export function nameOf(state) {
  const { usual, odd } = state.field(field);
  return odd.size ? "mixed" : NAMES[usual];
}

/** A transaction that makes every line end "\n". */
export const toLineFeeds = () => ({ effects: useUsual.of("\n") });

export const changesLineEnds = (transaction) => transaction.effects.some((effect) => effect.is(useUsual) || effect.is(addEnds));
