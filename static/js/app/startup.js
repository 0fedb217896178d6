/* How a visit begins: with the work that this tab had, or with the first example, which comes answered. */

import { saveFile } from "../lib/files.js";
import { keptDraft } from "../storage/draft.js";

/** @import { BackendPane, Events, MethodPane, Result, Scenario, UndoStack, Workspace } from "../types/page" */

const DAMAGED = "Your kept work is damaged.";

/**
 * `first`: {scenario, result?}; the rest are the page's parts.
 * @param {{
 *   first: { scenario: Scenario, result?: Result }, events: Events, workspace: Workspace, undoStack: UndoStack, backend: BackendPane,
 *   method: MethodPane,
 * }} options
 */
export function start({ first, events, workspace, undoStack, backend, method }) {
  const { work, damaged } = keptDraft();
  if (work) {
    workspace.load(work);
    undoStack.start(work);
    const { plain, context } = work.unfinished;
    if (context !== undefined) method.resume(context);
    if (plain !== undefined) backend.resume(plain);
    events.emit("change");
    return;
  }
  workspace.load(first);
  undoStack.start({ isTouched: false });
  if (damaged !== undefined) {
    undoStack.say({ notice: DAMAGED, action: "Save it as a file", run: () => saveFile("damaged-work.txt", damaged) });
  }
  events.emit("notice");
  if (first.result) events.emit("answer", first.result);
  else events.emit("change");
}
