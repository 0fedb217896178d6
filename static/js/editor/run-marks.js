/* What a run did, in the template it ran: lines that did not run, what conditions and loops did, and the values under the pointer. */

import { RangeSet, RangeValue, StateEffect, StateField } from "@codemirror/state";
import { Decoration, GutterMarker, gutterLineClass, hoverTooltip, ViewPlugin, WidgetType } from "@codemirror/view";
import { h } from "../lib/dom.js";
import { linesThatRan, timesOf } from "../lib/line-coverage.js";
import { conditionNote, loopNote, siteWords } from "../lib/trace-words.js";
import { toOffset } from "./diagnostics.js";

/** @import { Maybe, Range, TraceSite } from "../types/page" */
/**
 * @import { EditorState, StateEffectType } from "@codemirror/state"
 * @import { DecorationSet, EditorView } from "@codemirror/view"
 * @typedef {{ sites: RangeSet<Site>, lines: RangeSet<GutterMarker> }} Marks
 */

const LONGEST_NAME = 60; // characters of the template that name a part

/** A part of the template, at its place. */
class Site extends RangeValue {
  /**
   * @param {TraceSite} site
   * @param {number} [times]
   */
  constructor(site, times) {
    super();
    this.site = site;
    this.times = times;
    this.startSide = 1;
    this.endSide = -1;
  }
}

class UnrunLine extends GutterMarker {
  elementClass = "cm-unrun-gutter";
}

class Note extends WidgetType {
  /** @param {string} text */
  constructor(text) {
    super();
    this.text = text;
  }
  /** @param {this} other */
  eq(other) {
    return this.text === other.text;
  }
  toDOM() {
    return h("span.cm-note", { ariaHidden: "true" }, this.text);
  }
}

const unrunLine = Decoration.line({ class: "cm-unrun" });
const unrunPart = Decoration.mark({ class: "cm-unrun-part" });
const unrunGutter = new UnrunLine();

/** @type {StateEffectType<Marks>} */
const setTrace = StateEffect.define();
/** @type {Marks} */
const NONE = { sites: RangeSet.empty, lines: RangeSet.empty };

/** @type {StateField<Marks>} */
const field = StateField.define({
  create: () => NONE,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setTrace)) return effect.value;
    if (!transaction.docChanged || value === NONE) return value;
    return { ...value, sites: value.sites.map(transaction.changes), lines: value.lines.map(transaction.changes) };
  },
  provide: (self) => gutterLineClass.from(self, ({ lines }) => lines),
});

/** Only what is in view is decorated. */
const painter = ViewPlugin.define(
  (view) => ({
    decorations: paint(view),
    update(update) {
      const isNew = update.startState.field(field) !== update.state.field(field);
      if (isNew || update.viewportChanged || update.docChanged) this.decorations = paint(update.view);
    },
  }),
  { decorations: (plugin) => plugin.decorations },
);

/**
 * @param {EditorView} view
 * @returns {DecorationSet}
 */
function paint(view) {
  const { doc } = view.state;
  const { sites, lines } = view.state.field(field);
  /** @type {import("@codemirror/state").Range<Decoration>[]} */
  const found = [];
  /** @type {Map<number, string[]>} */
  const notes = new Map(); // line start → what its conditions and loops did
  for (const { from, to } of view.visibleRanges) {
    lines.between(from, to, (at) => void found.push(unrunLine.range(doc.lineAt(at).from)));
    sites.between(from, to, (start, end, { site, times }) => {
      if (site.count === 0) return void found.push(unrunPart.range(start, end));
      const note = site.kind === "condition" ? conditionNote(site) : site.kind === "foreach" ? loopNote(times ?? 0) : "";
      const line = note && doc.lineAt(site.kind === "condition" ? end : start);
      if (line && line.to >= from) notes.set(line.to, [...(notes.get(line.to) ?? []), note]);
      return undefined;
    });
  }
  for (const [at, texts] of notes) found.push(Decoration.widget({ widget: new Note(texts.join(" · ")), side: 1 }).range(at));
  return RangeSet.of(found, true);
}

/**
 * The smallest part at `at` that has something to say, as {from, to, site, times}, or null.
 * @param {EditorState} state
 * @param {number} at
 */
export function siteAt(state, at) {
  let best = /** @type {{ from: number, to: number, site: TraceSite, times?: number } | null} */ (null);
  state.field(field).sites.between(at, at, (from, to, { site, times }) => {
    const isHead = site.kind !== "if" && site.kind !== "foreach" ? true : at <= state.doc.lineAt(from).to;
    if (isHead && (!best || to - from <= best.to - best.from)) best = { from, to, site, times };
  });
  return best;
}

/**
 * What the part at `at` did, in words, or "".
 * @param {EditorState} state
 * @param {number} at
 */
export function wordsAt(state, at) {
  const found = siteAt(state, at);
  if (!found) return "";
  const text = state.sliceDoc(found.from, Math.min(found.to, state.doc.lineAt(found.from).to));
  const name = found.site.kind === "set" ? text.replace(/^#\{?set\}?\s*\(\s*/, "").split(/\s*=/)[0] : text;
  return siteWords(found.site, name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name, found.times);
}

const hover = hoverTooltip((view, at) => {
  const found = siteAt(view.state, at);
  if (!found || found.site.kind === "text" || found.site.count === 0) return null;
  return { pos: found.from, end: found.to, create: () => ({ dom: h("div.cm-values", {}, wordsAt(view.state, at)) }) };
});

/** The extension for an editor of templates. */
export const trace = [field, painter, hover];

/**
 * Shows what the parts `sites` of this text did (a Result's `trace`, or null); returns {ran, total} in lines, or null.
 * @param {EditorView} view
 * @param {Maybe<TraceSite[]>} sites
 */
export function showTrace(view, sites) {
  if (!sites) {
    if (view.state.field(field) !== NONE) view.dispatch({ effects: setTrace.of(NONE) });
    return null;
  }
  const { doc } = view.state;
  const texts = Array.from({ length: doc.lines }, (_, index) => doc.line(index + 1).text);
  const { states, ran, total } = linesThatRan(texts, sites);
  const times = timesOf(sites);
  const ranges = sites
    .filter(({ start }) => start)
    .map((site) => ({ from: toOffset(doc, site.start), to: toOffset(doc, site.end), value: new Site(site, times.get(site)) }))
    .filter(({ from, to }) => from < to)
    .map(({ from, to, value }) => value.range(from, to));
  const lines = states.flatMap((state, index) => (state === false ? [unrunGutter.range(doc.line(index + 1).from)] : []));
  view.dispatch({ effects: setTrace.of({ sites: RangeSet.of(ranges, true), lines: RangeSet.of(lines) }) });
  return { ran, total };
}
