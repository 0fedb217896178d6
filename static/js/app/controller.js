/* What happens when the work is edited or another one: who is told, and in which order. */

/** @import { Draft, Evaluator, Events, Header, HistoryRecorder, MethodPane, Notice, UndoStack, Workspace } from "../types/page" */

const FULL = { notice: "Too large to be kept by the browser: a reload loses it." };

/**
 * Hears `edit` (by hand), `load` (other work is there), `change` (either), `run` (asked for by hand), `notice` (to be said) and `full`
 * (whether the browser has no room for the work). `forgets`: what is told that the work is another than before, in this order.
 * @param {{
 *   events: Events, workspace: Workspace, undoStack: UndoStack, method: MethodPane, evaluator: Evaluator, draft: Draft,
 *   historyRecorder: HistoryRecorder, header: Header, forgets: (() => void)[],
 * }} options
 */
export function createController({ events, workspace, undoStack, method, evaluator, draft, historyRecorder, header, forgets }) {
  let isFull = false;

  /** @param {Notice} [said] */
  function showHeader(said = isFull ? FULL : undoStack.notice()) {
    header.update({ title: workspace.title(), ...said });
  }

  events.on("edit", () => {
    workspace.settle();
    undoStack.touch();
    events.emit("change");
  });
  events.on("load", () => {
    method.forget();
    events.emit("change");
  });
  events.on("change", () => {
    for (const forget of forgets) forget();
    evaluator.schedule();
    draft.schedule();
    showHeader();
  });
  events.on("run", () => {
    historyRecorder.byHand();
    evaluator.ask();
  });
  events.on("notice", showHeader);
  events.on("full", (is) => {
    if (is === isFull) return; // nothing else that is said gives way
    isFull = is;
    showHeader();
  });
}
