/* What is shown of the team's store in the drawer; loaded when it is first wanted. */

import { showConflict } from "./conflict.js";
import { showDetails } from "./details.js";
import { showHistory } from "./history.js";
import { showOpen } from "./open.js";
import { showFork, showSave } from "./save.js";

/** @import { SavedPanes, SavedParts } from "../../types/page" */

export { openRevision } from "./revision.js";

/**
 * Each shows itself in the drawer, and knows the others by `panes`.
 * @param {Omit<SavedParts, "panes">} given
 */
export function createSavedPanes(given) {
  /** @type {SavedPanes} */
  const panes = {
    open: () => showOpen(parts),
    save: (why) => showSave(parts, why),
    fork: (saved) => showFork(parts, saved),
    conflict: (newer, note) => showConflict(parts, newer, note),
    history: () => showHistory(parts),
    details: (saved) => showDetails(parts, saved),
  };
  const parts = { ...given, panes };
  return panes;
}
