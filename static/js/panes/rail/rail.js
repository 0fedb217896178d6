/* The methods of an opened API, on the left: which one is shown, what checking came to, and what of the document is open or left out. */

import { h, setText } from "../../lib/dom.js";
import { plural } from "../../lib/format.js";
import { createRailFoot } from "./foot.js";
import { createMethodsList } from "./methods-list.js";

/** @import { ApiDocument, Drawer, Picked } from "../../types/page" */

/**
 * `onPick(at)`: a method is wanted; `onCheckAll()` and `onCancel()`; for the rest see the foot.
 * @param {{
 *   drawer: Drawer, onPick: (at: number) => void, onCheckAll: () => void, onCancel: () => void,
 *   onParameters: (values: Record<string, string>) => Promise<void>, onWriteBack: () => void, onFiles: (picked: Picked) => Promise<void>,
 * }} options
 */
export function createRail({ drawer, onPick, onCheckAll, onCancel, ...ofFoot }) {
  const title = h("h2.rail-title");
  const count = h("span.rail-count");
  const fold = h("button.rail-fold", { type: "button", ariaExpanded: "false", ariaLabel: "Show the methods", onclick: toggle }, "☰");
  const progress = createProgress({ onCheckAll, onCancel });
  const list = createMethodsList({ onPick });
  const foot = createRailFoot({ drawer, ...ofFoot });
  const element = h(
    "nav.panel.rail",
    { hidden: true, ariaLabel: "Methods of the API" },
    h("header.panel-head", {}, title, count, fold),
    h("div.rail-tools", {}, list.filter, ...progress.elements),
    list.element,
    foot.element,
  );

  function toggle() {
    const isOpen = element.classList.toggle("is-open");
    fold.ariaExpanded = String(isOpen);
  }

  return {
    element,
    turnTo: list.turnTo,
    showChecked: list.showChecked,
    /**
     * Another API, or none.
     * @param {ApiDocument | null} api
     * @param {number} at
     */
    show(api, at) {
      element.hidden = api === null;
      list.show(api, at);
      if (!api) return;
      setText(title, api.source.name || api.what);
      setText(count, plural(api.operations.length, "method"));
      foot.update(api);
    },
    showProgress: progress.show,
  };
}

/**
 * The button that checks all methods; while that runs, a bar and the button that ends it.
 * @param {{ onCheckAll: () => void, onCancel: () => void }} options
 */
function createProgress({ onCheckAll, onCancel }) {
  const check = h("button.link", { type: "button", onclick: () => onCheckAll() }, "Check all");
  const bar = h("progress.rail-bar", { hidden: true, ariaLabel: "Methods checked" });
  const stop = h("button.link", { type: "button", hidden: true, onclick: () => onCancel() }, "Cancel");
  return {
    elements: [check, bar, stop],
    /**
     * So many of all methods are checked; null: it has ended.
     * @param {number | null} done
     * @param {number} [all]
     */
    show(done, all = 0) {
      const isRunning = done !== null;
      [bar.hidden, stop.hidden, check.hidden] = [!isRunning, !isRunning, isRunning];
      if (isRunning) [bar.max, bar.value] = [all, done];
    },
  };
}
