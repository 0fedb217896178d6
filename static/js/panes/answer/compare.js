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
  const diff = createDiff({ label: "Difference" });
  const editor = createEditor({ ...OPTIONS, ...NO_PAST, keys, onEdit: () => keepExpected(editor.text()) });
  const choice = h(
    "select.select.is-small",
    { ariaLabel: "Compare with", onchange: () => show({ isEditing: choice.value === "expected" && editor.text() === "" }) },
    ...Object.entries(CHOICES).map(([value, words]) => h("option", { value }, words)),
  );
  const said = h("span.compare-said", { role: "status" });
  const keep = h("button.link", { type: "button", onclick: keepThis }, "Use as expected body");
  const edit = h("button.link", { type: "button", onclick: () => show({ isEditing: !isEditing }) }, "edit");
  const element = h(
    "div.compare",
    {},
    h("div.compare-bar", {}, h("span.meta", { ariaHidden: "true" }, "with"), choice, said, edit, keep),
    diff.element,
    editor.element,
  );
  /** @type {string | null} */
  let now = null;
  /** @type {string | null} */
  let previous = null;
  let isEditing = false;

  function keepThis() {
    const body = now ?? "";
    editor.load(laidOut(body, body)[0]);
    keepExpected(editor.text());
    choice.value = "expected";
    show({ isEditing: false });
  }

  /** @param {{ isEditing: boolean }} options */
  function show({ isEditing: is }) {
    isEditing = is;
    const isExpected = choice.value === "expected";
    const other = isExpected ? editor.text() : previous;
    edit.hidden = !isExpected;
    setText(edit, isEditing ? "compare" : "edit");
    editor.element.hidden = !isEditing;
    diff.element.hidden = isEditing || other === null;
    if (isEditing) return void setText(said, "");
    if (other === null) return void setText(said, "there is no other body yet");
    const [before, after, words] = laidOut(other, now ?? "");
    const count = diff.show(before, after);
    setText(said, count === 0 ? `the same${words}` : `differs in ${plural(count, "place")}`);
    said.dataset.same = String(count === 0);
    return undefined;
  }

  editor.load(keptExpected());
  return {
    element,
    /**
     * Another body came; shown only when `isSeen`.
     * @param {string} body
     * @param {boolean} isSeen
     */
    update(body, isSeen) {
      if (now !== null && body !== now) previous = now;
      now = body;
      if (isSeen) show({ isEditing });
    },
  };
}

/**
 * Two bodies as they are compared: laid out where both are JSON, and words for what that leaves out.
 * @param {string} before
 * @param {string} after
 */
function laidOut(before, after) {
  const [one, other] = [prettyJson(before).text, prettyJson(after).text];
  if (one === undefined || other === undefined) return [before, after, ""];
  return [one, other, before === after ? "" : " but for blanks"];
}
