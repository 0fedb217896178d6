/* What came of writing drafts back into their document: what changed, what has to be put there by hand, and where the files go. */

import { h } from "../../lib/dom.js";
import { plural } from "../../lib/format.js";

/** @import { Drawer, WrittenBack } from "../../types/page" */

/**
 * Shows it in the drawer. `onDownload()`; `onWrite()`: straight to the files on the disk, null where the page cannot.
 * @param {{ drawer: Drawer, answer: WrittenBack, onDownload: () => void, onWrite: (() => void) | null }} options
 */
export function showWrittenBack({ drawer, answer, onDownload, onWrite }) {
  const { changed, refused, notes, files } = answer;
  const count = Object.keys(files).length + (changed.some(({ file }) => file === undefined) ? 1 : 0);
  const names = count > 1 ? plural(count, "file") : [answer.filename, ...Object.keys(files)][Object.keys(files).length ? 1 : 0];
  const buttons = [
    h("button.button.primary", { type: "button", onclick: onDownload }, `Download ${names}`),
    ...(onWrite ? [h("button.button", { type: "button", onclick: onWrite }, `Write to ${names} on the disk`)] : []),
  ];
  drawer.open(
    "Write back",
    ...(changed.length > 0 ? [h("div.drawer-row", {}, ...buttons)] : []),
    h("ul.rail-facts", {}, ...changed.map(changedItem), ...notes.map((note) => h("li", {}, note))),
    ...refused.map(refusedItem),
  );
  drawer.say(summary(answer));
}

/** @param {WrittenBack} answer */
function summary({ changed, refused, notes }) {
  if (changed.length + refused.length + notes.length === 0) return "No template differs from the document.";
  const rest =
    refused.length === 0 ? "" : ` ${plural(refused.length, "template")} cannot be put back: the text to put there by hand stands here.`;
  return `${plural(changed.length, "template")} changed; every other byte of the document is as it was.${rest}`;
}

/** @param {WrittenBack["changed"][number]} one */
function changedItem({ operation, where, start, file, shared, said }) {
  const words = [
    said === "" ? "" : ` ${said}.`,
    shared.length === 0 ? "" : ` The text is shared: it changes in ${shared.join(", ")} as well.`,
  ].join("");
  return h("li", {}, h("b", {}, operation), ` ${kindOf(where)} `, h("small", {}, `${file ? `${file}, ` : ""}line ${start.line}`), words);
}

/** @param {WrittenBack["refused"][number]} one */
function refusedItem({ operation, where, why, text, start, file }) {
  const label = `${operation}, ${kindOf(where)}, ${file ? `${file}, ` : ""}line ${start.line}`;
  const field = h("textarea.drawer-text", { value: text, readOnly: true, spellcheck: false, ariaLabel: `The text for ${label}` });
  return h("label.drawer-label", {}, h("b", {}, label), ` ${why}`, field);
}

/** @param {string} where */
function kindOf(where) {
  const parts = where.split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  const [status, , type] = parts.slice(parts.indexOf("integrationResponses") + 1);
  return parts.includes("integrationResponses") ? `response template ${status}, ${type}` : `request template, ${parts.at(-1)}`;
}
