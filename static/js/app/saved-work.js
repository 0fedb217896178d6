/* The work on the page as one of the team's saved scenarios: which revision it is, whether it was changed, whether somebody saved since. */

import { digest } from "../lib/digest.js";

/** @import { Events, Newer, Saved, Scenario, UndoStack, Workspace } from "../types/page" */

/**
 * Announces `kept` where what is known changes.
 * @param {{ workspace: Workspace, undoStack: UndoStack, events: Events }} options
 */
export function createSavedWork({ workspace, undoStack, events }) {
  /** @type {Newer | null} */
  let newer = null;

  const digestNow = () => digest(JSON.stringify(workspace.scenario()));

  /** @param {Newer | null} found */
  function know(found) {
    newer = found;
    events.emit("kept");
  }

  /** @param {Omit<Saved, "digest">} saved */
  function opened(saved) {
    workspace.setSaved({ ...saved, digest: digestNow() });
    know(null);
  }

  return {
    scenario: workspace.scenario,
    title: workspace.title,
    saved: workspace.saved,
    /** @param {string} title */
    rename(title) {
      if (title === workspace.title()) return;
      workspace.edit((scenario) => ({ ...scenario, title }));
      events.emit("edit");
    },
    isChanged: () => workspace.saved()?.digest !== digestNow(),
    /** What somebody saved since, or null. */
    newer: () => (newer && newer.revision > (workspace.saved()?.revision ?? Infinity) ? newer : null),
    know,
    /** The work in the workspace is a revision of the store, as it is there. */
    opened,
    /**
     * The work was saved; what the store has of it is `saved`.
     * @param {Omit<Saved, "digest">} saved
     * @param {string} text the Scenario's JSON, as it was sent
     */
    wasSaved(saved, text) {
      workspace.setSaved({ ...saved, digest: digest(text) });
      know(null);
    },
    /**
     * A revision of the store comes in the place of the work, which is one undo away.
     * @param {Scenario} scenario
     * @param {Omit<Saved, "digest">} saved
     * @param {string} notice
     */
    load(scenario, saved, notice) {
      undoStack.load({ scenario }, notice);
      opened(saved);
    },
    /**
     * Other work comes in the place of the work, which is one undo away.
     * @param {Scenario} scenario
     * @param {string} notice
     */
    loadOther: (scenario, notice) => undoStack.load({ scenario }, notice),
    /**
     * It is none of the store's any more, or it is again.
     * @param {Saved | null} saved
     */
    wasPut(saved) {
      workspace.setSaved(saved);
      know(null);
    },
    /**
     * @param {string} notice
     * @param {string} [action]
     * @param {() => void} [run]
     */
    say(notice, action, run) {
      undoStack.say({ notice, action, run });
      events.emit("notice");
    },
  };
}
