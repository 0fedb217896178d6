/* Undo and redo of whole workspaces: what is replaced is one undo away. What was only looked at is not kept. */

/** @import { KeptWork, Notice, Snapshot, Work, Works, Workspace } from "../types/page" */

const MOST = 10; // works in either direction

/**
 * `onLeave()` before, and `onTurn()` after other work comes into the workspace.
 * @param {{ workspace: Workspace, onLeave: () => void, onTurn: () => void }} options
 */
export function createUndoStack({ workspace, onLeave, onTurn }) {
  const stacks = createStacks();
  let isTouched = true; // whether the work in the workspace is more than an example as it was loaded
  /** @type {Notice} */
  let said = {};
  /** @type {Notice} */
  let loaded = { notice: "Loaded.", action: "Undo" };

  /** @returns {Snapshot} */
  const snapshot = () => ({ ...workspace.snapshot(), isTouched });

  /**
   * @param {"behind" | "ahead"} way
   * @param {Notice} notice
   */
  function turn(way, notice) {
    if (stacks.isEmpty(way)) return false;
    onLeave();
    const work = stacks.turn(way, snapshot());
    workspace.restore(work);
    isTouched = work.isTouched ?? true;
    said = notice;
    onTurn();
    return true;
  }

  /**
   * Other work, or what was made of it, is in the workspace.
   * @param {string} notice
   * @param {boolean} touched
   */
  function changed(notice, touched) {
    isTouched = touched;
    loaded = { notice, action: "Undo" };
    said = loaded;
    onTurn();
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
      stacks.leave(isTouched || stacks.isEmpty("behind") ? snapshot() : null);
      workspace.load(work);
      changed(notice, false);
    },
    /**
     * Makes a change to the work in the workspace that an undo takes back whole, and says `notice`.
     * @param {string} notice
     * @param {() => void} change
     */
    keep(notice, change) {
      stacks.leave(snapshot());
      change();
      changed(notice, true);
    },
    /** False where there is nothing to undo. */
    undo: () => turn("behind", { notice: "Your work is back.", action: "Redo" }),
    redo: () => turn("ahead", loaded),
    /** The button beside the notice. */
    press: () => (said.run ? said.run() : said.action === "Redo" ? undoStack.redo() : undoStack.undo()),
    /**
     * `{notice, action, run}`: said until other work comes, by this page alone.
     * @param {Notice} words
     */
    say: (words) => void (said = words),
    notice: () => said,
    works: stacks.toDocument,
    toDocument: () => ({ isTouched, said: said.run ? {} : said }),
    /**
     * From what the browser kept.
     * @param {Partial<KeptWork>} kept
     */
    start({ behind: before = [], ahead: after = [], isTouched: touched = true, said: notice = {} }) {
      stacks.start(before, after);
      [isTouched, said] = [touched, notice];
    },
  };
  return undoStack;
}

/** The works in both directions, the next one last. */
function createStacks() {
  /** @type {Record<"behind" | "ahead", Snapshot[]>} */
  let stacks = { behind: [], ahead: [] };
  /** @type {Works | null} */
  let works = null; // both, as plain data; made when it is asked for

  return {
    isEmpty: (/** @type {"behind" | "ahead"} */ way) => stacks[way].length === 0,
    /**
     * Other work comes: what there was is behind it, unless it is not to be kept (null); nothing is ahead.
     * @param {Snapshot | null} snapshot
     */
    leave(snapshot) {
      stacks = { behind: [...stacks.behind, ...(snapshot ? [snapshot] : [])].slice(-MOST), ahead: [] };
      works = null;
    },
    /**
     * Takes the next work of one direction, and puts what there was into the other.
     * @param {"behind" | "ahead"} way
     * @param {Snapshot} snapshot
     */
    turn(way, snapshot) {
      works = null;
      stacks[way === "behind" ? "ahead" : "behind"].push(snapshot);
      return /** @type {Snapshot} */ (stacks[way].pop());
    },
    /** Plain data for storage, the same object until other work comes. */
    toDocument: () => (works ??= { behind: stacks.behind.map(plain), ahead: stacks.ahead.map(plain) }),
    /**
     * @param {Snapshot[]} behind
     * @param {Snapshot[]} ahead
     */
    start: (behind, ahead) => void (stacks = { behind, ahead }),
  };
}

/**
 * @param {Snapshot} snapshot
 * @returns {Work}
 */
const plain = ({ scenario, shown, at, isTouched, saved, api }) => ({ scenario, shown, at, isTouched, saved, api });
