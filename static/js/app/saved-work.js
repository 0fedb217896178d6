/* The work on the page as one of the team's saved scenarios: which revision it is, whether it was changed, whether somebody saved since. */

import { digest } from "../lib/digest.js";

/** @import { Events, Newer, Saved, Scenario, UndoStack, Workspace } from "../types/page" */

/**
 * Announces `kept` where what is known changes.
 * @param {{ workspace: Workspace, undoStack: UndoStack, events: Events }} options
 */
export function createSavedWork({ workspace, undoStack, events }) {
  const revision = createRevision({ workspace, events });

  return {
    scenario: workspace.scenario,
    title: workspace.title,
    saved: workspace.saved,
    ...revision,
    /** @param {string} title */
    rename(title) {
      if (title === workspace.title()) return;
      workspace.edit((scenario) => ({ ...scenario, title }));
      events.emit("edit");
    },
    /**
     * A revision of the store comes in the place of the work, which is one undo away.
     * @param {Scenario} scenario
     * @param {Omit<Saved, "digest">} saved
     * @param {string} notice
     */
    load(scenario, saved, notice) {
      undoStack.load({ scenario }, notice);
      revision.opened(saved);
    },
    /**
     * Other work comes in the place of the work, which is one undo away.
     * @param {Scenario} scenario
     * @param {string} notice
     */
    loadOther: (scenario, notice) => undoStack.load({ scenario }, notice),
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

/**
 * Which revision of the store the work is, whether it was changed since, and what somebody else saved.
 * @param {{ workspace: Workspace, events: Events }} options
 */
function createRevision({ workspace, events }) {
  /** @type {Newer | null} */
  let newer = null;
  const textNow = () => JSON.stringify(workspace.scenario());

  /** @param {Newer | null} found */
  function know(found) {
    newer = found;
    events.emit("kept");
  }

  /** @param {Saved | null} saved */
  function wasPut(saved) {
    workspace.setSaved(saved);
    know(null);
  }

  return {
    isChanged: () => workspace.saved()?.digest !== digest(textNow()),
    /** What somebody saved since, or null. */
    newer: () => (newer && newer.revision > (workspace.saved()?.revision ?? Infinity) ? newer : null),
    know,
    /** It is none of the store's any more, or it is again. */
    wasPut,
    /**
     * The work in the workspace is a revision of the store, as it is there.
     * @param {Omit<Saved, "digest">} saved
     */
    opened: (saved) => wasPut({ ...saved, digest: digest(textNow()) }),
    /**
     * The work was saved; what the store has of it is `saved`.
     * @param {Omit<Saved, "digest">} saved
     * @param {string} text the Scenario's JSON, as it was sent
     */
    wasSaved: (saved, text) => wasPut({ ...saved, digest: digest(text) }),
  };
}
