/* Which of a method's templates the editor shows: a button for each of the same side, the one that the answer was made with marked. */

import { childrenOf, h } from "../../lib/dom.js";

/** @import { TemplateEntry, TemplateView } from "../../types/page" */

/**
 * `onPick(where)`: another template of the same side is wanted.
 * @param {{ onPick: (where: string) => void }} options
 */
export function createTemplateChoices({ onPick }) {
  const element = h("div.responses", { role: "group", hidden: true });

  /**
   * @param {TemplateEntry} entry
   * @param {Omit<TemplateView, "entries"> & { why: string }} view
   */
  function toButton(entry, { shown, chosen, why }) {
    const [isShown, isChosen] = [entry === shown, entry === chosen];
    const name =
      entry.side === "request"
        ? [h("code", {}, entry.contentType)]
        : [h("strong", {}, entry.statusCode ?? ""), h("code", {}, entry.selectionPattern || "default")];
    const title = isChosen ? why : "Show its template";
    const button = h(
      "button.response",
      { type: "button", ariaPressed: String(isShown), title, onclick: () => onPick(entry.where) },
      ...name,
    );
    if (isChosen) button.append(h("span.chosen", {}, "matched"));
    return button;
  }

  return {
    element,
    /**
     * `entries`: all of the method's; `shown` and `chosen` are among them; `why` that one was chosen.
     * @param {TemplateView & { why: string }} view
     */
    update({ entries, shown, chosen, why }) {
      const mine = entries.filter(({ side }) => side === shown.side);
      element.ariaLabel = shown.side === "request" ? "Request templates" : "Integration responses";
      element.hidden = mine.length < 2;
      const key = JSON.stringify([mine, shown.where, chosen?.where, why]);
      if (element.dataset.key === key) return;
      element.dataset.key = key;
      const focusedAt = childrenOf(element).findIndex((item) => item === document.activeElement);
      element.replaceChildren(...mine.map((entry) => toButton(entry, { shown, chosen, why })));
      childrenOf(element)[focusedAt]?.focus();
    },
  };
}
