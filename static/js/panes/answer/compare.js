/* The body beside another one: the previous answer's, or one that is expected. */

import { createDiff } from "../../editor/diff.js";
import { createEditor } from "../../editor/editor.js";
import { json } from "../../editor/json.js";
import { h, setText } from "../../lib/dom.js";
import { prettyJson } from "../../lib/pretty-json.js";
import { plural } from "../../lib/format.js";
import { keepExpected, keptExpected } from "../../storage/expected-body.js";

/** @import { EditorEvents } from "../../types/page" */

const OPTIONS = { label: "Expected body", help: "editor-help", language: json, empty: "Paste the body you expect." };
const NO_PAST = { undoPast: () => true, redoPast: () => true };
const CHOICES = { previous: "the previous body", expected: "an expected body" };

/**
 * `keys`: the page's own keys, for the editor of the expected body.
 * @param {{ keys: EditorEvents["keys"] }} options
 */
export function createCompare({ keys }) {
  const [diff, editor] = [createDiff({ label: "Difference" }), createExpected(keys)];
  const {
    choice,
    said,
    edit,
    element: bar,
  } = createBar({
    onChoice: () => show({ isEditing: choice.value === "expected" && editor.text() === "" }),
    onKeep: keepThis,
    onEdit: () => show({ isEditing: !isEditing }),
  });
  const element = h("div.compare", {}, bar, diff.element, editor.element);
  const bodies = /** @type {{ now: string | null, previous: string | null }} */ ({ now: null, previous: null });
  let isEditing = false;

  function keepThis() {
    editor.keep(bodies.now ?? "");
    choice.value = "expected";
    show({ isEditing: false });
  }

  /** @param {{ isEditing: boolean }} options */
  function show({ isEditing: is }) {
    isEditing = is;
    const isExpected = choice.value === "expected";
    const other = isExpected ? editor.text() : bodies.previous;
    edit.hidden = !isExpected;
    setText(edit, isEditing ? "compare" : "edit");
    editor.element.hidden = !isEditing;
    diff.element.hidden = isEditing || other === null;
    if (isEditing) setText(said, "");
    else if (other === null) setText(said, "there is no other body yet");
    else showDifference(diff, said, { before: other, after: bodies.now ?? "" });
  }

  return {
    element,
    /**
     * Another body came; shown only when `isSeen`.
     * @param {string} body
     * @param {boolean} isSeen
     */
    update(body, isSeen) {
      if (bodies.now !== null && body !== bodies.now) bodies.previous = bodies.now;
      bodies.now = body;
      if (isSeen) show({ isEditing });
    },
  };
}

/**
 * @param {ReturnType<typeof createDiff>} diff
 * @param {HTMLElement} said
 * @param {{ before: string, after: string }} bodies
 */
function showDifference(diff, said, bodies) {
  const [before, after, words] = laidOut(bodies.before, bodies.after);
  const count = diff.show(before, after);
  setText(said, count === 0 ? `the same${words}` : `differs in ${plural(count, "place")}`);
  said.dataset.same = String(count === 0);
}

/**
 * Two bodies as they are compared: laid out where both are JSON, and words for what that leaves out.
 * @param {string} before
 * @param {string} after
 */
function laidOut(before, after) {
  const [one, other] = [prettyJson(before).text, prettyJson(after).text];
  if (one === undefined || other === undefined) return [before, after, ""];
  return [one, other, before === after ? "" : " but for whitespace"];
}

/**
 * What it is compared with, what came of it, and how to change that.
 * @param {{ onChoice: () => void, onKeep: () => void, onEdit: () => void }} options
 */
function createBar({ onChoice, onKeep, onEdit }) {
  const choices = Object.entries(CHOICES).map(([value, words]) => h("option", { value }, words));
  const choice = h("select.select.is-small", { ariaLabel: "Compare with", onchange: onChoice }, ...choices);
  const said = h("span.compare-said", { role: "status" });
  const edit = h("button.link", { type: "button", onclick: onEdit }, "edit");
  const keep = h("button.link", { type: "button", onclick: onKeep }, "Use as expected body");
  const element = h("div.compare-bar", {}, h("span.meta", { ariaHidden: "true" }, "with"), choice, said, edit, keep);
  return { element, choice, said, edit };
}

/**
 * The expected body, which the browser keeps.
 * @param {EditorEvents["keys"]} keys
 */
function createExpected(keys) {
  const editor = createEditor({ ...OPTIONS, ...NO_PAST, keys, onEdit: () => keepExpected(editor.text()) });
  editor.load(keptExpected());
  return {
    ...editor,
    /**
     * Another body is expected.
     * @param {string} body
     */
    keep(body) {
      editor.load(laidOut(body, body)[0]);
      keepExpected(editor.text());
    },
  };
}
