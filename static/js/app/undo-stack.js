/* Undo and redo of whole workspaces: what is replaced is one undo away. What was only looked at is not kept. */

/** @import { KeptWork, Notice, Snapshot, Work, Works, Workspace } from "../types/page" */

const MOST = 10; // works in either direction

/**
 * `onLeave()` before, and `onTurn()` after other work comes into the workspace.
 * @param {{ workspace: Workspace, onLeave: () => void, onTurn: () => void }} options
 */
export function createUndoStack({ workspace, onLeave, onTurn }) {
  const stacks = createStacks();
  const words = createWords();
  const current = createCurrent({ workspace });

  /** @type {(way: "behind" | "ahead", notice: Notice) => boolean} */
  const turn = (way, notice) => {
    if (stacks.isEmpty(way)) return false;
    onLeave();
    current.restore(stacks.turn(way, current.snapshot()));
    words.say(notice);
    onTurn();
    return true;
  };

  /** @param {string} notice */
  function changed(notice) {
    words.changed(notice);
    onTurn();
  }

  /** False where there is nothing to undo. */
  const undo = () => turn("behind", { notice: "Your work is back.", action: "Redo" });
  const redo = () => turn("ahead", words.lastChange());

  return {
    ...{ undo, redo },
    touch: current.touch,
    isTouched: current.isTouched,
    isUntouchedExample: current.isUntouchedExample,
    snapshot: current.snapshot,
    /** Puts other work into the workspace, and says `notice`. */
    load(/** @type {Work} */ work, notice = "Example loaded.") {
      onLeave();
      stacks.leave(current.isTouched() || stacks.isEmpty("behind") ? current.snapshot() : null);
      current.load(work);
      changed(notice);
    },
    /** Makes a change to the work in the workspace that an undo takes back whole, to `before`, and says `notice`. */
    keep(/** @type {string} */ notice, /** @type {() => void} */ change, before = current.snapshot()) {
      stacks.leave(before);
      change();
      current.touch();
      changed(notice);
    },
    /** The button beside the notice. */
    press: () => (words.notice().run ?? (words.notice().action === "Redo" ? redo : undo))(),
    say: words.say,
    notice: words.notice,
    ...storageOf({ stacks, words, current }),
  };
}

/**
 * What the browser keeps of it, out and in.
 * @param {{
 *   stacks: ReturnType<typeof createStacks>, words: ReturnType<typeof createWords>, current: ReturnType<typeof createCurrent>,
 * }} parts
 */
const storageOf = ({ stacks, words, current }) => ({
  works: stacks.toDocument,
  toDocument: () => ({ ...current.toDocument(), said: words.notice().run ? {} : words.notice() }),
  /** @param {Partial<KeptWork>} kept */
  start({ behind = [], ahead = [], isTouched = true, isExample = false, said = {} }) {
    stacks.start(behind, ahead);
    words.say(said);
    current.start({ isTouched, isExample });
  },
});

/**
 * The work in the workspace, whether it is more than what was loaded, and whether that was an example.
 * @param {{ workspace: Workspace }} options
 */
function createCurrent({ workspace }) {
  let isTouched = true;
  let isExample = false;
  const toDocument = () => ({ isTouched, isExample });

  /** @param {Pick<Work, "isTouched" | "isExample">} work */
  function start(work) {
    [isTouched, isExample] = [work.isTouched ?? true, work.isExample ?? false];
  }

  return {
    toDocument,
    start,
    isTouched: () => isTouched,
    isUntouchedExample: () => isExample && !isTouched,
    /** It was edited. */
    touch: () => void (isTouched = true),
    /** @returns {Snapshot} */
    snapshot: () => ({ ...workspace.snapshot(), ...toDocument() }),
    /** @param {Work} work */
    load(work) {
      workspace.load(work);
      start({ ...work, isTouched: false });
    },
    /** @param {Snapshot} snapshot */
    restore(snapshot) {
      workspace.restore(snapshot);
      start(snapshot);
    },
  };
}

/** What is said beside the work, with a button that takes it back or does something else. */
function createWords() {
  /** @type {Notice} */
  let said = {};
  /** @type {Notice} */
  let lastChange = { notice: "Loaded.", action: "Undo" };
  return {
    notice: () => said,
    lastChange: () => lastChange,
    /**
     * `{notice, action, run}`: said until other work comes, by this page alone.
     * @param {Notice} words
     */
    say: (words) => void (said = words),
    /** @param {string} notice */
    changed(notice) {
      lastChange = { notice, action: "Undo" };
      said = lastChange;
    },
  };
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
const plain = ({ scenario, shown, at, isTouched, isExample, saved, api }) => ({ scenario, shown, at, isTouched, isExample, saved, api });
