/* Undo and redo of whole workspaces: what is replaced is one undo away. What was only looked at is not kept. */

/** @import { KeptWork, Notice, Snapshot, Work, Works, Workspace } from "../types/page" */

const MOST = 10; // works in either direction

/**
 * `onLeave()` before, and `onTurn()` after other work comes into the workspace.
 * @param {{ workspace: Workspace, onLeave: () => void, onTurn: () => void }} options
 */
export function createUndoStack({ workspace, onLeave, onTurn }) {
  /** @type {Snapshot[]} */
  let behind = [];
  /** @type {Snapshot[]} */
  let ahead = [];
  /** @type {Works | null} */
  let works = null; // both, as plain data; made when it is asked for
  let isTouched = true; // whether the work in the workspace is more than an example as it was loaded
  /** @type {Notice} */
  let said = {};
  /** @type {Notice} */
  let loaded = { notice: "Loaded.", action: "Undo" };

  /** @returns {Snapshot} */
  const snapshot = () => ({ ...workspace.snapshot(), isTouched });

  /**
   * @param {Snapshot[]} from
   * @param {Snapshot[]} onto
   * @param {Notice} notice
   */
  function turn(from, onto, notice) {
    if (from.length === 0) return false;
    onLeave();
    works = null;
    onto.push(snapshot());
    const work = /** @type {Snapshot} */ (from.pop());
    workspace.restore(work);
    isTouched = work.isTouched ?? true;
    said = notice;
    onTurn();
    return true;
  }

  const undoStack = {
    /** What is in the workspace was edited. */
    touch: () => void (isTouched = true),
    isTouched: () => isTouched,
    /**
     * @param {Work} work
     * @param {string} [notice]
     */
    load(work, notice = "Example loaded.") {
      onLeave();
      if (isTouched || behind.length === 0) behind = [...behind, snapshot()].slice(-MOST);
      ahead = [];
      works = null;
      workspace.load(work);
      isTouched = false;
      loaded = { notice, action: "Undo" };
      said = loaded;
      onTurn();
    },
    /**
     * Makes a change to the work in the workspace that an undo takes back whole, and says `notice`.
     * @param {string} notice
     * @param {() => void} change
     */
    keep(notice, change) {
      behind = [...behind, snapshot()].slice(-MOST);
      ahead = [];
      works = null;
      change();
      isTouched = true;
      loaded = { notice, action: "Undo" };
      said = loaded;
      onTurn();
    },
    /** False where there is nothing to undo. */
    undo: () => turn(behind, ahead, { notice: "Your work is back.", action: "Redo" }),
    redo: () => turn(ahead, behind, loaded),
    /** The button beside the notice. */
    press: () => (said.run ? said.run() : said.action === "Redo" ? undoStack.redo() : undoStack.undo()),
    /**
     * `{notice, action, run}`: said until other work comes, by this page alone.
     * @param {Notice} words
     */
    say: (words) => void (said = words),
    notice: () => said,
    /** Plain data for storage, the same object until other work comes. */
    works: () => (works ??= { behind: behind.map(plain), ahead: ahead.map(plain) }),
    toDocument: () => ({ isTouched, said: said.run ? {} : said }),
    /**
     * From what the browser kept.
     * @param {Partial<KeptWork>} kept
     */
    start({ behind: before = [], ahead: after = [], isTouched: touched = true, said: notice = {} }) {
      [behind, ahead, isTouched, said] = [before, after, touched, notice];
    },
  };
  return undoStack;
}

/**
 * @param {Snapshot} snapshot
 * @returns {Work}
 */
const plain = ({ scenario, shown, at, isTouched, saved, api }) => ({ scenario, shown, at, isTouched, saved, api });
