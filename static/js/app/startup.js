/* How a visit begins: with the work that this tab had, or with the first example, which comes answered. */

import { saveFile } from "../lib/files.js";
import { keptDraft } from "../storage/draft.js";

const DAMAGED = "Your kept work is damaged.";

/** `first`: {scenario, result?}; the rest are the page's parts. */
export function start({ first, workspace, undoStack, backend, method, controller }) {
  const { work, damaged } = keptDraft();
  if (work) {
    workspace.load(work);
    undoStack.start(work);
    const { plain, context } = work.unfinished;
    if (context !== undefined) method.resume(context);
    if (plain !== undefined) backend.resume(plain);
    controller.changed();
    return;
  }
  workspace.load(first);
  undoStack.start({ isTouched: false });
  if (damaged !== undefined) {
    undoStack.say({ notice: DAMAGED, action: "Save it as a file", run: () => saveFile("damaged-work.txt", damaged) });
  }
  controller.showHeader();
  if (first.result) controller.show(first.result);
  else controller.changed();
}
