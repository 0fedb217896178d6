/* The bar at the top: what is open, what was just loaded and how to undo that, examples, how the page looks. */

import { h, setText } from "../lib/dom.js";
import { createMenu } from "../widgets/menu.js";
import { createTitleField } from "../widgets/title-field.js";
import { createViewMenu } from "./view-menu.js";

/** @import { Example, Notice } from "../types/page" */

/**
 * `onExample(name)`, `onTitle(text)`, `onUndo()`, `onDismiss()`: the example chosen; another title; the button beside the notice; the notice
 * was read. `status`: what stands beside the title; `tools`: what else stands `before` and `after` the theme.
 * @param {{
 *   bar: HTMLElement, onExample: (name: string) => void, onTitle: (text: string) => void, onUndo: () => void, onDismiss: () => void,
 *   status: Node, tools: { before: Node[], after: Node[] },
 * }} options
 */
export function createHeader({ bar, onExample, onTitle, onUndo, onDismiss, status, tools }) {
  const title = createTitleField({ onTitle });
  const notice = h("span.notice-text", { role: "status" });
  const undo = h("button.link", { type: "button", onclick: onUndo });
  const dismiss = h("button.link.dismiss", { type: "button", ariaLabel: "Dismiss", title: "Dismiss", onclick: onDismiss }, "×");
  const examples = createMenu({ label: "Examples ▾", title: "Examples" });
  examples.update([{ label: "The list is on its way.", run() {} }]);
  for (const one of bar.querySelectorAll(".first")) one.remove();
  bar.append(
    h("div.work", {}, title.element, status, h("p.notice", {}, notice, undo, dismiss)),
    h("div.tools", {}, examples.element, ...tools.before, createViewMenu(), ...tools.after),
  );

  return {
    element: bar,
    /**
     * `action`: the word on the button beside the notice, or nothing for no button.
     * @param {Notice & { title: string }} said
     */
    update({ title: text, notice: said = "", action = "" }) {
      title.update(text);
      document.title = `${text} · Template playground`;
      setText(notice, said);
      notice.title = said;
      setText(undo, action);
      undo.hidden = action === "";
      dismiss.hidden = said === "";
    },
    /** @param {Example[]} list */
    showExamples(list) {
      examples.update(
        list.map(({ name, group, title: label, description }) => ({ label, group, description, run: () => onExample(name) })),
      );
    },
  };
}
