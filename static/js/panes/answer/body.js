/* The body: as it is, laid out, or compared; what is wrong in it, and which part of the template wrote what. */

import { createViewer } from "../../editor/viewer.js";
import { realign, withoutBlanks } from "../../lib/align-blanks.js";
import { h, setText } from "../../lib/dom.js";
import { placeInBody } from "../../lib/body-place.js";
import { prettyJson } from "../../lib/pretty-json.js";
import { createCopyButton } from "../../widgets/pane-buttons.js";
import { createBodyForm } from "./body-form.js";
import { createCompare } from "./compare.js";

/** @import { EditorEvents, Range, Result, Target, TraceSite } from "../../types/page" */

const VIEWER = { label: "Body", empty: "The body is empty." };
const HINT = "Click the body to see which line wrote it.";

/**
 * `onPick(offset)`: a place in the exact body was picked; `onGo(place)`: a place in a template is wanted; `keys`: the page's.
 * @param {{ onPick: (offset: number) => void, onGo: (target: Target) => void, keys: EditorEvents["keys"] }} options
 */
export function createBody({ onPick, onGo, keys }) {
  const viewer = createViewer({
    ...VIEWER,
    onPick: (at) => onPick(realign(viewer.text(), exact, [at])[0] ?? -1),
    onEnter: () => origin.go(),
  });
  const compare = createCompare({ keys });
  const note = h("span.body-note");
  const origin = createOrigin({ onGo });
  const form = createBodyForm({ onForm: show, onBlanks: viewer.showBlanks });
  const element = h("div.view", {}, viewer.element, h("p.explain-line.body-words", {}, origin.element, note));
  let exact = "";
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
    note.hidden = origin.element.hidden = isCompared;
    const there = at < 0 ? -1 : realign(exact, viewer.text(), [at])[0];
    viewer.point(there, fault);
    note.replaceChildren(...noteOf({ viewer, why, at: there, isPretty: form.is("pretty") }));
  }

  form.element.append(createCopyButton({ what: "the body", text: () => exact }));
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
    highlight: (ranges, options) => viewer.highlight(realigned(exact, viewer.text(), ranges), options),
    sayOrigin: origin.say,
  };
}

/**
 * Why the body is not laid out, or where it stops being JSON.
 * @param {{ viewer: ReturnType<typeof createViewer>, why: string, at: number, isPretty: boolean }} shown
 */
function noteOf({ viewer, why, at, isPretty }) {
  if (at < 0) return [why && `${why}. `];
  const go = h("button.link", { type: "button", onclick: () => viewer.goTo(at) }, `line ${viewer.lineAt(at)} of the body`);
  return [isPretty ? "not JSON, shown as it is: " : "not JSON: ", go, ". "];
}

/**
 * Where pieces of one body are in another that differs in blanks; those that are not in it are left out.
 * @param {string} exact
 * @param {string} text
 * @param {Range[]} ranges
 */
function realigned(exact, text, ranges) {
  const flat = realign(exact, text, ranges.flat());
  /** @type {Range[]} */
  const pairs = ranges.map((_, index) => [flat[2 * index], flat[2 * index + 1]]);
  const there = pairs.filter(([, to]) => to !== undefined);
  return withoutBlanks(text, there);
}

/**
 * Which part of the template wrote what was picked in the body.
 * @param {{ onGo: (target: Target) => void }} options
 */
function createOrigin({ onGo }) {
  const element = h("span.origin", {}, HINT);
  /** @type {TraceSite | null} */
  let origin = null;
  return {
    element,
    /** Goes there; false where nothing is picked. */
    go: () => origin !== null && (onGo(origin), true),
    /**
     * The part of the template, or null.
     * @param {TraceSite | null} place
     */
    say(place) {
      origin = place;
      if (!place) return setText(element, HINT);
      const go = h("button.link", { type: "button", onclick: () => onGo(place) }, `line ${place.start.line}`);
      return element.replaceChildren("written by ", go, " of the template");
    },
  };
}
