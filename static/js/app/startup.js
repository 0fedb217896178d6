/* How a visit begins: with the work that this tab had, or the last visit, or with the first example, which comes answered. */

import { digest } from "../lib/digest.js";
import { saveFile } from "../lib/files.js";

/** @import { BackendPane, Events, KeptDraft, KeptWork, MethodPane, Result, Saved, SavedWork, Scenario, UndoStack, Workspace } from "../types/page" */

const CONTINUED = "Continued from your last visit.";
const DAMAGED = "Your kept work is damaged.";

/**
 * Whether the work that this tab had is what the address names; what was changed since is not read anew, even where it is old.
 * @param {KeptWork} work
 * @param {Omit<Saved, "digest">} saved
 */
function isOf({ scenario, saved: kept }, saved) {
  if (kept?.id !== saved.id) return false;
  return kept.shown === saved.shown || (saved.shown === saved.revision && kept.digest !== digest(JSON.stringify(scenario)));
}

/**
 * `first`: {scenario, result?}, with `saved` where the address names a saved scenario; `kept`: what the browser has; the rest are the
 * page's parts.
 * @param {{
 *   first: { scenario: Scenario, result?: Result, saved?: Omit<Saved, "digest"> }, kept: Awaited<KeptDraft["kept"]>, events: Events,
 *   workspace: Workspace, undoStack: UndoStack, backend: BackendPane, method: MethodPane, savedWork: SavedWork,
 * }} options
 */
export function start({ first, kept, events, workspace, undoStack, backend, method, savedWork }) {
  const { work, damaged, isContinued } = kept;
  if (work && first.saved && !isOf(work, first.saved)) {
    workspace.load(work);
    undoStack.start(work);
    savedWork.load(first.scenario, first.saved, "Opened.");
    return;
  }
  if (work) {
    workspace.load(work);
    undoStack.start(work);
    if (isContinued) {
      const startOver = () => undoStack.load({ scenario: first.scenario, isExample: true });
      undoStack.say({ notice: CONTINUED, action: "Start over", run: startOver });
    }
    const { plain, context } = work.unfinished;
    if (context !== undefined) method.update(context);
    if (plain !== undefined) backend.resume(plain);
    events.emit("change");
    return;
  }
  workspace.load({ scenario: first.scenario });
  if (first.saved) savedWork.opened(first.saved);
  undoStack.start({ isTouched: false, isExample: !first.saved && damaged === undefined }); // what is said of damage stays while one types
  if (damaged !== undefined) {
    undoStack.say({ notice: DAMAGED, action: "Save it as a file", run: () => saveFile("damaged-work.txt", damaged) });
  }
  events.emit("notice");
  if (first.result) events.emit("answer", first.result);
  else events.emit("change");
}
