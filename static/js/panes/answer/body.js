/* The body: as it is, laid out, or compared; what is wrong in it, and which part of the template wrote what. */

import { createViewer } from "../../editor/viewer.js";
import { realign, withoutBlanks } from "../../lib/align-blanks.js";
import { h, setText } from "../../lib/dom.js";
import { placeInBody } from "../../lib/body-place.js";
import { prettyJson } from "../../lib/pretty-json.js";
import { createBodyForm } from "./body-form.js";
import { createCompare } from "./compare.js";

/** @import { EditorEvents, Range, Result, Target, TraceSite } from "../../types/page" */

const HINT = "Click the body to see which line wrote it.";

/**
 * `onPick(offset)`: a place in the exact body was picked; `onGo(place)`: a place in a template is wanted; `keys`: the page's.
 * @param {{ onPick: (offset: number) => void, onGo: (target: Target) => void, keys: EditorEvents["keys"] }} options
 */
export function createBody({ onPick, onGo, keys }) {
  const viewer = createViewer({
    label: "Body",
    empty: "The body is empty.",
    onPick: (at) => onPick(realign(viewer.text(), exact, [at])[0] ?? -1),
    onEnter: () => origin !== null && (onGo(origin), true),
  });
  const compare = createCompare({ keys });
  const note = h("span.body-note");
  const said = h("span.origin");
  const form = createBodyForm({ onForm: show, onBlanks: viewer.showBlanks });
  const element = h("div.view", {}, viewer.element, h("p.explain-line", {}, note, said));
  let exact = "";
  /** @type {TraceSite | null} */
  let origin = null; // the part of the template that wrote what was picked
  let fault = ""; // what the answer says about a body that is not JSON

  function show() {
    form.update();
    const isCompared = form.is("compare");
    if (isCompared) viewer.element.after(compare.element);
    else compare.element.remove();
    viewer.element.hidden = isCompared;
    compare.update(exact, isCompared);
    const { text, why = "" } = form.is("pretty") ? prettyJson(exact) : {};
    const at = placeInBody(fault, exact);
    viewer.show(text ?? exact, { asJson: text !== undefined || /^\s*[[{]/.test(exact) });
    note.hidden = said.hidden = isCompared;
    const there = at < 0 ? -1 : realign(exact, viewer.text(), [at])[0];
    viewer.point(there, fault);
    showNote(why, there);
  }

  /**
   * @param {string} why
   * @param {number} at
   */
  function showNote(why, at) {
    if (at < 0) return note.replaceChildren(why && `${why}. `);
    const go = h("button.link", { type: "button", onclick: () => viewer.goTo(at) }, `line ${viewer.lineAt(at)} of the body`);
    return note.replaceChildren(form.is("pretty") ? "not JSON, shown as it is: " : "not JSON: ", go, ". ");
  }

  setText(said, HINT);
  return {
    element,
    tools: form.element,
    show,
    /** @param {Pick<Result, "body" | "diagnostics">} result */
    update({ body, diagnostics }) {
      exact = body ?? "";
      fault = diagnostics.find(({ code }) => code === "body.json")?.message ?? "";
      show();
    },
    /**
     * Highlights pieces ([from, to]) of the exact body.
     * @param {Range[]} ranges
     * @param {{ isShown?: boolean }} [options]
     */
    highlight(ranges, options) {
      const text = viewer.text();
      const flat = realign(exact, text, ranges.flat());
      /** @type {Range[]} */
      const pairs = ranges.map((_, index) => [flat[2 * index], flat[2 * index + 1]]);
      const there = pairs.filter(([, to]) => to !== undefined);
      viewer.highlight(withoutBlanks(text, there), options);
    },
    /**
     * The part of the template that wrote what was picked, or null.
     * @param {TraceSite | null} place
     */
    sayOrigin(place) {
      origin = place;
      if (!place) return setText(said, HINT);
      const go = h("button.link", { type: "button", onclick: () => onGo(place) }, `line ${place.start.line}`);
      return said.replaceChildren("written by ", go, " of the template");
    },
  };
}
