/* The example's title and cases go with its text: what is pasted over an example that nobody touched is work of one's own. */

/** @import { UndoStack, Workspace } from "../types/page" */

const NOTICE = "The example’s title and cases were removed.";

/**
 * What editors tell before all of their text gives way to another; what it returns is run after that. One undo brings the example back.
 * @param {{ workspace: () => Workspace, undoStack: () => UndoStack }} options
 */
export const createOwnText =
  ({ workspace, undoStack }) =>
  () => {
    if (!undoStack().isUntouchedExample()) return null;
    const before = undoStack().snapshot();
    return () => undoStack().keep(NOTICE, () => workspace().load(ownOf(workspace())), before);
  };

/**
 * The work without what tells of the example, with the response in the editor, whichever case that was.
 * @param {Workspace} workspace
 */
function ownOf(workspace) {
  const scenario = { ...workspace.question() };
  delete scenario.title;
  return { scenario, shown: workspace.view().shown.where };
}
